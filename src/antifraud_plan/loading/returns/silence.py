"""有无情况 of a sheet of events: a nil report stands alone, an event has details, no school is silent."""

from collections.abc import Iterator, Sequence

import attrs

from antifraud_plan.loading.returns.columns import EVENT, NIL
from antifraud_plan.loading.returns.notes import Notes
from antifraud_plan.loading.returns.rows import Row
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.problems import Problem


def settle_nil_reports(rows: Sequence[Row], form: Form, notes: Notes) -> Iterator[Row]:
    """Yield the rows that say something, each held against what the school's other rows say.

    Args:
        rows: every row of the sheet, those that were not filled in included.
        form: with a column 有无情况.
        notes: takes problems.
    """
    column = form.find_kind(ColumnKind.NIL)
    assert column is not None
    with_events = {row.evidence.unit for row in rows if row.details}
    spoken = {row.evidence.unit for row in rows if row.is_filled}
    silent: set[str] = set()

    def refuse(row: Row, code_problem: Problem) -> Row:
        notes.take(code_problem)
        return attrs.evolve(row, evidence=attrs.evolve(row.evidence, is_sound=False))

    for row in rows:
        place = row.evidence.locate(column.id)
        name = row.unit.name if row.unit else "这一行"
        said = row.evidence.values.get(column.id)
        if not row.is_filled:
            unit = row.evidence.unit
            if unit and unit not in spoken and unit not in silent:
                silent.add(unit)
                message = f"{name}没有填“{column.heading}”，不知道是没有情况还是漏报。"
                notes.take(Problem("nil-report-missing", message, place, f"没有情况的请填“{NIL}”。"))
        elif said == NIL and row.details:
            message = f"{name}的“{column.heading}”填了“{NIL}”，同一行又填了别的。"
            yield refuse(row, Problem("nil-contradicted", message, place, f"请改填“{EVENT}”，或清空其他栏。"))
        elif said == NIL and row.evidence.unit in with_events:
            message = f"{name}的“{column.heading}”填了“{NIL}”，别的行又填了情况。"
            yield refuse(row, Problem("nil-contradicted", message, place, "请核对，留下对的一行。"))
        elif said == EVENT and not row.details:
            if row.evidence.unit not in with_events:
                message = f"{name}的“{column.heading}”填了“{EVENT}”，但没有填是什么情况。"
                remedy = f"请填写其他栏；没有情况的改填“{NIL}”。"
                yield refuse(row, Problem("event-without-details", message, place, remedy))
        elif said is None and row.evidence.is_sound:
            yield attrs.evolve(
                row,
                evidence=attrs.evolve(row.evidence, values={**row.evidence.values, column.id: EVENT}),
            )
        else:
            yield row
