"""Where a value stands: openpyxl, which counts cells its own way, is the reference."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from antifraud_plan_excel.reading.readers import read_school_people
from antifraud_plan_excel.reading.sheet_xml import find_address, is_plain, look_into, name_cell
from antifraud_plan_excel.reading.workbook import read_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from xlsxwriter import Workbook

from antifraud_plan.loading.lists.table import Unreadable
from antifraud_plan.plugin import Location, Problem, Student

values = st.one_of(
    st.text("甲乙丙 a1<&'\"", min_size=1, max_size=4).filter(str.strip),
    st.integers(-9, 10**12),
    st.booleans(),
)
sparse = st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 40)), values, min_size=1, max_size=12)
writers = st.sampled_from(["openpyxl", "xlsxwriter"])


def write(path: Path, cells, writer: str, formulas=frozenset()):
    if writer == "openpyxl":
        workbook = openpyxl.Workbook()
        for (row, column), value in cells.items():
            workbook.active.cell(row + 1, column + 1, value)
        for row, column in formulas:
            workbook.active.cell(row + 1, column + 1, "=1+1")
        workbook.save(path)
        return
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Sheet")
        for (row, column), value in cells.items():
            sheet.write(row, column, value)


def read_back(path: Path):
    """Return place → value of every filled cell, as our reader tells it."""
    (table,) = read_tables(path, "x.xlsx").values()
    return {
        table.place(row, column): value
        for row, values in enumerate(table.rows)
        for column, value in enumerate(values)
        if value not in ("", None)
    }


@settings(max_examples=60, deadline=None)
@given(sparse, writers)
def test_every_value_is_where_openpyxl_finds_it(cells, writer):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        write(path, cells, writer)
        sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
        expected = {
            Location("x.xlsx", sheet="Sheet", cell=cell.coordinate): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert read_back(path) == expected


@settings(max_examples=60, deadline=None)
@given(sparse, st.sets(st.tuples(st.integers(0, 20), st.integers(0, 45)), min_size=1, max_size=5))
def test_formulas_without_result_are_marked_where_openpyxl_finds_them(cells, formulas):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        write(path, cells, "openpyxl", formulas)
        marked = {place: value for place, value in read_back(path).items() if isinstance(value, Unreadable)}
        assert {place.cell for place in marked} == {
            f"{get_column_letter(column + 1)}{row + 1}" for row, column in formulas
        }
        assert all(value.problem.location == place for place, value in marked.items())


people = st.lists(
    st.tuples(st.sampled_from(["1班", "2班"]), st.sampled_from(["张样例", "李 样例", ""])), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(
    people=st.lists(
        st.tuples(st.sampled_from(["1班", "2班"]), st.sampled_from(["张样例", "李 样例", ""])), max_size=8
    ),
    down=st.integers(0, 15),
    right=st.integers(0, 30),
    gaps=st.lists(st.integers(0, 2), min_size=8, max_size=8),
    writer=writers,
)
def test_a_list_may_stand_anywhere_with_empty_rows_between(people, down, right, gaps, writer):
    cells = {(down, right): "班级", (down, right + 1): "姓名"}
    row = down
    blanks = []
    for (class_name, name), gap in zip(people, gaps, strict=False):
        row += 1 + gap
        cells[row, right] = class_name
        if name:
            cells[row, right + 1] = name
        else:
            blanks.append(f"学生!{get_column_letter(right + 2)}{row + 1}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        write(path, cells, writer)
        renamed = openpyxl.load_workbook(path)
        renamed.worksheets[0].title = "学生"
        renamed.save(path)
        entries = [entry for entry in read_school_people(path) if "教职工" not in str(entry)]
    told = [entry for entry in entries if isinstance(entry, Problem)]
    assert [entry for entry in entries if entry not in told] == [
        Student(name, class_name) for class_name, name in people if name
    ]
    assert [str(problem.location).partition(":")[2] for problem in told] == blanks


@given(st.integers(0, 10**6), st.integers(0, 16383))
def test_addresses_agree_with_openpyxl(row, column):
    assert name_cell(row, column) == f"{get_column_letter(column + 1)}{row + 1}"
    assert find_address(name_cell(row, column)) == (row, column)


def test_a_glance_and_a_look_agree():
    plain = b'<worksheet><sheetData><row r="1"><c r="Z99999" t="s"><v>0</v></c></row></sheetData></worksheet>'
    assert is_plain(plain)
    for remarkable in (
        plain.replace(b"<v>", b"<f>1</f><v>"),
        plain.replace(b't="s"', b't="e"'),
        plain.replace(b"Z99999", b"AA1"),
        plain.replace(b"Z99999", b"zz1"),
        plain.replace(b"Z99999", b"A100000"),
        plain.replace(b'r="Z99999"', b"r='XFD1'"),
        plain.replace(b'r="Z99999"', b'r = "XFD1"'),
        plain.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'),
        plain.decode().encode("utf-16"),
    ):
        assert not is_plain(remarkable)
    assert look_into(plain).last_column == 25
    assert look_into(plain.replace(b' r="Z99999"', b"")).last_column == 0


def test_a_formula_that_gives_an_empty_text_has_a_result_and_one_without_result_has_none():
    def uncalculated(cell: str) -> int:
        return len(
            look_into(
                f"<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>".encode()
            ).uncalculated
        )

    assert uncalculated('<c r="A1" t="str"><f>""</f><v></v></c>') == 0
    assert uncalculated('<c r="A1" t="str"><f>""</f></c>') == 1
    assert uncalculated('<c r="A1"><f>1</f><v></v></c>') == 1
    assert uncalculated('<c r="A1"><f>1</f><v>1</v></c>') == 0
