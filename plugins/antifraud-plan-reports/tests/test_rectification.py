"""What schools still have to mend: the notice says it, the register carries it on until evidence comes."""

import io
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import county_year
import openpyxl
import pytest
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.rectification.book import RECTIFICATION_REGISTER, find_rectifications
from antifraud_plan_reports.rectification.register import (
    MendState,
    Notice,
    Subject,
    carry_on,
    find_notices,
    needs_mending,
)
from county_year import HIGH, make_county_year
from office_tools import audit_mistakes, microsoft_mistakes
from report_papers import MAY, REPORTS, open_empty

from antifraud_plan import Exemption, Inspection, InspectionVerdict, Status
from antifraud_plan.model.assessment.expectation import Proof
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location, ProblemsFoundError
from antifraud_plan.templates import check_template, export_template, find_undeclared
from antifraud_plan.testing import render_markdown, render_word
from antifraud_plan.word import Layout
from antifraud_plan.workspace import open_workspace

NOTICE = REPORTS.require_document_kind("整改通知")
JUNE = date(2023, 6, 20)
SEMESTER_OVER = date(2023, 7, 20)
LATE_RETURN = "示例县第一中学3月月报表.xlsx"
CAME = date(2023, 5, 30)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county of which schools sent their returns until May."""
    return make_county_year(tmp_path_factory.mktemp("year") / "county", MAY)


@pytest.fixture(scope="module")
def may(county: Path) -> Brief:
    return open_workspace(county, REPORTS).brief(on=MAY)


@pytest.fixture(scope="module")
def mended(county: Path, may: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In June: the register of May put back, and the return of March that was lacking then has come."""
    folder = tmp_path_factory.mktemp("june") / "county"
    shutil.copytree(county, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(county_year, "NEVER_SENT", set())
        complete = make_county_year(tmp_path_factory.mktemp("complete") / "county", MAY)
    shutil.copy(complete / "returns" / LATE_RETURN, folder / "returns")
    (folder / "records" / "整改事项.xlsx").write_bytes(draw(may))
    with (folder / "records" / "收文登记.csv").open("a", encoding="utf-8") as log:
        log.write(f"{CAME},{HIGH},月报表,3月\n")
    return folder


@pytest.fixture(scope="module")
def june(mended: Path) -> Brief:
    return open_workspace(mended, REPORTS).brief(on=JUNE)


def draw(brief: Brief) -> bytes:
    (document,) = RECTIFICATION_REGISTER.documents(brief)
    return b"".join(document.chunks)


def lines(data: bytes) -> list[dict[str, Any]]:
    """The lines of a register, heading by heading."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def subject_of(line: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(line[each] or "") for each in ("学校", "工作任务", "时段", "班级等"))


def test_the_first_register_lists_every_shortfall_that_can_be_mended(may: Brief) -> None:
    short = [each for each in may.assess().findings if each.status.is_shortfall]
    late = [each for each in short if each.expected.proof is Proof.ARRIVAL and each.status is Status.PARTLY]
    found = lines(draw(may))

    assert late
    assert len(found) == len(short) - len(late)
    assert len(set(map(subject_of, found))) == len(found)
    assert {line["整改情况"] for line in found} == {"未整改"}
    assert {line["通知日期"].date() for line in found} == {MAY}
    assert {line["整改期限"].date() for line in found} == {MAY + timedelta(days=15)}


def test_the_register_goes_round(may: Brief, june: Brief) -> None:
    before, after = lines(draw(may)), lines(draw(june))
    assert [subject_of(line) for line in after[: len(before)]] == [subject_of(line) for line in before]
    assert [(line["通知日期"], line["整改期限"], line["问题"]) for line in after[: len(before)]] == [
        (line["通知日期"], line["整改期限"], line["问题"]) for line in before
    ]
    closed = [line for line in after if line["整改情况"] == "已整改"]
    assert {line["学校"] for line in closed} == {"示例县第一中学"}
    assert {(line["工作任务"], line["时段"]) for line in closed} >= {
        ("防范工作专题会议", "3月"),
        ("各项任务落实材料", "3月月报表"),
    }
    for line in after[: len(before)]:
        if line not in closed:
            assert line["整改情况"] == "逾期未整改"
            assert line["销号日期"] is None
            assert line["销号依据"] is None


def test_what_closes_an_item_is_named_by_file_cell_and_day(june: Brief, mended: Path) -> None:
    closed = {line["工作任务"]: line for line in lines(draw(june)) if line["整改情况"] == "已整改"}
    meeting = closed["防范工作专题会议"]
    place, _, day = meeting["销号依据"].partition("（")
    file, sheet = place.rsplit(":", 1)
    sheet_name, _, cell = sheet.partition("!")
    book = openpyxl.load_workbook(mended / file)

    assert "示例县第一中学" in [each.value for each in book[sheet_name][int(cell[1:])]]
    assert day.startswith("2023年3月")
    assert closed["各项任务落实材料"]["销号依据"] == "收文登记，2023年5月30日收到"
    assert meeting["销号日期"].date() == JUNE


def test_new_shortfalls_of_june_have_their_own_time(may: Brief, june: Brief) -> None:
    known = set(map(subject_of, lines(draw(may))))
    added = [line for line in lines(draw(june)) if subject_of(line) not in known]
    assert added
    assert {line["整改期限"].date() for line in added} == {JUNE + timedelta(days=15)}


def test_the_register_is_read_without_a_problem_and_stays_as_it_is(june: Brief, mended: Path) -> None:
    said = [each for each in june.collect(on=JUNE).problems if each.location]
    assert [each for each in said if each.location and "整改事项" in each.location.file] == []
    path = mended / "records" / "整改事项.xlsx"
    was, again = path.read_bytes(), draw(june)
    path.write_bytes(again)
    try:
        assert lines(draw(open_workspace(mended, REPORTS).brief(on=JUNE))) == lines(again)
    finally:
        path.write_bytes(was)


def test_classes_are_found_again_too(tmp_path: Path) -> None:
    folder, day = make_county_year(tmp_path / "county", SEMESTER_OVER), SEMESTER_OVER
    before = find_rectifications(open_workspace(folder, REPORTS).brief(on=day))
    assert any(each.subject.part for each in before)
    (folder / "records" / "整改事项.xlsx").write_bytes(draw(open_workspace(folder, REPORTS).brief(on=day)))
    after = find_rectifications(open_workspace(folder, REPORTS).brief(on=day + timedelta(days=1)))
    assert [each.subject for each in after[: len(before)]] == [each.subject for each in before]
    assert {each.notice.notified for each in after[: len(before)]} == {day}
    assert all(each.finding is not None for each in after)


@pytest.fixture(scope="module")
def names(may: Brief) -> Names:
    return Names(may.plan, may.tree)


def one(may: Brief, names: Names, **changes: Any) -> tuple[Notice, Any]:
    """A notice of May for a task not done, and an assessment in which that finding has changed."""
    assessment = may.assess()
    finding = next(each for each in assessment.findings if each.status is Status.UNMET)
    subject = Subject(finding.expected.unit.id, finding.expected.item, *names.detail(finding))
    changed = attrs.evolve(finding, **changes)
    day = changes.pop("on", MAY)
    return Notice(subject, "未完成。", MAY, MAY + timedelta(days=15)), attrs.evolve(
        assessment, on=day, findings=(changed,)
    )


@pytest.mark.parametrize(("days", "state"), [(15, MendState.OPEN), (16, MendState.OVERDUE)])
def test_on_its_last_day_there_is_still_time(may: Brief, names: Names, days: int, state: MendState) -> None:
    notice, assessment = one(may, names)
    (found,) = carry_on([notice], attrs.evolve(assessment, on=MAY + timedelta(days=days)), names, 15)
    assert found.state is state


def test_what_the_bureau_saw_mended_is_not_told_again(may: Brief, names: Names) -> None:
    notice, assessment = one(may, names)
    seen = attrs.evolve(notice, closed=MAY, closed_by="到校核实，已补训")
    (found,) = carry_on([seen], assessment, names, 15)
    assert (found.state, found.notice.closed_by) == (MendState.CLOSED, "到校核实，已补训")


@pytest.mark.parametrize(("day", "state"), [(0, MendState.CLOSED), (1, MendState.OPEN)])
def test_only_a_later_inspection_opens_it_again(may: Brief, names: Names, day: int, state: MendState) -> None:
    found = Inspection(
        HIGH, "4.1.2", "", "", MAY + timedelta(days=day), InspectionVerdict.FALSE, "没有记录", Location("a")
    )
    notice, assessment = one(may, names, inspection=found)
    (after,) = carry_on([attrs.evolve(notice, closed=MAY, closed_by="核实")], assessment, names, 15)
    assert after.state is state


def test_an_exemption_closes_it(may: Brief, names: Names) -> None:
    granted = Exemption("x", (), MAY, MAY, "停课", "县教体局", ())
    notice, assessment = one(may, names, status=Status.EXEMPT, exemption=granted)
    (found,) = carry_on([notice], assessment, names, 15)
    assert (found.state, found.notice.closed_by) == (MendState.CLOSED, "县教体局同意免予完成")


def test_what_is_due_no_more_stays_until_somebody_closes_it(may: Brief, names: Names) -> None:
    notice, assessment = one(may, names)
    (found,) = carry_on([notice], attrs.evolve(assessment, findings=()), names, 15)
    assert (found.state, found.finding) == (MendState.OPEN, None)


def test_lines_of_later_days_do_not_count_yet(june: Brief) -> None:
    kept = june.collect(on=JUNE).kept
    assert len(tuple(find_notices(kept, MAY))) == len(tuple(find_notices(kept, JUNE)))
    assert tuple(find_notices(kept, MAY - timedelta(days=1))) == ()


def test_every_school_with_something_to_mend_has_one_notice(may: Brief) -> None:
    short = [each for each in may.assess().findings if needs_mending(each)]
    papers = render_markdown(NOTICE, may)
    units = {each.expected.unit.name for each in short}
    assert {path.split("/")[-1].split("2023年")[0] for path in papers} == units
    for path, paper in papers.items():
        mine = [each for each in short if path.split("/")[-1].startswith(each.expected.unit.name)]
        assert f"你校有{len(mine)}项工作没有做到或者没有上报" in paper
        assert "2023年6月4日前完成整改" in paper
        assert "# 整改情况反馈表" in paper
        for each in mine:
            assert Names(may.plan, may.tree).find(each.expected.item)[1] in paper


def test_a_second_notice_says_what_was_told_before(june: Brief) -> None:
    (paper,) = (text for path, text in render_markdown(NOTICE, june).items() if "东示镇第二小学" in path)
    assert "2023年5月20日已通知，没有在2023年6月4日前整改。" in paper
    assert "过了期限仍没有整改" in paper


def test_where_nothing_is_due_there_is_nothing_to_mend() -> None:
    empty = open_empty(date(2023, 2, 6))
    assert list(NOTICE.items(empty)) == []
    assert list(RECTIFICATION_REGISTER.documents(empty)) == []


def test_the_register_is_the_whole_countys_whoever_was_asked_for(may: Brief) -> None:
    town = attrs.evolve(may, selected=(may.tree.require("Z01"),))
    assert find_rectifications(town) == find_rectifications(may)
    assert {path.split("/")[-1].split("2023年")[0] for path in render_markdown(NOTICE, town)} == {
        "东示镇第二小学"
    }


def test_templates_use_the_variables_that_are_listed(june: Brief) -> None:
    for item in NOTICE.items(june):
        assert list(find_undeclared(NOTICE.variables, item.values)) == []
    assert check_template(NOTICE, export_template(NOTICE, Layout()), file="整改通知.docx") == ()


def test_the_files_are_sound(june: Brief, tmp_path: Path) -> None:
    data = next(iter(render_word(NOTICE, june).values()))
    for name, content in (("notice.docx", data), ("register.xlsx", draw(june))):
        path = tmp_path / name
        path.write_bytes(content)
        assert microsoft_mistakes(path) == ""
        assert audit_mistakes(path) == ""
    assert draw(june) == draw(june)


REGISTER_HEAD = "学校,依据,工作任务,时段,班级等,问题,通知日期,整改期限,整改情况,销号日期,销号依据\n"


def open_register(county: Path, folder: Path, line: str) -> Brief:
    """The county with a register of one line."""
    shutil.copytree(county, folder / "county")
    (folder / "county" / "records" / "整改事项.csv").write_text(REGISTER_HEAD + line, encoding="utf-8-sig")
    return open_workspace(folder / "county", REPORTS).brief(on=MAY)


@pytest.mark.parametrize(
    ("period", "closed", "is_idle"),
    [("3月", "", False), ("13月", "", True), ("13月", "2023-05-10,政策法规安全股核实", False)],
)
def test_an_open_line_that_fits_nothing_due_is_kept_and_told(
    county: Path, tmp_path: Path, period: str, closed: str, *, is_idle: bool
) -> None:
    line = f"{HIGH},四（一）,防范工作专题会议,{period},,没有开。,2023-04-20,2023-05-05,,{closed or ','}\n"
    (document,) = RECTIFICATION_REGISTER.documents(open_register(county, tmp_path, line))

    assert [(each.code, str(each.location)) for each in document.notes] == (
        [("rectification-idle", "records/整改事项.csv:2:19")] if is_idle else []
    )
    assert any(each["时段"] == period for each in lines(b"".join(document.chunks)))


def test_a_line_that_cannot_be_read_is_never_lost_from_the_next_register(
    county: Path, tmp_path: Path
) -> None:
    line = f"{HIGH},四（一）,防范工作专题会议,3月,,没有开。,昨天,2023-05-05,,,\n"
    brief = open_register(county, tmp_path, line)
    with pytest.raises(ProblemsFoundError) as caught:
        draw(brief)
    assert "整改事项.csv:2" in str(caught.value)


def test_two_registers_are_never_answered_with_an_empty_third(
    county: Path, may: Brief, tmp_path: Path
) -> None:
    line = f"{HIGH},四（一）,防范工作专题会议,3月,,没有开。,2023-04-20,2023-05-05,,,\n"
    brief = open_register(county, tmp_path, line)
    (tmp_path / "county" / "records" / "整改事项.xlsx").write_bytes(draw(may))
    with pytest.raises(ProblemsFoundError) as caught:
        draw(brief)
    assert [each.code for each in caught.value.problems] == ["several-figures"]


def test_a_school_that_is_there_no_more_gets_no_notice(may: Brief) -> None:
    closed = tuple(
        attrs.evolve(each, closed=date(2023, 5, 10)) if each.id == HIGH else each for each in may.tree
    )
    brief = attrs.evolve(may, tree=attrs.evolve(may.tree, organisations=closed))
    name = may.tree.require(HIGH).name
    assert any(name in path for path in render_markdown(NOTICE, may))
    assert not any(name in path for path in render_markdown(NOTICE, brief))
