"""One row of a return → one record, with the school and the outline reference named in what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import attrs

from antifraud_plan.loading.lists.table import Cell, CellValue, ListTable, Unreadable
from antifraud_plan.loading.returns.columns import NIL
from antifraud_plan.loading.returns.given import GivenRows
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.layout import Layout, PlacedColumn
from antifraud_plan.loading.returns.notes import Notes
from antifraud_plan.loading.returns.subjects import Reading, SubjectFinder
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.evidence import Evidence, Value
from antifraud_plan.model.returns.owed.due import DueRow
from antifraud_plan.problems import Location, Problem, Severity

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
        layout: tells the form and where its columns lie.
        known: who and what may be named.
        schools: whose records the sheet may hold; any if empty.
        given: the rows that are due in it.
        table: the sheet.
        notes: takes problems.
    """

    def __init__(
        self,
        layout: Layout,
        known: Known,
        schools: Sequence[Organisation],
        given: GivenRows,
        table: ListTable,
        notes: Notes,
    ) -> None:
        self._layout = layout
        self._form = layout.form
        self._known = known
        self._due = given
        self._table = table
        self._notes = notes
        self._subjects = SubjectFinder(layout.form, known, schools)

    def find_plain(self, number: int, values: Sequence[CellValue]) -> Row | None:
        """Read a row as nearly all are: what is given stands unchanged, what is asked is written plainly.

        Args:
            number: of the row, from 0.
            values: its cells.

        Returns:
            What `read` returns; ``None`` for a row that only `read` can tell.
        """
        layout = self._layout
        if not layout.may_be_plain or len(values) < layout.width:
            return None
        given = [values[at] for at in layout.given.values()]
        due = self._due.find(given)
        if due is None or not any(given):
            return None
        said: dict[str, Value] = {}
        is_asked = has_details = is_lacking = False
        for placed in layout.asked:
            value = values[placed.position]
            if value == "":
                is_lacking = is_lacking or placed.column.required
                continue
            found = placed.find_plain(value)
            if found is None:
                return None
            said[placed.column.id] = found
            if not placed.is_prefilled:
                is_asked = True
                has_details = has_details or placed.column is not layout.nil
        if len(given) - given.count("") + len(said) < len(values) - values.count(""):
            return None  # something stands where nothing is asked
        locate = partial(_locate, self._table, number, layout.ids)
        head = partial(locate, layout.nil.id if layout.nil else "")
        if not is_asked:
            return Row(due.unit, due.item, head)
        class_id = self._find_class(said, due.unit)
        if is_lacking or class_id is None:
            return None
        said.update((each, due.values[each]) for each in layout.given if each in due.values)
        return Row(
            due.unit, due.item, head, self._record(due.unit, due.item, said, locate, class_id), has_details
        )

    def _find_class(self, said: Mapping[str, Value], unit: Organisation) -> str | None:
        """Return the id of the class, empty if none is named, ``None`` if one is not named in full."""
        class_ = self._layout.class_
        if class_ is None or class_.id not in said:
            return ""
        found = self._known.classes_of(unit).names.get(str(said[class_.id]))
        return None if found is None else found.id

    def read(self, number: int, values: Sequence[CellValue], filled: Sequence[int]) -> Row:
        """Read one row.

        Args:
            number: of the row, from 0.
            values: its cells.
            filled: positions of those that are not empty.
        """
        layout = self._layout
        wanted = [layout.columns[position] for position in filled if position in layout.columns]
        due = self._due.find([values[at] if 0 <= at < len(values) else None for at in layout.given.values()])
        asked = [placed for placed in wanted if not placed.column.kind.is_given]
        if len(asked) < len(wanted):
            asked = [placed for placed in asked if not placed.is_prefilled]
        reading = Reading({}, partial(_locate, self._table, number, layout.ids), [])
        head = partial(reading.locate, layout.nil.id if layout.nil else "")
        if not asked and due is not None:
            self._name_personal_numbers(values, due.unit, due.item)
            return Row(due.unit, due.item, head)
        for placed in wanted:
            if due is None or not placed.column.kind.is_given:
                _read_cell(placed, values[placed.position], reading)
        has_details = any(placed.column is not layout.nil for placed in asked)
        if asked:
            self._find_blanks(reading, set(filled), has_details)
        unit, item = self._settle_given(reading, due, is_filled=bool(asked))
        class_id = self._subjects.find_class(reading, unit)
        self._subjects.refuse_children(reading, unit)
        refused, is_sound = self._tell(reading, unit, item) if reading.problems else (_NONE, True)
        self._name_personal_numbers(values, unit, item)
        if not asked and is_sound:
            return Row(unit, item, head, refused=self._pass_over(number, filled, item))
        evidence = self._record(unit, item, reading.values, reading.locate, class_id, is_sound=is_sound)
        return Row(unit, item, head, evidence if asked else None, has_details, refused)

    def _record(
        self,
        unit: Organisation | None,
        item: str,
        values: Mapping[str, Value],
        locate: Callable[[str], Location],
        class_id: str,
        *,
        is_sound: bool = True,
    ) -> Evidence:
        day = values.get(self._layout.day.id) if self._layout.day else None
        period = values.get(self._layout.period.id, "") if self._layout.period else ""
        return Evidence(
            self._form,
            unit.id if unit else "",
            item,
            values,
            locate,
            class_id=class_id,
            day=day if isinstance(day, date) else None,
            period=str(period),
            is_sound=is_sound,
        )

    def _pass_over(self, number: int, filled: Sequence[int], item: str) -> frozenset[int]:
        """Return what is not read of a row without anything asked: all of it where it is about nothing."""
        if item or self._form.find_kind(ColumnKind.TASK) is None:
            return frozenset()
        message, remedy = "这一行没有填要报的内容，没有读。", "要说明的话请写在已有的行里。"
        place = self._table.place(number, filled[0])
        self._notes.take(Problem("unread-row", message, place, remedy, Severity.NOTE))
        return frozenset(filled)

    def _find_blanks(self, reading: Reading, filled: set[int], has_details: bool) -> None:
        nil = self._layout.nil
        is_nil_report = nil is not None and reading.values.get(nil.id) == NIL
        for placed in self._layout.asked:
            column = placed.column
            is_understood = has_details if column is nil else is_nil_report
            if column.required and placed.position not in filled and not is_understood:
                message = f"“{column.heading}”没有填。"
                reading.report(column, Problem("blank-cell", message, reading.locate(column.id), "请填写。"))

    def _settle_given(
        self, reading: Reading, due: DueRow | None, *, is_filled: bool
    ) -> tuple[Organisation | None, str]:
        """Find whom and what the row is about; what is given is as the plan says."""
        if due is not None:
            reading.values.update(
                (each, due.values[each]) for each in self._layout.given if each in due.values
            )
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
            refused.add(self._layout.ids.get(column.id, -1))
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


def _read_cell(placed: PlacedColumn, value: CellValue, reading: Reading) -> None:
    """Read one cell, and take what there is to say about it."""
    column = placed.column
    found = placed.find_plain(value)
    if found is None:
        told: list[Problem] = []
        cell = Cell(value, column.heading, partial(reading.locate, column.id), told.append)
        found = placed.shape.read(cell)
        reading.problems += ((column, problem) for problem in told)
    if found is not None:
        reading.values[column.id] = found


def _locate(table: ListTable, row: int, positions: Mapping[str, int], column_id: str) -> Location:
    return table.place(row, positions.get(column_id, 0))


def _name(problem: Problem, head: str) -> Problem:
    """Say in front which school and which item it is about; merged cells are those of several rows."""
    if not head or problem.code == "merged-cells":
        return problem
    return attrs.evolve(problem, message=f"{head}：{problem.message}")
