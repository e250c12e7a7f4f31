"""Everything that has to be handed in, returns and single submissions alike, with its deadline."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from antifraud_plan.model.calendar import CalendarGapError
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.periods import due_periods
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.due import DueReturn, Key, find_reporters
from antifraud_plan.model.returns.owed.items import single_hand_ins
from antifraud_plan.model.task import Submission


@attrs.frozen
class Owed:
    """One thing that a unit has to hand in (应报).

    Attributes:
        unit: who.
        item: id of the return or submission.
        title: what it is called, with its period.
        last: after which day it can be handed in: the last of its period, the day a single one was asked for.
        period: label of its period; empty for what is handed in once.
        deadline: last day it is on time; ``None`` where the plan says none (按时).
    """

    unit: Organisation
    item: str
    title: str
    last: date
    period: str = ""
    deadline: date | None = None

    @property
    def key(self) -> Key:
        """By which it is found."""
        return self.unit.id, self.item, self.period


def derive_owed(plan: Plan, tree: OrganisationTree, dues: Iterable[DueReturn]) -> Iterator[Owed]:
    """Yield the returns *dues*, then every submission that is no return, unit by unit.

    A deadline that the calendar does not tell is none. A single submission is owed by units that are there on
    some day from the plan's issue to the deadline: who opens later could never have been on time.
    """
    for due in dues:
        title = due.spec.name_in(due.period.label)
        yield Owed(due.unit, due.spec.id, title, due.period.span.last, due.period.label, due.deadline)
    for submission in single_hand_ins(plan):
        deadline = find_deadline(plan, submission)
        for unit_id in find_reporters(plan, tree, submission):
            unit = tree.require(unit_id)
            if unit.stands(plan.issue.date, deadline or plan.last_day):
                yield Owed(unit, submission.id, submission.name, plan.issue.date, deadline=deadline)


def find_deadline(plan: Plan, submission: Submission) -> date | None:
    """Return the last day on which a submission is on time: 2月28日前 includes that day; ``None`` for 按时.

    ``None`` also while the calendar lacks what the deadline needs.
    """
    days: list[date] = []
    for rule in submission.deadline.rules:
        try:
            periods = due_periods(rule, span=plan.span, calendar=plan.calendar, year=plan.year)
        except CalendarGapError:  # said by ``check``, with the place in the plan
            continue
        days += [period.span.last for period in periods]
    return min(days, default=None)
