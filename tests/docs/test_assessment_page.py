"""docs/reference/assessment.md: the table of statuses decides as the code does, in every case there is."""

from itertools import product

import pytest
from pages import page, tables_after

from antifraud_plan import InspectionVerdict, Status, find_status

[TABLE] = tables_after(page("reference/assessment.md"), "## 状态怎么定")
DONE = {"够": 2, "不够": 1, "没有": 0}
CASES = list(product((True, False), (None, *InspectionVerdict), DONE.values(), *[(True, False)] * 3))


def fits(row: tuple[str, ...], case: tuple[object, ...]) -> bool:
    exempt, verdict, done, is_over, has_come, is_late = case
    refuted = verdict is not None and verdict is not InspectionVerdict.TRUE
    said = {
        "是": exempt is True,
        "否": exempt is False,
        "没有推翻": not refuted,
        "够": done == 2,
        "不够": done == 1,
        "没有，或被推翻": done == 0 or refuted,
        "来了": has_come is True,
        "没来": has_come is False,
    }
    *cells, time, came, deadline = row[:-1]
    times = (time, "过了", is_over), (deadline, "过了", is_late)
    return all(said[cell] for cell in (*cells, came) if cell) and all(
        (cell == word) is held for cell, word, held in times if cell
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_first_row_that_fits_decides(
    case: tuple[bool, InspectionVerdict | None, int, bool, bool, bool],
) -> None:
    exempt, verdict, done, is_over, has_come, is_late = case
    decided = next(row[-1] for row in TABLE if fits(row, case))
    found = find_status(
        done=done,
        needed=2,
        is_over=is_over,
        is_late=is_late,
        has_come=has_come,
        verdict=verdict,
        is_exempt=exempt,
    )
    assert found.value == decided


def test_every_status_is_in_the_table() -> None:
    assert {row[-1] for row in TABLE} == {status.value for status in Status}
