"""拟通报名单 and 通报: whom the thresholds name, who of them was heard, and nobody known by it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import attrs
import pytest
from antifraud_plan_reports.settings import ReportSettings
from office_tools import audit_mistakes, microsoft_mistakes
from report_papers import MAY, REPORTS, open_empty, open_year

from antifraud_plan import OrganisationKind, Status
from antifraud_plan.offers import Brief, DocumentKind
from antifraud_plan.problems import Location, Problem, Severity
from antifraud_plan.testing import render_markdown, render_word
from antifraud_plan.workspace import open_workspace

LIST = REPORTS.require_document_kind("拟通报名单")
CIRCULAR = REPORTS.require_document_kind("通报")
LATER = date(2023, 5, 27)
HEAD = "学校,名单日期,反馈日期,核对结果,异议,复核结论,复核理由\n"
BEST, LAZY, SILENT, SILENT_SCHOOL = (
    "示例县第一实验小学",
    "示例县第一中学",
    "西例镇中心学校",
    "西例镇第一小学",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county of which schools sent their returns until May."""
    path = tmp_path_factory.mktemp("year")
    open_year(path)
    return path / "county"


@pytest.fixture(scope="module")
def county(folder: Path) -> Brief:
    return open_workspace(folder, REPORTS).brief(on=MAY)


def only(kind: DocumentKind, brief: Brief) -> str:
    (paper,) = render_markdown(kind, brief).values()
    return paper


def answered(folder: Path, lines: Iterable[str], on: date = LATER) -> Brief:
    """The county after its schools answered to the list of 20 May."""
    kept = folder / "records" / "拟通报名单反馈.csv"
    kept.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8-sig")
    try:
        brief = open_workspace(folder, REPORTS).brief(on=on)
        evidence = tuple(brief.kept())
    finally:
        kept.unlink()
    return attrs.evolve(brief, kept=lambda: evidence)


def told(kind: DocumentKind, brief: Brief) -> dict[str, Problem]:
    (item,) = kind.items(brief)
    return {each.code: each for each in item.gaps}


def with_thresholds(brief: Brief, **settings: int) -> Brief:
    return attrs.evolve(brief, settings={**brief.settings, ReportSettings: ReportSettings(**settings)})


def expect_named(brief: Brief, praise_from: int, criticise_below: int) -> tuple[set[str], set[str]]:
    """Whom the default thresholds name, counted finding by finding."""
    assessment = brief.assess(on=MAY)
    praised, criticised = set(), set()
    for each in assessment.appraisals:
        if not each.out_of:
            continue
        silent = [
            found
            for found in assessment.findings
            if found.expected.unit == each.unit and found.status is Status.UNREPORTED
        ]
        if each.points * 100 < criticise_below * each.out_of or silent:
            criticised.add(each.unit.name)
        elif each.points * 100 >= praise_from * each.out_of:
            praised.add(each.unit.name)
    return praised, criticised


@pytest.mark.parametrize("thresholds", [(95, 60), (80, 79), (100, 0), (0, 0)])
def test_the_list_names_whom_the_thresholds_single_out(county: Brief, thresholds: tuple[int, int]) -> None:
    above, below = thresholds
    paper = only(LIST, with_thresholds(county, praise_from=above, criticise_below=below))
    praise, _, criticism = paper.partition("## 二、拟通报批评的学校")
    praise = praise.partition("## 一、拟表扬的学校")[2]
    praised, criticised = expect_named(county, above, below)

    assert criticised
    schools = {each.name for each in county.tree.schools()}
    assert {name for name in schools if f"| {name} |" in praise} == praised
    assert {name for name in schools if f"**{name}**" in criticism} == criticised


def test_a_school_on_the_list_sees_what_it_failed_in(county: Brief) -> None:
    paper = only(LIST, county)
    own = paper.partition(f"**{LAZY}**")[2].partition("**")[0]

    assert "| 四（一） | 防范工作专题会议 | 3月 | 未上报 |" in own
    late = "2023年4月10日前应报送，2023年4月15日才报送，逾期5天"
    assert f"| 五（四） | 各项任务落实材料 | 第1季度季报表 | {late} |" in own
    assert "| 四（一） | 涉及师生的诈骗案件 | — | 发生1起 |" in own
    assert "请于2023年5月25日前把回执盖章后送" in paper


def test_nobody_is_named_before_the_list_was_answered(county: Brief) -> None:
    paper = only(CIRCULAR, county)

    assert "草稿，不得印发：拟通报名单还没有任何反馈，还有8所学校没有核对完" in paper
    assert not [each.name for each in county.tree.schools() if each.name in paper]
    (item,) = CIRCULAR.items(county)
    assert {gap.code for gap in item.gaps} == {"naming-open", "no-document-number"}


