"""What every workbook of ours has in common: looks, values written as what they are, print set-up."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import Enum, auto
from typing import assert_never
from unicodedata import east_asian_width

import attrs
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GUIDE = "填写说明"
LAST_ROW = 5_000
"""Drop-downs and hints reach this far down, counted from 0."""

# Sorting and inserted rows are no use in a protected sheet: Excel sorts no locked cells and locks new ones.
ALLOWED = ("format_cells", "format_columns", "format_rows", "autofilter")
"""What one may do in a protected sheet besides filling in cells that are not locked."""

FILL_IN = "#FFF9DB"
"""The colour of cells that somebody is asked to fill in."""

GIVEN = "#E4E4E4"
"""The colour of cells that the program has filled in where others are to be filled in; grey in print too."""

LONGEST_HEADER = 120
"""Characters of a name above a printed page; Excel takes 255 there, with its codes."""

_TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}

Value = str | int | float | date | None

SIDES, HEAD, FOOT, EDGE = 0.4, 0.7, 0.6, 0.3
"""Margins of a printed page, and from its edge to what stands in them, in inches."""

_A4 = 9
_WIDEST = 44
_GRID = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 11}


class Holds(Enum):
    """What the cells of a column hold, by which they look."""

    TEXT = auto()
    NUMBER = auto()
    SHARE = auto()
    AMOUNT = auto()
    DAY = auto()


@attrs.frozen
class Styles:
    """How cells look, by what they hold; *title* and *line* stand outside tables."""

    title: Format
    line: Format
    heading: Format
    text: Format
    number: Format
    share: Format
    amount: Format
    day: Format

    def of(self, holds: Holds) -> Format:
        """Return the style of cells that hold this."""
        match holds:
            case Holds.TEXT:
                return self.text
            case Holds.NUMBER:
                return self.number
            case Holds.SHARE:
                return self.share
            case Holds.AMOUNT:
                return self.amount
            case Holds.DAY:
                return self.day
            case _:
                assert_never(holds)


@attrs.frozen
class Drawing:
    """A workbook being drawn.

    Attributes:
        workbook: XlsxWriter's.
        styles: of cells that nobody fills in.
    """

    workbook: Workbook
    styles: Styles


@contextmanager
def draw_workbook(stream: io.BytesIO, title: str, on: date) -> Iterator[Drawing]:
    """Draw a workbook into *stream*; the same for the same input, as *on* is the only date it carries."""
    with Workbook(stream, {"in_memory": True, **_TEXT_IS_TEXT}) as workbook:
        workbook.set_properties({"title": title, "created": datetime.combine(on, time())})
        yield Drawing(workbook, make_styles(workbook))


def make_styles(workbook: Workbook, look: Mapping[str, object] | None = None) -> Styles:
    """Make the styles of a workbook, all with what *look* adds in XlsxWriter's words."""
    grid = {**_GRID, **(look or {})}
    return Styles(
        title=workbook.add_format({"bold": True, "font_name": "黑体", "font_size": 16}),
        line=workbook.add_format({"font_name": "宋体", "font_size": 11}),
        heading=workbook.add_format({**grid, "bold": True, "align": "center", "bg_color": "#DDEBF7"}),
        text=workbook.add_format({**grid, "num_format": "@"}),
        number=workbook.add_format({"align": "center", **grid, "num_format": "0"}),
        share=workbook.add_format({"align": "center", **grid, "num_format": "0.0%"}),
        amount=workbook.add_format({**grid, "num_format": "0.00"}),
        day=workbook.add_format({"align": "center", **grid, "num_format": "yyyy-mm-dd"}),
    )


def draw_lines(sheet: Worksheet, title: str, lines: Iterable[str], styles: Styles, *, width: int) -> None:
    """Draw a page of instructions in column A, *width* characters wide."""
    sheet.set_column(0, 0, width)
    sheet.write_string(0, 0, title, styles.title)
    for number, line in enumerate(lines, 1):
        sheet.write_string(number, 0, line, styles.line)


def write_value(sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """Write a value as what it is; a text is never a formula, whatever it starts with."""
    match value:
        case None:
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, value, style)
        case date():
            sheet.write_datetime(row, column, datetime.combine(value, time()), style)
        case int() | float():
            sheet.write_number(row, column, value, style)
        case _:
            assert_never(value)


def find_width(values: Iterable[object], least: int) -> int:
    """Return how wide a column must be, in digits, for its longest text to stand in one line.

    A Chinese character is as wide as two digits. Beyond a certain width texts go over several lines.

    >>> find_width(["示例县第一小学-WJV5523R", "D2-WJV5523R"], 17)
    24
    """
    lengths = (
        sum(2 if east_asian_width(each) in "WF" else 1 for each in value) + 1
        for value in values
        if isinstance(value, str)
    )
    return max(least, min(_WIDEST, max(lengths, default=0)))


def set_up_page(sheet: Worksheet, title: str) -> None:
    """Print on A4 across, as wide as the page at most, with *title* (if any) above and page numbers below."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(SIDES, SIDES, HEAD, FOOT)
    sheet.center_horizontally()
    look = {"scale_with_doc": False, "margin": EDGE}
    if title:
        sheet.set_header(f"&C{title.replace('&', '&&')}", look)
    sheet.set_footer("&C第 &P 页，共 &N 页", look)
