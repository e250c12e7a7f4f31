"""Nothing a school wrote into a register gets lost: every filled cell is read or told of."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from antifraud_plan_excel.reading.workbook import read_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.cell import coordinate_to_tuple

from antifraud_plan.loading.lists.register import read_registers
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.plugin import Location, Problem

SPAN = DateSpan(date(2023, 1, 1), date(2023, 12, 31))
FIELDS = {
    "编号": "id",
    "签订关系": "relation",
    "班级": "class_name",
    "签订人": "signer",
    "对方": "counterpart",
    "应签份数": "copies_due",
    "签订日期": "day",
    "实签份数": "copies",
    "备注": "remark",
}
words = st.text("王演示1班- \n", min_size=1, max_size=6).filter(str.strip)
values = st.one_of(
    words,
    st.sampled_from(["2023.3.5", "3月5日", "两份", "139 0000 1234", 13900001234, "【示例】王演示", "#N/A"]),
    st.integers(0, 5),
    st.booleans(),
    st.floats(0, 9, width=16),
    st.dates(date(2022, 1, 1), date(2024, 12, 31)),
)
rows = st.lists(st.dictionaries(st.integers(0, 11), values, max_size=8), min_size=1, max_size=4)
headings = st.permutations([*FIELDS, "家长电话", "", ""])


def is_read(value: object, found: object) -> bool:
    """Tell whether what was read is what openpyxl finds in the cell."""
    if found is None:
        return False
    if isinstance(found, date):
        written = value.date() if isinstance(value, datetime) else value
        return written == found or (found.month, found.day) == (3, 5)
    return str(value).strip() == str(found) or found == value


def places_of(problems: list[Problem], *codes: str) -> set[tuple[int, int]]:
    """Return (row, column) of every problem with one of these codes."""
    return {coordinate_to_tuple(each.location.cell) for each in problems if each.code in codes}


@settings(max_examples=60, deadline=None)
@given(headings, rows)
def test_a_filled_cell_is_read_or_reported(heads, lines):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "签订台账"
        sheet.append(heads)
        for row, line in enumerate(lines, 2):
            for column, value in line.items():
                sheet.cell(row, column + 1, value)
        book.save(path)
        found = list(read_registers(read_tables(path, "x.xlsx"), Location("x.xlsx"), SPAN))
        sheet = openpyxl.load_workbook(path)["签订台账"]
    (register,) = [entry for entry in found if isinstance(entry, Register)]
    problems = [entry for entry in found if isinstance(entry, Problem)]
    told = {problem.location.cell for problem in problems if problem.location}
    skipped = {row for row, _ in places_of(problems, "example-row")}
    unread = {column for _, column in places_of(problems, "unread-column", "unheaded-cell")}
    by_row = {coordinate_to_tuple(row.place.cell)[0]: row for row in register.rows}
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
                continue
            is_told = cell.coordinate in told or cell.row in skipped or cell.column in unread
            field = FIELDS.get(heads[cell.column - 1])
            read = getattr(by_row[cell.row], field) if field and cell.row in by_row else None
            assert is_told or is_read(cell.value, read), (cell.coordinate, cell.value, read)
