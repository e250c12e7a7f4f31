"""Cuts a span of days into weeks, months, quarters, semesters and years, each with its name."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import assert_never

import attrs

from antifraud_plan.model.cadence.terms import Period
from antifraud_plan.model.calendar import (
    ONE_DAY,
    CalendarGapError,
    CalendarNeed,
    DateSpan,
    SchoolCalendar,
    Semester,
)

LONGEST_BREAK = 90
"""Days without a semester beyond which a semester must be missing from the calendar."""


@attrs.frozen
class NamedSpan:
    """Some days and what an official calls them (2月, 第1季度, 国庆节)."""

    span: DateSpan
    label: str


def period_spans(
    period: Period, span: DateSpan, calendar: SchoolCalendar, *, year: int
) -> tuple[NamedSpan, ...]:
    """Return every *period* that has a day in *span*, whole, in order.

    Names carry the year where it is not *year*. Semesters and school years come from *calendar*;
    raises `CalendarGapError` when it does not cover *span*.

    >>> autumn = DateSpan(date(2023, 11, 15), date(2024, 1, 20))
    >>> [each.label for each in period_spans(Period.MONTH, autumn, SchoolCalendar(), year=2023)]
    ['11月', '12月', '2024年1月']
    """
    match period:
        case Period.DAY:
            return tuple(
                NamedSpan(DateSpan(day, day), f"{_year(day.year, year)}{day.month}月{day.day}日")
                for day in span
            )
        case Period.WEEK:
            return _weeks(span, year)
        case Period.MONTH:
            return _months(span, year, {month: f"{month}月" for month in range(1, 13)})
        case Period.QUARTER:
            return _months(span, year, {1: "第1季度", 4: "第2季度", 7: "第3季度", 10: "第4季度"})
        case Period.HALF_YEAR:
            return _months(span, year, {1: "上半年", 7: "下半年"})
        case Period.YEAR:
            return tuple(
                NamedSpan(DateSpan(date(each, 1, 1), date(each, 12, 31)), f"{each}年")
                for each in range(span.first.year, span.last.year + 1)
            )
        case Period.SEMESTER:
            return tuple(NamedSpan(each.span, each.name) for each in semesters_in(span, calendar))
        case Period.SCHOOL_YEAR:
            return _school_years(semesters_in(span, calendar))
        case _:
            assert_never(period)


def semesters_in(span: DateSpan, calendar: SchoolCalendar) -> tuple[Semester, ...]:
    """Return the semesters that have a day in *span*, in order.

    Raises `CalendarGapError` when so many days of *span* lie outside all of them that a semester
    must be missing.
    """
    free = span.first
    for semester in calendar.semesters:
        if semester.first > span.last:
            break
        _require_no_gap(free, semester.first - ONE_DAY)
        free = max(free, semester.last + ONE_DAY)
    _require_no_gap(free, span.last)
    found = tuple(semester for semester in calendar.semesters if semester.span.overlaps(span))
    if not calendar.semesters:
        raise CalendarGapError(CalendarNeed.SEMESTERS, span)
    return found


def _require_no_gap(first: date, last: date) -> None:
    if (last - first).days >= LONGEST_BREAK:
        raise CalendarGapError(CalendarNeed.SEMESTERS, DateSpan(first, last))


def _year(each: int, year: int) -> str:
    return "" if each == year else f"{each}年"


def _months(span: DateSpan, year: int, names: Mapping[int, str]) -> tuple[NamedSpan, ...]:
    """Return the parts of the year that start in the months of *names* and touch *span*."""
    starts = [
        (date(each, month, 1), _year(each, year) + name)
        for each in range(span.first.year, span.last.year + 1)
        for month, name in names.items()
    ]
    ends = [first - ONE_DAY for first, _ in starts[1:]] + [date(span.last.year, 12, 31)]
    parts = (NamedSpan(DateSpan(first, last), name) for (first, name), last in zip(starts, ends, strict=True))
    return tuple(part for part in parts if part.span.overlaps(span))


def _weeks(span: DateSpan, year: int) -> tuple[NamedSpan, ...]:
    """Return the weeks, Monday to Sunday, numbered as GB/T 7408 (ISO 8601) does."""
    monday = span.first - timedelta(days=span.first.weekday())
    mondays = (monday + timedelta(weeks=number) for number in range((span.last - monday).days // 7 + 1))
    return tuple(
        NamedSpan(
            DateSpan(first, first + timedelta(days=6)),
            f"{_year(first.isocalendar().year, year)}第{first.isocalendar().week}周",
        )
        for first in mondays
    )


def _school_years(semesters: tuple[Semester, ...]) -> tuple[NamedSpan, ...]:
    years = groupby(semesters, key=lambda semester: semester.school_year)
    spans = [(each, tuple(group)) for each, group in years]
    return tuple(
        NamedSpan(DateSpan(group[0].first, group[-1].last), f"{each}—{each + 1}学年") for each, group in spans
    )
