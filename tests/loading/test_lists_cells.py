import re
from datetime import date, datetime, time, timedelta

import pytest

from antifraud_plan.loading.lists.cells import (
    quote,
    read_cadence,
    read_count,
    read_day,
    read_group_role,
    read_identifier,
    read_levels,
    read_name,
    read_person_name,
    read_text,
    read_unit_name,
)
from antifraud_plan.loading.lists.table import Cell
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Location

PLACE = Location("名册", sheet="单位", cell="C5")
MARCH_5 = date(2023, 3, 5)


def attempt(read, value):
    """Return (what was read, codes of the problems)."""
    problems = []
    result = read(Cell(value, "列", lambda: PLACE, problems.append))
    assert all(problem.location == PLACE for problem in problems)
    return result, [problem.code for problem in problems]


@pytest.mark.parametrize(
    "written",
    ["2023.3.5", "2023-03-05", "2023/3/5", "2023年3月5日", "20230305", " 2023 年 3 月 5 日 ",
     "２０２３．３．５", 20230305.0, MARCH_5, datetime(2023, 3, 5)],
)  # fmt: skip
def test_dates_surely_meant_are_read(written):
    assert attempt(read_day, written) == (MARCH_5, [])


@pytest.mark.parametrize(
    "written",
    ["2023.2.30", "3月5日", "23.3.5", "2023.3", "3/5/2023", "2023.13.1", "开学后", 45000.0, 45000.5, True,
     time(8, 0), "2023-02-30 08:30", "8:30", "0023.3.5", 1e300, float("inf")],
)  # fmt: skip
def test_other_dates_are_refused(written):
    assert attempt(read_day, written) == (None, ["bad-date"])


@pytest.mark.parametrize(
    "written", [datetime(2023, 3, 5, 8, 30), "2023-03-05 08:30", "2023年3月5日 ８：３０", "2023/3/5 8:30:00"]
)
def test_a_date_with_a_time_of_day_is_read_and_the_time_noted(written):
    assert attempt(read_day, written) == (MARCH_5, ["time-dropped"])


@pytest.mark.parametrize("read", [read_count, read_day])
def test_no_word_of_python_reaches_the_clerk(read):
    for value in (True, False, timedelta(days=1, hours=2)):
        problems = []
        read(Cell(value, "列", lambda: PLACE, problems.append))
        assert not re.search("[A-Za-z]", problems[0].message)


@pytest.mark.parametrize("written", [650, 650.0, "650", "６５０", " 650 "])
def test_counts(written):
    assert attempt(read_count, written) == (650, [])


@pytest.mark.parametrize(("written", "count"), [("1,234", 1234), ("１，２３４，５６７", 1234567), ("0", 0)])
def test_counts_with_separators(written, count):
    assert attempt(read_count, written) == (count, [])


@pytest.mark.parametrize(
    "written",
    [
        "650人",
        "-1",
        "1,23",
        "6.5",
        "约600",
        -1.0,
        6.5,
        True,
        MARCH_5,
        "99999999",
        1e300,
        float("inf"),
        "²",
        "一百",
    ],
)
def test_other_counts_are_refused(written):
    assert attempt(read_count, written) == (None, ["bad-number"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("001", "001"),
        (3.0, "3"),
        (123456789012345.0, "123456789012345"),
        ("11位编号13900001111", "11位编号13900001111"),
    ],
)
def test_identifiers(written, read):
    assert attempt(read_identifier, written) == (read, [])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (1234567890123456.0, "digits-lost"),
        ("1.23457E+17", "digits-lost"),
        (3.1, "number-in-text-column"),
        (True, "boolean-in-text-column"),
        (MARCH_5, "date-in-text-column"),
        (time(3, 1), "date-in-text-column"),
        ("三年级\n1班", "control-character"),
        ("张\u202e例", "control-character"),
    ],
)
def test_what_a_spreadsheet_made_of_a_text_is_refused(written, code):
    assert attempt(read_identifier, written) == (None, [code])


@pytest.mark.parametrize(
    "written", ["13900001111", "张样例１３９００００１１１１", "139 0000 1111", "110101199001011234X"]
)
def test_personal_numbers_are_refused_in_names(written):
    assert attempt(read_name, written) == (None, ["personal-number"])


def test_texts_keep_their_lines_and_their_dates_but_no_personal_numbers():
    text = "2023-03-01 2023-03-31\n值班电话 110"
    assert attempt(read_text, text) == (text, [])
    assert attempt(read_text, "打 13900001111") == (None, ["personal-number"])


@pytest.mark.parametrize("written", [" 甲校", "甲校\u3000", "\ufeff甲校", "甲校\u200b\n"])
def test_spaces_around_are_noted(written):
    assert attempt(read_name, written) == ("甲校", ["spaces-trimmed"])


@pytest.mark.parametrize(
    ("read", "written", "expected"),
    [
        (read_person_name, "王　伟", ("王伟", ["inner-spaces"])),
        (read_person_name, "王  伟", ("王伟", ["inner-spaces"])),
        (read_person_name, "王 小 明", ("王 小 明", [])),
        (read_person_name, "张样例 李样例", ("张样例 李样例", [])),
        (read_group_role, "组　长", ("组长", ["inner-spaces"])),
        (read_group_role, "副 组 长", ("副组长", ["inner-spaces"])),
        (read_group_role, "组长 A", ("组长 A", [])),
        (read_unit_name, "第１小学", ("第１小学", ["full-width-characters"])),
        (read_unit_name, "第1小学（东区）", ("第1小学（东区）", [])),
    ],
)
def test_padding_is_read_as_meant_and_said_and_nothing_else_is_touched(read, written, expected):
    assert attempt(read, written) == expected


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("每月至少1次", []),
        ("看情况", ["cadence-unread"]),
        ("安全教育123制度", ["cadence-unread"]),
        ("每月若干次", ["cadence-unread"]),
    ],
)
def test_a_frequency_that_cannot_be_compared_is_noted(written, codes):
    cadence, found = attempt(read_cadence, written)
    assert (str(cadence), found) == (written, codes)


@pytest.mark.parametrize("written", ["3", "３", 3.0])
def test_a_number_alone_is_no_frequency(written):
    assert attempt(read_cadence, written) == (None, ["bad-cadence"])


def test_levels():
    both = {SchoolLevel.PRIMARY, SchoolLevel.JUNIOR}
    assert attempt(read_levels, "小学、初中") == (both, [])
    assert attempt(read_levels, "小学， 初中") == (both, [])
    assert attempt(read_levels, "小学、中学") == (None, ["unknown-level"])


def test_quotes_are_short_and_mask_numbers():
    assert "1390000" not in quote("甲 1390000 1111 乙")
    assert len(quote("长" * 100)) < 40
