"""Public holidays of China from the package chinesecalendar, for the years it covers."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import chinese_calendar

from antifraud_plan.model.calendar import Holiday


def national_holidays(year: int) -> tuple[Holiday, ...] | None:
    """Return the public holidays of *year*, days off by shifted weekends included.

    A New Year's holiday that starts in December is whole and belongs to the new year. ``None``
    for a year whose arrangement the package does not know.

    >>> [f"{holiday.name} {holiday.first}" for holiday in national_holidays(2023)][:2]
    ['元旦 2022-12-31', '春节 2023-01-21']
    >>> national_holidays(1999) is None
    True
    """
    if not _is_known(year):
        return None
    runs = groupby(_days_around(year), key=_name)
    spans = [(name, tuple(days)) for name, days in runs if name]
    return tuple(Holiday(name, days[0], days[-1]) for name, days in spans if days[-1].year == year)


def _days_around(year: int) -> Iterator[date]:
    """Every day of *year* but its last week, which belongs to the next New Year, and the week before it."""
    day = date(year, 1, 1) - timedelta(days=7)
    if not _is_known(day.year):
        day = date(year, 1, 1)
    while day <= date(year, 12, 24):
        yield day
        day += timedelta(days=1)


def _is_known(year: int) -> bool:
    try:
        chinese_calendar.get_holiday_detail(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _name(day: date) -> str:
    """Chinese name of the public holiday on *day*; empty on workdays and ordinary weekends."""
    is_day_off, english = chinese_calendar.get_holiday_detail(day)
    return chinese_calendar.Holiday(english).chinese if is_day_off and english else ""
