"""Telephone, identity and card numbers that nobody should have written down: found, and never repeated."""

import re

from antifraud_plan.loading.lists.table import CellValue, Unreadable
from antifraud_plan.model.characters import half_width

MASK = "＊＊＊"

_UNSEEN = r"\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_GAP = rf"[ \t\xa0\u3000_＿.．·\-－‐‑‒–—―{_UNSEEN}]{{0,2}}"
_ANY_GAP = r"[^\w|、，,；;]{0,3}"  # in a number known by its form; these marks part the entries of a list
_BETWEEN_GROUPS = rf"(?:(?<=\d\d\d){_ANY_GAP}(?=\d\d\d))?"
_BIRTH = re.compile(
    rf"\d{{6}}{_ANY_GAP}(?:[1１][9９]|[2２][0０])\d\d{_ANY_GAP}\d\d{_ANY_GAP}\d\d{_ANY_GAP}\d{{3}}[\dXxＸｘ]"
)
_MOBILE = rf"(?<!\d)[1１][3-9３-９](?:{_BETWEEN_GROUPS}\d){{9}}(?!\d)"
_CARD = rf"(?<!\d)[3-6３-６]\d{{3}}(?:{_ANY_GAP}\d{{4}}){{3}}(?:{_ANY_GAP}\d{{1,3}})?(?!\d)"
_WRITTEN_OUT = "〇零幺一二三四五六七八九"
_RUN = re.compile(
    rf"(?=\d)(?:(?:\d{_GAP}){{10,}}\d(?:[ \-－]?[XxＸｘ](?![A-Za-z]))?|{_MOBILE}|{_BIRTH.pattern}|{_CARD})"
    rf"|(?:[{_WRITTEN_OUT}]{_GAP}){{10,}}[{_WRITTEN_OUT}]"
)
_DECIMAL = re.compile(r"\d{1,2}\.\d+")
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_FEWEST_DIGITS = 11
_SMALLEST = 10 ** (_FEWEST_DIGITS - 1)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


def has_personal_number(value: CellValue) -> bool:
    """Tell whether a cell holds what may be a telephone, identity or card number, however it is grouped.

    Dates are none, nor are several of them in a row, nor is a share with all its decimals.

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
    if _DECIMAL.fullmatch(folded):
        return False
    return _BIRTH.search(folded) is not None or _RUN.search(_DATE.sub("|", folded)) is not None
