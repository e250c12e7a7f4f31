"""Signing registers as tables: which sheets are registers, which year a date without one means."""

from datetime import date

import pytest
from list_tables import FILE, grid, table_of

from antifraud_plan.loading.lists.register import read_registers
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.problems import Location, Problem

SCHOOL_YEAR = DateSpan(date(2023, 9, 1), date(2024, 8, 31))
TWO_YEARS = DateSpan(date(2023, 1, 1), date(2024, 12, 31))
ROWS = "编号 | 签订人 | 签订日期\nS1-1 | 王演示 | {}"


def read(span: DateSpan = SCHOOL_YEAR, **sheets: str) -> tuple[list[Register], list[tuple[str, str]]]:
    tables = {title: table_of(title, grid(rows)) for title, rows in sheets.items()}
    found = list(read_registers(tables, Location(FILE), span))
    problems = [entry for entry in found if isinstance(entry, Problem)]
    places = [(problem.code, str(problem.location).removeprefix(f"{FILE}:")) for problem in problems]
    return [entry for entry in found if isinstance(entry, Register)], places


@pytest.mark.parametrize(
    ("written", "day"),
    [("9月5日", date(2023, 9, 5)), ("3月5日", date(2024, 3, 5)), ("2月29日", date(2024, 2, 29))],
)
def test_a_date_without_a_year_falls_into_the_plans_days(written: str, day: date) -> None:
    (register,), told = read(签订台账=ROWS.format(written))
    assert [row.day for row in register.rows] == [day]
    assert told == [("year-assumed", "签订台账!C2")]


def test_dates_without_a_year_are_told_once_a_register() -> None:
    tables = {"签订台账": table_of("签订台账", grid(f"{ROWS.format('9月5日')}\nS1-2 | 李演示 | 9月6日"))}
    _, note = read_registers(tables, Location(FILE), SCHOOL_YEAR)
    assert isinstance(note, Problem)
    assert "2 行" in note.message


@pytest.mark.parametrize(
    ("span", "written"),
    [
        (TWO_YEARS, "3月5日"),
        (DateSpan(date(2023, 9, 1), date(2024, 1, 31)), "3月5日"),
        (TWO_YEARS, "2月30日"),
    ],
)
def test_a_date_of_no_year_or_of_several_is_not_guessed(span: DateSpan, written: str) -> None:
    (register,), told = read(span, 签订台账=ROWS.format(written))
    assert [(row.day, row.is_sound) for row in register.rows] == [(None, False)]
    assert told == [("bad-date", "签订台账!C2")]


def test_every_sheet_that_calls_itself_a_register_is_one_and_others_with_content_are_told_of() -> None:
    copy = {"签订台账 (2)": ROWS.format("2023-9-6"), "Sheet2": "", "草稿": "李演示"}
    registers, told = read(签订台账=ROWS.format("2023-9-5"), 填写说明="说明", **copy)
    assert [str(register.place) for register in registers] == [f"{FILE}:签订台账", f"{FILE}:签订台账 (2)"]
    assert told == [("unread-table", "草稿")]


def test_a_misspelt_sheet_is_told_with_what_it_should_be_called() -> None:
    found = list(read_registers({"签定台账": table_of("签定台账", [])}, Location(FILE), SCHOOL_YEAR))
    (problem,) = [entry for entry in found if isinstance(entry, Problem)]
    assert (problem.code, problem.remedy) == ("no-register", "“签定台账”是否应为“签订台账”？")


def test_a_sheet_of_no_such_name_is_not_taken_for_the_hidden_one() -> None:
    tables = {title: table_of(title, []) for title in ("Sheet1", "台账标识")}
    (problem,) = read_registers(tables, Location(FILE), SCHOOL_YEAR)
    assert isinstance(problem, Problem)
    assert problem.remedy == "请核对是不是放错了文件夹；表的名称要有“签订台账”。"


def test_a_register_of_a_newer_program_is_refused() -> None:
    origin = "方案 | 年份 | 单位 | 格式\nplan | 2023 | S1 | 2"
    (register,), told = read(签订台账=ROWS.format("2023-9-5"), 台账标识=origin)
    assert told == [("register-newer", FILE)]
    assert (register.plan, register.year, register.keeper) == ("plan", 2023, "S1")
