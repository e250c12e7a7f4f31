"""The school calendar: days, faults that loading reports, vacations between semesters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.model.calendar import (
    DateSpan,
    Holiday,
    SchoolCalendar,
    Semester,
    Vacation,
    derive_vacations,
    find_calendar_faults,
)

SPRING = Semester("2022—2023学年第二学期", date(2023, 2, 13), date(2023, 7, 7))
AUTUMN = Semester("2023—2024学年第一学期", date(2023, 9, 1), date(2024, 1, 26))
NEXT_SPRING = Semester("2023—2024学年第二学期", date(2024, 2, 26), date(2024, 7, 5))
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
spans = st.tuples(days, days).map(lambda pair: DateSpan(min(pair), max(pair)))


def test_both_ends_of_a_span_belong_to_it() -> None:
    span = DateSpan(date(2024, 2, 28), date(2024, 3, 1))

    assert list(span) == [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert span.days == 3
    assert date(2024, 2, 28) in span
    assert date(2024, 3, 1) in span
    assert date(2024, 3, 2) not in span


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        DateSpan(date(2023, 3, 1), date(2023, 2, 28))


@given(spans, spans)
def test_clipping_keeps_exactly_the_shared_days(one: DateSpan, other: DateSpan) -> None:
    shared = one.clip(other)
    borders = {one.first, one.last, other.first, other.last}

    assert one.overlaps(other) == (shared is not None)
    assert shared == other.clip(one)
    for day in borders:
        assert (day in one and day in other) == (shared is not None and day in shared)


def test_semesters_that_share_one_day_overlap() -> None:
    late_autumn = Semester("第一学期", date(2023, 9, 1), NEXT_SPRING.first)

    (fault,) = find_calendar_faults([NEXT_SPRING, SPRING, late_autumn])

    assert (fault.table, fault.index, fault.entry, fault.other) == ("semesters", 2, late_autumn, NEXT_SPRING)


def test_every_fault_is_found_at_once_and_by_its_place_in_the_file() -> None:
    backwards = Vacation("寒假", date(2024, 2, 20), date(2024, 1, 27))
    too_early = Vacation("暑假", SPRING.last, date(2023, 8, 31))
    same_day = [Holiday("中秋节", date(2023, 9, 29), date(2023, 9, 29))] * 2

    faults = find_calendar_faults([SPRING, AUTUMN], [backwards, too_early], same_day)

    assert [(each.table, each.index, each.other) for each in faults] == [
        ("vacations", 0, None),
        ("vacations", 1, SPRING),
        ("holidays", 1, same_day[0]),
    ]


def test_public_holidays_may_lie_in_semesters_and_vacations() -> None:
    holidays = [
        Holiday("春节", date(2024, 2, 10), date(2024, 2, 17)),
        Holiday("国庆节", date(2023, 10, 1), date(2023, 10, 7)),
    ]

    assert (
        find_calendar_faults([AUTUMN, NEXT_SPRING], derive_vacations([AUTUMN, NEXT_SPRING]), holidays) == ()
    )


def test_vacations_are_the_gaps_between_semesters() -> None:
    assert SchoolCalendar((NEXT_SPRING, AUTUMN, SPRING)).vacations == (
        Vacation("暑假", date(2023, 7, 8), date(2023, 8, 31)),
        Vacation("寒假", date(2024, 1, 27), date(2024, 2, 25)),
    )


def test_vacations_that_are_given_are_not_derived() -> None:
    given_one = Vacation("寒假", date(2024, 1, 29), date(2024, 2, 23))

    assert SchoolCalendar((AUTUMN, NEXT_SPRING), (given_one,)).vacations == (given_one,)


def test_semesters_that_touch_leave_no_vacation() -> None:
    early_spring = Semester("第二学期", date(2024, 1, 27), date(2024, 7, 5))

    assert derive_vacations([AUTUMN, early_spring]) == ()


def test_a_calendar_is_sorted_and_sound() -> None:
    assert SchoolCalendar((NEXT_SPRING, SPRING, AUTUMN)).semesters == (SPRING, AUTUMN, NEXT_SPRING)
    with pytest.raises(ValueError, match="not a calendar"):
        SchoolCalendar((SPRING, SPRING))


@pytest.mark.parametrize(
    ("semester", "school_year", "number"),
    [
        (SPRING, 2022, 2),
        (AUTUMN, 2023, 1),
        (NEXT_SPRING, 2023, 2),
        (Semester("从七月开始", date(2023, 7, 31), date(2024, 1, 12)), 2023, 1),
        (Semester("从六月开始", date(2023, 6, 1), date(2023, 7, 12)), 2022, 2),
    ],
)
def test_a_semester_knows_its_school_year(semester: Semester, school_year: int, number: int) -> None:
    assert (semester.school_year, semester.number) == (school_year, number)
