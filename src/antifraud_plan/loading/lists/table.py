"""Tables of a clerk's lists and their parts: located cells, described columns, rows as records."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta
from functools import partial
from typing import Any, Generic, TypeVar

import attrs

from antifraud_plan.problems import Location, Problem, Severity

T = TypeVar("T")


@attrs.frozen
class Unreadable:
    """A cell whose value its file does not say, such as a formula nobody has calculated.

    Attributes:
        problem: why, with its place; reported once however many cells carry it.
        value: what the cell shows all the same; only headings are read from it. ``None`` where nothing
            stands in it, as in all but the first of merged cells.
    """

    problem: Problem
    value: str | float | bool | date | time | timedelta | None = ""


CellValue = str | float | bool | date | time | timedelta | Unreadable | None
Report = Callable[[Problem], None]


@attrs.frozen
class CellNote:
    """What somebody wrote beside a cell (批注).

    Attributes:
        text: the whole of it, answers included.
        locate: tells the cell; asked only when something is to be said of it.
    """

    text: str
    locate: Callable[[], Location]


@attrs.frozen
class ListTable:
    """One table of a list, as a workbook's sheet or a CSV file supplies it.

    Attributes:
        title: what it holds, such as 单位.
        whole: place of the table itself.
        rows: its cells, row by row from the first; read once.
        place: (row, column), both from 0 as in *rows* → the cell's place in the user's file.
        beyond: how bad a value to the right of all headings is: a note in a sheet, where it is a remark; an
            error in CSV, where a comma without quotes has cut a text in two.
        problems: what is wrong with the file it comes from.
        notes: returns the notes on the cells of the file it comes from; raises `ProblemsFoundError` where
            they are damaged.
    """

    title: str
    whole: Location
    rows: Iterable[Sequence[CellValue]]
    place: Callable[[int, int], Location]
    beyond: Severity = Severity.NOTE
    problems: tuple[Problem, ...] = ()
    notes: Callable[[], Iterable[CellNote]] = tuple


@attrs.frozen
class Cell:
    """One filled cell on its way to a value.

    Attributes:
        value: as the file holds it.
        heading: of its column.
        locate: tells its place in the user's file; asked only when something is wrong.
        report: takes what is wrong with it.
    """

    value: CellValue
    heading: str
    locate: Callable[[], Location]
    report: Report

    def refuse(self, code: str, message: str, remedy: str = "") -> None:
        """Report that the cell cannot be read; the sentence starts with the column's heading."""
        self.report(Problem(code, f"“{self.heading}”{message}", self.locate(), remedy))

    def note(self, code: str, message: str, remedy: str = "") -> None:
        """Report what is worth a look although the cell was read."""
        self.report(Problem(code, f"“{self.heading}”{message}", self.locate(), remedy, Severity.NOTE))


@attrs.frozen
class ListColumn(Generic[T]):
    """A column of a list, described once: drawn by ``init``, found by its heading, read by its reader.

    Attributes:
        heading: 列标题.
        read: a filled cell → its value, ``None`` when it was refused.
        meaning: one Chinese line for the clerk.
        required: whether the column must be there and filled in every row.
    """

    heading: str
    read: Callable[[Cell], T | None]
    meaning: str
    required: bool = False


@attrs.frozen
class ListForm:
    """A table that a clerk fills in (表).

    Attributes:
        title: name of the sheet or the CSV file.
        meaning: one Chinese line for the clerk.
        columns: in the order they are drawn; a clerk may put them in any order.
    """

    title: str
    meaning: str
    columns: tuple[ListColumn[Any], ...]


@attrs.frozen(slots=False)  # one a row: frozen attributes are set faster in a plain dictionary
class Record:
    """One filled row."""

    table: ListTable
    row: int
    values: Sequence[CellValue]
    positions: dict[str, int]
    report: Report

    def __getitem__(self, column: ListColumn[T]) -> T | None:
        """Read one cell; ``None`` when it is blank or was refused. Read each column once."""
        position = self.positions.get(column.heading)
        if position is None:
            return None
        if self.is_empty(column):
            if column.required:
                self.report(
                    Problem("blank-cell", f"“{column.heading}”没有填。", self.place(column), "请填写。")
                )
            return None
        return column.read(
            Cell(self.values[position], column.heading, partial(self.place, column), self.report)
        )

    def is_empty(self, column: ListColumn[Any]) -> bool:
        """Tell whether nothing was written there; a refused cell is not empty."""
        position = self.positions.get(column.heading, len(self.values))
        return position >= len(self.values) or is_blank(self.values[position])

    def show(self, column: ListColumn[Any]) -> str:
        """Return the text a cell shows, also if it was refused; empty if it shows none."""
        if self.is_empty(column):
            return ""
        value = self.values[self.positions[column.heading]]
        shown = value.value if isinstance(value, Unreadable) else value
        return shown if isinstance(shown, str) else ""

    def place(self, column: ListColumn[Any]) -> Location:
        """Return the place of a cell; of the row's first cell when the column is not there."""
        return self.table.place(self.row, self.positions.get(column.heading, 0))


def is_blank(value: CellValue) -> bool:
    """Tell whether a clerk would call the cell empty."""
    return not value.strip() if isinstance(value, str) else value is None


def is_filled(value: CellValue) -> bool:
    """Tell whether something stands in a cell, be it readable or not."""
    if isinstance(value, str):  # as nearly all are
        return bool(value.strip())
    return value.value is not None if isinstance(value, Unreadable) else value is not None
