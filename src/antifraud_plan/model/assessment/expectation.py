"""What is due from whom by when, item by item, and in which return it should be told (应完成清单)."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

import attrs

from antifraud_plan.model.calendar import CalendarGapError, DateSpan
from antifraud_plan.model.duties import derive_duties
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.periods import DuePeriod
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.due import (
    DueReturn,
    Key,
    derive_returns,
    find_reporters,
    find_return_periods,
)
from antifraud_plan.model.returns.owed.owing import Owed, derive_owed
from antifraud_plan.model.returns.owed.rows import Item, RowMaker
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.task import Task


class Proof(Enum):
    """By what something due is proved; the value is the unit in which reasons count."""

    TIMES = "次"
    """By records, one for each time."""
    STATEMENT = "项"
    """By what the school says of it: in a word, or that there was nothing."""
    SHARE = "份"
    """By how many of all: so many pledges of so many."""
    ARRIVAL = "件"
    """By having come in time."""


@attrs.frozen
class Expectation:
    """Something that a unit has to have done by a day (应完成事项).

    Attributes:
        unit: who.
        item: id of the task or submission.
        period: within which days, by which name; what is told without a date counts on the last of them.
        proof: by what it is proved.
        needed: how much of it, in what the proof counts; ``None`` where the records themselves tell.
        part: of which part of the unit: id of a class, of a pledge relation or of a return; empty for all.
        hand_in: by which return it should be told: reporting unit, id of the return, its period.
        deadline: the last day that return is on time; ``None`` where the plan says none.
    """

    unit: Organisation
    item: str
    period: DuePeriod
    proof: Proof
    hand_in: Key
    needed: int | None = 1
    part: str = ""
    deadline: date | None = None

    @property
    def key(self) -> tuple[str, str, str, DateSpan]:
        """By which it is told from all others."""
        return self.unit.id, self.item, self.part, self.period.span


ON_TIME, TOO_LATE = 2, 1
"""What an arrival proves, of `ON_TIME` needed: one that is late is half of it (our reading)."""


def derive_expectations(plan: Plan, tree: OrganisationTree) -> tuple[Expectation, ...]:
    """Return what is due in the plan's time: what is told in returns, then what is handed in.

    A task with a number is due as often as `derive_duties` says; one without is due once in every period of
    the return it is told in. What no return asks for is not expected: nobody could say that it was done.
    Nor is what is told in a return that the calendar lacks the days of, see `collect_returns`.
    """
    dues: list[DueReturn] = []
    asked: list[Expectation] = []
    for spec in plan.returns:
        try:
            dues += derive_returns(plan, tree, spec)
            asked += _from_return(plan, tree, spec)
        except CalendarGapError:
            continue
    owed = tuple(derive_owed(plan, tree, dues))
    handed_in = {each.key for each in owed if each.deadline is None or each.deadline >= plan.issue.date}
    told = (each for each in asked if each.hand_in in handed_in)
    found: dict[object, Expectation] = {}
    for each in (*told, *_from_hand_ins(plan, (each for each in owed if each.key in handed_in))):
        # Two rules of a task may ask for the same days; the stricter holds.
        other = found.setdefault(each.key, each)
        if (each.needed or 0) > (other.needed or 0):
            found[each.key] = each
    return tuple(found.values())


def _from_return(plan: Plan, tree: OrganisationTree, spec: Return) -> Iterator[Expectation]:
    periods = find_return_periods(plan, spec)
    if not periods:
        return
    maker = RowMaker(plan, tree, spec, periods)
    for reporter, schools in find_reporters(plan, tree, spec).items():
        hand_ins = [_HandIn((reporter, spec.id, each.label), spec.deadline_of(each)) for each in periods]
        for school in schools:
            for form, items in maker.asked:
                for item in items:
                    yield from _expect(maker, form, item, school, hand_ins)


@attrs.frozen
class _HandIn:
    key: Key
    deadline: date


def _expect(
    maker: RowMaker, form: Form, item: Item, school: Organisation, hand_ins: list[_HandIn]
) -> Iterator[Expectation]:
    """Yield what one form asks of one school for one task; metrics and papers are no duties of their own."""
    if not isinstance(item, Task):
        return
    if form.rows is RowsPer.OCCASION and item.counted_cadence.is_countable:
        for index, duty, times in maker.fold(derive_duties(maker.plan, maker.tree, item, school)):
            class_id = duty.class_.id if duty.class_ else ""
            of = hand_ins[index]
            yield Expectation(school, item.id, duty.period, Proof.TIMES, of.key, times, class_id, of.deadline)
        return
    days = maker.find_days(item, school)
    due_times = maker.count_times(form, item, school)
    for index, period in enumerate(maker.periods):
        if days is None or not period.span.overlaps(days):
            continue
        of = hand_ins[index]
        for part, proof, needed in _find_parts(maker, form, item, school, index, due_times[index]):
            yield Expectation(school, item.id, period, proof, of.key, needed, part, of.deadline)


def _find_parts(
    maker: RowMaker, form: Form, item: Task, school: Organisation, index: int, times: int
) -> Iterator[tuple[str, Proof, int | None]]:
    """Yield of which parts of a school an item is told in a period, how, and how much of it is needed."""
    if form.find_kind(ColumnKind.RELATION):
        for relation in maker.relations(item, school, index):
            yield relation.id, Proof.SHARE, None
    elif form.rows is RowsPer.ITEM:
        yield "", Proof.STATEMENT, find_full(form)
    elif form.rows is RowsPer.EVENT and not times:
        yield "", Proof.STATEMENT, 1
    else:
        yield "", Proof.TIMES, max(times, 1)


def find_full(form: Form) -> int:
    """Return what the best that a school can say in a form proves."""
    return max((value for column in form.columns for value in column.proves.values()), default=1)


def _from_hand_ins(plan: Plan, owed: Iterable[Owed]) -> Iterator[Expectation]:
    for each in owed:
        last = max(each.last, each.deadline or plan.last_day)
        period = DuePeriod(DateSpan(min(plan.first_day, last), last), 1, each.period)
        item, part = find_arrival_parts(plan, each.item, each.period)
        yield Expectation(each.unit, item, period, Proof.ARRIVAL, each.key, ON_TIME, part, each.deadline)


def find_arrival_parts(plan: Plan, item: str, period: str) -> tuple[str, str]:
    """Return the submission that a return belongs to and which part of it, with its period, it is."""
    submission = next((spec.submission for spec in plan.returns if spec.id == item), None)
    return (submission, f"{item}:{period}") if submission else (item, period)
