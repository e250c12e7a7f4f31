"""Rows of a sheet as XML: every value as what it is, a text never as a formula."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, assert_never

from xlsxwriter.utility import xl_col_to_name

from antifraud_plan.plugin import Problem, ProblemsFoundError, Value

Styled: TypeAlias = tuple[Value | None, str]
"""A value, and the number of its style in the workbook."""

LINE_HEIGHT = 15
"""Of one line of text, in points."""

AIR = 5
"""By how many points a row is higher than its lines."""

_LEAST_SPARE = 5  # rows

_LONGEST = 32_767  # characters in a cell of Excel
_EPOCH = date(1899, 12, 30).toordinal()
_TO_ESCAPE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_rows(
    rows: Iterable[Sequence[Styled]], widths: Sequence[int], *, spare: Sequence[str] = (), filling: int = 0
) -> str:
    """Return the XML of *rows*, from the second row of the sheet on.

    Args:
        rows: their cells.
        widths: of the columns, in digits; a text that is longer stands in several lines of a higher row.
            Excel would see to that itself, other programs would not. The height is not fixed: a row grows
            with what is typed in.
        spare: numbers of the styles of empty rows that follow; none follow without.
        filling: how many rows there are with the empty ones; a few of these there are in any case.
    """
    letters = [xl_col_to_name(number) for number in range(len(widths))]
    drawn: dict[tuple[Value, int], tuple[str, int]] = {}  # most values of a column stand in it many times
    written: list[str] = []
    number = 1
    for number, row in enumerate(rows, 2):
        written.append("")
        begin, lines = len(written), 1
        for letter, width, (value, style) in zip(letters, widths, row, strict=True):
            if value is None:
                written.append(f'<c r="{letter}{number}" s="{style}"/>')
                continue
            if (value, width) not in drawn:
                drawn[value, width] = _write_value(value), count_lines(value, width)
            content, height = drawn[value, width]
            written.append(f'<c r="{letter}{number}" s="{style}"{content}</c>')
            lines = max(lines, height)
        written[begin - 1] = f'<row r="{number}" ht="{lines * LINE_HEIGHT + AIR}">'
        written.append("</row>")
    if spare:
        last = max(number + _LEAST_SPARE, filling + 1)
        written += _write_spare_rows(letters, spare, range(number + 1, last + 1))
    return "".join(written)


def _write_spare_rows(letters: Sequence[str], styles: Sequence[str], numbers: Iterable[int]) -> Iterator[str]:
    """Yield empty rows that look like those to be filled: a column's style alone is not printed."""
    cells = "".join(f'<c r="{each}#" s="{style}"/>' for each, style in zip(letters, styles, strict=True))
    row = f'<row r="#" ht="{LINE_HEIGHT + AIR}">{cells}</row>'
    return (row.replace("#", str(number)) for number in numbers)


def count_lines(value: object, width: int) -> int:
    """Return in how many lines a text stands in a cell *width* digits wide.

    A Chinese character is as wide as two digits, and takes three bytes of UTF-8.

    >>> count_lines("东示镇第一小学", 20), count_lines("东示镇第一小学", 10)
    (1, 2)
    """
    if not isinstance(value, str) or len(value) * 2 < width:
        return 1
    return -(-(len(value) + len(value.encode("utf-8", "replace"))) // (2 * width - 2))


def _write_value(value: Value) -> str:
    """Return the rest of a cell's tag, and what stands in it."""
    match value:
        case str():
            text = escape(value)
            space = ' xml:space="preserve"' if text != text.strip() else ""
            return f' t="inlineStr"><is><t{space}>{text}</t></is>'
        case date():
            return f"><v>{value.toordinal() - _EPOCH}</v>"
        case int() | Decimal():
            return f"><v>{value}</v>"
        case Fraction():
            return f"><v>{float(value)!r}</v>"
        case _:
            assert_never(value)


def escape(text: str) -> str:
    """Write *text* so that Excel shows it as it is; characters that XML cannot hold as Excel writes them.

    Raises:
        ProblemsFoundError: ``cell-too-long``.

    >>> escape("=A&B")
    '=A&amp;B'
    """
    if len(text) > _LONGEST:
        raise ProblemsFoundError([_too_long(text)])
    if _TO_ESCAPE.search(text) is None:
        return text
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _too_long(text: str) -> Problem:
    return Problem(
        "cell-too-long",
        f"“{text[:20]}…”有 {len(text)} 个字，Excel 的一格最多 {_LONGEST} 个字。",
        remedy="请改短。",
    )
