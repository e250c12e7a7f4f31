"""What is said of questions that schools are asked twice, or in vain."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs
import pytest
from base_plan import PLAN

from antifraud_plan.builtin.form_checks import (
    find_needless_questions,
    find_repeated_returns,
    find_unknown_traits,
)
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location, Problem, Severity

Check: TypeAlias = Callable[[Brief], Iterator[Problem]]


def brief(plan: Plan) -> Brief:
    """A brief in which a place is the path it was asked for."""
    return Brief(
        plan, OrganisationTree(()), plan.issue.date, origin=lambda path: Location("/".join(map(str, path)))
    )


def spell(problem: Problem) -> tuple[str, str, Severity]:
    return problem.code, str(problem.location), problem.severity


def with_columns(form_id: str, *columns: Column, **changes: Source | bool) -> Plan:
    forms = tuple(
        attrs.evolve(form, columns=(*form.columns, *columns), **changes) if form.id == form_id else form
        for form in PLAN.forms
    )
    return attrs.evolve(PLAN, forms=forms)


def count(column_id: str, heading: str, fact: str = "", *, parts: tuple[str, ...] = ()) -> Column:
    return Column(column_id, heading, ColumnKind.COUNT, fact, parts=parts)


@pytest.mark.parametrize("check", [find_needless_questions, find_repeated_returns, find_unknown_traits])
def test_nothing_is_asked_needlessly_in_the_base_plan(check: Check) -> None:
    assert list(check(brief(PLAN))) == []


def test_a_fact_asked_twice_is_noted_where_it_is_asked_again() -> None:
    plan = with_columns("liaison", count("again", "群里人数", "group.members"))
    [problem] = find_needless_questions(brief(plan))

    assert spell(problem) == ("fact-asked-twice", "form/liaison/column/again", Severity.NOTE)
    assert "“警校会商”的“群里人数”" in problem.message
    assert "“工作群和家长群核验”的“成员数”" in problem.message


@pytest.mark.parametrize("changes", [{"enabled": False}, {"source": Source.BUREAU}])
def test_what_no_school_is_asked_is_not_asked_twice(changes: dict[str, Source | bool]) -> None:
    plan = with_columns("liaison", count("again", "群里人数", "group.members"), **changes)

    assert list(find_needless_questions(brief(plan))) == []


def test_a_sum_of_what_is_asked_beside_it_is_noted() -> None:
    parts = count("boys", "男生", "boys"), count("girls", "女生", "girls")
    plan = with_columns("groups", *parts, count("all", "合计", "all", parts=("boys", "girls")))
    [problem] = find_needless_questions(brief(plan))

    assert spell(problem) == ("fact-summable", "form/groups/column/all", Severity.NOTE)
    assert "“合计”由“男生”、“女生”相加" in problem.message


def test_an_item_in_two_returns_is_noted_in_the_later_one() -> None:
    monthly, quarterly, *others = PLAN.returns
    again = attrs.evolve(quarterly, items=(*quarterly.items, monthly.items[0]))
    [problem] = find_repeated_returns(brief(attrs.evolve(PLAN, returns=(monthly, again, *others))))

    place = f"return/{quarterly.id}/items/{len(quarterly.items)}"
    assert spell(problem) == ("item-returned-twice", place, Severity.NOTE)
    assert f"“{monthly.title}”" in problem.message
    assert f"“{quarterly.title}”" in problem.message


@pytest.mark.parametrize(
    ("phrase", "gaps"),
    [("寄宿制学校每月至少3次", 1), ("每月至少1次，寄宿制学校每月至少3次", 1), ("小学每月至少3次", 0)],
)
def test_a_frequency_for_a_kind_of_school_that_no_list_tells_is_a_gap(phrase: str, gaps: int) -> None:
    task = attrs.evolve(PLAN.tasks[0], cadence=Cadence.parse(phrase), county_reading=None)
    plan = attrs.evolve(PLAN, tasks=(task, *PLAN.tasks[1:]))

    found = [spell(problem) for problem in find_unknown_traits(brief(plan))]
    assert found == [("school-type-unknown", f"task/{task.id}/cadence", Severity.GAP)] * gaps


def test_such_a_frequency_is_told_where_the_county_wrote_it() -> None:
    task = attrs.evolve(PLAN.tasks[0], county_reading=Cadence.parse("寄宿制学校每月至少3次"))
    [problem] = find_unknown_traits(brief(attrs.evolve(PLAN, tasks=(task, *PLAN.tasks[1:]))))

    assert str(problem.location) == f"task/{task.id}/county_reading"


def test_a_column_without_a_fact_asks_for_one_of_its_own() -> None:
    own = [Form(each, each, (count("members", "人数"),), records=("4.3.3",)) for each in ("own", "other")]
    plan = attrs.evolve(PLAN, forms=(*PLAN.forms, *own))

    assert list(find_needless_questions(brief(plan))) == []
