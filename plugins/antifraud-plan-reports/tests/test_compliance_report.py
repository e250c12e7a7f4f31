"""The compliance report: every figure is the assessment's, and leads to a file and a cell."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import openpyxl
import pytest
from antifraud_plan_reports.lines import count_tasks
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import share_per_mille
from antifraud_plan_reports.report.annexes import (
    SchoolSources,
    SourceLine,
    count_schools,
    join_cells,
    list_sources,
)
from antifraud_plan_reports.report.charts import count_bands
from antifraud_plan_reports.report.paper import find_day_before
from hypothesis import given
from hypothesis import strategies as st
from office_tools import audit_mistakes, convert_to_pdf, microsoft_mistakes, read_pages
from report_papers import KIND, MAY, open_empty, open_year, report, report_file

from antifraud_plan.model.assessment.assessment import Assessment
from antifraud_plan.model.assessment.expectation import Proof
from antifraud_plan.model.assessment.measurement import ON_TIME_RATE, PLEDGE_COVERAGE
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.offers import Brief
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.templates import check_template, export_template, find_undeclared
from antifraud_plan.word import Layout

SNAPSHOT = Path(__file__).parent / "snapshots" / "compliance-report.md"
COUNTS = (None, Status.MET, Status.PARTLY, Status.UNMET, Status.UNREPORTED)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    return open_year(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def assessment(year: Brief) -> Assessment:
    return year.assess()


@pytest.fixture(scope="module")
def paper(year: Brief) -> str:
    return report(year)


def section(paper: str, heading: str) -> str:
    """What stands between a heading and the next."""
    return re.split(r"\n(?:#|---)", paper.partition(heading)[2])[0]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of table rows, heads left out."""
    for line in text.splitlines():
        if line.startswith("|") and "---" not in line and "|:-:" not in line:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def counted(statuses: Counter[Status]) -> list[str]:
    """Due, met, partly, unmet, unreported as a table prints them, counted one by one."""
    due = sum(number for status, number in statuses.items() if status.is_judged)
    return [str(due), *(str(statuses[status]) for status in COUNTS if status)]


def test_the_summary_says_the_assessments_figures(paper: str, assessment: Assessment) -> None:
    found = Counter(each.status for each in assessment.findings)
    due, met, partly, unmet, unreported = counted(found)
    said = section(paper, "## 一、总体情况")

    assert f"应完成{due}项，已完成{met}项，完成率{100 * int(met) / int(due):.1f}%；" in said
    assert f"部分完成{partly}项，未完成{unmet}项，未上报{unreported}项。" in said
    assert f"另有{found[Status.NOT_YET_DUE]}项尚未到期" in said


def test_every_row_of_the_tables_is_counted_from_the_findings(
    paper: str, assessment: Assessment, year: Brief
) -> None:
    tasks = {row[1]: row[2:7] for row in rows(section(paper, "## 二、"))}
    for item in (*year.plan.tasks, *year.plan.submissions):
        found = Counter(each.status for each in assessment.findings if each.expected.item == item.id)
        if any(status.is_judged for status in found):
            assert tasks[item.name] == counted(found)
        else:
            assert item.name not in tasks
    schools = {row[0]: row[1:6] for row in rows(paper.partition("# 各校完成情况")[2].partition("---\n\n")[0])}
    for school in year.tree.schools():
        found = Counter(each.status for each in assessment.findings if each.expected.unit == school)
        assert schools[school.name] == counted(found)


def test_every_school_has_its_score_and_its_place(paper: str, assessment: Assessment) -> None:
    table = {row[0]: row for row in rows(paper.partition("# 各校完成情况")[2].partition("---\n\n")[0])}
    assert len(assessment.appraisals) > 10
    for each in assessment.appraisals:
        score, full = (Fraction(part) for part in table[each.unit.name][9].split("／"))
        assert abs(score - each.points) <= Fraction(1, 200)
        assert full == each.out_of
        assert table[each.unit.name][10] == (f"{each.peers}第{each.rank}名" if each.rank else "—")


def test_groups_and_schools_add_up_to_the_same_total(paper: str) -> None:
    for heading in ("## 二、", "## 三、"):
        table = list(rows(section(paper, heading)))
        columns = zip(*(row[2:7] for row in table[1:-1]), strict=True)
        assert [str(sum(map(int, column))) for column in columns] == table[-1][2:7]


def test_what_is_overdue_is_what_was_not_handed_in_in_time(paper: str, assessment: Assessment) -> None:
    handed = [each for each in assessment.findings if each.expected.proof is Proof.ARRIVAL]
    late = [each for each in handed if each.status.is_shortfall]
    table = list(rows(section(paper, "## 五、")))[1:]

    assert len(table) == len(late)
    assert sum(row[4].startswith("没有报送") for row in table) == sum(
        each.status is Status.UNREPORTED for each in late
    )
    assert ["示例县第一中学", "第1季度季报表", "2023年4月10日", "5", "2023年4月15日报送"] in table


