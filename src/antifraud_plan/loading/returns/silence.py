"""有无情况 of a sheet of events: a nil report stands alone, an event has details, no school is silent."""

from collections.abc import Iterator, Sequence

import attrs

from antifraud_plan.loading.returns.columns import EVENT, NIL
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.notes import Notes
from antifraud_plan.loading.returns.rows import Row
from antifraud_plan.model.forms.column import Column
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.model.returns.owed.due import DueRow
from antifraud_plan.problems import Location, Problem


def settle_nil_reports(
    rows: Sequence[Row],
    column: Column,
    due: Sequence[DueRow],
    whole: Location,
    known: Known,
    notes: Notes,
) -> Iterator[Evidence]:
    """Yield the records of a sheet of events, each held against what the school's other rows say.

    Args:
        rows: every row of the sheet, those that were not filled in included.
        column: 有无情况.
        due: the rows of the schools that have to say whether there was anything.
        whole: the sheet, for schools without a row.
        known: names schools and items.
        notes: takes problems.
    """
    with_events = {row.unit for row in rows if row.has_details}
    for row in rows:
        evidence = row.evidence
        if evidence is None:
            continue
        said = evidence.values.get(column.id)
        problem = _find_contradiction(row, said, column, known, is_event_told=row.unit in with_events)
        if problem is not None:
            notes.take(problem)
            yield attrs.evolve(evidence, is_sound=False)
        elif said == EVENT and not row.has_details:
            continue  # only says that there are further rows
        elif said is None and row.has_details and evidence.is_sound:
            yield attrs.evolve(evidence, values={**evidence.values, column.id: EVENT})
        else:
            yield evidence
    spoken = {row.unit for row in rows if row.evidence is not None}
    places = {row.unit: row.place() for row in reversed(rows) if row.unit is not None}
    items = {row.unit: row.item for row in due}
    items |= {row.unit: row.item for row in rows if row.unit is not None}
    for school, item in items.items():
        if school not in spoken:
            head = known.name_subject(school, item)
            message = f"{head}：没有填“{column.heading}”，不知道是没有情况还是漏报。"
            remedy = f"没有情况的请填“{NIL}”。"
            notes.take(Problem("nil-report-missing", message, places.get(school, whole), remedy))


def _find_contradiction(
    row: Row, said: object, column: Column, known: Known, *, is_event_told: bool
) -> Problem | None:
    head = f"{known.name_subject(row.unit, row.item) or '这一行'}：“{column.heading}”填了“{said}”"
    if said == NIL and row.has_details:
        remedy = f"请改填“{EVENT}”，或清空其他栏。"
        return Problem("nil-contradicted", f"{head}，同一行又填了别的。", row.place(), remedy)
    if said == NIL and is_event_told:
        return Problem(
            "nil-contradicted", f"{head}，别的行又填了情况。", row.place(), "请核对，留下对的一行。"
        )
    if said == EVENT and not is_event_told:
        remedy = f"请填写其他栏；没有情况的改填“{NIL}”。"
        return Problem("event-without-details", f"{head}，但没有填是什么情况。", row.place(), remedy)
    return None
