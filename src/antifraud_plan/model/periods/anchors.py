"""Finds the days of an anchor on the school calendar: 开学第一课, 节假日, 寒暑假, 六一."""

from datetime import date, timedelta
from typing import assert_never

from antifraud_plan.model.cadence.terms import Anchor
from antifraud_plan.model.calendar import (
    CalendarGapError,
    CalendarNeed,
    DateSpan,
    Holiday,
    SchoolCalendar,
    Semester,
    Vacation,
)
from antifraud_plan.model.periods.spans import NamedSpan, semesters_in

MARGIN = timedelta(days=13)
"""The first or last two weeks of a semester are its opening or its end: our reading."""

_FIXED_DAYS = {
    Anchor.CHILDREN_DAY: ((6, 1), (6, 1)),
    Anchor.YEAR_BEGINNING: ((1, 1), (3, 31)),
    Anchor.YEAR_END: ((12, 1), (12, 31)),
}


def anchor_spans(anchor: Anchor, span: DateSpan, calendar: SchoolCalendar) -> tuple[NamedSpan, ...]:
    """Return each time *anchor* comes that has a day in *span*, whole, in order.

    节假日 is each public holiday and each vacation; 年初 the first quarter, 年底 December: our
    readings, as plans do not say. Raises `CalendarGapError` for what *calendar* does not have.

    >>> year = DateSpan(date(2023, 1, 1), date(2023, 12, 31))
    >>> [str(each.span.first) for each in anchor_spans(Anchor.CHILDREN_DAY, year, SchoolCalendar())]
    ['2023-06-01']
    """
    match anchor:
        case Anchor.OPENING | Anchor.FIRST_LESSON:
            found = [_opening(each, anchor) for each in semesters_in(span, calendar)]
        case Anchor.AUTUMN_OPENING | Anchor.NEW_STUDENTS | Anchor.MILITARY_TRAINING:
            found = [_opening(each, anchor) for each in semesters_in(span, calendar) if each.number == 1]
        case Anchor.SPRING_OPENING:
            found = [_opening(each, anchor) for each in semesters_in(span, calendar) if each.number == 2]
        case Anchor.SEMESTER_END | Anchor.BEFORE_VACATION:
            found = [_end(each, anchor) for each in semesters_in(span, calendar)]
        case Anchor.LEAVING:
            found = [_end(each, anchor) for each in semesters_in(span, calendar) if each.number == 2]
        case Anchor.HOLIDAYS:
            found = [*_holidays("", span, calendar), *_vacations("", span, calendar)]
        case Anchor.PUBLIC_HOLIDAYS:
            found = _holidays("", span, calendar)
        case Anchor.WINTER_VACATION | Anchor.SUMMER_VACATION:
            found = _vacations(anchor.value, span, calendar)
        case (
            Anchor.NEW_YEAR
            | Anchor.SPRING_FESTIVAL
            | Anchor.QINGMING
            | Anchor.LABOUR_DAY
            | Anchor.DRAGON_BOAT
            | Anchor.MID_AUTUMN
            | Anchor.NATIONAL_DAY
        ):
            found = _holidays(anchor.value, span, calendar)
        case Anchor.CHILDREN_DAY | Anchor.YEAR_BEGINNING | Anchor.YEAR_END:
            found = _every_year(anchor, span)
        case _:
            assert_never(anchor)
    touching = [each for each in found if each.span.overlaps(span)]
    return tuple(sorted(touching, key=lambda each: each.span))


def _opening(semester: Semester, anchor: Anchor) -> NamedSpan:
    last = min(semester.first + MARGIN, semester.last)
    return NamedSpan(DateSpan(semester.first, last), f"{semester.name}{anchor.value}")


def _end(semester: Semester, anchor: Anchor) -> NamedSpan:
    first = max(semester.last - MARGIN, semester.first)
    return NamedSpan(DateSpan(first, semester.last), f"{semester.name}{anchor.value}")


def _every_year(anchor: Anchor, span: DateSpan) -> list[NamedSpan]:
    first, last = _FIXED_DAYS[anchor]
    years = range(span.first.year, span.last.year + 1)
    return [
        NamedSpan(DateSpan(date(year, *first), date(year, *last)), f"{year}年{anchor.value}")
        for year in years
    ]


def _holidays(name: str, span: DateSpan, calendar: SchoolCalendar) -> list[NamedSpan]:
    """Return the public holidays whose name has *name* in it; every whole year must have some."""
    known = {holiday.last.year for holiday in calendar.holidays}
    whole = [
        DateSpan(date(year, 1, 1), date(year, 12, 31)) for year in range(span.first.year, span.last.year + 1)
    ]
    for year in whole:
        if year.first.year not in known and (year.clip(span) == year or not known):
            raise CalendarGapError(CalendarNeed.HOLIDAYS, year.clip(span) or span)
    return [_named(holiday) for holiday in calendar.holidays if name in holiday.name]


def _vacations(name: str, span: DateSpan, calendar: SchoolCalendar) -> list[NamedSpan]:
    found = [_named(vacation) for vacation in calendar.vacations if name in vacation.name]
    if not found:
        raise CalendarGapError(CalendarNeed.VACATIONS, span)
    return found


def _named(entry: Holiday | Vacation) -> NamedSpan:
    return NamedSpan(entry.span, entry.name)
