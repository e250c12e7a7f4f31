"""Reads clauses about what must follow an event: 发现线索及时报告, 三十日内提交调查报告."""

import re

from antifraud_plan.model.cadence.rules import Delay, Triggered
from antifraud_plan.model.cadence.terms import DelayUnit, Promptness
from antifraud_plan.model.numerals import NUMBER, find_number

_STRONG = {
    "立即": Promptness.IMMEDIATELY,
    "马上": Promptness.IMMEDIATELY,
    "即时": Promptness.IMMEDIATELY,
    "第一时间": Promptness.FIRST_OF_ALL,
    "当日": Promptness.SAME_DAY,
    "当天": Promptness.SAME_DAY,
    "限期": Promptness.BY_SET_DATE,
}
_WEAK = {"及时": Promptness.PROMPTLY, "尽快": Promptness.PROMPTLY}
_UNITS = {
    "小时": DelayUnit.HOURS,
    "个小时": DelayUnit.HOURS,
    "个月": DelayUnit.MONTHS,
    "个工作日": DelayUnit.WORKING_DAYS,
    "工作日": DelayUnit.WORKING_DAYS,
    "日": DelayUnit.DAYS,
    "天": DelayUnit.DAYS,
}
_FIGURES = rf"(?<!月)(?P<number>{NUMBER})(?P<unit>{'|'.join(_UNITS)})(?:之内|以内|内)"
_HAPPENS = r"遇有|遇到|遇|发现|发生|一旦|如有|接到|出现|被骗|受骗|涉案|涉诈"
_PERSON = r"学生|师生|教职工|教师|家长|人员"
_EVENT = rf"(?:{_HAPPENS}).*?"
_DUE = "|".join(_STRONG) + f"|{_FIGURES}"
_ANY_DUE = "|".join((*_STRONG, *_WEAK)) + f"|{_FIGURES}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<event>{_EVENT})(?P<delay>{_ANY_DUE})(?P<action>.*)",
        rf"(?P<event>.+?后)(?P<delay>{_ANY_DUE})(?P<action>.+)",
        rf"(?P<event>(?:(?![每按]).)*?)(?P<delay>{_DUE})(?P<action>.*)",
        rf"(?P<event>(?:被骗|受骗|涉案|涉诈)(?:{_PERSON}))(?P<delay>)(?P<action>.*)",
        rf"(?P<event>(?:{_HAPPENS}).+)(?P<delay>)(?P<action>)",
    )
)
_LINKS = re.compile(r"(?:[,→:]|-+>|要|请|应当?|须|必须|需)+$")
OPENING = re.compile(rf"(?:{_HAPPENS})")
"""How a clause begins that tells of an event."""
FOLLOWING = re.compile(rf"(?:要|请|应当?|须|必须|需)?(?:{_ANY_DUE})")
"""How a clause begins that tells what follows an event."""


def find_trigger(clause: str) -> Triggered | None:
    """Return what *clause* says of an event and what follows it, ``None`` when it tells of none.

    >>> find_trigger("遇到违法犯罪行为要及时报案")
    Triggered(event='遇到违法犯罪行为', delay=<Promptness.PROMPTLY: '及时'>, action='报案')
    """
    for form in _FORMS:
        match = form.fullmatch(clause)
        if match is not None:
            delay = _find_delay(match)
            if delay is not None or not match["delay"]:
                return Triggered(_LINKS.sub("", match["event"]), delay, match["action"].removeprefix("的"))
    return None


def _find_delay(match: re.Match[str]) -> Promptness | Delay | None:
    word = match["delay"]
    if not word or word in _STRONG or word in _WEAK:
        return (_STRONG | _WEAK).get(word)
    number = find_number(match["number"])
    return Delay(number, _UNITS[match["unit"]]) if number else None
