"""Tables of a clerk's lists: located cells, headings found wherever they stand, rows as records."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from itertools import chain, islice
from typing import Any, Generic, TypeVar

import attrs

from antifraud_plan.loading.nearest import find_nearest, suggest
from antifraud_plan.problems import Location, Problem, Severity

T = TypeVar("T")

EXAMPLE_MARK = "【示例】"
MOST_ROWS = 100_000
_HEADING_ROWS = 20
_REMARK = re.compile(r"[(\[].*")


@attrs.frozen
class Unreadable:
    """A cell whose value its file does not say, such as a formula nobody has calculated.

    Attributes:
        problem: why, with its place; reported once however many cells carry it.
        value: what the cell shows all the same; only headings are read from it.
    """

    problem: Problem
    value: str = ""


Value = str | float | bool | date | time | timedelta | Unreadable | None
Report = Callable[[Problem], None]


@attrs.frozen
class ListTable:
    """One table of a list, as a workbook's sheet or a CSV file supplies it.

    Attributes:
        title: what it holds, such as 单位.
        whole: place of the table itself.
        rows: its cells, row by row from the first; read once.
        place: (row, column), both from 0 as in *rows* → the cell's place in the user's file.
    """

    title: str
    whole: Location
    rows: Iterable[Sequence[Value]]
    place: Callable[[int, int], Location]


@attrs.frozen
class Cell:
    """One filled cell on its way to a value.

    Attributes:
        value: as the file holds it.
        heading: of its column.
        place: in the user's file.
        report: takes what is wrong with it.
    """

    value: Value
    heading: str
    place: Location
    report: Report

    def refuse(self, code: str, message: str, remedy: str = "") -> None:
        """Report that the cell cannot be read; the sentence starts with the column's heading."""
        self.report(Problem(code, f"“{self.heading}”{message}", self.place, remedy))

    def note(self, code: str, message: str, remedy: str = "") -> None:
        """Report what is worth a look although the cell was read."""
        self.report(Problem(code, f"“{self.heading}”{message}", self.place, remedy, Severity.NOTE))


@attrs.frozen
class Column(Generic[T]):
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
    columns: tuple[Column[Any], ...]


@attrs.frozen(slots=False)
class Record:
    """One filled row."""

    table: ListTable
    row: int
    values: Sequence[Value]
    positions: dict[str, int]
    report: Report

    def __getitem__(self, column: Column[T]) -> T | None:
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
        return column.read(Cell(self.values[position], column.heading, self.place(column), self.report))

    def is_empty(self, column: Column[Any]) -> bool:
        """Tell whether nothing was written there; a refused cell is not empty."""
        position = self.positions.get(column.heading, len(self.values))
        return position >= len(self.values) or is_blank(self.values[position])

    def place(self, column: Column[Any]) -> Location:
        """Return the place of a cell; of the row's first cell when the column is not there."""
        return self.table.place(self.row, self.positions.get(column.heading, 0))


def is_blank(value: Value) -> bool:
    """Tell whether a clerk would call the cell empty."""
    return value is None or (isinstance(value, str) and not value.strip())


@attrs.frozen
class Body:
    """The rows under the headings of a table.

    Attributes:
        table: where they come from.
        positions: heading → position of its column.
        first_row: number of the first row, from 0 as `ListTable.place` counts.
        rows: their cells; read once.
        report: takes what is wrong with them.
    """

    table: ListTable
    positions: dict[str, int]
    first_row: int
    rows: Iterator[Sequence[Value]]
    report: Report

    def find_record(self, row: int, values: Sequence[Value]) -> Record | None:
        """Make a record of one row; ``None`` for an empty row and, noted, for one marked 【示例】."""
        if all(map(is_blank, values)):
            return None
        if any(isinstance(value, str) and value.strip().startswith(EXAMPLE_MARK) for value in values):
            message = f"这一行标有“{EXAMPLE_MARK}”，已略过。"
            place = self.table.place(row, 0)
            self.report(Problem("example-row", message, place, "填写完成后可删去。", Severity.NOTE))
            return None
        return Record(self.table, row, values, self.positions, self.report)


