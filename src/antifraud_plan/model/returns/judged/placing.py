"""Tells which return a file belongs to: by what it says of itself, else by what stands in it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

import attrs

from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook
from antifraud_plan.model.returns.owed.due import DueReturn

Key: TypeAlias = tuple[str, str, str]
"""Id of the unit, id of the return or submission, label of the period; empty for what is handed in once."""


@attrs.frozen
class Dues:
    """Every return that is due, found by unit, return and period."""

    by_key: Mapping[Key, DueReturn]

    @classmethod
    def of(cls, dues: Iterable[DueReturn]) -> "Dues":
        """Arrange *dues*."""
        return cls({(due.unit.id, due.spec.id, due.period.label): due for due in dues})

    @cached_property
    def owed(self) -> Mapping[tuple[str, str], frozenset[tuple[str, str, str]]]:
        """Unit and return → (form, school, item) of every row owed in any of its periods."""
        found: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
        for due in self.by_key.values():
            rows = found.setdefault((due.unit.id, due.spec.id), set())
            rows |= {(sheet.form.id, row.unit.id, row.item) for sheet in due.sheets for row in sheet.rows}
        return {key: frozenset(rows) for key, rows in found.items()}

    @cached_property
    def _by_school(self) -> Mapping[str, tuple[Key, ...]]:
        found: dict[str, list[Key]] = {}
        for key, due in self.by_key.items():
            for school in due.schools:
                found.setdefault(school.id, []).append(key)
        return {school: tuple(keys) for school, keys in found.items()}

    def place(self, book: ReturnedBook) -> Key | None:
        """Return which return a file is; ``None`` where nobody owes it or, without identity, several fit.

        Without an identity every record must be one that this unit owes in this return: with the label of a
        row given in its period or, where the row bears none, with a date in it.
        """
        if book.identity is not None:
            key = (book.identity.unit, book.identity.return_id, book.identity.period)
            return key if key in self.by_key else None
        if not book.evidence:
            return None
        candidates = self._by_school.get(book.evidence[0].unit, ())
        fitting = [key for key in candidates if all(self._fits(key, each) for each in book.evidence)]
        return fitting[0] if len(fitting) == 1 else None

    def _fits(self, key: Key, record: Evidence) -> bool:
        due = self.by_key[key]
        if (record.form.id, record.unit, record.item) not in self.owed[key[:2]]:
            return False
        if record.form.rows is RowsPer.OCCASION and record.period:
            return record.period in find_labels(due)
        return record.day is None or record.day in due.period.span


def find_labels(due: DueReturn) -> frozenset[str]:
    """Return the labels of the periods in which what stands in a return falls due: 3月, 第1季度."""
    columns = ((sheet, sheet.form.find_kind(ColumnKind.PERIOD)) for sheet in due.sheets)
    return frozenset(
        str(row.values[column.id])
        for sheet, column in columns
        if column is not None
        for row in sheet.rows
        if column.id in row.values
    )
