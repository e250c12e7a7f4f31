"""The file of a case: each case once, what was known then, what is still lacking; nobody is named."""

import shutil
from datetime import date
from pathlib import Path

import attrs
import pytest
from antifraud_plan_reports.incident.cases import StageKind, find_cases
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.periods import join_periods
from county_year import CASE_DAY, HIGH, HUSHED_UP, make_county_year
from office_tools import audit_mistakes, microsoft_mistakes
from report_papers import MAY, REPORTS, open_empty

from antifraud_plan import Evidence, Status
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Severity
from antifraud_plan.templates import check_template, export_template, find_undeclared
from antifraud_plan.testing import render_markdown, render_word
from antifraud_plan.word import Layout
from antifraud_plan.workspace import open_workspace

KIND = REPORTS.require_document_kind("案件专卷")
HEAD = "学校,发生日期,阶段,报告日期,报告内容,适用条款,处理决定,决定日期,当事人身份\n"
FIRST = f"{HIGH},{CASE_DAY},首报,2023-04-13,已向公安机关报案。,,,\n"
FURTHER = f"{HIGH},{CASE_DAY},续报,2023-04-20,部分资金已止付。,,,\n"
CLOSING = f"{HIGH},{CASE_DAY},结案,2023-05-15,公安机关已结案。,第六条,予以通报批评。,2023-05-16\n"
USERS_WORDS = ("text", "article", "decision", "method")
TITLE, HUSHED_TITLE = "示例县第一中学2023年4月12日案件专卷", "东示镇初级中学2023年3月8日案件专卷"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_county_year(tmp_path_factory.mktemp("year") / "county", MAY)


def open_with(county: Path, folder: Path, lines: str, *, on: date = MAY, police: str = "") -> Brief:
    """The county with these lines in 案件处置, and more in 公安通报案件."""
    shutil.copytree(county, folder / "county")
    kept = folder / "county" / "records"
    (kept / "案件处置.csv").write_text(HEAD + lines, encoding="utf-8-sig")
    with (kept / "公安通报案件.csv").open("a", encoding="utf-8") as cases:
        cases.write(police)
    return open_workspace(folder / "county", REPORTS).brief(on=on)


def papers(brief: Brief) -> dict[str, str]:
    return {path.split("/")[-1]: text for path, text in render_markdown(KIND, brief).items()}


def gaps(brief: Brief) -> dict[str, str]:
    return {item.title: "".join(each.message for each in item.gaps) for item in KIND.items(brief)}


def test_each_case_has_one_file_told_by_whom_it_was(county: Path, tmp_path: Path) -> None:
    found = papers(open_with(county, tmp_path, FIRST))

    assert set(found) == {TITLE, HUSHED_TITLE}
    assert "公安机关已通报，学校已上报。" in found[TITLE]
    assert "公安机关已通报，学校没有上报。" in found[HUSHED_TITLE]
    assert all("内部材料　注意保管" in text for text in found.values())
    facts = [line for line in found[TITLE].splitlines() if line.startswith("| 诈骗手法")]
    assert facts == ["| 诈骗手法 | 刷单返利 | 刷单返利 |"]


def test_a_complete_file_lacks_nothing(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST + FURTHER + CLOSING)
    found = papers(brief)[TITLE]

    assert gaps(brief)[TITLE] == ""
    assert "待填" not in found
    for said in (
        "2023年4月13日　已向公安机关报案。",
        "2023年4月20日　部分资金已止付。",
        "2023年5月15日　公安机关已结案。",
        "适用条款：第六条",
        "处理决定：予以通报批评。",
        "决定日期：2023年5月16日",
        "五（三）规定：师生涉及电信网络诈骗案件的，一律追责问责。",
        "（示市教字〔2022〕18号）",
    ):
        assert said in found


def test_a_case_closed_at_once_needs_no_further_report(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST + CLOSING)
    said = papers(brief)[TITLE]

    assert gaps(brief)[TITLE] == ""
    assert "待填" not in said
    assert "没有续报。" in said


def test_a_line_that_cannot_be_read_is_told_with_every_file(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST + FURTHER.replace("续报", "再报"))
    told = {(each.code, str(each.location)) for item in KIND.items(brief) for each in item.gaps}
    assert ("unknown-choice", "records/案件处置.csv:3:16") in told


def test_what_is_lacking_is_a_blank_and_a_gap(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST)
    assert gaps(brief)[TITLE] == f"{TITLE}还缺续报、结案、适用条款、处理决定、决定日期。"
    assert "首报、续报、结案" in gaps(brief)[HUSHED_TITLE]
    assert "待填：结案的日期和内容" in papers(brief)[TITLE]
    assert "待填：首报的日期和内容" not in papers(brief)[TITLE]


def test_a_plan_without_the_citys_document_says_so(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST + FURTHER + CLOSING)
    blank = tuple(
        attrs.evolve(each, authority="") if each.authority else each for each in brief.plan.consequences
    )
    brief = attrs.evolve(brief, plan=attrs.evolve(brief.plan, consequences=blank))
    assert "依据的文件" in gaps(brief)[TITLE]
    assert "待填：市里文件的名称和文号" in papers(brief)[TITLE]


