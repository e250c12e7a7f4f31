"""One row of a return → one record, with the school and the outline reference named in what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import attrs

from antifraud_plan.loading.lists.table import Cell, CellValue, ListColumn, ListTable, Unreadable
from antifraud_plan.loading.returns.columns import NIL
from antifraud_plan.loading.returns.given import GivenRows
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.notes import Notes
from antifraud_plan.loading.returns.subjects import Reading, SubjectFinder
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.evidence import Evidence, Value
from antifraud_plan.model.returns.owed.due import DueRow
from antifraud_plan.problems import Location, Problem, Severity

_PREFILLED = (ColumnKind.CLASS, ColumnKind.PEOPLE)
_LONGEST_REPEATED = 20
_NONE: frozenset[int] = frozenset()


@attrs.frozen
class Row:
    """What was read of one row.

    Attributes:
        unit: the school, ``None`` where it cannot be told.
        item: id of what the row is about, empty where it cannot be told.
        place: tells the place of its column 有无情况, or of its first cell.
        evidence: its record; ``None`` for a row that was given and not filled in.
        has_details: whether any asked column but 有无情况 is filled.
        refused: positions of the cells that could not be read.
    """

    unit: Organisation | None
    item: str
    place: Callable[[], Location]
    evidence: Evidence | None = None
    has_details: bool = False
    refused: frozenset[int] = frozenset()


class RowReader:
    """Reads the rows of one sheet.

    Args:
        form: describes the columns.
        known: who and what may be named.
        schools: whose records the sheet may hold; any if empty.
        given: the rows that are due in it.
        table: the sheet.
        positions: heading → position of its column.
        notes: takes problems.
    """

    def __init__(
        self,
        form: Form,
        known: Known,
        schools: Sequence[Organisation],
        given: GivenRows,
        table: ListTable,
        positions: Mapping[str, int],
        notes: Notes,
    ) -> None:
        self._form = form
        self._known = known
        self._due = given
        self._table = table
        self._notes = notes
        shapes = dict(zip((column.id for column in form.columns), known.list_form(form).columns, strict=True))
        self._ids = {
            column.id: positions[column.heading] for column in form.columns if column.heading in positions
        }
        self._columns: dict[int, tuple[Column, ListColumn[Value]]] = {
            self._ids[column.id]: (column, shapes[column.id])
            for column in form.columns
            if column.id in self._ids
        }
        kinds = {position: column.kind for position, (column, _) in self._columns.items()}
        self._asked = {position for position, kind in kinds.items() if not kind.is_given}
        self._prefilled = {position for position in self._asked if kinds[position] in _PREFILLED}
        if form.rows is RowsPer.EVENT:
            self._prefilled.clear()
        self._given = tuple(self._ids.get(each.id, -1) for each in form.columns if each.kind.is_given)
        self._given_ids = tuple(column.id for column in form.columns if column.kind.is_given)
        self._required = tuple(
            (column, self._ids[column.id])
            for column in form.asked
            if column.required and column.id in self._ids
        )
        self._subjects = SubjectFinder(form, known, schools)
        self._nil = form.find_kind(ColumnKind.NIL)
        self._day = form.find_kind(ColumnKind.DAY)
        self._period = form.find_kind(ColumnKind.PERIOD)

    def read(self, number: int, values: Sequence[CellValue], filled: Sequence[int]) -> Row:
        """Read one row.

        Args:
            number: of the row, from 0.
            values: its cells.
            filled: positions of those that are not empty.
        """
        wanted = [position for position in filled if position in self._columns]
        due = self._due.find([values[at] if 0 <= at < len(values) else None for at in self._given])
        asked = [position for position in wanted if position in self._asked]
        if len(asked) < len(wanted):
            asked = [position for position in asked if position not in self._prefilled]
        reading = Reading({}, partial(_locate, self._table, number, self._ids), [])
        head = partial(reading.locate, self._nil.id if self._nil else "")
        if not asked and due is not None:
            self._name_personal_numbers(values, due.unit, due.item)
            return Row(due.unit, due.item, head)
        for position in wanted:
            if due is None or position in self._asked:
                self._read_cell(*self._columns[position], values[position], reading)
        has_details = any(self._columns[position][0] is not self._nil for position in asked)
        if asked:
            self._find_blanks(reading, set(filled), has_details)
        unit, item = self._settle_given(reading, due, is_filled=bool(asked))
        class_id = self._subjects.find_class(reading, unit)
        self._subjects.refuse_children(reading, unit)
        refused, is_sound = self._tell(reading, unit, item) if reading.problems else (_NONE, True)
        self._name_personal_numbers(values, unit, item)
        if not asked and is_sound:
            return Row(unit, item, head, refused=self._pass_over(number, filled, item))
        day = reading.values.get(self._day.id) if self._day else None
        period = reading.values.get(self._period.id, "") if self._period else ""
        evidence = Evidence(
            self._form,
            unit.id if unit else "",
            item,
            reading.values,
            reading.locate,
            class_id=class_id,
            day=day if isinstance(day, date) else None,
            period=str(period),
            is_sound=is_sound,
        )
        return Row(unit, item, head, evidence if asked else None, has_details, refused)

    def _read_cell(
        self, column: Column, shape: ListColumn[Value], value: CellValue, reading: Reading
    ) -> None:
        """Read one cell; what was read once without anything to say is not read again."""
        known = self._known.readings
        is_repeated = not isinstance(value, str) or len(value) <= _LONGEST_REPEATED
        key = (self._form.id, column.id, type(value), value) if is_repeated else None
        if key in known:
            reading.values[column.id] = known[key]
            return
        told: list[Problem] = []
        found = shape.read(Cell(value, column.heading, partial(reading.locate, column.id), told.append))
        reading.problems += ((column, problem) for problem in told)
        if found is not None:
            reading.values[column.id] = found
            if not told and key is not None:
                known[key] = found

    def _pass_over(self, number: int, filled: Sequence[int], item: str) -> frozenset[int]:
        """Return what is not read of a row without anything asked: all of it where it is about nothing."""
        if item or self._form.find_kind(ColumnKind.TASK) is None:
            return frozenset()
        message, remedy = "这一行没有填要报的内容，没有读。", "要说明的话请写在已有的行里。"
        place = self._table.place(number, filled[0])
        self._notes.take(Problem("unread-row", message, place, remedy, Severity.NOTE))
        return frozenset(filled)

    def _find_blanks(self, reading: Reading, filled: set[int], has_details: bool) -> None:
        is_nil_report = self._nil is not None and reading.values.get(self._nil.id) == NIL
        for column, position in self._required:
            is_understood = has_details if column is self._nil else is_nil_report
            if position not in filled and not is_understood:
                message = f"“{column.heading}”没有填。"
                reading.report(column, Problem("blank-cell", message, reading.locate(column.id), "请填写。"))

    def _settle_given(
        self, reading: Reading, due: DueRow | None, *, is_filled: bool
    ) -> tuple[Organisation | None, str]:
        """Find whom and what the row is about; what is given is as the plan says."""
        if due is not None:
            reading.values.update((each, due.values[each]) for each in self._given_ids if each in due.values)
            return due.unit, due.item
        unit = self._subjects.find_unit(reading, is_filled=is_filled)
        item = self._subjects.find_item(reading)
        values, changes = self._due.settle(unit.id if unit else "", item, reading.values)
        for change in changes:
            severity = Severity.ERROR if change.is_error else Severity.NOTE
            message, place = f"“{change.column.heading}”{change.message}", reading.locate(change.column.id)
            reading.report(change.column, Problem("given-changed", message, place, change.remedy, severity))
        reading.values.update(values)
        return unit, item

    def _tell(self, reading: Reading, unit: Organisation | None, item: str) -> tuple[frozenset[int], bool]:
        """Hand on what is wrong; return the positions of the cells that were refused, and if none was."""
        head = self._known.name_subject(unit, item)
        refused: set[int] = set()
        is_sound = True
        for column, problem in reading.problems:
            if problem.severity is Severity.NOTE:
                self._notes.take(problem, column.heading)
                continue
            is_sound = False
            refused.add(self._ids.get(column.id, -1))
            reading.values.pop(column.id, None)
            self._notes.take(_name(problem, head))
        return frozenset(refused), is_sound

    def _name_personal_numbers(
        self, values: Sequence[CellValue], unit: Organisation | None, item: str
    ) -> None:
        """Report the row's personal numbers again, now that it is known whose row they stand in."""
        if Unreadable not in map(type, values):
            return
        head = self._known.name_subject(unit, item)
        for value in values:
            if isinstance(value, Unreadable) and value.problem.code == "personal-number":
                self._notes.take(_name(value.problem, head))


def _locate(table: ListTable, row: int, positions: Mapping[str, int], column_id: str) -> Location:
    return table.place(row, positions.get(column_id, 0))


def _name(problem: Problem, head: str) -> Problem:
    """Say in front which school and which item it is about; merged cells are those of several rows."""
    if not head or problem.code == "merged-cells":
        return problem
    return attrs.evolve(problem, message=f"{head}：{problem.message}")
