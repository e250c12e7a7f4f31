"""Lays rules on the school calendar: the periods in which something falls due."""

from typing import assert_never

import attrs

from antifraud_plan.model.cadence.dates import DateWindow, SemesterWindow, TermTime, Window
from antifraud_plan.model.cadence.rules import (
    Anchored,
    Campaign,
    Deadline,
    Duration,
    EachOf,
    Indefinite,
    Quota,
    Recurring,
    Rule,
    Triggered,
    Within,
)
from antifraud_plan.model.calendar import CalendarGapError, CalendarNeed, DateSpan, SchoolCalendar
from antifraud_plan.model.periods.anchors import anchor_spans
from antifraud_plan.model.periods.impossible import find_impossible_dates
from antifraud_plan.model.periods.spans import NamedSpan, period_spans, semesters_in

__all__ = ["WHOLE_TIME", "DuePeriod", "due_periods", "find_impossible_dates"]

WHOLE_TIME = "全程"
"""Name of the only period of a duty that has no calendar period of its own."""


@attrs.frozen
class DuePeriod:
    """Some days within which something must have happened so often (应完成时段).

    Attributes:
        span: the days, inside the span asked for.
        minimum: how often at least, in the rule's unit.
        label: what an official calls these days: 2月, 第1季度, 国庆节.
    """

    span: DateSpan
    minimum: int
    label: str


def due_periods(rule: Rule, *, span: DateSpan, calendar: SchoolCalendar, year: int) -> tuple[DuePeriod, ...]:
    """Return the periods of *rule* that have a day in *span*, cut to it, by date.

    A period cut short keeps its full minimum: who wants less lets the duty count from a later day.

    Args:
        rule: one rule of a cadence.
        span: the days that count, such as the plan's year from the day the duty takes effect.
        calendar: the county's.
        year: the plan's year, meant by dates that write none and left out of labels.

    Returns:
        Nothing for what has no number or end (`is_periodless`): 定期, an event, 即日起, a duration;
        and nothing for what lies wholly outside *span*.

    Raises:
        CalendarGapError: the calendar lacks a semester, vacation or holiday that the rule needs.

    >>> from datetime import date
    >>> from antifraud_plan.model.cadence.terms import Period
    >>> spring = DateSpan(date(2023, 2, 20), date(2023, 6, 30))
    >>> quarters = due_periods(Recurring(Period.QUARTER), span=spring, calendar=SchoolCalendar(), year=2023)
    >>> [(each.label, str(each.span.first), str(each.span.last)) for each in quarters]
    [('第1季度', '2023-02-20', '2023-03-31'), ('第2季度', '2023-04-01', '2023-06-30')]
    """
    match rule:
        case Recurring():
            named = period_spans(rule.period, span, calendar, year=year)
            return _cut(named, rule.minimum, _window_spans(rule.window, span, calendar, year))
        case Anchored():
            named = tuple(each for anchor in rule.anchors for each in anchor_spans(anchor, span, calendar))
            return _cut(named, rule.minimum, _window_spans(rule.window, span, calendar, year))
        case Campaign():
            return _at_once(rule.window, rule.minimum, span, calendar, year)
        case Within():
            return _at_once(rule.window, 1, span, calendar, year) if rule.is_closed else ()
        case Deadline():
            days = (rule.by.span(each).last for each in range(year, span.last.year + 1))
            last = next((day for day in days if day in span), None)
            return () if last is None else (DuePeriod(DateSpan(span.first, last), 1, f"{rule.by}前"),)
        case EachOf():
            return (DuePeriod(span, 1, WHOLE_TIME),)
        case Quota():
            return (DuePeriod(span, rule.minimum, WHOLE_TIME),)
        case Indefinite() | Triggered() | Duration():
            return ()
        case _:
            assert_never(rule)


def _cut(named: tuple[NamedSpan, ...], minimum: int, windows: tuple[DateSpan, ...]) -> tuple[DuePeriod, ...]:
    """Cut *named* to the days that lie in *windows*; a stretch two anchors name counts once."""
    found: dict[tuple[DateSpan, str], DuePeriod] = {}
    for each in named:
        pieces = [piece for window in windows if (piece := each.span.clip(window)) is not None]
        if pieces:
            span = DateSpan(pieces[0].first, pieces[-1].last)
            found[span, each.label] = DuePeriod(span, minimum, each.label)
    return tuple(sorted(found.values(), key=lambda due: due.span))


def _at_once(
    window: Window | None, minimum: int, span: DateSpan, calendar: SchoolCalendar, year: int
) -> tuple[DuePeriod, ...]:
    windows = _window_spans(window, span, calendar, year)
    if not windows:
        return ()
    whole = DateSpan(windows[0].first, windows[-1].last)
    return (DuePeriod(whole, minimum, WHOLE_TIME if window is None else str(window)),)


def _window_spans(
    window: Window | None, span: DateSpan, calendar: SchoolCalendar, year: int
) -> tuple[DateSpan, ...]:
    """Return the days of *span* that lie in *window*, in order."""
    match window:
        case None:
            return (span,)
        case DateWindow():
            years = range(year, span.last.year + 1)
            found = {window.span(each, span).clip(span) for each in years}
            if window.start is None or window.end is None:
                # An open window opens once; 3月最后一周 comes in every year of the plan.
                found = {min((each for each in found if each is not None), default=None)}
        case TermTime():
            found = {semester.span.clip(span) for semester in semesters_in(span, calendar)}
        case SemesterWindow():
            meant = [
                semester
                for semester in calendar.semesters
                if window.school_year in (None, semester.school_year)
                and window.number in (None, semester.number)
            ]
            if not meant:
                raise CalendarGapError(CalendarNeed.SEMESTERS, span)
            found = {semester.span.clip(span) for semester in meant}
        case _:
            assert_never(window)
    return tuple(sorted(each for each in found if each is not None))
