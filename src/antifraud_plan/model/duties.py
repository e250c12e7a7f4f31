"""What is due from whom: every task of a unit, period by period, class by class where it counts so."""

from collections.abc import Iterator

import attrs

from antifraud_plan.model.cadence.rules import Rule
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.periods import DuePeriod
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.task import Task


@attrs.frozen
class Duty:
    """A task that falls due in a period (应完成事项).

    Attributes:
        task: what is due.
        unit: the school, or another unit, that owes it.
        period: within which days, how often at least.
        rule: the rule of the task's cadence it follows from.
        class_: the class it is due for, where it counts by class; ``None`` otherwise.
    """

    task: Task
    unit: Organisation
    period: DuePeriod
    rule: Rule
    class_: Organisation | None = None


def find_duty_span(plan: Plan, task: Task, unit: Organisation) -> DateSpan | None:
    """Return the days on which *task* counts for *unit*: from when it takes effect and the unit stands."""
    raise NotImplementedError


def derive_duties(plan: Plan, tree: OrganisationTree, task: Task, unit: Organisation) -> Iterator[Duty]:
    """Yield every duty of *task* on *unit*, by date; nothing for what has no number (`is_periodless`).

    Raises:
        CalendarGapError: the calendar lacks what a rule needs.
    """
    raise NotImplementedError
