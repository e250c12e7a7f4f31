"""Reading and checking 200 schools' lists of 129,000 people, against bare python-calamine."""

import tempfile
from pathlib import Path

from antifraud_plan_excel.reading.readers import SCHOOL_PEOPLE
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from antifraud_plan.plugin import Problem
from benchmarks.contest import Row, hold_contest

SCHOOLS = 200
STUDENTS, STAFF = 600, 45  # a school
CLASS_SIZE = 40
CLASSES = tuple(f"{grade}年级{number}班" for grade in "一二三四五" for number in (1, 2, 3))
ROUNDS = 7


def write_list(path: Path, school: int) -> None:
    names = "示例样本演示模拟假设虚拟"
    with Workbook(path) as workbook:
        students = workbook.add_worksheet("学生")
        students.write_row(0, 0, ["班级", "姓名"])
        for number in range(STUDENTS):
            name = "张" + names[number % 11 : number % 11 + 2] + chr(0x4E00 + number + school)
            students.write_row(number + 1, 0, [CLASSES[number // CLASS_SIZE], name])
        staff = workbook.add_worksheet("教职工")
        staff.write_row(0, 0, ["姓名", "岗位", "班主任班级"])
        for number in range(STAFF):
            class_name = CLASSES[number] if number < len(CLASSES) else ""
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


def run() -> Row:
    """Hold the contest in a temporary folder that is gone afterwards."""
    people = SCHOOLS * (STUDENTS + STAFF)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{school:03}.xlsx" for school in range(SCHOOLS)]
        for school, path in enumerate(paths):
            write_list(path, school)
        if read_bare(paths) != people or read_and_check(paths) != people:
            raise SystemExit("people_lists: one side did not read everybody")
        contest = hold_contest(lambda: read_and_check(paths), lambda: read_bare(paths), rounds=ROUNDS)
    return Row(
        f"{people:,} people in {SCHOOLS} workbooks, read and checked",
        f"{contest.ours:.2f} s, {people / contest.ours:,.0f} people/s",
        contest.spread("× python-calamine's bare rate"),
        "≥ 0.5 ×",
    )


if __name__ == "__main__":
    print(run())
