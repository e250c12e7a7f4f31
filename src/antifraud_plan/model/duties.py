"""What is due from whom: every task of a unit, period by period, class by class where it counts so."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from antifraud_plan.model.cadence.rules import Duration, Rule, Scope, Triggered, is_periodless
from antifraud_plan.model.cadence.terms import Per
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.periods import DuePeriod, due_periods
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.stage import find_levels
from antifraud_plan.model.task import Party, Task
from antifraud_plan.model.terms import SchoolLevel


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
    """Return the days on which *task* counts for *unit*: from when it takes effect and the unit stands.

    ``None`` if there is no such day in the plan's time.
    """
    return find_days(unit, plan.span, since=task.effective_from)


def find_days(unit: Organisation, span: DateSpan, *, since: date | None = None) -> DateSpan | None:
    """Return the days of *span* on which *unit* stands, none before *since*; ``None`` if there is none."""
    first = max(day for day in (span.first, since, unit.opened) if day is not None)
    last = span.last if unit.closed is None else min(span.last, unit.closed)
    return DateSpan(first, last) if first <= last else None


def derive_duties(plan: Plan, tree: OrganisationTree, task: Task, unit: Organisation) -> Iterator[Duty]:
    """Yield every duty of *task* on *unit*, by date; nothing for what has no number (`is_periodless`).

    A task falls on the units of its responsible parties or, where none is named, of those that lead; a
    party outside the system owes nothing here. It counts class by class where the rule says so (每班) or
    only the classes are responsible; a school whose classes are not listed then owes it once. A rule for
    some school levels falls on units, and classes, that may teach one of them; one for a kind of school
    that no list tells (寄宿制学校) falls on none.

    A period keeps its minimum when the unit, or the class, opens or closes in it.

    Raises:
        CalendarGapError: the calendar lacks what a rule needs.
    """
    span = find_duty_span(plan, task, unit)
    if span is None:
        return
    parties = [plan.party(each) for each in task.responsible or task.lead]
    classes = tree.classes_of(unit)
    duties: list[Duty] = []
    for rule in task.counted_cadence.rules:
        if is_periodless(rule):
            continue
        by_span: dict[DateSpan, tuple[DuePeriod, ...]] = {}
        for class_ in _bound(parties, rule, unit, classes):
            days = span if class_ is None else find_days(class_, span)
            if days is None:
                continue
            if days not in by_span:
                by_span[days] = due_periods(rule, span=days, calendar=plan.calendar, year=plan.year)
            duties += [Duty(task, unit, period, rule, class_) for period in by_span[days]]
    yield from sorted(duties, key=lambda duty: (duty.period.span.first, duty.period.span.last))


def is_concerned(plan: Plan, tree: OrganisationTree, task: Task, unit: Organisation) -> bool:
    """Tell whether *task* is a matter of *unit*, be it countable or not.

    It is, if the unit or its classes do it. What only others outside the system do (学生、家长、公安机关)
    is a matter of those who support it.
    """
    doers = [plan.party(each) for each in task.responsible or task.lead]
    if not any(party.kinds or party.units for party in doers):
        doers = [plan.party(each) for each in task.supporting]
    rules = task.counted_cadence.rules
    return are_bound(doers, tree, unit) and (not rules or any(_is_meant(rule, unit) for rule in rules))


def are_bound(parties: Iterable[Party], tree: OrganisationTree, unit: Organisation) -> bool:
    """Tell whether *unit* or one of its classes belongs to one of *parties*."""
    classes = tree.classes_of(unit)
    return any(
        party.includes(unit) or any(_includes_class(party, each, unit) for each in classes or (None,))
        for party in parties
    )


def _bound(
    parties: list[Party], rule: Rule, unit: Organisation, classes: tuple[Organisation, ...]
) -> tuple[Organisation | None, ...]:
    """Return the classes on which *rule* falls, ``None`` standing for the whole unit."""
    is_own = any(party.includes(unit) for party in parties)
    scope = _scope_of(rule)
    if is_own and (scope is None or scope.per is not Per.CLASS):
        return (None,) if _is_meant(rule, unit) else ()
    return tuple(
        each
        for each in classes or (None,)
        if is_own or any(_includes_class(party, each, unit) for party in parties)
        if _is_meant(rule, unit, each)
    )


def _includes_class(party: Party, class_: Organisation | None, school: Organisation) -> bool:
    """Tell whether *party* includes a class; ``None`` stands for classes that are not listed."""
    if class_ is not None and (class_.id in party.units or class_.name in party.units):
        return True
    if OrganisationKind.CLASS not in party.kinds or not school.kind.is_school:
        return False
    return not party.levels or not _levels_of(school, class_).isdisjoint(party.levels)


def _is_meant(rule: Rule, unit: Organisation, class_: Organisation | None = None) -> bool:
    """Tell whether *rule* is for schools such as *unit*, or for such a class of it."""
    scope = _scope_of(rule)
    if scope is None or not (scope.levels or scope.traits):
        return True
    return not _levels_of(unit, class_).isdisjoint(scope.levels)


def _scope_of(rule: Rule) -> Scope | None:
    return None if isinstance(rule, Triggered | Duration) else rule.scope


def _levels_of(school: Organisation, class_: Organisation | None) -> frozenset[SchoolLevel]:
    """The school levels taught there; in a class of a nine-year school those its name leaves possible."""
    if class_ is None:
        return school.levels
    return find_levels(class_.name, class_.levels or school.levels)
