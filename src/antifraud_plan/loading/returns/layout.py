"""How the columns of a form lie in a sheet: worked out once for all the sheets that are alike."""

from collections.abc import Mapping

import attrs

from antifraud_plan.loading.lists.rows import is_example
from antifraud_plan.loading.lists.table import Cell, CellValue, ListColumn, ListForm
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.returns.evidence import Value
from antifraud_plan.problems import Location, Problem

_PREFILLED = (ColumnKind.CLASS, ColumnKind.PEOPLE)
_LONGEST_REPEATED = 20
_NOWHERE = Location("")


@attrs.frozen
class PlacedColumn:
    """A column of a form where it lies in a sheet.

    Attributes:
        column: what it gives or asks.
        shape: reads its cells.
        position: of its cells in their rows.
        is_prefilled: whether it is asked, but often filled in by the program: alone it makes no record.
        seen: what was read in it plainly, by the cell's value.
    """

    column: Column
    shape: ListColumn[Value]
    position: int
    is_prefilled: bool
    seen: dict[object, Value] = attrs.field(factory=dict, eq=False, repr=False)

    def find_plain(self, value: CellValue) -> Value | None:
        """Return what a filled cell says if there is nothing more to say about it, ``None`` if there is."""
        key = value if isinstance(value, str) else (type(value), value)  # 1, 1.0 and True are one key
        found = self.seen.get(key)
        if found is not None:
            return found
        told: list[Problem] = []
        found = self.shape.read(Cell(value, self.column.heading, lambda: _NOWHERE, told.append))
        if found is None or told or is_example(value):
            return None
        if not isinstance(value, str) or len(value) <= _LONGEST_REPEATED:
            self.seen[key] = found
        return found


class Layout:
    """Where the columns of a form lie.

    Args:
        form: describes them.
        shapes: the same as columns of a list.
        positions: heading → position of its column.

    Attributes:
        form: as given.
        ids: column id → position.
        columns: position → the column there.
        given: id of a column that the program fills in → position, -1 if it is not there.
        asked: the columns that the school fills in.
        nil, day, period, class_: the column of that kind, ``None`` if the form has none.
        width: how many cells a row has at least that reaches to the last of them.
        may_be_plain: whether every given column is there, and nobody's name is asked for.
    """

    def __init__(self, form: Form, shapes: ListForm, positions: Mapping[str, int]) -> None:
        self.form = form
        self.ids = {
            column.id: positions[column.heading] for column in form.columns if column.heading in positions
        }
        prefilled = () if form.rows is RowsPer.EVENT else _PREFILLED
        placed = tuple(
            PlacedColumn(column, shape, self.ids[column.id], column.kind in prefilled)
            for column, shape in zip(form.columns, shapes.columns, strict=True)
            if column.id in self.ids
        )
        self.columns = {each.position: each for each in placed}
        self.given = {
            column.id: self.ids.get(column.id, -1) for column in form.columns if column.kind.is_given
        }
        self.asked = tuple(each for each in placed if not each.column.kind.is_given)
        self.nil = form.find_kind(ColumnKind.NIL)
        self.day = form.find_kind(ColumnKind.DAY)
        self.period = form.find_kind(ColumnKind.PERIOD)
        self.class_ = form.find_kind(ColumnKind.CLASS)
        self.width = max(self.ids.values(), default=-1) + 1
        self.may_be_plain = -1 not in self.given.values() and not any(
            each.names_person for each in form.columns
        )
