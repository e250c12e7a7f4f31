"""Finds dates, windows and deadlines in the text of a phrase."""

import re

from antifraud_plan.model.cadence.dates import DateWindow, MonthPart, PlanDate, SemesterWindow, TermTime
from antifraud_plan.model.cadence.rules import Deadline
from antifraud_plan.model.cadence.words import Mark, Token, Value
from antifraud_plan.model.characters import half_width
from antifraud_plan.model.numerals import NUMERALS, find_number, find_year

_FOUR_DIGITS = rf"(?:(?<!\d)[0-9]{{4}}|[〇{NUMERALS}]{{4}})"
_YEAR = rf"(?:(?P<year>{_FOUR_DIGITS}|20[xX×]{{2}}|本|今|当)年)"
_SMALL = r"(?:(?<!\d)[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
# 9月初中每月1次 speaks of 初中, 9月初中小学 of 中小学.
_PARTS = "上旬|中旬|下旬|初(?!中(?!小?学))|底|末|最后一周"
_POINT = re.compile(
    rf"{_YEAR}?(?P<month>{_SMALL})月(?:份)?(?:(?P<day>{_SMALL})[日号]|(?P<part>{_PARTS}))?"
    rf"|(?P<end_year>{_FOUR_DIGITS})?年[底末](?=之?前|以前)"
    rf"|(?P<closing_year>{_FOUR_DIGITS})年[底末]"
    rf"|(?P<whole_year>{_FOUR_DIGITS})年度?(?!级)"
)
_BARE_DAY = re.compile(rf"(?P<day>{_SMALL})[日号]")
_TO = re.compile(r"起?(?:至|到|—+|–|-+|~|～)")
_DAY = rf"(?:{_FOUR_DIGITS}年)?{_SMALL}月(?:份)?(?:{_SMALL}[日号])?"
_DATES = re.compile(rf"{_DAY}(?:(?:{_TO.pattern})(?:{_DAY}|{_SMALL}[日号]))?")
_FROM = re.compile(r"从|自(?=\d|[一二三四五六七八九十零〇本今当即])")
_BY = re.compile(r"截至|截止到?|到|至|于")
_BEFORE = re.compile(r"(?:下班)?(?:之前|以前|前|为止|止)(?:\(含[^()、,;]*\))?")
_ON = re.compile("起|开始|以来")
_NOW = re.compile(r"(?:从|自)?即日起")
_MONTHS = re.compile(r"(?P<year>(?<!\d)[0-9]{4}年)?(?:(?P<half>[上下])半年|第(?P<quarter>[一二三四1-4])季度)")
_SEMESTER = re.compile(
    r"(?P<first>(?<!\d)[0-9]{4})(?:-|–|—+|~|～|至)(?P<second>[0-9]{4})学年度?(?:第?(?P<number>[一二12上下])学期)?"
    r"|(?P<school_year>(?<!\d)[0-9]{4})学年度?(?:第?(?P<its_number>[一二12上下])学期)?"
    r"|第(?P<any_number>[一二12])学期"
)
_TERM = re.compile(r"在校(?:学习)?(?:期间|时间)|学期中")
_REST = re.compile(r"[^、,;。]+")
_SEMESTER_NUMBERS = {"一": 1, "1": 1, "上": 1, "二": 2, "2": 2, "下": 2}


def find_window_token(text: str, start: int) -> Token | None:
    """Return the date, window or deadline that begins at *start*, ``None`` when none does.

    Something that has the form of a date and is none (2月30日) comes back unreadable.

    >>> token = find_window_token("即日起至2月8日开展", 0)
    >>> str(token.value), token.end
    ('即日起至2月8日', 8)
    """
    try:
        return _find_semester(text, start) or _find_months(text, start) or _find_dates(text, start)
    except ValueError:
        end = _REST.match(text, start)
        return Token(start, end.end() if end else start + 1, Mark.UNREADABLE)


