"""Dates and windows as plans write them: 2月28日, 12月底, 即日起至2月8日, 2025-2026学年第二学期."""

from calendar import monthrange
from datetime import date
from enum import Enum
from typing import TypeAlias

import attrs

from antifraud_plan.model.calendar import DateSpan


class MonthPart(Enum):
    """A stretch of a month with fuzzy ends; the days are our reading, given in `PlanDate.span`."""

    BEGINNING = "初"
    EARLY = "上旬"
    MIDDLE = "中旬"
    LATE = "下旬"
    END = "底"
    LAST_WEEK = "最后一周"


@attrs.frozen
class PlanDate:
    """A day, a part of a month, a month or a year; the year may be left to the plan.

    Attributes:
        month: 1 to 12; ``None`` means the whole of *year*.
        day: day of the month, ``None`` for a month or its part.
        part: part of the month, ``None`` for a day or a whole month.
        year: ``None`` where the plan does not write one.

    Raises `ValueError` for a day that no calendar has.
    """

    month: int | None
    day: int | None = None
    part: MonthPart | None = None
    year: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.year is not None and not 1 <= self.year < 9999:
            raise ValueError(f"no plan is made for the year {self.year}")
        if self.month is None:
            if self.year is None or self.day is not None or self.part is not None:
                raise ValueError("without a month there is only a whole year")
        elif self.day is not None and self.part is not None:
            raise ValueError("either a day or a part of the month")
        else:
            date(2024 if self.year is None else self.year, self.month, self.day or 1)

    def __str__(self) -> str:
        year = "" if self.year is None else f"{self.year:04}年"
        month = "" if self.month is None else f"{self.month}月"
        day = "" if self.day is None else f"{self.day}日"
        return year + month + day + ("" if self.part is None else self.part.value)

    def span(self, year: int) -> DateSpan:
        """Return the days meant, in *year* where none is written.

        29 February becomes the 28th in a common year. 底 and 下旬 are the 21st to the last day.

        >>> str(PlanDate(12, part=MonthPart.END).span(2023).last)
        '2023-12-31'
        """
        year = year if self.year is None else self.year
        if self.month is None:
            return DateSpan(date(year, 1, 1), date(year, 12, 31))
        length = monthrange(year, self.month)[1]
        match self.part:
            case None:
                first, last = (1, length) if self.day is None else (min(self.day, length),) * 2
            case MonthPart.BEGINNING | MonthPart.EARLY:
                first, last = 1, 10
            case MonthPart.MIDDLE:
                first, last = 11, 20
            case MonthPart.LATE | MonthPart.END:
                first, last = 21, length
            case MonthPart.LAST_WEEK:
                first, last = length - 6, length
        return DateSpan(date(year, self.month, first), date(year, self.month, last))


@attrs.frozen
class DateWindow:
    """From one date to another (起止时间).

    Attributes:
        start: ``None`` for 即日起: from the day the duty counts.
        end: last date, included; ``None`` when it is left open.

    Raises `ValueError` when it ends before it starts.
    """

    start: PlanDate | None = None
    end: PlanDate | None = None

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None:
            self.span(2024, DateSpan(date.min, date.max))

    def __str__(self) -> str:
        if self.start is not None and self.start == self.end:
            return str(self.start)
        start = "即日起" if self.start is None else str(self.start)
        if self.end is None:
            return start if self.start is None else f"自{start}起"
        return f"{start}至{self.end}"

    def span(self, year: int, within: DateSpan) -> DateSpan:
        """Return the days meant when the year-less window starts in *year*; open ends are *within*'s.

        A window whose end has no year of its own and would come first ends in the next year.

        >>> plan_year = DateSpan(date(2023, 1, 1), date(2023, 12, 31))
        >>> str(DateWindow(PlanDate(11), PlanDate(1, 15)).span(2023, plan_year).last)
        '2024-01-15'
        """
        if self.start is None:
            last = within.last if self.end is None else self.end.span(year).last
            return DateSpan(min(within.first, last), last)
        if self.end is None:
            first = self.start.span(year).first
            return DateSpan(first, max(first, within.last))
        if self.start.year is None and self.end.year is not None:
            last = self.end.span(year).last
            first = self.start.span(last.year).first
            return DateSpan(first if first <= last else self.start.span(last.year - 1).first, last)
        first = self.start.span(year).first
        last = self.end.span(first.year).last
        if last < first and self.end.year is None:
            last = self.end.span(first.year + 1).last
        return DateSpan(first, last)


@attrs.frozen
class SemesterWindow:
    """One semester or one school year (学期, 学年).

    Attributes:
        school_year: calendar year in which the school year starts; ``None`` for every one.
        number: 1 or 2; ``None`` for the whole school year.
    """

    school_year: int | None
    number: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.school_year is not None and not 1 <= self.school_year < 9999:
            raise ValueError(f"no plan is made for the school year {self.school_year}")
        if self.number not in (1, 2, None) or (self.school_year is None and self.number is None):
            raise ValueError("a semester is the first or the second")

    def __str__(self) -> str:
        year = "" if self.school_year is None else f"{self.school_year:04}—{self.school_year + 1:04}学年"
        return year + {None: "", 1: "第一学期", 2: "第二学期"}[self.number]


@attrs.frozen
class TermTime:
    """While school is in session (在校期间)."""

    def __str__(self) -> str:
        return "在校期间"


Window: TypeAlias = DateWindow | SemesterWindow | TermTime
