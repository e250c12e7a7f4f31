"""Lists written in a test as a clerk sees them: cells between strokes, an empty line for an empty row."""

from collections.abc import Mapping, Sequence

from antifraud_plan.loading.lists import read_lists
from antifraud_plan.loading.lists.table import CellValue, ListTable
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.school import SchoolFacts
from antifraud_plan.problems import Location, Problem, Severity

FILE = "名册"


def table_of(title: str, rows: Sequence[Sequence[CellValue]]) -> ListTable:
    """Make a table whose places read 名册:单位!C5."""
    return ListTable(
        title,
        Location(FILE, sheet=title),
        rows,
        lambda row, column: Location(FILE, sheet=title, cell=f"{chr(ord('A') + column)}{row + 1}"),
    )


def grid(text: str) -> list[list[CellValue]]:
    lines = text.strip("\n").splitlines()
    return [[cell.strip() for cell in line.split("|")] if line.strip() else [] for line in lines]


def read(
    **sheets: str | list[list[CellValue]],
) -> tuple[OrganisationTree | None, Mapping[str, SchoolFacts], tuple[Problem, ...]]:
    tables = {
        title: table_of(title, grid(rows) if isinstance(rows, str) else rows)
        for title, rows in sheets.items()
    }
    return read_lists(tables, Location(FILE))


def places(problems: tuple[Problem, ...], severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    """Return (code, place without the file) of every problem of one severity."""
    return [
        (problem.code, str(problem.location).removeprefix(FILE + ":"))
        for problem in problems
        if problem.severity is severity
    ]
