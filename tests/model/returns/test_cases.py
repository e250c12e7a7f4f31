"""Cases that the police know against those that schools reported."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returned_books import POLICE, book, case, codes, collect

from antifraud_plan.problems import Severity

MARCH_14 = date(2023, 3, 14)
LATE = date(2023, 4, 8)


def told(**values):
    return case(POLICE, **{"day": MARCH_14, "method": "刷单返利", **values})


def test_a_case_the_school_did_not_report_is_said_with_school_date_and_method() -> None:
    collection = collect(book(), kept=[told()], on=LATE)
    [problem] = [each for each in collection.problems if each.code == "case-unreported"]

    assert problem.severity is Severity.GAP
    assert all(word in problem.message for word in ("示例县第一小学", "2023-03-14", "刷单返利"))


@pytest.mark.parametrize(
    ("days", "found"), [(0, []), (3, []), (-3, []), (4, ["case-unreported", "case-not-notified"])]
)
def test_three_days_apart_may_be_the_same_case(days, found) -> None:
    reported = case(day=MARCH_14 + timedelta(days))

    assert codes(collect(book(reported), kept=[told()], on=LATE)) == found


def test_another_role_is_another_case_and_no_role_may_be_any() -> None:
    pupil = book(case(day=MARCH_14, role="学生"))

    assert codes(collect(pupil, kept=[told(role="教职工")], on=LATE)) == [
        "case-unreported",
        "case-not-notified",
    ]
    assert codes(collect(pupil, kept=[told()], on=LATE)) == []


def test_a_report_stands_for_one_case_only() -> None:
    both = [told(), told(method="冒充客服")]

    assert codes(collect(book(case(day=MARCH_14)), kept=both, on=LATE)) == ["case-unreported"]


def test_of_a_month_that_is_not_to_be_reported_yet_nothing_is_said() -> None:
    assert codes(collect(kept=[told()], on=date(2023, 4, 5))) == []
    assert codes(collect(kept=[told()], on=date(2023, 4, 6))) == ["case-unreported"]


def test_a_report_with_mistakes_is_a_report() -> None:
    faulty = attrs.evolve(case(day=MARCH_14), is_sound=False)

    assert codes(collect(book(faulty), kept=[told()], on=LATE)) == []


def test_without_police_figures_schools_cases_are_not_doubted() -> None:
    assert codes(collect(book(case(day=MARCH_14)), on=LATE)) == []


def most_pairs(known, reported) -> int:
    """Try every way to pair days at most three apart."""
    if not known:
        return 0
    first, *rest = known
    taken = (
        1 + most_pairs(rest, [*reported[:place], *reported[place + 1 :]])
        for place, day in enumerate(reported)
        if abs(day - first) <= 3
    )
    return max(most_pairs(rest, reported), *taken, 0)


DAYS = st.lists(st.integers(1, 14), max_size=4, unique=True)


@given(DAYS.filter(bool), DAYS)
@settings(deadline=None, max_examples=60)
def test_as_many_are_paired_as_an_obvious_search_pairs(known, reported) -> None:
    kept = [told(day=date(2023, 3, day)) for day in known]
    sheet = book(*(case(day=date(2023, 3, day), cell=str(day)) for day in reported))
    found = codes(collect(sheet, kept=kept, on=LATE))

    assert len(known) - found.count("case-unreported") == most_pairs(known, reported)
    assert len(reported) - found.count("case-not-notified") == most_pairs(known, reported)
