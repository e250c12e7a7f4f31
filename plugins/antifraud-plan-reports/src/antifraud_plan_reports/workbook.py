"""What the workbooks of this plugin have in common: looks, tables of values, print set-up."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from unicodedata import east_asian_width

import attrs
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | float | date | None
"""What a cell holds; a float is written with two places, a text never as a formula."""

_A4 = 9
_LINE_HEIGHT = 15  # points
_AIR = 5  # points
_GRID = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 11}
_TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}


@attrs.frozen
class Looks:
    """How cells look: *title* and *line* outside tables, the others in them."""

    title: Format
    line: Format
    heading: Format
    text: Format
    number: Format
    points: Format
    share: Format
    day: Format

    def of(self, value: Value) -> Format:
        """Return how a value looks."""
        match value:
            case float():
                return self.points
            case int():
                return self.number
            case date():
                return self.day
            case _:
                return self.text


@attrs.frozen
class Book:
    """A workbook being drawn."""

    workbook: Workbook
    looks: Looks


@attrs.frozen
class Heading:
    """A column: what stands above it, and how wide it is in digits."""

    name: str
    width: int


@contextmanager
def draw_book(stream: io.BytesIO, title: str, on: date) -> Iterator[Book]:
    """Draw a workbook into *stream*; the same for the same input, as *on* is the only date it carries."""
    with Workbook(stream, {"in_memory": True, **_TEXT_IS_TEXT}) as workbook:
        workbook.set_properties({"title": title, "created": datetime.combine(on, time())})
        centred = {**_GRID, "align": "center"}
        yield Book(
            workbook,
            Looks(
                title=workbook.add_format({"bold": True, "font_name": "黑体", "font_size": 16}),
                line=workbook.add_format(
                    {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top"}
                ),
                heading=workbook.add_format({**centred, "bold": True, "bg_color": "#E4E4E4"}),
                text=workbook.add_format({**_GRID, "num_format": "@"}),
                number=workbook.add_format({**centred, "num_format": "0"}),
                points=workbook.add_format({**centred, "num_format": "0.00"}),
                share=workbook.add_format({**centred, "num_format": "0.0%"}),
                day=workbook.add_format({**centred, "num_format": "yyyy-mm-dd"}),
            ),
        )


def draw_table(
    book: Book, name: str, headings: Sequence[Heading], rows: Iterable[Sequence[Value]], *, title: str
) -> tuple[Worksheet, int]:
    """Draw a sheet that is a table: headings that stay, filters, every row as high as its longest cell.

    Returns:
        The sheet, and the number of its last row, counted from 0.
    """
    sheet, last = book.workbook.add_worksheet(name), 0
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
        sheet.write_string(0, column, heading.name, book.looks.heading)
    sheet.set_row(0, _height((each.name for each in headings), headings))
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            write_value(sheet, last, column, value, book.looks.of(value))
        sheet.set_row(last, _height(row, headings))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    set_up_page(sheet, title)
    return sheet, last


def write_value(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    """Write a value as what it is; a text is never a formula, whatever it starts with."""
    match value:
        case None:
            sheet.write_blank(row, column, None, look)
        case str():
            sheet.write_string(row, column, value, look)
        case date():
            sheet.write_datetime(row, column, datetime.combine(value, time()), look)
        case _:
            sheet.write_number(row, column, value, look)


def _height(row: Iterable[Value], headings: Sequence[Heading]) -> int:
    lines = max(
        -(-_width(value) // (heading.width - 1)) if isinstance(value, str) else 1
        for value, heading in zip(row, headings, strict=True)
    )
    return _LINE_HEIGHT * max(1, lines) + _AIR


def _width(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def set_up_page(sheet: Worksheet, title: str) -> None:
    """Print on A4 across, as wide as the page at most, with *title* above and page numbers below."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.7, 0.6)
    sheet.center_horizontally()
    look = {"scale_with_doc": False, "margin": 0.3}
    sheet.set_header(f"&C{title.replace('&', '&&')}", look)
    sheet.set_footer("&C第 &P 页，共 &N 页", look)
