"""The task schedule (工作配档表): month by month, who, what, how often, evidence, reference."""

from datetime import date

import attrs
import pytest
from antifraud_plan_documents.schedule import ScheduleMonth, ScheduleRow, build_schedule
from document_papers import REGISTRY, markdown

from antifraud_plan.offers import Brief
from antifraud_plan.plugin import Cadence, Party, SchoolCalendar, Severity, Submission, Task
from antifraud_plan.testing import small_county


@pytest.fixture
def county() -> Brief:
    return small_county()


def schedule_of(brief: Brief, *tasks: Task) -> dict[str, tuple[ScheduleRow, ...]]:
    plan = attrs.evolve(brief.plan, tasks=tasks, submissions=())
    return {month.name: month.rows for month in build_schedule(plan)}


def task(cadence: str) -> Task:
    return Task("t", "任务", Cadence.parse(cadence), "meeting", ("schools",))


def times_of(brief: Brief, cadence: str) -> dict[str, list[str]]:
    return {month: [row.time for row in rows] for month, rows in schedule_of(brief, task(cadence)).items()}


def test_a_monthly_duty_stands_in_every_month(county: Brief) -> None:
    assert times_of(county, "每月至少1次") == {f"{month}月": [f"{month}月"] for month in range(1, 13)}


def test_a_longer_period_stands_in_the_month_it_opens_in_with_its_days(county: Brief) -> None:
    assert times_of(county, "每季度至少1次") == {
        "1月": ["第1季度\n1月1日至3月31日"],
        "4月": ["第2季度\n4月1日至6月30日"],
        "7月": ["第3季度\n7月1日至9月30日"],
        "10月": ["第4季度\n10月1日至12月31日"],
    }


def test_a_semester_is_named_without_its_school_year(county: Brief) -> None:
    assert times_of(county, "每学期至少1次")["2月"] == ["第二学期\n2月13日至7月7日"]


def test_several_periods_of_a_month_share_a_line(county: Brief) -> None:
    assert times_of(county, "每个节假日各1次")["4月"] == ["清明（4月5日）\n劳动节\n4月29日至5月3日"]


@pytest.mark.parametrize("cadence", ["常态化", "定期", "遇有线索及时报告", "每年1次"])
def test_what_has_no_period_within_the_year_stands_under_all_year_first(county: Brief, cadence: str) -> None:
    assert times_of(county, cadence) == {"全年": ["全年"]}


@pytest.mark.parametrize("cadence", ["2022年3月开展1次", "1月5日前"])
def test_what_lies_outside_the_plan_is_not_said_to_go_on_all_year(county: Brief, cadence: str) -> None:
    plan = attrs.evolve(county.plan, first_day=date(2023, 2, 6))
    assert times_of(attrs.evolve(county, plan=plan), cadence) == {"不在方案期间": [cadence]}


def test_periods_of_some_schools_only_say_of_which(county: Brief) -> None:
    times = times_of(county, "中小学每月至少1次、幼儿园每季度至少1次")
    assert times["1月"] == ["中小学：1月\n幼儿园：第1季度\n1月1日至3月31日"]
    assert times["2月"] == ["中小学：2月"]
    assert times_of(county, "幼儿园每年1次") == {"全年": ["幼儿园：全年"]}


def test_a_deadline_stands_in_its_month(county: Brief) -> None:
    months = {month.name: month for month in build_schedule(county.plan)}
    (report,) = (row for row in months["2月"].rows if row.task.startswith("报送"))
    assert report == ScheduleRow(
        "2月28日前", "报送学校方案", "县直学校、中心学校", "2月28日前", "—", "二（一）"
    )


def test_a_submission_without_a_date_keeps_its_words(county: Brief) -> None:
    soon = Submission("s", "材料", ("reporters",), Cadence.parse("按时"), clause="report")
    (month,) = build_schedule(attrs.evolve(county.plan, tasks=(), submissions=(soon,)))
    assert (month.name, month.rows[0].time) == ("全年", "按时")


def test_a_line_names_who_leads_and_who_supports(county: Brief) -> None:
    duty = attrs.evolve(
        task("每年1次"), lead=("reporters",), supporting=("classes",), evidence=("记录", "照片")
    )
    ((row,),) = schedule_of(county, duty).values()
    assert row.parties == "牵头：县直学校、中心学校\n各学校（幼儿园）\n配合：各班级"
    assert (row.evidence, row.reference) == ("记录、照片", "二（一）")


def test_a_duty_keyed_by_department_alone_names_no_doer(county: Brief) -> None:
    plan = attrs.evolve(county.plan, parties=(*county.plan.parties, Party("police", "公安机关")))
    duty = attrs.evolve(task("每年1次"), responsible=(), lead=("police",))
    ((row,),) = schedule_of(attrs.evolve(county, plan=plan), duty).values()
    assert row.parties == "牵头：公安机关"


def test_what_the_county_means_by_an_indefinite_cadence_is_counted_and_printed(county: Brief) -> None:
    months = schedule_of(county, attrs.evolve(task("定期"), county_reading=Cadence.parse("每季度1次")))
    assert list(months) == ["1月", "4月", "7月", "10月"]
    assert {row.cadence for rows in months.values() for row in rows} == {"定期（每季度1次）"}


def test_months_before_a_duty_counts_are_empty(county: Brief) -> None:
    months = schedule_of(county, attrs.evolve(task("每月至少1次"), effective_from=date(2023, 10, 9)))
    assert list(months) == ["10月", "11月", "12月"]


def test_a_plan_over_two_years_names_them(county: Brief) -> None:
    plan = attrs.evolve(county.plan, first_day=date(2023, 12, 1), last_day=date(2024, 1, 10))
    assert list(schedule_of(attrs.evolve(county, plan=plan), task("每月至少1次"))) == [
        "2023年12月",
        "2024年1月",
    ]


def test_a_calendar_with_holes_gives_a_marked_blank_and_a_gap(county: Brief) -> None:
    brief = attrs.evolve(county, plan=attrs.evolve(county.plan, calendar=SchoolCalendar()))
    assert "`[待填：" in markdown("schedule", brief)
    (gap,) = next(iter(REGISTRY.require_document_kind("工作配档表").items(brief))).gaps
    assert (gap.code, gap.severity) == ("calendar-gap", Severity.GAP)


def test_every_task_and_submission_of_the_demo_county_is_in_it(demo: Brief) -> None:
    months: tuple[ScheduleMonth, ...] = build_schedule(demo.plan)
    printed = {row.task for month in months for row in month.rows}
    assert printed == {each.name for each in demo.plan.tasks} | {
        f"报送{each.name}" for each in demo.plan.submissions
    }
    assert [month.name for month in months] == ["全年", *(f"{number}月" for number in range(2, 13))]
