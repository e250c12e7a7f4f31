"""Dates as schools type them: 3月5日, 20230305, the day counts of a spreadsheet."""

import re
from datetime import date, datetime, timedelta

from antifraud_plan.loading.lists.cells import quote, read_day
from antifraud_plan.loading.lists.table import Cell
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.characters import half_width

_YEARLESS = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_COMPLETE = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}")
_DAY_ZERO = date(1899, 12, 30)


def read_day_within(cell: Cell, span: DateSpan) -> date | None:
    """Read a date; one without a year, or a day count, is the only day in *span* it can be, and noted."""
    day = (
        find_yearless_day(cell.value, span)
        if isinstance(cell.value, str)
        else _find_counted(cell.value, span)
    )
    if day is not None:
        code = "year-assumed" if isinstance(cell.value, str) else "read-as"
        cell.note(code, f"里的{quote(_show(cell))}按 {day} 读。")
        return day
    day = read_day(cell)
    is_canonical = isinstance(cell.value, date) or (
        isinstance(cell.value, str) and _COMPLETE.fullmatch(cell.value)
    )
    if day is not None and not is_canonical and not isinstance(cell.value, datetime):
        cell.note("read-as", f"里的{quote(_show(cell))}按 {day} 读。")
    return day


def _find_day_in(span: DateSpan, month: int, day: int) -> date | None:
    """Return the only day of *span* with this month and day, ``None`` if there is none or several."""
    found = []
    for year in range(span.first.year, span.last.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    inside = [each for each in found if each in span]
    return inside[0] if len(inside) == 1 else None


def find_yearless_day(text: str, span: DateSpan) -> date | None:
    """Return the only day of *span* that a text such as 3月5日 can mean, ``None`` if there is no such."""
    parts = _YEARLESS.fullmatch("".join(half_width(text).split()))
    return None if parts is None else _find_day_in(span, int(parts[1]), int(parts[2]))


def _find_counted(value: object, span: DateSpan) -> date | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 10**5:
        return None
    if not float(value).is_integer():
        return None
    day = _DAY_ZERO + timedelta(days=int(value))
    return day if day in span else None


def _show(cell: Cell) -> str:
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value)
