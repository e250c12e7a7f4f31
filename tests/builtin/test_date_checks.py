"""Dates that a plan writes as words: they exist, stand in order, lie in the plan's days."""

from datetime import date

import attrs
import pytest
from base_plan import PLAN

from antifraud_plan.builtin.date_checks import find_odd_years, find_wrong_dates
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.school import Measure, SchoolFacts
from antifraud_plan.model.task import Phase
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location, Severity

BASE = attrs.evolve(PLAN, year=2023, first_day=date(2023, 2, 6), last_day=date(2023, 12, 31))
TASK = BASE.tasks[0]


def found(plan: Plan) -> list[tuple[str, str]]:
    """Return code and place of what is said; a place is the path it was asked for."""
    brief = Brief(
        plan, OrganisationTree(()), plan.issue.date, origin=lambda path: Location("/".join(map(str, path)))
    )
    problems = list(find_wrong_dates(brief))
    assert {problem.severity for problem in problems} <= {Severity.ERROR}
    return [(problem.code, str(problem.location)) for problem in problems]


def of_task(phrase: str) -> list[tuple[str, str]]:
    return found(attrs.evolve(BASE, tasks=(attrs.evolve(TASK, cadence=Cadence.parse(phrase)),)))


def test_the_base_plan_s_dates_are_sound() -> None:
    assert found(BASE) == []


@pytest.mark.parametrize("phrase", ["2月29日前", "13月1日前", "9月1日至3月1日", "9月1日至3月1日每月1次"])
def test_a_date_that_cannot_be_is_an_error(phrase: str) -> None:
    assert of_task(phrase) == [("impossible-date", f"task/{TASK.id}/cadence")]


@pytest.mark.parametrize(
    "phrase", ["1月5日前", "2022年3月每月1次", "2022年3月1日至3月31日", "2024年3月1日前"]
)
def test_a_date_outside_the_plan_s_days_is_an_error(phrase: str) -> None:
    assert of_task(phrase) == [("date-outside-plan", f"task/{TASK.id}/cadence")]


@pytest.mark.parametrize(
    "phrase", ["定期", "常态化", "即日起", "每学期1次", "遇有线索及时报告", "2月6日前", ""]
)
def test_what_has_no_date_or_lies_inside_is_let_be(phrase: str) -> None:
    assert of_task(phrase) == []


def test_a_duty_that_counts_later_is_held_against_its_own_days() -> None:
    late = attrs.evolve(TASK, cadence=Cadence.parse("3月1日前"), effective_from=date(2023, 5, 1))
    assert found(attrs.evolve(BASE, tasks=(late,))) == [("date-outside-plan", f"task/{TASK.id}/cadence")]


def test_a_plan_that_runs_on_into_the_next_year_may_have_a_winter_window() -> None:
    phase = Phase("winter", "冬季行动", Cadence.parse("12月1日至1月31日"))
    assert found(attrs.evolve(BASE, phases=(phase,))) == [("impossible-date", "phase/winter/window")]
    longer = attrs.evolve(BASE, phases=(phase,), last_day=date(2024, 2, 28))
    assert found(longer) == []


def test_a_submission_s_deadline_is_looked_at_too() -> None:
    (first, *_) = BASE.submissions
    early = attrs.evolve(first, deadline=Cadence.parse("1月31日前"))
    assert found(attrs.evolve(BASE, submissions=(early,))) == [
        ("date-outside-plan", f"submission/{first.id}/deadline")
    ]


def odd_years(plan: Plan, *measures: Measure) -> list[tuple[str, str]]:
    brief = Brief(
        plan,
        OrganisationTree(()),
        plan.issue.date,
        facts={"S": SchoolFacts("S", measures=measures)},
        origin=lambda path: Location("/".join(map(str, path))),
    )
    problems = list(find_odd_years(brief))
    assert {problem.severity for problem in problems} <= {Severity.NOTE}
    return [(problem.code, str(problem.location)) for problem in problems]


def test_a_date_of_issue_of_another_year_is_noted() -> None:
    stale = attrs.evolve(BASE, issue=attrs.evolve(BASE.issue, date=date(2022, 2, 6)))
    assert odd_years(stale) == [("issue-year", "issue/date")]
    assert odd_years(attrs.evolve(BASE, issue=attrs.evolve(BASE.issue, date=date(2023, 2, 6)))) == []


def test_a_school_s_measure_dated_outside_the_plan_is_noted_at_its_row() -> None:
    sound = attrs.evolve(BASE, issue=attrs.evolve(BASE.issue, date=date(2023, 2, 6)))
    row = Location("单位名册.xlsx", sheet="工作措施", cell="B7")
    measure = Measure("主题班会", "班会", "张示例", date(2023, 2, 6), date(2032, 12, 29), location=row)
    assert odd_years(sound, measure) == [("date-outside-plan", "单位名册.xlsx:工作措施!B7")]
    assert odd_years(sound, attrs.evolve(measure, finish=date(2023, 12, 31))) == []
