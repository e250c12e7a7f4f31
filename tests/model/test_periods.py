"""What falls due when: phrases laid on the calendar of one county."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence.rules import Recurring, is_periodless
from antifraud_plan.model.cadence.terms import Period
from antifraud_plan.model.calendar import (
    CalendarGapError,
    CalendarNeed,
    DateSpan,
    Holiday,
    SchoolCalendar,
    Semester,
)
from antifraud_plan.model.periods import DuePeriod, due_periods, find_impossible_dates

YEAR = DateSpan(date(2023, 1, 1), date(2023, 12, 31))
CALENDAR = SchoolCalendar(
    semesters=(
        Semester("2022—2023学年第一学期", date(2022, 9, 1), date(2023, 1, 13)),
        Semester("2022—2023学年第二学期", date(2023, 2, 13), date(2023, 7, 7)),
        Semester("2023—2024学年第一学期", date(2023, 9, 1), date(2024, 1, 26)),
    ),
    holidays=(
        Holiday("元旦", date(2022, 12, 31), date(2023, 1, 2)),
        Holiday("春节", date(2023, 1, 21), date(2023, 1, 27)),
        Holiday("清明节", date(2023, 4, 5), date(2023, 4, 5)),
        Holiday("劳动节", date(2023, 4, 29), date(2023, 5, 3)),
        Holiday("端午节", date(2023, 6, 22), date(2023, 6, 24)),
        Holiday("中秋节、国庆节", date(2023, 9, 29), date(2023, 10, 6)),
    ),
)


def due(
    phrase: str, span: DateSpan = YEAR, calendar: SchoolCalendar = CALENDAR, year: int = 2023
) -> list[str]:
    """Spell what *phrase* makes due, as 名称 起—止 ×次数."""
    return [
        spell(period)
        for rule in Cadence.parse(phrase).rules
        for period in due_periods(rule, span=span, calendar=calendar, year=year)
    ]


def spell(period: DuePeriod) -> str:
    first, last = period.span.first, period.span.last
    years = "" if first.year == last.year == 2023 else f"{first.year % 100}/{last.year % 100} "
    return f"{period.label} {years}{first.month}.{first.day}—{last.month}.{last.day} ×{period.minimum}"


PHRASES = """
每月至少1次 | 1月 1.1—1.31 ×1；2月 2.1—2.28 ×1；3月 3.1—3.31 ×1；4月 4.1—4.30 ×1；5月 5.1—5.31 ×1
    ；6月 6.1—6.30 ×1；7月 7.1—7.31 ×1；8月 8.1—8.31 ×1；9月 9.1—9.30 ×1；10月 10.1—10.31 ×1
    ；11月 11.1—11.30 ×1；12月 12.1—12.31 ×1
每季度至少1次 | 第1季度 1.1—3.31 ×1；第2季度 4.1—6.30 ×1；第3季度 7.1—9.30 ×1；第4季度 10.1—12.31 ×1
每半年2次 | 上半年 1.1—6.30 ×2；下半年 7.1—12.31 ×2
每年1次 | 2023年 1.1—12.31 ×1
每学期每班至少2次 | 2022—2023学年第一学期 1.1—1.13 ×2；2022—2023学年第二学期 2.13—7.7 ×2
    ；2023—2024学年第一学期 9.1—12.31 ×2
