"""The first sheet of a return, 填报说明: the date it bears stands beside, below or behind its label."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from antifraud_plan.loading.lists.days import read_day_within
from antifraud_plan.loading.lists.headings import fold_heading
from antifraud_plan.loading.lists.table import Cell, CellValue, ListTable, Report, is_filled
from antifraud_plan.loading.returns.identity import WRITTEN
from antifraud_plan.loading.returns.known import fold
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.problems import Problem, Severity

_LABELLED = re.compile(rf"{WRITTEN}(?::|(?=\d))(?P<day>.+)")


def read_written(table: ListTable, span: DateSpan, report: Report) -> tuple[date | None, int]:
    """Read 填报日期 of the first sheet.

    Returns:
        The date, ``None`` if it is blank or was refused, and how many cells were refused.
    """
    rows = tuple(table.rows)
    place = _find_label(rows)
    if place is None:
        message = f"“{table.title}”表里找不到“{WRITTEN}”。"
        report(
            Problem(
                "undated-return", message, table.whole, f"请写上“{WRITTEN}”，右边一格填日期。", Severity.GAP
            )
        )
        return None, 0
    row, column = place
    places = ((row, column), (row, column + 1), (row + 1, column))
    values = (_find_behind_label(_value(rows, row, column)), *(_value(rows, *at) for at in places[1:]))
    for at, value in zip(places, values, strict=True):
        if is_filled(value):
            found: list[Problem] = []
            day = read_day_within(Cell(value, WRITTEN, partial(table.place, *at), found.append), span)
            for problem in found:
                report(problem)
            return day, int(day is None)
    message = f"“{WRITTEN}”没有填。"
    remedy = "请填写；同一张表报了几次时，以日期晚的为准。"
    report(Problem("undated-return", message, table.place(row, column + 1), remedy, Severity.GAP))
    return None, 0


def _find_label(rows: Sequence[Sequence[CellValue]]) -> tuple[int, int] | None:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if fold_heading(value) == WRITTEN or _find_behind_label(value):
                return row, column
    return None


def _find_behind_label(value: CellValue) -> str:
    """Return the date that was written into the cell of the label; empty if there is none."""
    found = _LABELLED.fullmatch(fold(value)) if isinstance(value, str) else None
    return found["day"] if found else ""


def _value(rows: Sequence[Sequence[CellValue]], row: int, column: int) -> CellValue:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None
