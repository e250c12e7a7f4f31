"""Any form becomes a workbook that two independent readers read the same."""

import io
from datetime import date
from decimal import Decimal

import attrs
import openpyxl
import pytest
from antifraud_plan_excel.forms.books import Book, BookKind, Line, draw_book_pattern, fill_book
from antifraud_plan_excel.forms.cover import Cover
from antifraud_plan_excel.forms.fields import Days
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from signing_workspace import REGISTRY, make_workspace

from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.workspace import open_workspace

ODD = st.text("班校=+-@&<>\"'%_x0041{}/\\ é😀", min_size=1, max_size=12).filter(lambda text: text.strip())
VALUES = st.one_of(
    ODD,
    st.integers(0, 10**8),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.decimals(0, 10**6, places=2),
    st.none(),
)
DAYS = Days(DateSpan(date(2023, 3, 1), date(2023, 3, 31)), date(2023, 4, 5))
SCHOOL = Organisation("S1", "甲校", OrganisationKind.COUNTY_SCHOOL)


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return open_workspace(make_workspace(tmp_path_factory.mktemp("county")), REGISTRY).loaded.plan


@st.composite
def forms(draw):
    headings = draw(st.lists(ODD, min_size=1, max_size=5, unique=True))
    columns = tuple(
        Column(
            f"c{number}", heading, draw(st.sampled_from(ColumnKind)), meaning=draw(ODD), choices=(draw(ODD),)
        )
        for number, heading in enumerate(headings)
    )
    return Form("form", "表", columns, rows=draw(st.sampled_from(RowsPer)))


def draw_book(form, rows, plan, school=SCHOOL):
    cover = Cover("表", (("单位", "甲校"),), None, ("照填。",))
    kind = BookKind("表", "monthly", "3月", ((form, DAYS),), ("班会",), cover)
    pattern = draw_book_pattern(kind, plan, date(2023, 2, 6))
    lines = {form.id: [Line(values, frozenset()) for values in rows]}
    return fill_book(pattern, kind, Book(school, (school,), lines), OrganisationTree([school]))


def shown(value):
    """Return a value as a reader without types would."""
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return round(float(value), 2)
    return value or None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_two_readers_find_the_headings_and_values_that_were_written(plan, data):
    form = data.draw(forms())
    # A date stands only where it is shown as one.
    rows = [
        {
            column.id: value
            for column in form.columns
            if (value := data.draw(VALUES)) is not None
            and isinstance(value, date) is (column.kind is ColumnKind.DAY)
        }
        for _ in range(data.draw(st.integers(1, 4)))
    ]
    drawn = draw_book(form, rows, plan)
    headings = [column.heading + "*" * column.required for column in form.columns]
    expected = [headings, *([row.get(column.id) for column in form.columns] for row in rows)]
    sheet = openpyxl.load_workbook(io.BytesIO(drawn))["表"]
    found = [[getattr(cell, "date", lambda cell=cell: cell)() for cell in row] for row in sheet.values]
    assert [[shown(value) for value in row] for row in found[: len(expected)]] == [
        [shown(value) for value in row] for row in expected
    ]
    assert not any(value for row in found[len(expected) :] for value in row)
    read = (
        CalamineWorkbook.from_filelike(io.BytesIO(drawn))
        .get_sheet_by_name("表")
        .to_python(skip_empty_area=False)
    )
    # Rows without any value are not there for calamine; those before the last that has one are.
    while not any(value is not None for value in expected[-1]):
        expected.pop()
    assert [[shown(value) for value in row] for row in read][: len(expected)] == [
        [shown(value) for value in row] for row in expected
    ]


def test_a_text_longer_than_a_cell_is_refused(plan):
    form = Form("form", "表", (Column("c", "栏"),))
    with pytest.raises(ProblemsFoundError) as raised:
        draw_book(form, [{"c": "长" * 32_768}], plan)
    assert [problem.code for problem in raised.value.problems] == ["cell-too-long"]
    draw_book(form, [{"c": "长" * 32_767}], plan)


def test_control_characters_are_written_as_excel_writes_them(plan):
    form = Form("form", "表", (Column("c", "栏"),))
    drawn = draw_book(form, [{"c": "甲\x01乙"}], plan)
    assert openpyxl.load_workbook(io.BytesIO(drawn))["表"]["A2"].value in ("甲_x0001_乙", "甲\x01乙")


def test_a_school_with_odd_characters_stands_in_the_print_header_too(plan):
    school = attrs.evolve(SCHOOL, name='甲&乙<"校">')
    drawn = draw_book(Form("form", "表", (Column("c", "栏"),)), [], plan, school)
    book = openpyxl.load_workbook(io.BytesIO(drawn))
    assert '甲&&乙<"校">' in book["表"].oddHeader.center.text
    assert book["下拉选项"]["A2"].value == school.name


def test_a_title_that_excel_refuses_becomes_one_it_takes(plan):
    drawn = draw_book(Form("form", "班会/活动[2023]" + "很长" * 20, (Column("c", "栏"),)), [{"c": 1}], plan)
    title = openpyxl.load_workbook(io.BytesIO(drawn)).sheetnames[1]
    assert title.startswith("班会／活动［2023］很长")
    assert len(title) == 31
