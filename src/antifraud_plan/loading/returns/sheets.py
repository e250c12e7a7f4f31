"""One sheet of a return → evidence: every row read by its form, every filled cell read or reported."""

from collections.abc import Iterable, Sequence

import attrs

from antifraud_plan.loading.lists.rows import Body, find_body
from antifraud_plan.loading.lists.table import CellValue, ListTable, Report, Unreadable, is_filled
from antifraud_plan.loading.returns.given import GivenRows
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.notes import Notes
from antifraud_plan.loading.returns.rows import Row, RowReader
from antifraud_plan.loading.returns.silence import settle_nil_reports
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.evidence import CellCount, Evidence
from antifraud_plan.model.returns.owed.due import DueRow
from antifraud_plan.problems import Problem, Severity

_LIKE_A_RECORD = 4
_NOTHING = frozenset({None, ""})


@attrs.frozen
class SheetReading:
    """What was read of one sheet.

    Attributes:
        evidence: its records.
        count: what became of its cells.
    """

    evidence: tuple[Evidence, ...]
    count: CellCount


def count_cells(table: ListTable) -> int:
    """Return how many cells of a table are filled; its rows are all at hand."""
    return sum(sum(map(is_filled, values)) for values in table.rows if not _NOTHING.issuperset(values))


def read_sheet(
    table: ListTable,
    form: Form,
    known: Known,
    schools: Sequence[Organisation],
    report: Report,
    *,
    due: Sequence[DueRow] = (),
) -> SheetReading:
    """Read the rows of *table* by *form*.

    Args:
        table: with all its rows at hand, screened for personal numbers.
        form: describes its columns.
        known: who and what may be named in it.
        schools: whose records it may hold; anybody's if empty.
        report: takes what is wrong.
        due: the rows that are given in it.
    """
    notes = Notes(report)
    body = find_body(table, known.list_form(form), notes.take)
    if body is None:
        return SheetReading((), CellCount(reported=count_cells(table)))
    layout = known.layout_of(form, body.positions)
    reader = RowReader(layout, known, schools, GivenRows(form, due), table, notes)
    count = _count_headings(tuple(table.rows)[: body.first_row], body, notes)
    wanted = frozenset(body.positions.values())
    read = reported = 0
    rows: list[Row] = []
    for number, values in enumerate(body.rows, body.first_row):
        # Most rows are plainly empty, and asking each of their cells costs more than reading the others.
        if _NOTHING.issuperset(values):
            continue
        plain = reader.find_plain(number, values)
        if plain is not None:
            rows.append(plain)
            read += len(values) - values.count("")
            continue
        filled = [at for at, value in enumerate(values) if is_filled(value)]
        if not filled:
            continue
        if not body.is_record(number, values):
            reported += len(filled)
            continue
        row = reader.read(number, values, filled)
        unread = set(filled).difference(wanted) | row.refused.intersection(filled)
        read += len(filled) - len(unread)
        reported += len(unread)
        rows.append(row)
    count += CellCount(read, reported)
    evidence: Iterable[Evidence] = (row.evidence for row in rows if row.evidence is not None)
    nil = form.find_kind(ColumnKind.NIL)
    if nil is not None and nil.heading in body.positions:
        evidence = settle_nil_reports(rows, nil, due, table.whole, known, notes)
    reading = SheetReading(tuple(evidence), count)
    notes.finish()
    return reading


def _count_headings(rows: Sequence[Sequence[CellValue]], body: Body, notes: Notes) -> CellCount:
    """Count what stands above the rows; name the columns that are not the form's."""
    count = CellCount()
    wanted = set(body.positions.values())
    for number, values in enumerate(rows[:-1]):
        filled = [position for position, value in enumerate(values) if is_filled(value)]
        if len(wanted.intersection(filled)) >= _LIKE_A_RECORD:
            place = body.table.place(number, filled[0])
            message = "这一行在列标题的上面，没有当作记录读。"
            notes.take(Problem("unread-row", message, place, "是记录的请移到列标题下面。", Severity.NOTE))
            count += CellCount(reported=len(filled))
            continue
        refused = sum(isinstance(value, Unreadable) and _is_personal(value) for value in values)
        count += CellCount(len(filled) - refused, refused)
    for position, value in enumerate(rows[-1]):
        if not is_filled(value):
            continue
        count += CellCount(read=1) if position in wanted else CellCount(reported=1)
        if position not in wanted:
            place = body.table.place(len(rows) - 1, position)
            message = "这一列不是这张表的列，没有读。"
            remedy = "要说明的话请写在表里已有的列。"
            notes.take(Problem("unread-column", message, place, remedy, Severity.NOTE))
    return count


def _is_personal(value: Unreadable) -> bool:
    return value.problem.code == "personal-number"