每学年1次 | 2022—2023学年 1.1—7.7 ×1；2023—2024学年 9.1—12.31 ×1
2月28日前 | 2月28日前 1.1—2.28 ×1
2023年2月28日前 | 2023年2月28日前 1.1—2.28 ×1
2月29日前 | 2月29日前 1.1—2.28 ×1
2024年2月28日前 |
开展一次反诈知识测试 | 全程 1.1—12.31 ×1
2023年6月15日至7月15日 | 2023年6月15日至7月15日 6.15—7.15 ×1
2022年12月1日至1月10日 | 2022年12月1日至1月10日 1.1—1.10 ×1
2023年 | 2023年 1.1—12.31 ×1
下半年每季度1次 | 第3季度 7.1—9.30 ×1；第4季度 10.1—12.31 ×1
11月至2024年1月 | 11月至2024年1月 11.1—12.31 ×1
10月1日至2023年11月15日 | 10月1日至2023年11月15日 10.1—11.15 ×1
即日起至2月8日 | 即日起至2月8日 1.1—2.8 ×1
即日起至2024年1月底 | 即日起至2024年1月底 1.1—12.31 ×1
2022-2023学年第二学期 | 2022—2023学年第二学期 2.13—7.7 ×1
每年3月最后一周1次 | 2023年 3.25—3.31 ×1
每年2月28日前 | 2023年 1.1—2.28 ×1
3月至4月每月1次 | 3月 3.1—3.31 ×1；4月 4.1—4.30 ×1
自11月下旬起每月1次 | 11月 11.21—11.30 ×1；12月 12.1—12.31 ×1
第二学期每季度1次 | 第1季度 2.13—3.31 ×1；第2季度 4.1—6.30 ×1；第3季度 7.1—7.7 ×1
在校期间每季度1次 | 第1季度 1.1—3.31 ×1；第2季度 4.1—6.30 ×1；第3季度 7.1—9.30 ×1；第4季度 10.1—12.31 ×1
寒暑假各1次 | 寒假 1.14—2.12 ×1；暑假 7.8—8.31 ×1
开学第一课 | 2022—2023学年第二学期开学第一课 2.13—2.26 ×1；2023—2024学年第一学期开学第一课 9.1—9.14 ×1
新生军训 | 2023—2024学年第一学期新生军训 9.1—9.14 ×1
放假前1次 | 2022—2023学年第一学期放假前 1.1—1.13 ×1；2022—2023学年第二学期放假前 6.24—7.7 ×1
学期末1次 | 2022—2023学年第一学期期末 1.1—1.13 ×1；2022—2023学年第二学期期末 6.24—7.7 ×1
国庆节、春节各2次 | 春节 1.21—1.27 ×2；中秋节、国庆节 9.29—10.6 ×2
国庆节、中秋节各1次 | 中秋节、国庆节 9.29—10.6 ×1
法定节假日 | 元旦 1.1—1.2 ×1；春节 1.21—1.27 ×1；清明节 4.5—4.5 ×1；劳动节 4.29—5.3 ×1
    ；端午节 6.22—6.24 ×1；中秋节、国庆节 9.29—10.6 ×1
每个节假日、寒暑假各1次 | 元旦 1.1—1.2 ×1；寒假 1.14—2.12 ×1；春节 1.21—1.27 ×1；清明节 4.5—4.5 ×1
    ；劳动节 4.29—5.3 ×1；端午节 6.22—6.24 ×1；暑假 7.8—8.31 ×1；中秋节、国庆节 9.29—10.6 ×1