ANSWERS = {
    "X01,2023-05-20,2023-05-22,无异议,,,": (BEST, True),
    "X02,2023-05-20,2023-05-23,有异议,三月的月报表已经交了,通报,没有收文登记": (LAZY, True),
    "X02,2023-05-20,2023-05-23,有异议,三月的月报表已经交了,不通报,登记有误": (LAZY, False),
    "X02,2023-05-20,2023-05-23,有异议,三月的月报表已经交了,,": (LAZY, False),
    "Z02,2023-05-20,2023-05-25,逾期未反馈,,,": (SILENT, False),  # the fifth day is not over
    "Z02,2023-05-20,2023-05-26,逾期未反馈,,,": (SILENT, True),
    "Z02,2023-05-20,2023-05-28,无异议,,,": (SILENT, False),  # not yet known on 27 May
    "Y01,2023-05-20,2023-05-22,无异议,,,": ("示例县实验幼儿园", False),  # was never on the list
}


@pytest.mark.parametrize("line", ANSWERS)
def test_only_confirmed_names_print(folder: Path, line: str) -> None:
    paper = only(CIRCULAR, answered(folder, [line]))
    name, named = ANSWERS[line]

    assert (name in paper) is named
    assert "草稿，不得印发" in paper


def test_of_several_lines_the_last_holds(folder: Path) -> None:
    lines = [
        "X02,2023-05-20,2023-05-24,有异议,已经交了,不通报,登记有误",
        "X02,2023-05-20,2023-05-22,无异议,,,",
    ]
    assert LAZY not in only(CIRCULAR, answered(folder, lines))


def test_answers_to_an_earlier_list_confirm_nothing(folder: Path) -> None:
    lines = ["X01,2023-04-20,2023-04-22,无异议,,,", "X02,2023-05-20,2023-05-22,无异议,,,"]
    paper = only(CIRCULAR, answered(folder, lines))

    assert BEST not in paper
    assert LAZY in paper


def everybody(county: Brief) -> list[str]:
    return [f"{school.id},2023-05-20,2023-05-22,无异议,,," for school in county.tree.schools()]


def test_the_draft_mark_goes_when_all_were_heard(folder: Path, county: Brief) -> None:
    brief = answered(folder, everybody(county))
    paper = only(CIRCULAR, brief)
    praised, criticised = expect_named(county, 95, 60)

    assert "草稿" not in paper
    assert all(name in paper for name in praised | criticised)
    (item,) = CIRCULAR.items(brief)
    owed = {gap.code for gap in item.gaps if gap.severity is not Severity.NOTE}
    assert owed == {"no-document-number"}
    numbered = with_thresholds(brief, circular_serial=18)
    assert "示教体字〔2023〕18号" in only(CIRCULAR, numbered)
    (item,) = CIRCULAR.items(numbered)
    assert {each.severity for each in item.gaps} <= {Severity.NOTE}


def test_the_circular_stands_on_the_day_of_the_list(folder: Path, county: Brief) -> None:
    paper = only(CIRCULAR, answered(folder, everybody(county), on=date(2023, 7, 20)))
    tally = county.assess(on=MAY).tally()

    assert f"截至2023年5月20日，应完成{tally.judged}项，已完成{tally.met}项" in paper
    assert "2023年7月20日印发" in paper or "2023年7月20日" in paper


def test_the_words_of_an_inspector_are_not_spread(folder: Path, county: Brief) -> None:
    inspected = folder / "records" / "到校督查记录.csv"
    inspected.write_text(
        "学校,工作任务,班级,时段,督查日期,结论,理由\nX02,防范工作专题会议,,4月,2023-05-10,不实,德育主任拿不出记录\n",
        encoding="utf-8-sig",
    )
    try:
        paper = only(CIRCULAR, answered(folder, everybody(county)))
    finally:
        inspected.unlink()

    assert "| 四（一） | 防范工作专题会议 | 4月 | 督查结论为“不实” |" in paper
    assert "德育主任" not in paper


def test_a_class_is_counted_and_not_named(folder: Path, county: Brief) -> None:
    summer = date(2023, 8, 31)
    lines = [line.replace("2023-05-20,2023-05-22", "2023-08-31,2023-08-31") for line in everybody(county)]
    brief = answered(folder, lines, on=summer)
    paper = only(CIRCULAR, brief)
    classes = {each.id: each.name for each in brief.tree if each.kind is OrganisationKind.CLASS}
    parts = {each.expected.part for each in brief.assess().shortfalls}
    names = {classes[part] for part in parts & set(classes)}

    assert names
    assert not [name for name in names if name in paper]
    assert "个班）" in paper


def test_the_day_of_a_case_is_not_told(folder: Path, county: Brief) -> None:
    paper = only(CIRCULAR, answered(folder, everybody(county)))

    assert "| 四（一） | 涉及师生的诈骗案件 | — | 发生1起 |" in paper
    assert "4月12日" not in paper
    assert "3000" not in paper


