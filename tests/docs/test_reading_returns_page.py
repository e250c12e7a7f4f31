"""docs/reference/reading-returns.md says how cells of a return are read, and they are read so."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pages import page, tables_after

from antifraud_plan.loading.lists.table import Cell
from antifraud_plan.loading.returns.classes import ClassNames
from antifraud_plan.loading.returns.columns import list_form
from antifraud_plan.loading.returns.numbers import show_share
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation, OrganisationKind
from antifraud_plan.problems import Location, Problem, Severity

PAGE = page("reference/reading-returns.md")
YEAR = DateSpan(date(2023, 1, 1), date(2023, 12, 31))
KINDS = (
    ColumnKind.DAY,
    ColumnKind.COUNT,
    ColumnKind.SHARE,
    ColumnKind.AMOUNT,
    ColumnKind.NIL,
    ColumnKind.TAIL,
)


def show(value: object) -> str:
    match value:
        case None:
            return ""
        case Fraction():
            return show_share(value)
        case int() | Decimal() | date() | str():
            return str(value)
        case _:
            raise AssertionError(value)


def told(problems: list[Problem]) -> str:
    severities = {problem.severity for problem in problems}
    return "拒收" if Severity.ERROR in severities else "说一声" if severities else ""


@pytest.mark.parametrize(
    ("kind", "written", "read", "note"),
    [(kind, *row) for kind in KINDS for table in tables_after(PAGE, f"### {kind.value}") for row in table],
)
def test_a_cell_is_read_as_the_page_says(kind: ColumnKind, written: str, read: str, note: str) -> None:
    (shape,) = list_form(Form("f", "表", (Column("x", "列", kind),)), YEAR).columns
    problems: list[Problem] = []
    value = shape.read(Cell(written, "列", lambda: Location("x"), problems.append))
    assert (show(value), told(problems)) == (read, note)


@pytest.mark.parametrize(("written", "read", "note"), tables_after(PAGE, "### 班级")[0])
def test_a_class_is_found_as_the_page_says(written: str, read: str, note: str) -> None:
    names = ("三年级1班", "三年级2班")
    found = ClassNames(Organisation(name, name, OrganisationKind.CLASS, "S") for name in names).find(written)
    assert (found.name if found else "") == read
    assert note == ("拒收" if found is None else "" if written == read else "说一声")


def test_the_page_speaks_of_every_kind_that_is_more_than_text() -> None:
    for kind in KINDS:
        assert tables_after(PAGE, f"### {kind.value}")
