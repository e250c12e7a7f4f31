"""The rows of a table: headings found wherever they stand, what is under them as records."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import attrs

from antifraud_plan.loading.lists.headings import HEADING_ROWS, find_headings
from antifraud_plan.loading.lists.table import CellValue, ListForm, ListTable, Record, Report, is_blank
from antifraud_plan.problems import Location, Problem, Severity

EXAMPLE_MARK = "【示例】"
MOST_ROWS = 100_000


def is_example(value: CellValue) -> bool:
    """Tell whether a cell marks its row as a mere example."""
    return isinstance(value, str) and EXAMPLE_MARK in value and value.strip().startswith(EXAMPLE_MARK)


@attrs.frozen
class Body:
    """The rows under the headings of a table.

    Attributes:
        table: where they come from.
        positions: heading → position of its column.
        headed: positions under some heading, wanted or not, or noted already to be under none.
        first_row: number of the first row, from 0 as `ListTable.place` counts.
        rows: their cells; read once.
        report: takes what is wrong with them.
    """

    table: ListTable
    positions: dict[str, int]
    headed: set[int]
    first_row: int
    rows: Iterator[Sequence[CellValue]]
    report: Report

    def find_record(self, row: int, values: Sequence[CellValue]) -> Record | None:
        """Make a record of one row; ``None`` for an empty row and, noted, for one marked 【示例】."""
        if all(map(is_blank, values)) or not self.is_record(row, values):
            return None
        return Record(self.table, row, values, self.positions, self.report)

    def is_record(self, row: int, values: Sequence[CellValue]) -> bool:
        """Tell whether a filled row is more than an example; note examples and what has no heading."""
        for column, value in enumerate(values):
            if isinstance(value, str) and EXAMPLE_MARK in value and is_example(value):
                message = f"这一行标有“{EXAMPLE_MARK}”，已略过。"
                place = self.table.place(row, column)
                self.report(Problem("example-row", message, place, "填写完成后可删去。", Severity.NOTE))
                return False
        for column in self.find_strays(values):
            self._report_stray(row, column)
        return True

    def find_strays(self, values: Sequence[CellValue]) -> list[int]:
        """Return the positions of the values that nobody reads, as no heading says what they are."""
        if self.headed.issuperset(range(len(values))):
            return []
        beside = set(range(len(values))) - self.headed
        return sorted(column for column in beside if not is_blank(values[column]))

    def has_strays(self, rows: Sequence[Sequence[CellValue]]) -> bool:
        """Tell whether any of *rows* has such a value; nearly always their length alone says no."""
        is_gapless = max(self.headed) + 1 == len(self.headed)
        if is_gapless and max(map(len, rows)) <= len(self.headed):
            return False
        return any(map(self.find_strays, rows))

    def _report_stray(self, row: int, column: int) -> None:
        if column > max(self.headed) and self.table.beyond is Severity.ERROR:
            message = "这一格在所有列标题的右边，没有读，可能是前面的文字被英文逗号断开了。"
            remedy = '文字里有英文逗号时，请在整格两头加英文引号 "，或改用中文逗号。'
            self.report(Problem("unheaded-cell", message, self.table.place(row, column), remedy))
            return
        self.headed.add(column)  # said once a column
        message = "这里有内容，但这一列没有列标题，没有读。"
        remedy = "如果要用，请补上列标题，或移到该在的列里。"
        place = self.table.place(row, column)
        self.report(Problem("unheaded-cell", message, place, remedy, Severity.NOTE))


def find_body(table: ListTable, form: ListForm, report: Report) -> Body | None:
    """Find the headings and what stands under them; ``None``, reported, when a needed column lacks.

    Rows may stand above the headings, and columns may be in any order.
    """
    rows = iter(table.rows)
    top = list(islice(rows, HEADING_ROWS))
    found = find_headings(table, form, top, report)
    if found is None:
        return None
    heading_row, positions = found
    headed = {column for column, value in enumerate(top[heading_row]) if not is_blank(value)}
    below = chain(top[heading_row + 1 :], rows)
    # Chained, not a generator around the rows: a county has a hundred thousand of them.
    limited = chain(islice(below, MOST_ROWS - heading_row - 1), _refuse_more(below, table, report))
    return Body(table, positions, headed, heading_row + 1, limited, report)


def _refuse_more(
    rows: Iterator[Sequence[CellValue]], table: ListTable, report: Report
) -> Iterator[Sequence[CellValue]]:
    if next(rows, None) is not None:
        report(too_many_rows(table.title, table.whole))
    yield from ()


def too_many_rows(title: str, whole: Location) -> Problem:
    """Word the refusal of a table longer than `MOST_ROWS`."""
    message = f"“{title}”表超过 {MOST_ROWS} 行，读不完。"
    return Problem("too-many-rows", message, whole, "请删去多余的行，或分成几个文件。")


def read_records(table: ListTable, form: ListForm, report: Report) -> Iterator[Record]:
    """Yield the filled rows under the headings; report headings that are missing or look misspelt."""
    body = find_body(table, form, report)
    if body is not None:
        for row, values in enumerate(body.rows, body.first_row):
            record = body.find_record(row, values)
            if record is not None:
                yield record
