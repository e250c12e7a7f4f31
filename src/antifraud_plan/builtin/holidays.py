"""Public holidays of China from the package chinesecalendar, for the years it covers."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import chinese_calendar

from antifraud_plan.plugin import Holiday


def national_holidays(year: int) -> tuple[Holiday, ...] | None:
    """Return the public holidays of *year*, days off by shifted weekends included.

    Holidays that follow one another without a working day are one, named after both, as they are
    announced: 中秋、国庆节. A New Year's holiday that starts in December is whole and belongs to the
    new year. ``None`` for a year whose arrangement the package does not know.

    >>> [f"{holiday.name} {holiday.first}" for holiday in national_holidays(2023)][:2]
    ['元旦 2022-12-31', '春节 2023-01-21']
    >>> national_holidays(1999) is None
    True
    """
    if not _is_known(year):
        return None
    days = ((day, *chinese_calendar.get_holiday_detail(day)) for day in _days_around(year))
    runs = groupby(days, key=lambda entry: entry[1])
    breaks = (_join([(day, name) for day, _, name in run if name]) for is_off, run in runs if is_off)
    return tuple(found for found in breaks if found is not None and found.last.year == year)


def _join(named: list[tuple[date, str]]) -> Holiday | None:
    """Make one holiday of the named days in a row of days off; ``None`` for an ordinary weekend."""
    if not named:
        return None
    names = dict.fromkeys(chinese_calendar.Holiday(name).chinese for _, name in named)
    return Holiday("、".join(names), named[0][0], named[-1][0])


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
