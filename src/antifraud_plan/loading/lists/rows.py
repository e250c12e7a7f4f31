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
    return isinstance(value, str) and value.strip().startswith(EXAMPLE_MARK)


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
    rows: Iterator[Sequence[CellValue]]
    report: Report

    def find_record(self, row: int, values: Sequence[CellValue]) -> Record | None:
        """Make a record of one row; ``None`` for an empty row and, noted, for one marked 【示例】."""
        if all(map(is_blank, values)):
            return None
        for column, value in enumerate(values):
            if is_example(value):
                message = f"这一行标有“{EXAMPLE_MARK}”，已略过。"
                place = self.table.place(row, column)
                self.report(Problem("example-row", message, place, "填写完成后可删去。", Severity.NOTE))
                return None
        return Record(self.table, row, values, self.positions, self.report)


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
    below = chain(top[heading_row + 1 :], rows)
    limited = _limit(below, MOST_ROWS - heading_row - 1, table, report)
    return Body(table, positions, heading_row + 1, limited, report)


def _limit(
    rows: Iterator[Sequence[CellValue]], most: int, table: ListTable, report: Report
) -> Iterator[Sequence[CellValue]]:
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
