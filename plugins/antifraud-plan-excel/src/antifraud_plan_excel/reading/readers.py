"""What a county and a school keep in workbooks, read as organisations, facts and people."""

from collections.abc import Iterator
from pathlib import Path

from antifraud_plan.plugin import (
    Lists,
    ListsReader,
    Location,
    PeopleReader,
    Problem,
    ProblemsFoundError,
    StaffMember,
    Student,
    TableReader,
    read_lists,
    stream_people,
)
from antifraud_plan_excel.reading.workbook import open_tables, read_tables


def read_county_lists(path: Path) -> Lists:
    """Read 单位名册.xlsx: everything that can be read, and every mistake with its cell."""
    try:
        tree, facts, problems = read_lists(read_tables(path, path.name), Location(path.name))
    except ProblemsFoundError as error:
        return Lists(None, problems=error.problems)
    return Lists(tree, facts, problems)


def read_school_people(path: Path) -> Iterator[Student | StaffMember | Problem]:
    """Stream one school's 名单; a file that cannot be read yields its problems and nothing else."""
    file = f"{path.parent.name}/{path.name}"
    try:
        yield from stream_people(read_tables(path, file), Location(file))
    except ProblemsFoundError as error:
        yield from error.problems


COUNTY_LISTS = ListsReader("excel", "单位名册.xlsx", read_county_lists)
SCHOOL_PEOPLE = PeopleReader("excel", ".xlsx", read_school_people)
RETURNED_TABLES = TableReader("excel", ".xlsx", open_tables)