def find_broken_dates(text: str) -> tuple[str, ...]:
    """Return what in *text* has the form of a date or a window and is none.

    >>> find_broken_dates("2月30日前、2023年9月1日至2023年3月1日")
    ('2月30日', '2023年9月1日至2023年3月1日')
    """
    text = half_width(text)
    found = []
    position = 0
    while match := _DATES.search(text, position):
        position = match.end()
        try:
            _find_dates(text[:position], match.start())
        except ValueError:
            found.append(match[0])
    return tuple(found)


def _find_semester(text: str, start: int) -> Token | None:
    if match := _TERM.match(text, start):
        return Token(start, match.end(), TermTime())
    match = _SEMESTER.match(text, start)
    if match is None:
        return None
    first = match["first"] or match["school_year"]
    number = _SEMESTER_NUMBERS.get(match["number"] or match["its_number"] or match["any_number"])
    if match["second"] and int(match["second"]) != int(match["first"]) + 1:
        return Token(start, match.end(), Mark.UNREADABLE)
    return Token(start, match.end(), SemesterWindow(int(first) if first else None, number))


def _find_months(text: str, start: int) -> Token | None:
    match = _MONTHS.match(text, start)
    if match is None:
        return None
    year = int(match["year"][:4]) if match["year"] else None
    length = 6 if match["half"] else 3
    number = 1 if match["half"] == "上" else 2 if match["half"] else _require(match["quarter"])
    first, last = (number - 1) * length + 1, number * length
    return Token(start, match.end(), DateWindow(PlanDate(first, year=year), PlanDate(last, year=year)))


def _find_dates(text: str, start: int) -> Token | None:
    found = _read_dates(text, start)
    return Token(start, *found) if found else None


def _read_dates(text: str, start: int) -> tuple[int, Value] | None:
    if now := _NOW.match(text, start):
        if (to := _TO.match(text, now.end())) and (point := _read_point(text, to.end())):
            return _skip(text, point[0], "止"), DateWindow(None, point[1])
        return now.end(), DateWindow()
    leading = _FROM.match(text, start) or _BY.match(text, start)
    point = _read_point(text, leading.end() if leading else start)
    if point is None:
        return None
    end, first = point
    if to := _TO.match(text, end):
        last = _read_point(text, to.end()) or _read_bare_day(text, to.end(), first)
        if last:
            return _skip(text, last[0], "止"), DateWindow(first, last[1])
    if before := _BEFORE.match(text, end):
        return before.end(), Deadline(first)
    if begin := _ON.match(text, end):
        return begin.end(), DateWindow(first, None)
    if leading and _BY.fullmatch(leading[0]) and leading[0] != "于":
        return end, Deadline(first)
    return end, DateWindow(first, first)


def _skip(text: str, position: int, word: str) -> int:
    return position + len(word) if text.startswith(word, position) else position


def _read_point(text: str, start: int) -> tuple[int, PlanDate] | None:
    match = _POINT.match(text, start)
    if match is None:
        return None
    if match["month"]:
        part = match["part"]
        return match.end(), PlanDate(
            month=_require(match["month"]),
            day=_require(match["day"]) if match["day"] else None,
            part=MonthPart("底" if part == "末" else part) if part else None,
            year=find_year(match["year"]) if match["year"] else None,
        )
    if match["whole_year"]:
        return match.end(), PlanDate(None, year=find_year(match["whole_year"]))
    year = match["end_year"] or match["closing_year"]
    return match.end(), PlanDate(12, part=MonthPart.END, year=find_year(year) if year else None)


def _read_bare_day(text: str, start: int, first: PlanDate) -> tuple[int, PlanDate] | None:
    match = _BARE_DAY.match(text, start)
    if match is None or first.day is None:
        return None
    return match.end(), PlanDate(first.month, _require(match["day"]), year=first.year)


def _require(text: str) -> int:
    number = find_number(text)
    if number is None:
        raise ValueError(f"“{text}” is no number")
    return number
