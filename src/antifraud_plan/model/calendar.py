"""The school calendar as data: semesters, vacations and public holidays of one county."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import combinations, pairwise
from typing import Self

import attrs

from antifraud_plan.model.names import check_name

ONE_DAY = timedelta(days=1)


@attrs.frozen(order=True)
class DateSpan:
    """Days in a row, both ends included (起止日期).

    Attributes:
        first: first day.
        last: last day, not before *first*.

    >>> february = DateSpan(date(2024, 2, 1), date(2024, 2, 29))
    >>> february.days, date(2024, 2, 29) in february
    (29, True)
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span cannot end on {self.last} before it starts on {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(self.days))

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Self) -> bool:
        """Tell whether the two spans share a day."""
        return self.first <= other.last and other.first <= self.last

    def clip(self, other: Self) -> Self | None:
        """Return the days the two spans share, ``None`` when they share none."""
        if not self.overlaps(other):
            return None
        return attrs.evolve(self, first=max(self.first, other.first), last=min(self.last, other.last))


@attrs.frozen
class CalendarEntry:
    """A name and its days; not checked, so that a faulty file can be held and reported whole.

    Attributes:
        name: as printed.
        first: first day.
        last: last day.
    """

    name: str = attrs.field(validator=check_name)
    first: date
    last: date

    @property
    def span(self) -> DateSpan:
        """The days; raises `ValueError` when the last comes before the first."""
        return DateSpan(self.first, self.last)


@attrs.frozen
class Semester(CalendarEntry):
    """One semester (学期) from the first to the last day of teaching.

    A semester that starts from July on is the first of its school year, any other the second.

    >>> spring = Semester("2022—2023学年第二学期", date(2023, 2, 13), date(2023, 7, 7))
    >>> spring.school_year, spring.number
    (2022, 2)
    """

    @property
    def school_year(self) -> int:
        """The calendar year in which its school year (学年) starts."""
        return self.first.year if self.number == 1 else self.first.year - 1

    @property
    def number(self) -> int:
        """1 for the autumn semester (第一学期), 2 for the spring semester (第二学期)."""
        return 1 if self.first.month >= 7 else 2


@attrs.frozen
class Vacation(CalendarEntry):
    """A school vacation (寒假, 暑假)."""


@attrs.frozen
class Holiday(CalendarEntry):
    """A public holiday (法定节假日) with every day off that belongs to it."""


@attrs.frozen
class CalendarFault:
    """An entry that ends before it starts, or that shares a day with another.

    Attributes:
        table: ``semesters``, ``vacations`` or ``holidays``.
        index: position in that table as given, from 0, so that loading can point at the line.
        entry: the entry itself.
        other: the earlier entry it shares a day with; ``None`` for one that ends before it starts.
    """

    table: str
    index: int
    entry: CalendarEntry
    other: CalendarEntry | None = None


def find_calendar_faults(
    semesters: Sequence[Semester], vacations: Sequence[Vacation] = (), holidays: Sequence[Holiday] = ()
) -> tuple[CalendarFault, ...]:
    """Find spans that end before they start, and semesters or vacations that share a day.

    Public holidays lie inside semesters and vacations by nature; only among themselves must they
    not overlap.

    >>> autumn = Semester("第一学期", date(2023, 9, 1), date(2024, 2, 20))
    >>> spring = Semester("第二学期", date(2024, 2, 19), date(2024, 7, 5))
    >>> [f"{fault.entry.name} {fault.other.name}" for fault in find_calendar_faults([autumn, spring])]
    ['第二学期 第一学期']
    """
    tables: tuple[tuple[str, Sequence[CalendarEntry]], ...] = (
        ("semesters", semesters),
        ("vacations", vacations),
        ("holidays", holidays),
    )
    entries = [(table, index, entry) for table, rows in tables for index, entry in enumerate(rows)]
    sound = [each for each in entries if each[2].first <= each[2].last]
    reversed_ones = (CalendarFault(*each) for each in entries if each[2].last < each[2].first)
    overlaps = (
        CalendarFault(table, index, entry, other)
        for (other_table, _, other), (table, index, entry) in combinations(sound, 2)
        if (other_table == "holidays") == (table == "holidays") and other.span.overlaps(entry.span)
    )
    return (*reversed_ones, *overlaps)


def derive_vacations(semesters: Iterable[Semester]) -> tuple[Vacation, ...]:
    """Name the gaps between semesters: before a second semester lies 寒假, before a first one 暑假.

    >>> [vacation.name for vacation in derive_vacations([
    ...     Semester("第一学期", date(2023, 9, 1), date(2024, 1, 26)),
    ...     Semester("第二学期", date(2024, 2, 26), date(2024, 7, 5)),
    ... ])]
    ['寒假']
    """
    ordered = sorted(semesters, key=lambda semester: semester.first)
    return tuple(
        Vacation("寒假" if after.number == 2 else "暑假", before.last + ONE_DAY, after.first - ONE_DAY)
        for before, after in pairwise(ordered)
        if before.last + ONE_DAY < after.first
    )


def _by_date(entries: Iterable[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.first, entry.last)))


@attrs.frozen
class SchoolCalendar:
    """What a county's year looks like; sound by construction.

    Attributes:
        semesters: sorted by date, no two share a day.
        vacations: sorted; when none are given, the gaps between the semesters.
        holidays: public holidays, sorted.

    Raises `ValueError` for dates that `find_calendar_faults` would find.
    """

    semesters: tuple[Semester, ...] = attrs.field(
        default=(), converter=_by_date, metadata={"toml": "semester"}
    )
    vacations: tuple[Vacation, ...] = attrs.field(converter=_by_date, metadata={"toml": "vacation"})
    holidays: tuple[Holiday, ...] = attrs.field(default=(), converter=_by_date, metadata={"toml": "holiday"})

    @vacations.default
    def _gaps(self) -> tuple[Vacation, ...]:
        return derive_vacations(self.semesters)

    def find_holiday(self, day: date) -> Holiday | None:
        """Return the public holiday to which a day off belongs, ``None`` for any other day."""
        return next((holiday for holiday in self.holidays if day in holiday.span), None)

    def __attrs_post_init__(self) -> None:
        faults = find_calendar_faults(self.semesters, self.vacations, self.holidays)
        if faults:
            raise ValueError(f"not a calendar: {faults}")


class CalendarNeed(Enum):
    """What a rule needs of the school calendar."""

    SEMESTERS = "学期起止日期"
    VACATIONS = "寒暑假起止日期"
    HOLIDAYS = "法定节假日"


class CalendarGapError(Exception):
    """The calendar lacks what a rule needs; the caller, who knows the file, makes it a problem.

    Attributes:
        needed: what is missing.
        span: the days it is missing for.
    """

    def __init__(self, needed: CalendarNeed, span: DateSpan) -> None:
        self.needed = needed
        self.span = span
        super().__init__(needed, span)

    def __str__(self) -> str:
        return f"{self.span.first}至{self.span.last}缺少{self.needed.value}"
