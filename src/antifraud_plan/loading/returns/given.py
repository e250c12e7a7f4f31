"""What a return gives and a school may have changed: rows of a sheet held against those that are due."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.table import CellValue
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.returns.evidence import Value
from antifraud_plan.model.returns.owed.due import DueRow
from antifraud_plan.problems import suggest

_TELLING = (ColumnKind.PERIOD, ColumnKind.AUDIENCE, ColumnKind.RELATION, ColumnKind.PAPER)
"""Kinds that tell the rows of one item apart; what else is given follows from the item."""


def show_given(value: "CellValue | Value") -> str:
    """Return the text of a cell that the program filled in, a whole number without its point."""
    if isinstance(value, str):  # as nearly all are
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


@attrs.frozen
class Change:
    """A cell that no longer says what the program wrote.

    Attributes:
        column: where.
        message: goes after the column's heading.
        remedy: how to mend it.
        is_error: whether it leaves open what the row is about; if not, the plan's value is used.
    """

    column: Column
    message: str
    remedy: str
    is_error: bool


class GivenRows:
    """The rows that are due in one sheet.

    Args:
        form: describes its columns.
        rows: as derived from the plan.
    """

    def __init__(self, form: Form, rows: Sequence[DueRow]) -> None:
        self._given = tuple(column for column in form.columns if column.kind.is_given)
        self._due = rows
        ids = [column.id for column in self._given]
        self._exact: dict[tuple[CellValue | Value, ...], DueRow] = {
            tuple([row.values.get(each, "") for each in ids]): row for row in rows
        }

    def find(self, given: Sequence[CellValue]) -> DueRow | None:
        """Return the row whose given cells, in the form's order, say exactly this."""
        found = self._exact.get(tuple(given))  # as the program wrote them and nearly everybody leaves them
        return found or self._shown.get(tuple(map(show_given, given)))

    @cached_property
    def _shown(self) -> Mapping[tuple[str, ...], DueRow]:
        """The rows by what their given cells show, however kept: a number as text, an edge padded."""
        return {tuple(map(show_given, given)): row for given, row in self._exact.items()}

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], list[DueRow]]:
        """The rows by what they are about: id of the school, id of the item."""
        rows: dict[tuple[str, str], list[DueRow]] = {}
        for row in self._due:
            rows.setdefault((row.unit.id, row.item), []).append(row)
        return rows

    def settle(
        self, unit: str, item: str, said: Mapping[str, Value]
    ) -> tuple[Mapping[str, Value], list[Change]]:
        """Return what the plan says in the given columns of a row that was changed, and each change.

        Args:
            unit: id of the school the row is about.
            item: id of the item it is about.
            said: column id → what it says there.
        """
        rows = self._rows.get((unit, item), [])
        changes: list[Change] = []
        for column in self._given:
            if not rows or column.id not in said or column.kind not in _TELLING:
                continue
            shown = show_given(said[column.id])
            options = list(dict.fromkeys(show_given(row.values.get(column.id)) for row in rows))
            agreeing = [row for row in rows if show_given(row.values.get(column.id)) == shown]
            if agreeing:
                rows = agreeing
            elif len(options) > 1:
                remedy = suggest(shown, options) or f"应为：{'、'.join(options)}。"
                changes.append(Change(column, f"里的{quote(shown)}与方案不符。", remedy, is_error=True))
        values: dict[str, Value] = {}
        for column in self._given:
            options = list(dict.fromkeys(show_given(row.values.get(column.id)) for row in rows))
            if len(options) != 1 or not options[0]:
                continue
            values[column.id] = rows[0].values[column.id]
            if column.id in said and show_given(said[column.id]) != options[0]:
                message = f"里的{quote(show_given(said[column.id]))}与方案不符，按“{options[0]}”计。"
                changes.append(Change(column, message, "这一栏由程序给出，请勿改动。", is_error=False))
        return values, changes
