"""Telephone, identity and card numbers that nobody should have written down: found, and never repeated."""

import re

from antifraud_plan.loading.lists.table import CellValue, Unreadable
from antifraud_plan.model.characters import half_width

MASK = "＊＊＊"

_GAP = r"[ \t\xa0\u3000_＿.．·\-－‐‑‒–—―]{0,2}"
_RUN = re.compile(rf"(?:\d{_GAP}){{10,}}\d{_GAP}[XxＸｘ]?|(?:[〇零幺一二三四五六七八九]{_GAP}){{11,}}")
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_BIRTH = re.compile(rf"\d{{6}}{_GAP}(?:19|20)\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}\d{{3}}[\dXx]")
_FEWEST_DIGITS = 11
_SMALLEST = 10 ** (_FEWEST_DIGITS - 1)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


def has_personal_number(value: CellValue) -> bool:
    """Tell whether a cell holds what may be a telephone, identity or card number, however it is grouped.

    Dates are none, nor are several of them in a row.

    >>> has_personal_number("139 0000 1234"), has_personal_number(13900001234.0)
    (True, True)
    >>> has_personal_number("2023.3.5-2023.6.30"), has_personal_number(1200.5)
    (False, False)
    """
    match value:
        case bool() | None:
            return False
        case int() | float():
            return not -_SMALLEST < value < _SMALLEST
        case str():
            if _SCIENTIFIC.fullmatch(value.strip()):
                return not float(value) < _SMALLEST
            return any(_is_personal(run[0]) for run in _RUN.finditer(value))
        case Unreadable():
            return has_personal_number(value.value)
        case _:
            return False


def mask_personal_numbers(text: str) -> str:
    """Return *text* with each such number replaced by a mark.

    >>> mask_personal_numbers("联系电话：１３９ 0000 1234")
    '联系电话：＊＊＊'
    """
    masked: list[str] = []
    end = 0
    for run in _RUN.finditer(text):
        if _is_personal(run[0]):
            masked += (text[end : run.start()], MASK)
            end = run.end()
    return "".join((*masked, text[end:])) if masked else text


def _is_personal(run: str) -> bool:
    folded = half_width(run)
    return _BIRTH.search(folded) is not None or _RUN.search(_DATE.sub("|", folded)) is not None
