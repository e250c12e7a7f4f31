"""What a clerk typed into one cell, read as a name, a text, a count, a date or a choice, or refused."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from antifraud_plan.loading.lists.personal import has_personal_number, mask_personal_numbers
from antifraud_plan.loading.lists.table import Cell, Unreadable
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.characters import half_width
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import suggest

T = TypeVar("T")

_EDGES = "\ufeff\u200b\u200c\u200d\u2060"  # what str.strip does not take for a space but nobody can see
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_TIME = re.compile(r"(.*\d日?)[\sT]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?")
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_SPACES_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_PADDED_PERSON = re.compile(rf"{_HAN}\s+{_HAN}")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_LEVEL_SEPARATORS = re.compile(r"[、，,;；/／和\s]+")
_EXACT_DIGITS = 10**15  # a spreadsheet keeps fifteen digits of a number and no more
_MOST_COUNTED = 10_000_000
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_LONGEST_QUOTE = 30


def quote(text: str) -> str:
    """Quote what a clerk wrote, shortened, with every digit run that may be personal masked.

    >>> quote("13900001234")
    '“＊＊＊”'
    """
    masked = mask_personal_numbers(text)
    return f"“{masked[:_LONGEST_QUOTE]}…”" if len(masked) > _LONGEST_QUOTE else f"“{masked}”"


def read_identifier(cell: Cell) -> str | None:
    """Read a 编号, or a name where one may stand instead: text, or a whole number as its digits."""
    text = _read_characters(cell)
    if text is not None and _SCIENTIFIC.fullmatch(text):
        cell.refuse("digits-lost", f"{quote(text)}是被截短的长数字。", "请把该列设为文本格式后重新填写。")
        return None
    return None if text is None else _refuse_breaks(cell, text)


def read_name(cell: Cell) -> str | None:
    """Read the name of a person or an organisation: one line without personal numbers."""
    text = _read_characters(cell)
    if text is None or _refuse_breaks(cell, text) is None:
        return None
    return _refuse_personal_numbers(cell, text)


def read_unit_name(cell: Cell) -> str | None:
    """Read the name of an organisation as written; full-width digits and letters are noted."""
    name = read_name(cell)
    odd = None if name is None else _FULL_WIDTH.search(name)
    if odd is not None:
        message = f"里的{quote(odd.group())}是全角字符，照原样印。"
        cell.note("full-width-characters", message, "如不是有意这样写，请改成半角。")
    return name


def read_person_name(cell: Cell) -> str | None:
    """Read the name of a person; the space that pads a name of two characters (王　伟) is dropped."""
    name = read_name(cell)
    return name if name is None or _PADDED_PERSON.fullmatch(name) is None else _close_up(cell, name)


def read_group_role(cell: Cell) -> str | None:
    """Read a role in the leading group; spaces that pad it (组　长) are dropped, or it would be another."""
    name = read_name(cell)
    return None if name is None else _close_up(cell, name)


def _close_up(cell: Cell, name: str) -> str:
    closed = _SPACES_BETWEEN_HAN.sub("", name)
    if closed != name:
        cell.note("inner-spaces", f"{quote(name)}按{quote(closed)}读，字间的空格已去掉。")
    return closed


def read_text(cell: Cell) -> str | None:
    """Read a text of any number of lines, without personal numbers."""
    text = _read_characters(cell)
    return None if text is None else _refuse_personal_numbers(cell, text)


def read_count(cell: Cell) -> int | None:
    """Read a number of people: a whole number, also typed as text in full-width digits."""
    match cell.value:
        case Unreadable(problem=problem):
            cell.report(problem)
            return None
        case bool():
            pass
        case int() | float() as number if float(number).is_integer():
            return _within_count(cell, int(number))
        case str() as text:
            folded = half_width(text).strip(_EDGES + " ")
            if _GROUPED.fullmatch(folded):
                folded = folded.replace(",", "")
            if folded.isdecimal() and len(folded) <= 15:
                return _within_count(cell, int(folded))
        case _:
            pass
    cell.refuse("bad-number", f"应为整数，却是{quote(_show(cell))}。", "请只填数字，不带单位。")
    return None


def _within_count(cell: Cell, number: int) -> int | None:
    if 0 <= number <= _MOST_COUNTED:
        return number
    cell.refuse("bad-number", f"应在 0 到 {_MOST_COUNTED} 之间，却是{quote(str(number))}。", "请核对。")
    return None


def read_day(cell: Cell) -> date | None:
    """Read a date: a date cell, or text such as 2023.3.5, 2023-03-05, 2023年3月5日, 20230305."""
    day: date | None = None
    match cell.value:
        case Unreadable(problem=problem):
            cell.report(problem)
            return None
        case datetime() as moment:
            day = moment.date()
            if moment.time() != time():
                _note_time(cell, str(moment))
        case date() as written:
            day = written
        case bool():
            pass
        case int() | float() as number if float(number).is_integer():
            day = _parse_day(str(int(number)))
        case str() as text:
            folded = half_width(text).strip().strip(_EDGES).strip()
            timed = _TIME.fullmatch(folded)
            day = _parse_day("".join((timed[1] if timed else folded).split()))
            if timed and day is not None:
                _note_time(cell, folded)
        case _:
            pass
    if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return day
    message = f"应填日期，却是{quote(_show(cell))}。"
    cell.refuse("bad-date", message, "请写日历上有的日子，写成 2023-3-5 或 2023年3月5日。")
    return None


def _note_time(cell: Cell, shown: str) -> None:
    cell.note("time-dropped", f"{quote(shown)}里的钟点没有用，只取日期。")


def _parse_day(text: str) -> date | None:
    parts = _DAY.fullmatch(text)
    if parts is None:
        return None
    year, month, day = (int(part) for part in parts.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_levels(cell: Cell) -> frozenset[SchoolLevel] | None:
    """Read one or more school levels, such as 小学、初中."""
    text = _read_characters(cell)
    if text is None:
        return None
    known = {level.value: level for level in SchoolLevel}
    names = [name for name in _LEVEL_SEPARATORS.split(text) if name]
    unknown = [name for name in names if name not in known]
    for name in unknown:
        remedy = suggest(name, known) or f"可填：{'、'.join(known)}；几个学段之间用顿号。"
        cell.refuse("unknown-level", f"里没有{quote(name)}这个学段。", remedy)
    return None if unknown else frozenset(known[name] for name in names)


def choose_from(choices: Mapping[str, T]) -> Callable[[Cell], T | None]:
    """Make the reader of a column that takes one of these words."""

    def read_choice(cell: Cell) -> T | None:
        text = _read_characters(cell)
        if text is None or text in choices:
            return None if text is None else choices[text]
        cell.refuse(
            "unknown-choice", f"不能填{quote(text)}，可填：{'、'.join(choices)}。", suggest(text, choices)
        )
        return None

    return read_choice


def read_cadence(cell: Cell) -> Cadence | None:
    """Read a frequency phrase, such as 每月至少1次; what cannot be read stays a phrase, and is noted."""
    text = read_text(cell)
    if text is None:
        return None
    if half_width(text).isdecimal():
        message = f"只写了数字{quote(text)}，不知道是多久{text}次。"
        cell.refuse("bad-cadence", message, f"请写成“每月至少{text}次”这样。")
        return None
    cadence = Cadence.parse(text)
    unread = cadence.unread if cadence.rules else (text,)
    if unread:
        message = f"里的{'、'.join(map(quote, unread))}没有读懂，照原文打印，不能与县里的要求比较。"
        cell.note("cadence-unread", message, "请改成“每月至少1次”这样的写法。")
    return cadence


def _read_characters(cell: Cell) -> str | None:
    """Read a cell that should hold text; trimmed edges are noted, what a spreadsheet changed is refused."""
    match cell.value:
        case Unreadable(problem=problem):
            cell.report(problem)
        case str() as text:
            trimmed = text.strip().strip(_EDGES).strip()
            if trimmed != text:
                cell.note("spaces-trimmed", "前后的空格已去掉。")
            return trimmed
        case bool():
            cell.refuse(
                "boolean-in-text-column", "应为文字，却是逻辑值。", "请把该列设为文本格式后重新填写。"
            )
        case int() | float() as number:
            return _read_digits(cell, number)
        case _:
            message = "应为文字，却是日期或时间，可能是表格软件自动改的（如 3-1 变成 3月1日）。"
            cell.refuse("date-in-text-column", message, "请把该列设为文本格式后重新填写。")
    return None


def _read_digits(cell: Cell, number: float) -> str | None:
    remedy = "请把该列设为文本格式后重新填写。"
    if abs(number) >= _EXACT_DIGITS:
        cell.refuse("digits-lost", "是超过15位的数字，后面几位已被表格软件抹去。", remedy)
    elif not float(number).is_integer():
        cell.refuse("number-in-text-column", f"应为文字，却是数字{quote(str(number))}。", remedy)
    else:
        return str(int(number))
    return None


def _refuse_breaks(cell: Cell, text: str) -> str | None:
    if text.isprintable() or all(unicodedata.category(character)[0] != "C" for character in text):
        return text
    cell.refuse("control-character", "里有换行或看不见的控制字符。", "请删去后写成一行。")
    return None


def _refuse_personal_numbers(cell: Cell, text: str) -> str | None:
    if not has_personal_number(text):
        return text
    message = "里有11位以上的数字，疑似电话、证件或银行卡号。"
    cell.refuse("personal-number", message, "名单不收这类号码，请删去。")
    return None


def _show(cell: Cell) -> str:
    match cell.value:
        case bool() as truth:
            return "逻辑值“是”" if truth else "逻辑值“否”"
        case timedelta():
            return "时长"
        case _:
            return str(cell.value).strip()
