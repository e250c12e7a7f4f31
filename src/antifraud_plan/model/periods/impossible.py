"""Finds the dates of a cadence that no day of the plan can be: 2月29日 in 2023, 9月1日至3月1日."""

from collections.abc import Iterator

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence.dates import DateWindow, PlanDate
from antifraud_plan.model.cadence.rules import (
    Anchored,
    Campaign,
    Deadline,
    Indefinite,
    Recurring,
    Rule,
    Within,
)
from antifraud_plan.model.cadence.windows import find_broken_dates
from antifraud_plan.model.calendar import DateSpan


def find_impossible_dates(cadence: Cadence, *, span: DateSpan, year: int) -> tuple[str, ...]:
    """Return the dates and windows of *cadence* that cannot be, in words, each once.

    A window without years that would end after *span* was most likely written the wrong way round;
    in a plan that runs on into the next year 11月至1月 is none of these.

    Args:
        cadence: what was read, and what was not: 2月30日 is never read.
        span: the plan's days.
        year: the plan's year, the first in which a date that writes none may lie.

    >>> from datetime import date
    >>> plan_year = DateSpan(date(2023, 1, 1), date(2023, 12, 31))
    >>> for phrase in ("2月29日前", "9月1日至3月1日", "13月1日前", "2月28日前"):
    ...     find_impossible_dates(Cadence.parse(phrase), span=plan_year, year=2023)
    ('2月29日',)
    ('9月1日至3月1日',)
    ('13月1日',)
    ()
    """
    found = [words for rule in cadence.rules for words in _in_rule(rule, span, year)]
    found += [words for piece in cadence.unread for words in find_broken_dates(piece)]
    return tuple(dict.fromkeys(found))


def _in_rule(rule: Rule, span: DateSpan, year: int) -> Iterator[str]:
    match rule:
        case Deadline():
            if _is_missing(rule.by, span, year):
                yield str(rule.by)
        case Recurring() | Campaign() | Anchored() | Indefinite() | Within():
            if isinstance(rule.window, DateWindow):
                yield from _in_window(rule.window, span, year)
        case _:
            return


def _in_window(window: DateWindow, span: DateSpan, year: int) -> Iterator[str]:
    for day in (window.start, window.end):
        if day is not None and _is_missing(day, span, year):
            yield str(day)
    if window.start is None or window.end is None or window.start.year or window.end.year:
        return
    start, end = window.start.span(year), window.end.span(year)
    if end.last < start.first and window.span(year, span).last > span.last:
        yield str(window)


def _is_missing(day: PlanDate, span: DateSpan, year: int) -> bool:
    """Tell whether no year of the plan has *day*; `PlanDate.span` takes the 28th for 29 February."""
    years = range(year, max(year, span.last.year) + 1)
    return day.day is not None and all(day.span(each).first.day != day.day for each in years)