def find_body(table: ListTable, form: ListForm, report: Report) -> Body | None:
    """Find the headings and what stands under them; ``None``, reported, when a needed column lacks.

    Rows may stand above the headings, and columns may be in any order.
    """
    rows = iter(table.rows)
    top = list(islice(rows, _HEADING_ROWS))
    found = find_positions(table, form, top, report)
    if found is None:
        return None
    heading_row, positions = found
    below = chain(top[heading_row + 1 :], rows)
    limited = _limit(below, MOST_ROWS - heading_row - 1, table, report)
    return Body(table, positions, heading_row + 1, limited, report)


def _limit(
    rows: Iterator[Sequence[Value]], most: int, table: ListTable, report: Report
) -> Iterator[Sequence[Value]]:
    yield from islice(rows, most)
    if next(rows, None) is not None:
        report(too_many_rows(table.title, table.whole))


def too_many_rows(title: str, whole: Location) -> Problem:
    """Word the refusal of a table longer than `MOST_ROWS`."""
    message = f"“{title}”表超过 {MOST_ROWS} 行，后面的没有读。"
    return Problem("too-many-rows", message, whole, "请删去多余的行，或分成几个文件。")


def read_records(table: ListTable, form: ListForm, report: Report) -> Iterator[Record]:
    """Yield the filled rows under the headings; report headings that are missing or look misspelt."""
    body = find_body(table, form, report)
    if body is not None:
        for row, values in enumerate(body.rows, body.first_row):
            record = body.find_record(row, values)
            if record is not None:
                yield record


def find_positions(
    table: ListTable, form: ListForm, top: Sequence[Sequence[Value]], report: Report
) -> tuple[int, dict[str, int]] | None:
    """Find the headings: their row and the position of each column, ``None`` if one that is needed lacks.

    Args:
        table: for places.
        form: the columns looked for.
        top: the table's first rows.
        report: takes missing, repeated and misspelt headings.
    """
    wanted = {column.heading for column in form.columns}
    headings = [[_plain(value) for value in row] for row in top]
    scores = [len(wanted.intersection(row)) for row in headings]
    if not any(scores):
        required = "、".join(column.heading for column in form.columns if column.required)
        message = f"“{form.title}”表里找不到列标题（前 {_HEADING_ROWS} 行内）。"
        report(Problem("no-headings", message, table.whole, f"列标题至少要有：{required}。"))
        return None
    heading_row = scores.index(max(scores))
    row = headings[heading_row]
    found: dict[str, int] = {}
    strangers: dict[str, int] = {}
    for position, heading in enumerate(row):
        if heading in found:
            message = f"列标题“{heading}”出现两次。"
            report(
                Problem("repeated-heading", message, table.place(heading_row, position), "请删去一列或改名。")
            )
        elif heading in wanted:
            found[heading] = position
        elif heading:
            strangers[heading] = position
    missing = {column.heading: column.required for column in form.columns if column.heading not in found}
    for heading, required in missing.items():
        if required:
            message = f"“{form.title}”表缺少“{heading}”列。"
            remedy = f"请在第一列起的标题行里加上“{heading}”。"
            near = find_nearest(heading, strangers)
            if near is not None:
                remedy = f"“{near}”是否应为“{heading}”？"
            place = table.place(heading_row, strangers[near] if near else 0)
            report(Problem("missing-column", message, place, remedy))
    optional = [heading for heading, required in missing.items() if not required]
    for heading, position in strangers.items():
        guess = suggest(heading, optional)
        if guess:
            message = f"不认识的列标题“{heading}”，这一列没有读。"
            place = table.place(heading_row, position)
            report(Problem("unknown-heading", message, place, guess, Severity.NOTE))
    return None if any(missing.values()) else (heading_row, found)


def _plain(value: Value) -> str:
    """Return a heading without spaces, remarks in brackets and the asterisk that marks what is required."""
    shown = value.value if isinstance(value, Unreadable) else value
    if not isinstance(shown, str):
        return ""
    folded = "".join(unicodedata.normalize("NFKC", shown).split())
    return _REMARK.sub("", folded).strip("*:")
