"""Tells which return a file belongs to: by what it says of itself, what stands in it, where it lies."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

import attrs

from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook
from antifraud_plan.model.returns.owed.due import DueReturn, Key


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

    def place(self, books: Iterable[ReturnedBook]) -> Iterator[tuple[ReturnedBook, Key | None]]:
        """Yield which return each file is, ``None`` where nobody owes it or several fit.

        Without an identity every record must be one that this unit owes in this return: with the label of a
        row given in its period or, where the row bears none, with a date in it. A sheet on its own that says
        there was nothing bears neither: it is the return after which its file or a folder above it is called,
        else that of the only other sheets in its folder.
        """
        found = [(book, self._find_fitting(book)) for book in books]
        beside: dict[PurePosixPath, set[Key]] = {}
        for book, keys in found:
            if book.identity is None and len(keys) == 1:
                beside.setdefault(_path(book).parent, set()).update(keys)
        for book, keys in found:
            near = beside.get(_path(book).parent, ())
            fitting = keys if len(keys) == 1 else [key for key in keys if key in near]
            yield book, fitting[0] if len(fitting) == 1 else None

    def _find_fitting(self, book: ReturnedBook) -> Sequence[Key]:
        if book.identity is not None:
            key = (book.identity.unit, book.identity.return_id, book.identity.period)
            return [key] if key in self.by_key else []
        if not book.evidence:
            return []
        candidates = self._by_school.get(book.evidence[0].unit, ())
        fitting = [key for key in candidates if all(self._fits(key, each) for each in book.evidence)]
        called = [key for key in fitting if _is_called(_path(book), self.by_key[key])]
        return called if len(fitting) > len(called) == 1 else fitting

    def _fits(self, key: Key, record: Evidence) -> bool:
        due = self.by_key[key]
        if (record.form.id, record.unit, record.item) not in self.owed[key[:2]]:
            return False
        if record.form.rows is RowsPer.OCCASION and record.period:
            return record.period in find_labels(due)
        return record.day is None or record.day in due.period.span


def _path(book: ReturnedBook) -> PurePosixPath:
    return PurePosixPath(book.place.file)


def _is_called(path: PurePosixPath, due: DueReturn) -> bool:
    """Tell whether a file is called after a return (3月月报表.csv) or its folder after the period (3月)."""
    label, name = due.period.label, due.spec.name_in(due.period.label)
    return label in path.parts[:-1] or re.search(rf"(?<!\d){re.escape(name)}", path.stem) is not None


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
