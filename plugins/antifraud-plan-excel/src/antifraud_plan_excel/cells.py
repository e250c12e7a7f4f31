"""Rows of a sheet as XML: every value as what it is, a text never as a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, assert_never

from xlsxwriter.utility import xl_col_to_name

from antifraud_plan.plugin import Problem, ProblemsFoundError

Styled: TypeAlias = tuple[str | int | date | Decimal | Fraction | None, str]
"""A value, and the number of its style in the workbook."""

LINE_HEIGHT = 15
"""Of one line of text, in points."""

_LONGEST = 32_767  # characters in a cell of Excel
_EPOCH = date(1899, 12, 30).toordinal()
_TO_ESCAPE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_rows(rows: Iterable[Sequence[Styled]], widths: Sequence[int] = ()) -> str:
    """Return the XML of *rows*, from the second row of the sheet on.

    Args:
        rows: their cells.
        widths: of the columns, in digits; a text that is longer stands in several lines of a higher row.
            Excel would see to that itself, other programs would not.
    """
    written: list[str] = []
    letters: list[str] = []
    for number, row in enumerate(rows, 2):
        letters += map(xl_col_to_name, range(len(letters), len(row)))
        cells = [_write_cell(f"{letter}{number}", *cell) for letter, cell in zip(letters, row, strict=False)]
        lines = max(
            (count_lines(cell[0], width) for cell, width in zip(row, widths, strict=False)), default=1
        )
        height = f' ht="{lines * LINE_HEIGHT}" customHeight="1"' if lines > 1 else ""
        written.append(f'<row r="{number}"{height}>{"".join(cells)}</row>')
    return "".join(written)


def count_lines(value: object, width: int) -> int:
    """Return in how many lines a text stands in a cell *width* digits wide.

    A Chinese character is as wide as two digits, and takes three bytes of UTF-8.

    >>> count_lines("东示镇第一小学", 20), count_lines("东示镇第一小学", 10)
    (1, 2)
    """
    if not isinstance(value, str) or len(value) * 2 < width:
        return 1
    return -(-(len(value) + len(value.encode("utf-8", "replace"))) // (2 * width - 2))


def _write_cell(reference: str, value: str | int | date | Decimal | Fraction | None, style: str) -> str:
    match value:
        case str():
            text = escape(value)
            space = ' xml:space="preserve"' if text != text.strip() else ""
            return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'
        case None:
            return f'<c r="{reference}" s="{style}"/>'
        case date():
            return f'<c r="{reference}" s="{style}"><v>{value.toordinal() - _EPOCH}</v></c>'
        case int() | Decimal():
            return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'
        case Fraction():
            return f'<c r="{reference}" s="{style}"><v>{float(value)!r}</v></c>'
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
