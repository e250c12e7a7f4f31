"""Every filled cell of a sheet is read or reported, also one that Python takes for nothing."""

from datetime import date, timedelta

import pytest
from returned_books import MEETINGS, PLAN, TREE

from antifraud_plan.loading.lists.table import ListTable, is_filled
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.sheets import read_sheet
from antifraud_plan.problems import Location, Problem

HEADINGS = tuple(column.heading for column in MEETINGS.columns)
ROW = ("示例县第一小学", "专题会议", "3月", "", date(2023, 3, 8), "议题", 20, 19, None, None, None)
PRESENT = HEADINGS.index("实到")


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, []), (0.0, []), (False, ["bad-number"]), (timedelta(0), ["bad-number"]), (" ", []), (None, [])],
)
def test_what_is_nothing_to_python_is_something_in_a_cell(value, said) -> None:
    row = (*ROW[:PRESENT], value, *ROW[PRESENT + 1 :])
    table = ListTable(MEETINGS.title, Location("a.xlsx"), (HEADINGS, row), lambda *at: Location(str(at)))
    problems: list[Problem] = []
    reading = read_sheet(table, MEETINGS, Known(PLAN, TREE), (), problems.append)

    assert [problem.code for problem in problems] == said
    assert reading.count.reported == len(said)
    assert reading.count.read + reading.count.reported == len(HEADINGS) + sum(map(is_filled, row))
