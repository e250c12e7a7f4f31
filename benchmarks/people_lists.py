"""Reading and checking 200 schools' lists of 129,000 people, against bare python-calamine on the same files.

Run it with ``python benchmarks/people_lists.py``; it prints one row of the table in docs. The two take turns, round by
round, so that a busy machine slows both; the figure is the ratio of their rates.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from antifraud_plan_excel import SCHOOL_PEOPLE
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from antifraud_plan.plugin import Problem

SCHOOLS = 200
STUDENTS, STAFF = 600, 45  # a school
CLASS_SIZE = 40
ROUNDS = 7


def write_list(path: Path, school: int) -> None:
    names = "示例样本演示模拟假设虚拟"
    with Workbook(path) as workbook:
        students = workbook.add_worksheet("学生")
        students.write_row(0, 0, ["班级", "姓名"])
        for number in range(STUDENTS):
            name = "张" + names[number % 11 : number % 11 + 2] + chr(0x4E00 + number + school)
            students.write_row(number + 1, 0, [f"{number // CLASS_SIZE + 1}班", name])
        staff = workbook.add_worksheet("教职工")
        staff.write_row(0, 0, ["姓名", "岗位", "班主任班级"])
        for number in range(STAFF):
            class_name = f"{number + 1}班" if number < STUDENTS // CLASS_SIZE else ""
            staff.write_row(number + 1, 0, ["李" + chr(0x5E00 + number + school), "教师", class_name])


def read_bare(paths: list[Path]) -> int:
    """Return the filled rows below the headings, as the one line that uses calamine alone finds them."""
    rows = 0
    for path in paths:
        with CalamineWorkbook.from_path(path) as workbook:
            rows += sum(
                len(workbook.get_sheet_by_name(title).to_python()) - 1 for title in workbook.sheet_names
            )
    return rows


def read_and_check(paths: list[Path]) -> int:
    return sum(not isinstance(entry, Problem) for path in paths for entry in SCHOOL_PEOPLE.read(path))


def seconds(read: Callable[[list[Path]], int], paths: list[Path]) -> float:
    start = time.perf_counter()
    people = read(paths)
    taken = time.perf_counter() - start
    if people != SCHOOLS * (STUDENTS + STAFF):
        raise SystemExit(f"{read.__name__}: {people} people")
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{school:03}.xlsx" for school in range(SCHOOLS)]
        for school, path in enumerate(paths):
            write_list(path, school)
        pairs = [(seconds(read_bare, paths), seconds(read_and_check, paths)) for _ in range(ROUNDS)]
    ratios = sorted(bare / ours for bare, ours in pairs)
    ours = statistics.median(ours for _, ours in pairs)
    people = SCHOOLS * (STUDENTS + STAFF)
    print(
        f"| {people:,} people in {SCHOOLS} lists, read and checked | {ours:.2f} s, {people / ours:,.0f} people/s "
        f"| {statistics.median(ratios):.2f} × bare python-calamine ({ratios[0]:.2f}–{ratios[-1]:.2f}) | ≥ 0.5 × |"
    )


if __name__ == "__main__":
    main()