六一 | 2023年六一 6.1—6.1 ×1
年初有计划，年底有总结 | 2023年年初 1.1—3.31 ×1；2023年年底 12.1—12.31 ×1
人手一份 | 全程 1.1—12.31 ×1
不少于500份 | 全程 1.1—12.31 ×500
定期 |
在校期间常态化 |
即日起 |
在校期间 |
发现线索立即报告 |
为期三个月 |
安全教育123制度 |
"""
# A line that starts with blanks goes on the line before.
ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for line in PHRASES.replace("\n    ", "").strip().splitlines()
]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    ROWS,
)
def test_a_phrase_falls_due(phrase: str, expected: str) -> None:
    assert "；".join(due(phrase)) == expected


def test_a_duty_counts_from_the_day_it_takes_effect() -> None:
    assert due("每季度1次", DateSpan(date(2023, 2, 20), date(2023, 6, 30))) == [
        "第1季度 2.20—3.31 ×1",
        "第2季度 4.1—6.30 ×1",
    ]


def test_a_deadline_that_passed_before_the_duty_counts_is_not_due() -> None:
    assert due("2月28日前", DateSpan(date(2023, 3, 1), date(2023, 12, 31))) == []
    assert due("2月28日前", DateSpan(date(2023, 2, 28), date(2023, 12, 31))) == ["2月28日前 2.28—2.28 ×1"]


def test_a_school_year_plan_means_the_february_that_lies_in_it() -> None:
    school_year = DateSpan(date(2023, 9, 1), date(2024, 7, 5))

    assert due("2月28日前", school_year) == ["2月28日前 23/24 9.1—2.28 ×1"]
    assert due("2月29日前", school_year) == ["2月29日前 23/24 9.1—2.29 ×1"]
    assert due("12月至1月每月1次", school_year) == ["12月 12.1—12.31 ×1", "2024年1月 24/24 1.1—1.31 ×1"]


def test_in_a_plan_of_three_years_a_window_of_every_year_comes_thrice_and_an_open_one_once() -> None:
    three_years = DateSpan(date(2023, 3, 1), date(2025, 12, 31))

    assert [each.split(" ")[0] for each in due("每年3月最后一周", three_years)] == [
        "2023年",
        "2024年",
        "2025年",
    ]
    assert due("即日起至2月8日", three_years) == ["即日起至2月8日 23/24 3.1—2.8 ×1"]
    assert due("自11月起每年1次", three_years) == [
        "2023年 11.1—12.31 ×1",
        "2024年 24/24 1.1—12.31 ×1",
        "2025年 25/25 1.1—12.31 ×1",
    ]


def test_weeks_run_from_monday_and_keep_their_year() -> None:
    assert due("每周1次", DateSpan(date(2023, 1, 1), date(2023, 1, 10))) == [
        "2022年第52周 1.1—1.1 ×1",
        "第1周 1.2—1.8 ×1",
        "第2周 1.9—1.10 ×1",
    ]


def test_days_are_counted_one_by_one_over_a_leap_day() -> None:
    assert due("每日1次", DateSpan(date(2024, 2, 28), date(2024, 3, 1)), year=2024) == [
        "2月28日 24/24 2.28—2.28 ×1",
        "2月29日 24/24 2.29—2.29 ×1",
        "3月1日 24/24 3.1—3.1 ×1",
    ]


@pytest.mark.parametrize(
    ("phrase", "calendar", "needed"),
    [
        ("每学期1次", SchoolCalendar(), CalendarNeed.SEMESTERS),
        ("每学年1次", SchoolCalendar(CALENDAR.semesters[:2]), CalendarNeed.SEMESTERS),
        ("在校期间每月1次", SchoolCalendar(), CalendarNeed.SEMESTERS),
        ("开学第一课", SchoolCalendar(CALENDAR.semesters[2:]), CalendarNeed.SEMESTERS),
        ("2025—2026学年第二学期", CALENDAR, CalendarNeed.SEMESTERS),
        ("暑假1次", SchoolCalendar(CALENDAR.semesters[:2]), CalendarNeed.VACATIONS),
        ("节假日", SchoolCalendar(CALENDAR.semesters), CalendarNeed.HOLIDAYS),
        ("国庆节", SchoolCalendar(), CalendarNeed.HOLIDAYS),
        ("节假日", SchoolCalendar(holidays=CALENDAR.holidays), CalendarNeed.VACATIONS),
    ],
)
def test_a_calendar_that_lacks_something_says_what(
    phrase: str, calendar: SchoolCalendar, needed: CalendarNeed
) -> None:
    with pytest.raises(CalendarGapError) as caught:
        due(phrase, calendar=calendar)

    assert caught.value.needed is needed
    assert needed.value in str(caught.value)


@pytest.mark.parametrize(("days_left", "is_missing"), [(90, False), (91, True)])
def test_ninety_days_without_a_semester_may_be_a_vacation(days_left: int, is_missing: bool) -> None:
    span = DateSpan(date(2023, 2, 13), date(2023, 7, 7) + timedelta(days=days_left))
    calendar = SchoolCalendar(CALENDAR.semesters[1:2])

    if is_missing:
        with pytest.raises(CalendarGapError):
            due("每学期1次", span, calendar)
    else:
        assert due("每学期1次", span, calendar) == ["2022—2023学年第二学期 2.13—7.7 ×1"]


@given(
    period=st.sampled_from([each for each in Period if each not in (Period.SEMESTER, Period.SCHOOL_YEAR)]),
    first=st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    length=st.integers(0, 800),
)
def test_periods_cover_every_day_once(period: Period, first: date, length: int) -> None:
    span = DateSpan(first, first + timedelta(days=length))

    found = due_periods(Recurring(period), span=span, calendar=SchoolCalendar(), year=first.year)

    assert [day for each in found for day in each.span] == list(span)
    assert len({each.label for each in found}) == len(found)


@given(
    phrase=st.sampled_from([phrase for phrase, _ in ROWS]),
    offset=st.integers(0, 364),
    length=st.integers(0, 364),
)
def test_nothing_is_due_outside_the_span(phrase: str, offset: int, length: int) -> None:
    first = YEAR.first + timedelta(days=offset)
    span = DateSpan(first, min(first + timedelta(days=length), YEAR.last))

    for rule in Cadence.parse(phrase).rules:
        for each in due_periods(rule, span=span, calendar=CALENDAR, year=2023):
            assert each.span.clip(span) == each.span
            assert each.minimum >= 1


@pytest.mark.parametrize(
    "phrase",
    ["2022年3月", "2024年2月28日前", "2022年3月每月1次", "2022年3月开展1次", "2022年12月节假日各1次"],
)
def test_what_lies_outside_the_plan_is_told_from_what_has_no_period(phrase: str) -> None:
    (rule,) = Cadence.parse(phrase).rules

    assert due(phrase) == []
    assert not is_periodless(rule)


@pytest.mark.parametrize("phrase", ["定期", "即日起", "在校期间", "发现线索立即报告", "为期三个月"])
def test_what_has_no_period_never_falls_due(phrase: str) -> None:
    (rule,) = Cadence.parse(phrase).rules

    assert due(phrase) == []
    assert is_periodless(rule)


@pytest.mark.parametrize(
    ("phrase", "impossible"),
    [
        ("2月29日前", ("2月29日",)),
        ("2月29日前、2月29日前", ("2月29日",)),
        ("2月25日至2月29日每周1次", ("2月29日",)),
        ("13月1日前", ("13月1日",)),
        ("２月30日前", ("2月30日",)),
        ("2月30日前，13月至14月开展1次", ("2月30日", "13月至14月")),
        ("2023年9月1日至2023年3月1日", ("2023年9月1日至2023年3月1日",)),
        ("9月1日至3月1日", ("9月1日至3月1日",)),
        ("9月1日至3月1日每月1次", ("9月1日至3月1日",)),
        ("9月至2024年3月", ()),
        ("2022年12月1日至1月10日", ()),
        ("2024年2月29日前", ()),
        ("2月28日前", ()),
        ("6月前", ()),
        ("每月25日前", ()),
        ("即日起至12月31日", ()),
        ("自11月起", ()),
        ("3月至5月、9月至11月每月1次", ()),
        ("定期", ()),
    ],
)
def test_a_date_that_cannot_be_is_found(phrase: str, impossible: tuple[str, ...]) -> None:
    assert find_impossible_dates(Cadence.parse(phrase), span=YEAR, year=2023) == impossible


@pytest.mark.parametrize("phrase", ["2月29日前", "9月1日至3月1日", "12月至1月每月1次"])
def test_a_plan_that_runs_into_the_next_year_has_that_years_dates(phrase: str) -> None:
    school_year = DateSpan(date(2023, 9, 1), date(2024, 7, 5))

    assert find_impossible_dates(Cadence.parse(phrase), span=school_year, year=2023) == ()


@given(start=st.dates(YEAR.first, YEAR.last), end=st.dates(YEAR.first, YEAR.last))
def test_a_window_is_impossible_when_it_ends_before_it_starts(start: date, end: date) -> None:
    window = f"{start.month}月{start.day}日至{end.month}月{end.day}日"

    found = find_impossible_dates(Cadence.parse(window), span=YEAR, year=2023)

    assert found == ((window,) if end < start else ())