def test_the_trend_compares_with_the_assessment_of_the_month_before(paper: str, year: Brief) -> None:
    before = year.assess(on=date(2023, 4, 30)).tally()
    assert f"上期（截至2023年4月30日）应完成{before.judged}项，已完成{before.met}项" in paper


def test_the_findings_name_every_task_and_every_unit_that_falls_short(
    paper: str, assessment: Assessment
) -> None:
    short = assessment.shortfalls
    units = {each.expected.unit.name for each in short}
    said = section(paper, "## 七、")
    table = list(rows(said))[1:]

    assert f"共{len(short)}项" in said
    assert f"{len(units)}个单位" in said
    assert sum(int(row[3]) + int(row[4]) for row in table) == len(short)
    annex = paper.partition("# 未完成事项清单")[2].partition("# 数据来源")[0]
    assert all(f"**{unit}**" in annex for unit in units)


def test_a_school_of_which_nothing_is_scored_yet_has_a_dash(year: Brief) -> None:
    early = count_schools(year.assess(on=date(2023, 3, 1)), year.tree.schools())
    scores = {line.name: (line.score, line.rank) for line in early}
    assert scores["东示镇第一小学"] == ("—", "—")
    assert scores["示例县第一实验小学"] == ("5／5", "小学第1名")


def number_files(school: SchoolSources) -> dict[int, str]:
    """Return the files of a school by their numbers, as a reader finds them."""
    listed = (each.split(" ", 1) for each in school.files.split("；"))
    return {int(number.removeprefix("文件")): file for number, file in listed}


def follow(row: SourceLine, files: Mapping[int, str]) -> Iterator[str]:
    """Yield each place that a row of the annex names, as a reader follows it."""
    for group in row.places.split("；"):
        numbers, _, at = group.removeprefix("文件").partition("：")
        sheet, _, cells = at.rpartition("!")
        for span in numbers.split("、"):
            first, _, last = span.partition("—")
            for number in range(int(first), int(last or first) + 1):
                for cell in cells.split("、"):
                    yield from follow_cells(cell, f"{files[number]}:{sheet}!" if sheet else files[number])


def follow_cells(span: str, before: str) -> Iterator[str]:
    if span.startswith("第"):
        first, _, last = span.strip("第行").partition("—")
        yield from (f"{before}第{line}行" for line in range(int(first), int(last or first) + 1))
    else:
        first, _, last = span.partition(":")
        lines = range(int(first[1:]), int((last or first)[1:]) + 1)
        yield from (f"{before}{first[0]}{line}" for line in lines)


def test_every_proof_is_traced_to_a_cell_that_holds_the_record(year: Brief, assessment: Assessment) -> None:
    names = Names(year.plan, year.tree)
    wanted = {
        (each.expected.unit.name, names.find(each.expected.item)[1], proof.place.in_words)
        for each in assessment.findings
        for proof in each.proofs
        if proof.place is not None
    }
    measured = {
        (each.unit.name, names.find(each.metric)[1], source.locate("").in_words)
        for each in assessment.measurements
        for source in each.sources
        if source.unit == each.unit.id
    }
    listed = {
        (school.name, row.name, place)
        for school in list_sources(assessment, names)
        for row in school.rows
        for place in follow(row, number_files(school))
    }
    assert len(wanted) > 80
    assert measured
    assert any("收文登记.csv第" in place for *_, place in wanted)
    assert listed == wanted | measured


def test_what_came_and_was_not_logged_is_traced_to_the_file_itself(year: Brief) -> None:
    unlogged = attrs.evolve(year, arrivals=lambda: ())
    (first, *_) = list_sources(unlogged.assess(), Names(year.plan, year.tree))
    (row,) = (row for row in first.rows if row.name == "各项任务落实材料")
    files = number_files(first)
    said, _, whole = row.places.partition("：")
    assert whole == "整份"
    assert row.records == 4
    assert all(".xlsx" in files[number] for number in files if str(number) in said)
    assert "None" not in "".join(row.places for row in first.rows)


def test_a_row_counts_the_records_that_it_lists(year: Brief, assessment: Assessment) -> None:
    for school in list_sources(assessment, Names(year.plan, year.tree)):
        files = number_files(school)
        assert all(row.records == len(list(follow(row, files))) for row in school.rows)


def test_what_is_measured_is_never_called_by_its_id(year: Brief, assessment: Assessment) -> None:
    names = Names(year.plan, year.tree)
    measured = {each.metric for each in assessment.measurements} | {PLEDGE_COVERAGE, ON_TIME_RATE}
    ours = [names.find(metric)[1] for metric in (PLEDGE_COVERAGE, ON_TIME_RATE)]
    assert ours == ["承诺书签订率", "按时报送率"]
    assert not [metric for metric in measured if names.find(metric)[1].isascii()]