def test_the_duties_are_those_over_before_the_case_as_known_that_day_and_now(
    county: Path, tmp_path: Path
) -> None:
    brief = open_with(county, tmp_path, FIRST)
    then, now = brief.assess(on=CASE_DAY), brief.assess(on=MAY)
    due = [
        each
        for each in then.findings
        if each.expected.unit.id == HIGH
        and each.expected.period.span.last < CASE_DAY
        and each.status is not Status.EXEMPT
    ]
    met = sum(each.status is Status.MET for each in due)
    silent = sum(each.status is Status.UNREPORTED for each in due)
    said = papers(brief)[TITLE]

    assert f"案发当日能够认定的有{sum(each.status.is_judged for each in due)}项：已完成{met}项" in said
    assert f"未上报{silent}项" in said
    row = next(line for line in said.splitlines() if "教职工集中培训" in line)
    assert [cell.strip() for cell in row.strip("|").split("|")][2:4] == ["未上报", "已完成"]
    today = {each.expected.key: each.status for each in now.findings}
    changed = [each for each in due if today[each.expected.key] is not each.status]
    assert changed
    assert f"另有{len(due) - sum(each.status.is_judged for each in due)}项时间已过" in said


def test_reports_of_later_days_are_not_in_it_yet(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST + FURTHER + CLOSING, on=date(2023, 4, 19))
    found = papers(brief)[TITLE]
    assert "已向公安机关报案" in found
    assert "止付" not in found
    assert "予以通报批评" not in found


def test_a_case_only_the_bureau_knows_has_a_file_of_its_own(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST.replace(str(CASE_DAY), "2023-05-02").replace("04-13", "05-03"))
    (own,) = (each for each in find_cases(brief.plan, brief.collect(on=MAY), MAY) if each.day.month == 5)
    assert (own.police, own.own) == (None, None)
    assert [each.kind for each in own.stages] == [StageKind.FIRST]
    assert "公安机关没有通报，学校没有上报。" in papers(brief)["示例县第一中学2023年5月2日案件专卷"]


def test_two_cases_of_a_day_are_two_files(county: Path, tmp_path: Path) -> None:
    unit, day = HUSHED_UP
    found = papers(open_with(county, tmp_path, "", police=f"{unit},{day},教职工,投资理财,90000\n"))
    assert {HUSHED_TITLE, f"{HUSHED_TITLE}（2）"} <= set(found)


def test_reports_of_two_cases_of_a_day_are_told_apart_by_who_was_cheated(
    county: Path, tmp_path: Path
) -> None:
    unit, day = HUSHED_UP
    lines = "".join(
        f"{unit},{day},首报,2023-03-09,{role or '谁'}被骗。,,,,{role}\n" for role in ("教职工", "学生", "")
    )
    brief = open_with(county, tmp_path, lines, police=f"{unit},{day},教职工,投资理财,90000\n")
    found = papers(brief)
    pupils = next(text for text in found.values() if "学生被骗。" in text)
    staff = next(text for text in found.values() if "教职工被骗。" in text)
    (doubtful,) = (
        each for item in KIND.items(brief) for each in item.gaps if each.code == "incident-doubtful"
    )

    assert "冒充客服" in pupils
    assert "教职工被骗" not in pupils
    assert "投资理财" in staff
    assert "学生被骗" not in staff
    assert "谁被骗。" in found[HUSHED_TITLE]
    assert str(doubtful.location) == "records/案件处置.csv:4:5"
    assert doubtful.severity is Severity.NOTE


def test_records_in_text_are_named_by_their_line(county: Path, tmp_path: Path) -> None:
    said = papers(open_with(county, tmp_path, FIRST))[TITLE]
    (row,) = (line for line in said.splitlines() if line.startswith("| 记录所在"))
    assert "records/公安通报案件.csv第2行" in row
    assert ":1" not in row


def test_no_number_of_a_person_is_printed(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST + CLOSING)
    kept = tuple(brief.kept())
    told = tuple(
        attrs.evolve(each, values={**each.values, **dict.fromkeys(USERS_WORDS, "电话13900001234")})
        if isinstance(each, Evidence)
        else each
        for each in kept
    )
    found = papers(attrs.evolve(brief, kept=lambda: told))[TITLE]
    assert found.count("电话＊＊＊") == len(USERS_WORDS) + 1
    assert "13900001234" not in found


def test_classes_are_counted_and_not_named(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST)
    names = Names(brief.plan, brief.tree)
    of_class = [each for each in brief.assess().findings if names.tree.find(each.expected.part or "-")][:2]
    assert join_periods(of_class, names) == f"{of_class[0].expected.period.label}（2个班）"


def test_only_what_was_asked_for_is_made(county: Path, tmp_path: Path) -> None:
    brief = open_with(county, tmp_path, FIRST)
    assert set(papers(attrs.evolve(brief, selected=(brief.tree.require(HIGH),)))) == {TITLE}


def test_where_there_is_no_case_there_is_no_file() -> None:
    assert list(KIND.items(open_empty(MAY))) == []


def test_templates_use_the_variables_that_are_listed(county: Path, tmp_path: Path) -> None:
    for item in KIND.items(open_with(county, tmp_path, FIRST)):
        assert list(find_undeclared(KIND.variables, item.values)) == []
    assert check_template(KIND, export_template(KIND, Layout()), file="案件专卷.docx") == ()


def test_the_files_are_sound(county: Path, tmp_path: Path) -> None:
    for number, data in enumerate(render_word(KIND, open_with(county, tmp_path, FIRST)).values()):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        assert microsoft_mistakes(path) == ""
        assert audit_mistakes(path) == ""
