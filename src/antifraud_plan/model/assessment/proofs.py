"""What each record that came back proves, and of which day: the other side of what is due (佐证清单)."""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from antifraud_plan.model.assessment.expectation import ON_TIME, TOO_LATE, find_arrival_parts
from antifraud_plan.model.forms.column import NOTHING, ColumnKind
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence, Value
from antifraud_plan.model.returns.owed.due import find_return_periods
from antifraud_plan.model.returns.standing import ReturnState, Standing
from antifraud_plan.problems import Location


@attrs.frozen
class ProvenRecord:
    """What one record proves.

    Attributes:
        unit, item, part: of what, as an `Expectation` has them.
        day: on which day it counts.
        amount: how much, in what the proof counts.
        title: what tells it from others of the same day.
        whole: how much there is in all, where the record tells.
        source: the record; ``None`` for an arrival.
        arrived: when it came in, for an arrival that is logged; it counts on no later day than its deadline.
        told_at: for an arrival, its line in the log; the file that came, where it is not logged.
    """

    unit: str
    item: str
    part: str
    day: date
    amount: int = 1
    title: str = ""
    whole: int | None = None
    source: Evidence | None = attrs.field(default=None, eq=False)
    arrived: date | None = None
    told_at: Location | None = attrs.field(default=None, eq=False)

    @property
    def place(self) -> Location | None:
        """Where it stands: the first cell of the record, or where an arrival is told."""
        return self.told_at if self.source is None else self.source.locate("")


def find_proofs(plan: Plan, collection: Collection) -> Iterator[ProvenRecord]:
    """Yield what the sound records of a collection prove, and what its log of arrivals does."""
    relations = {relation.name: relation.id for relation in plan.pledges}
    last_days = {
        (spec.id, period.label): period.span.last
        for spec in plan.returns
        for period in find_return_periods(plan, spec)
    }
    standing_of = {each.files[0]: each for each in collection.standings if each.files}
    for book in collection.books:
        standing = standing_of.get(book.place.file)
        last = last_days.get((standing.item, standing.period)) if standing else None
        for record in book.evidence:
            if record.is_sound:
                yield from _prove(record, relations, last)
    for each in collection.standings:
        yield from _prove_arrival(each, plan, collection.on)


def _prove(record: Evidence, relations: Mapping[str, str], last: date | None) -> Iterator[ProvenRecord]:
    """Yield what a record proves: nothing where it has no day and none can be given."""
    form = record.form
    relation = form.find_kind(ColumnKind.RELATION)
    if relation is not None:
        part = relations.get(str(record.values.get(relation.id, "")))
        if part is not None and last is not None:
            yield _prove_share(record, part, last)
        return
    stated = _find_statement(record)
    if stated is not None:
        if stated and last is not None:
            yield ProvenRecord(record.unit, record.item, "", last, stated, source=record)
    elif record.day is not None and form.rows is not RowsPer.ITEM:
        # Of what counts whole schools each day counts once, however many rows tell of it.
        part = record.class_id if form.rows is RowsPer.OCCASION else ""
        title = _find_title(record) if form.rows is RowsPer.OCCASION else ""
        yield ProvenRecord(record.unit, record.item, part, record.day, title=title, source=record)


def _find_statement(record: Evidence) -> int | None:
    """Return what a word of the record proves; ``None`` where none of its columns has such words."""
    for column in record.form.columns:
        said = record.values.get(column.id)
        if column.kind is ColumnKind.NIL and said == NOTHING:
            return column.proves.get(NOTHING, 0)
        if column.proves and column.kind is ColumnKind.CHOICE:
            return column.proves.get(str(said), 0)
    return None


def _find_title(record: Evidence) -> str:
    column = record.form.find_kind(ColumnKind.TEXT)
    return str(record.values.get(column.id, "")) if column else ""


def _prove_share(record: Evidence, part: str, last: date) -> ProvenRecord:
    """Return a share: the number that may not exceed another, of that other."""
    counted = next(column for column in record.form.columns if column.not_above)
    amount, whole = (record.values.get(each or "", 0) for each in (counted.id, counted.not_above))
    return ProvenRecord(
        record.unit, record.item, part, last, _whole(amount), whole=_whole(whole), source=record
    )


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _prove_arrival(standing: Standing, plan: Plan, on: date) -> Iterator[ProvenRecord]:
    """Yield that something came in, late or not; what is not logged is not known to be late."""
    if standing.state in (ReturnState.NOT_DUE, ReturnState.AWAITED, ReturnState.LATE):
        return
    item, part = find_arrival_parts(plan, standing.item, standing.period)
    arrived = max(standing.arrived or on, plan.first_day)
    day = arrived if standing.deadline is None else min(arrived, standing.deadline)
    amount = TOO_LATE if standing.late_days else ON_TIME
    told_at = standing.logged or (Location(standing.files[0]) if standing.files else None)
    yield ProvenRecord(standing.unit.id, item, part, day, amount, arrived=standing.arrived, told_at=told_at)