def test_the_traced_cell_stands_in_the_file(tmp_path: Path) -> None:
    brief = open_year(tmp_path)
    (first, *_) = list_sources(brief.assess(), Names(brief.plan, brief.tree))
    line = next(row for row in first.rows if row.name == "防范工作专题会议")
    file, _, at = next(follow(line, number_files(first))).partition(":")
    sheet, _, cell = at.partition("!")
    book = openpyxl.load_workbook(tmp_path / "county" / file)

    assert first.name in [each.value for each in book[sheet][int(cell[1:])]]


def test_a_school_is_counted_in_the_band_of_its_rate(year: Brief, assessment: Assessment) -> None:
    lines = count_schools(assessment, year.tree.schools())
    rates = [line.met / line.due for line in lines if line.due]
    assert count_bands(lines) == (
        sum(rate == 1 for rate in rates),
        sum(0.9 <= rate < 1 for rate in rates),
        sum(0.8 <= rate < 0.9 for rate in rates),
        sum(0.6 <= rate < 0.8 for rate in rates),
        sum(rate < 0.6 for rate in rates),
    )


def test_where_nothing_came_it_says_so_and_calls_nothing_undone() -> None:
    said = report(open_empty(MAY))

    assert "没有收到任何单位的上报材料。未上报不等于没有开展" in said
    assert "没有收到可以作为依据的记录。" in said
    assert "未完成0项" in said


def test_where_nothing_is_due_there_is_no_report() -> None:
    assert list(KIND.items(open_empty(date(2023, 2, 6)))) == []


def test_a_report_on_some_units_counts_only_theirs(year: Brief, assessment: Assessment) -> None:
    town = year.tree.require("Z01")
    said = report(attrs.evolve(year, selected=(town,)))
    found = assessment.within(lambda unit: unit.id == "Z01" or unit.parent == "Z01").tally()

    assert "（东示镇中心学校）" in said
    assert f"应完成{found.judged}项，已完成{found.met}项" in said
    assert "示例县第一中学" not in said


def test_evidence_is_read_once_however_many_days_are_assessed(year: Brief) -> None:
    read = []

    def books() -> object:
        read.append(1)
        return year.books()

    list(KIND.items(attrs.evolve(year, books=books)))
    assert len(read) == 1


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_all_and_nothing_are_said_only_where_they_are_true(part: int, whole: int) -> None:
    part = min(part, whole)
    said = share_per_mille(part, whole)
    assert (said == 1000) == (part == whole)
    assert (said == 0) == (part == 0)
    assert 2 * abs(said * whole - 1000 * part) <= whole or said in (1, 999)


@given(st.sets(st.integers(2, 30), min_size=1))
def test_joined_cells_are_the_same_cells(numbers: set[int]) -> None:
    spans = [
        span.replace("A", "").split(":") for span in join_cells({f"A{n}": None for n in numbers}).split("、")
    ]
    assert {n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)} == numbers


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2024, 3, 1), date(2024, 2, 29)),
        (date(2023, 3, 31), date(2023, 2, 28)),
        (date(2023, 1, 5), date(2022, 12, 31)),
    ],
)
def test_the_day_before_is_the_last_of_the_month_before(on: date, before: date) -> None:
    assert find_day_before(on) == before


def test_it_says_what_it_said(paper: str) -> None:
    """After a change that is meant: run with ``ANTIFRAUD_RENEW_SNAPSHOTS=1`` and read the difference."""
    if os.environ.get("ANTIFRAUD_RENEW_SNAPSHOTS") == "1":
        SNAPSHOT.write_text(paper, encoding="utf-8", newline="\n")
    assert paper == SNAPSHOT.read_text(encoding="utf-8")


def test_templates_use_the_variables_that_are_listed(year: Brief) -> None:
    listed = [variable.name for variable in KIND.variables]
    assert sorted(listed) == list(compile_kind(KIND, Layout()).variables)
    for brief in (year, open_empty(MAY)):
        for item in KIND.items(brief):
            assert list(find_undeclared(KIND.variables, item.values)) == []
    assert check_template(KIND, export_template(KIND, Layout()), file="考核情况报告.docx") == ()


def test_the_file_is_sound_and_its_charts_print_every_figure(
    year: Brief,
    assessment: Assessment,
    tmp_path: Path,
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report_file(year))
    assert microsoft_mistakes(path) == ""
    assert audit_mistakes(path) == ""
    (pdf,) = convert_to_pdf([path], tmp_path)
    pages = read_pages(pdf)
    chart = "".join(line.text for page in pages[:4] for line in page.lines)
    for line in count_tasks(assessment, Names(year.plan, year.tree)):
        assert line.name in chart
    upright = [page for page in pages if page.width < page.height]
    assert [page.number.text.replace(" ", "") for page in upright] == [
        f"—{number}—" for number in range(1, len(upright) + 1)
    ]
    for page in pages[len(upright) :]:
        said = "".join(line.text for line in page.lines)
        assert "工作任务" in said or "完成率" in said


def test_the_same_evidence_gives_the_same_bytes(year: Brief) -> None:
    assert report_file(year) == report_file(year)
