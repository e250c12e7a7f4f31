"""Lists and returns as CSV, one file a table, read as the workbook is."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from antifraud_plan.loading.csv_rows import read_csv_rows
from antifraud_plan.loading.lists.people import stream_mixed_people
from antifraud_plan.plugin import (
    Lists,
    ListTable,
    Location,
    Problem,
    ProblemsFoundError,
    StaffMember,
    Student,
    lists_forms,
    read_list_file,
)
from antifraud_plan.plugin import read_lists as read_list_tables
from antifraud_plan.problems import Severity, has_errors


def read_lists(path: Path) -> Lists:
    """Read 单位.csv and, where they stand beside it, 班级.csv, 人员.csv, 存在问题.csv and 工作措施.csv."""
    tables: dict[str, ListTable] = {}
    problems: list[Problem] = []
    for form in lists_forms.LISTS:
        beside = path.with_name(f"{form.title}{path.suffix}")
        if beside == path or beside.exists():
            try:
                tables[form.title] = _read_table(beside, form.title, beside.name)
            except ProblemsFoundError as error:
                return Lists(None, problems=(*problems, *error.problems))
            problems += tables[form.title].problems
    tree, facts, mistakes = read_list_tables(tables, Location(path.name))
    return Lists(None if has_errors(problems) else tree, facts, (*problems, *mistakes))


def read_people(path: Path) -> Iterator[Student | StaffMember | Problem]:
    """Stream one school's 名单: students and staff in one file, told apart by its column 类别."""
    try:
        table = _read_table(path, lists_forms.STUDENTS_AND_STAFF.title, f"{path.parent.name}/{path.name}")
    except ProblemsFoundError as error:
        yield from error.problems
        return
    yield from table.problems
    yield from stream_mixed_people(table)


def read_table(data: bytes, file: str) -> Mapping[str, ListTable]:
    """Read a file that a school sent back as one table, titled as the file is called."""
    title = PurePath(file).stem
    return {title: _open_table(data, title, file)}


def _read_table(path: Path, title: str, file: str) -> ListTable:
    return _open_table(read_list_file(path, file), title, file)


def _open_table(data: bytes, title: str, file: str) -> ListTable:
    rows = read_csv_rows(data, file)
    return ListTable(title, Location(file), rows.rows, rows.place, Severity.ERROR, rows.problems)
