"""What a unit hands in, returns and submissions alike: found by the words a clerk uses."""

from typing import TypeAlias

from antifraud_plan.model.periods import DuePeriod
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.due import find_return_periods
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.task import Submission

HandIn: TypeAlias = Return | Submission
"""What is handed in: again and again (上报表), or as the plan asks besides (报送要求)."""


def hand_ins(plan: Plan) -> tuple[HandIn, ...]:
    """Return everything that is handed in: the returns, then the submissions."""
    return (*plan.returns, *plan.submissions)


def find_hand_in(plan: Plan, written: str) -> HandIn | None:
    """Return the return or submission with this id or, failing that, the only one of this name."""
    every = hand_ins(plan)
    for each in every:
        if each.id == written:
            return each
    named = [each for each in every if name_of(each) == written]
    return named[0] if len(named) == 1 else None


def name_of(item: HandIn, period: str = "") -> str:
    """Return what it is called, with the label of its period if it has one: 3月月报表, 年度工作方案."""
    if isinstance(item, Return):
        return item.name_in(period) if period else item.title
    return f"{period}{item.name}"


def word_of(plan: Plan, item: HandIn) -> str:
    """Return the word by which `find_hand_in` finds it again: its name or, if others share it, its id."""
    return name_of(item) if find_hand_in(plan, name_of(item)) is item else item.id


def single_hand_ins(plan: Plan) -> tuple[Submission, ...]:
    """Return the submissions that no return is part of: they come as papers, such as 年度工作方案."""
    in_returns = {spec.submission for spec in plan.returns}
    return tuple(each for each in plan.submissions if each.id not in in_returns)


def periods_of(plan: Plan, item: HandIn) -> tuple[DuePeriod, ...]:
    """Return the periods for each of which it is handed in; none for what has no period of its own.

    Raises:
        CalendarGapError: the calendar lacks what its period needs.
    """
    return find_return_periods(plan, item) if isinstance(item, Return) else ()