def test_where_nothing_came_nobody_is_praised() -> None:
    paper = only(CIRCULAR, with_thresholds(open_empty(MAY), praise_from=0, criticise_below=0))

    assert "没有收到任何学校的上报材料" in paper
    assert "不作表扬。" in paper
    assert "予以表扬：" not in paper


def test_where_nothing_was_due_there_is_no_paper() -> None:
    brief = open_empty(date(2023, 2, 6))

    assert not render_markdown(LIST, brief)
    assert not render_markdown(CIRCULAR, brief)


def test_the_files_are_sound(folder: Path, county: Brief, tmp_path: Path) -> None:
    brief = answered(folder, everybody(county))
    for kind, of in ((LIST, county), (CIRCULAR, brief), (CIRCULAR, county)):
        (data,) = render_word(kind, of).values()
        file = tmp_path / f"{kind.name}.docx"
        file.write_bytes(data)
        assert not microsoft_mistakes(file)
        assert not audit_mistakes(file)


def test_an_answer_of_a_school_that_was_not_on_the_list_is_told(folder: Path) -> None:
    brief = answered(
        folder, [f"{LAZY},{MAY},2023-05-22,无异议,,,", f"东示镇第二小学,{MAY},2023-05-22,无异议,,,"]
    )
    idle = told(CIRCULAR, brief)["naming-idle"]

    assert idle.message == "2023年5月20日的拟通报名单上没有东示镇第二小学，这条反馈没有用上。"
    assert str(idle.location) == "records/拟通报名单反馈.csv:3:9"
    assert idle.severity is Severity.NOTE
    assert "naming-idle" not in told(CIRCULAR, answered(folder, [f"{LAZY},{MAY},2023-05-22,无异议,,,"]))


def test_an_answer_that_cannot_be_read_is_told_with_the_circular(folder: Path) -> None:
    wrong = told(CIRCULAR, answered(folder, [f"{LAZY},{MAY},2023-05-22,同意,,,"]))
    assert wrong["unknown-choice"].severity is Severity.ERROR
    assert wrong["evidence-faulty"].message.startswith("交来的文件和 records 里有")


def test_a_draft_does_not_say_that_nobody_is_named_while_schools_have_not_answered(folder: Path) -> None:
    draft = only(CIRCULAR, answered(folder, []))
    assert draft.count("列入名单的学校还没有核对完，核对完再写（条件：") == 2
    assert "没有列入" not in draft
    heard = only(CIRCULAR, answered(folder, [f"{LAZY},{MAY},2023-05-22,无异议,,,"]))
    assert heard.count("核对完再写") == 1
    assert "下列1所学校得分率低于60%" in heard


def test_when_all_were_dropped_nobody_is_named(folder: Path, county: Brief) -> None:
    praised, criticised = expect_named(county, 95, 60)
    dropped = [f"{name},{MAY},2023-05-22,有异议,情况不符,不通报,属实" for name in praised | criticised]
    paper = only(CIRCULAR, answered(folder, dropped))
    assert "没有列入表扬的学校" in paper
    assert "没有列入通报批评的学校" in paper
    assert "核对完再写" not in paper


def test_what_does_not_concern_the_list_is_not_told_with_it(folder: Path) -> None:
    earlier = "东示镇第二小学,2023-04-20,2023-04-22,无异议,,,"
    brief = answered(folder, [f"{LAZY},{MAY},2023-05-22,无异议,,,", earlier])
    assert "naming-idle" not in told(CIRCULAR, brief)
    unlisted = answered(
        folder, [f"{LAZY},{MAY},2023-05-22,无异议,,,", f"东示镇第二小学,{MAY},2023-05-22,无异议,,,"]
    )
    of_others = attrs.evolve(unlisted, selected=(unlisted.tree.require("X02"),))
    assert "naming-idle" not in told(CIRCULAR, of_others)


def test_mistakes_of_other_records_are_counted_but_not_told_one_by_one(folder: Path) -> None:
    brief = answered(folder, [f"{LAZY},{MAY},2023-05-22,无异议,,,"])
    kept = tuple(brief.kept())
    other = Problem("unknown-choice", "不行。", Location("records/到校督查记录.csv", 2, 1))
    found = told(CIRCULAR, attrs.evolve(brief, kept=lambda: (*kept, other)))
    assert "unknown-choice" not in found
    assert found["evidence-faulty"].message.startswith("交来的文件和 records 里有1处错误")


def test_a_school_that_is_there_no_more_is_not_named(county: Brief) -> None:
    closed = tuple(
        attrs.evolve(each, closed=date(2023, 5, 10)) if each.name == LAZY else each for each in county.tree
    )
    brief = attrs.evolve(county, tree=attrs.evolve(county.tree, organisations=closed))
    assert LAZY in only(LIST, county)
    assert LAZY not in only(LIST, brief)
