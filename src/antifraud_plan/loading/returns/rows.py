"""One row of a return → one record, with the school and the outline reference named in what is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import attrs

from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.table import ListTable, Record
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.notes import Notes
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.evidence import Evidence, Value
from antifraud_plan.problems import Location, Problem, Severity, suggest

_PREFILLED = (ColumnKind.CLASS, ColumnKind.PEOPLE)


@attrs.frozen
class Row:
    """What was read of one row.

    Attributes:
        evidence: its record.
        is_filled: whether anything asked for was filled in; if not, it is no evidence.
        details: ids of the asked columns that are filled, 有无情况 left out.
        refused: positions of the cells that could not be read.
        unit: the school, ``None`` where it cannot be told.
    """

    evidence: Evidence
    is_filled: bool
    details: tuple[str, ...]
    refused: frozenset[int]
    unit: Organisation | None


class RowReader:
    """Reads the rows of one sheet.

    Args:
        form: describes the columns.
        known: who and what may be named.
        schools: whose records the sheet may hold.
        positions: heading → position of its column.
        notes: takes problems.
    """

    def __init__(
        self,
        form: Form,
        known: Known,
        schools: Sequence[Organisation],
        positions: Mapping[str, int],
        notes: Notes,
    ) -> None:
        self._form = form
        self._known = known
        self._schools = schools
        self._ids = {
            column.id: positions[column.heading] for column in form.columns if column.heading in positions
        }
        self._columns = tuple(
            pair
            for pair in zip(form.columns, known.list_form(form).columns, strict=True)
            if pair[0].id in self._ids
        )
        self._notes = notes
        self._unit = form.find_kind(ColumnKind.UNIT)
        self._task = form.find_kind(ColumnKind.TASK)
        self._class = form.find_kind(ColumnKind.CLASS)
        self._nil = form.find_kind(ColumnKind.NIL)
        self._day = form.find_kind(ColumnKind.DAY)
        self._period = form.find_kind(ColumnKind.PERIOD)

    def read(self, record: Record) -> Row:
        """Read one row; a row with nothing in any column that is asked is one that was not filled in."""
        details, is_filled = self._find_details(record)
        found: list[tuple[Column, Problem]] = []
        values: dict[str, Value] = {}
        for column, shape in self._columns:
            if record.is_empty(shape) and (not is_filled or self._may_be_blank(column, details)):
                continue
            told: list[Problem] = []
            value = attrs.evolve(record, report=told.append)[shape]
            found += ((column, problem) for problem in told)
            if value is not None:
                values[column.id] = value
        locate = partial(_locate, record.table, record.row, self._ids)
        unit = self._find_unit(values, locate, found, is_filled)
        item = self._find_item(values, locate, found)
        class_id = self._find_class(values, unit, locate, found)
        is_sound = True
        refused: set[int] = set()
        head = f"{unit.name if unit else ''} {self._known.name_item(item)}".strip()
        for column, problem in found:
            if problem.severity is not Severity.NOTE:
                is_sound = False
                refused.add(self._ids[column.id])
                values.pop(column.id, None)
            named = problem if problem.severity is Severity.NOTE else _name(problem, head)
            self._notes.take(named, column.heading)
        day = values.get(self._day.id) if self._day else None
        period = values.get(self._period.id, "") if self._period else ""
        evidence = Evidence(
            self._form,
            unit.id if unit else "",
            item,
            values,
            locate,
            class_id,
            day if isinstance(day, date) else None,
            str(period),
            is_sound,
        )
        return Row(evidence, is_filled, details, frozenset(refused), unit)

    def _find_details(self, record: Record) -> tuple[tuple[str, ...], bool]:
        filled = [column for column, shape in self._columns if not record.is_empty(shape)]
        given = [column for column in filled if column.kind.is_given]
        asked = [column for column in filled if not column.kind.is_given]
        if given and self._form.rows is not RowsPer.EVENT:
            asked = [column for column in asked if column.kind not in _PREFILLED]
        return tuple(column.id for column in asked if column is not self._nil), bool(asked)

    def _may_be_blank(self, column: Column, details: tuple[str, ...]) -> bool:
        """Tell whether a blank cell is understood: an event need not say that there was one."""
        return column is self._nil and bool(details)

    def _find_unit(
        self,
        values: dict[str, Value],
        locate: "partial[Location]",
        found: list[tuple[Column, Problem]],
        is_filled: bool,
    ) -> Organisation | None:
        column = self._unit
        written = values.get(column.id) if column else None
        if column is None or (written is None and len(self._schools) == 1):
            return self._schools[0] if len(self._schools) == 1 else None
        if written is None:
            if is_filled and column.id in self._ids and not any(each is column for each, _ in found):
                message = f"“{column.heading}”没有填，不知道是哪所学校的。"
                found.append((column, Problem("blank-cell", message, locate(column.id), "请填写。")))
            return None
        unit = self._known.find_unit(str(written))
        if unit is not None and (unit in self._schools or not self._schools):
            return unit
        names = [school.name for school in self._schools or self._known.schools]
        if unit is None:
            message = f"“{column.heading}”里的{quote(str(written))}不在单位名册里。"
            problem = Problem("unknown-school", message, locate(column.id), suggest(str(written), names))
        else:
            message = f"“{column.heading}”里的{quote(unit.name)}不由本报送单位报送。"
            remedy = "请删去这一行，由该校或它的报送单位填报。"
            problem = Problem("school-not-reported-here", message, locate(column.id), remedy)
        found.append((column, problem))
        return None

    def _find_item(
        self, values: dict[str, Value], locate: "partial[Location]", found: list[tuple[Column, Problem]]
    ) -> str:
        column = self._task
        if column is None:
            return self._form.records[0] if len(self._form.records) == 1 else ""
        written = values.get(column.id)
        if written is None:
            return ""
        item = self._known.find_item(self._form, str(written))
        if not item:
            names = [name for name, each in self._known.item_names.items() if each in self._form.records]
            message = f"“{column.heading}”里的{quote(str(written))}不是这张表要报的工作任务。"
            remedy = suggest(str(written), names) or "请从下拉列表选，或照县方案的名称填写。"
            found.append((column, Problem("unknown-task", message, locate(column.id), remedy)))
        return item

    def _find_class(
        self,
        values: dict[str, Value],
        unit: Organisation | None,
        locate: "partial[Location]",
        found: list[tuple[Column, Problem]],
    ) -> str:
        column = self._class
        written = values.get(column.id) if column else None
        if column is None or written is None or unit is None:
            return ""
        names = self._known.classes_of(unit)
        class_ = names.find(str(written))
        if class_ is None:
            message = f"“{column.heading}”里的{quote(str(written))}不在{quote(unit.name)}的班级表里。"
            remedy = suggest(str(written), names.names) or "请从下拉列表选，或照单位名册的写法填写。"
            found.append((column, Problem("unknown-class", message, locate(column.id), remedy)))
            return ""
        if class_.name != written:
            message = f"“{column.heading}”里的{quote(str(written))}按“{class_.name}”读。"
            note = Problem("read-as", message, locate(column.id), severity=Severity.NOTE)
            found.append((column, note))
            values[column.id] = class_.name
        return class_.id


def _locate(table: ListTable, row: int, positions: Mapping[str, int], column_id: str) -> Location:
    return table.place(row, positions.get(column_id, 0))


def _name(problem: Problem, head: str) -> Problem:
    """Say in front which school and which item it is about; merged cells are those of several rows."""
    if not head or problem.code == "merged-cells":
        return problem
    return attrs.evolve(problem, message=f"{head}：{problem.message}")
