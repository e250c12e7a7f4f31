"""Public holidays as the built-in source gives them, and what a county's own list changes."""

from itertools import pairwise

import pytest
from base_plan import OWN_FACTS

from antifraud_plan import Registry
from antifraud_plan.builtin.holidays import national_holidays
from antifraud_plan.problems import Severity
from antifraud_plan.workspace import load_plan_text

# The State Council's arrangement for 2023, typed from the announcement: name, first and last day off.
ARRANGEMENT_2023 = [
    ("元旦", "2022-12-31", "2023-01-02"),
    ("春节", "2023-01-21", "2023-01-27"),
    ("清明", "2023-04-05", "2023-04-05"),
    ("劳动节", "2023-04-29", "2023-05-03"),
    ("端午", "2023-06-22", "2023-06-24"),
    ("中秋、国庆节", "2023-09-29", "2023-10-06"),
]


def test_the_holidays_of_2023_are_those_announced() -> None:
    holidays = national_holidays(2023)
    assert holidays is not None
    assert [(each.name, str(each.first), str(each.last)) for each in holidays] == ARRANGEMENT_2023


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_known_year_has_each_holiday_once_and_none_overlap(year: int) -> None:
    holidays = national_holidays(year)
    assert holidays is not None
    names = [each.name for each in holidays]
    assert len(names) == len(set(names))
    assert {"元旦", "春节"} <= set(names)
    assert sum("国庆节" in name for name in names) == 1
    assert all(one.last < two.first for one, two in pairwise(holidays))


@pytest.mark.parametrize("year", [1999, 2003, 2100])
def test_a_year_nobody_announced_is_not_guessed(year: int) -> None:
    assert national_holidays(year) is None


def test_a_year_the_package_knows_needs_no_list_of_the_county_s() -> None:
    loaded = load_plan_text(OWN_FACTS.replace("2031", "2023").encode(), Registry.from_entry_points())
    assert loaded.plan is not None
    assert [holiday.name for holiday in loaded.plan.calendar.holidays] == [
        name for name, *_ in ARRANGEMENT_2023
    ]
    assert loaded.problems == ()


def test_a_year_that_neither_knows_is_a_gap_with_a_remedy() -> None:
    loaded = load_plan_text(OWN_FACTS.encode(), Registry.from_entry_points())
    [problem] = loaded.problems
    assert (problem.code, problem.severity) == ("holidays-unknown", Severity.GAP)
    assert "2031 年" in problem.message
    assert "[[calendar.holiday]]" in problem.remedy


def test_the_county_s_own_list_of_a_year_stands_alone() -> None:
    own = OWN_FACTS.replace("2031", "2023") + (
        '[[calendar.holiday]]\nname = "丰收节"\nfirst = 2023-09-23\nlast = 2023-09-23\n'
    )
    loaded = load_plan_text(own.encode(), Registry.from_entry_points())
    assert loaded.plan is not None
    assert [holiday.name for holiday in loaded.plan.calendar.holidays] == ["丰收节"]
