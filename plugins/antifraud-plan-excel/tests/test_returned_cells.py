"""Nothing a school wrote into a return gets lost: openpyxl counts what is filled, we say where it went."""

import io
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from antifraud_plan_excel.forms.returns import build_returns
from antifraud_plan_excel.reading.workbook import read_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook.workbook import Workbook

from antifraud_plan import open_workspace
from antifraud_plan.loading.lists.personal import mask_personal_numbers
from antifraud_plan.loading.returns.book import BookReader
from antifraud_plan.model.returns.evidence import ReturnedBook
from antifraud_plan.plugin import Brief, Location

DEMO = Path(__file__).parents[3] / "examples" / "demo-county"
EDGES = "\ufeff\u200b\u200c\u200d\u2060"


@cache
def drawn() -> tuple[Brief, dict[str, bytes]]:
    """Return the demonstration county and what it hands out to one central school, by the file's name."""
    brief = open_workspace(DEMO).brief(units="示例县实验幼儿园")
    documents = {each.path[-1]: b"".join(each.chunks) for each in build_returns(brief)}
    return brief, documents


@cache
def reader() -> BookReader:
    brief, _ = drawn()
    return BookReader(brief.plan, brief.tree)


def hand_out(part: str) -> Workbook:
    """Open the return with *part* in its name as the school does."""
    name = next(name for name in drawn()[1] if part in name)
    return openpyxl.load_workbook(io.BytesIO(drawn()[1][name]))


def hand_in(book: Workbook) -> tuple[ReturnedBook, Workbook, dict[str, int]]:
    """Return what is read of a workbook as the school saved it, what openpyxl finds and counts in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        book.save(path)
        tables = read_tables(path, "x.xlsx")
        found = reader().read(tables, Location("x.xlsx"), data=bytes)
        return found, openpyxl.load_workbook(path), count_filled(path)


def count_filled(path: Path) -> dict[str, int]:
    """Count the filled cells by sheet, in the mode in which openpyxl also sees what merged cells hide."""
    counted: dict[str, int] = {}
    for sheet in openpyxl.load_workbook(path, read_only=True):
        title = mask_personal_numbers(sheet.title.strip())
        filled = sum(is_filled(cell) for row in sheet.iter_rows() for cell in row)
        counted[title] = counted.get(title, 0) + filled
    return counted


def is_filled(cell: Cell | MergedCell) -> bool:
    return cell.value is not None and bool(str(cell.value).strip())


def check_conserved(book: Workbook) -> ReturnedBook:
    """Hold what is said of the cells against openpyxl."""
    found, opened, counted = hand_in(book)
    assert {title: count.read + count.reported for title, count in found.cells.items()} == counted
    sheets = {mask_personal_numbers(sheet.title): sheet for sheet in opened}
    for each in found.evidence:
        for column in each.form.asked:
            place = each.locate(column.id)
            value = each.values.get(column.id)
            if value is not None and place.sheet is not None and place.cell is not None:
                written = sheets[place.sheet][place.cell].value
                assert is_same(written, value), (str(place), written, value)
    return found


def is_same(written: object, read: object) -> bool:
    """Tell whether a cell may be read so; what only a person sees to be the same counts as the same."""
    if written is None:
        return read == "有"  # of an event whose details are told
    if isinstance(written, datetime):
        return written.date() == read
    if isinstance(written, str):
        return True if not isinstance(read, str) else read in written.strip(f"{EDGES} \n") or len(read) > 1
    return str(written) == str(read) or written == read or isinstance(read, date)


JUNK = st.one_of(
    st.sampled_from(
        [
            "2023.3.5", "3月5日", 20230305, 44990, "二〇二三年三月五日", date(2023, 3, 5), "2023-2-30",
            "45人", "１２", "1,200", "四十五", -3, 4.5, "约30", "139 0000 1234", 13900001234,
            "张三 139-0000-1234",
            "110101 19900101 001X", "班会", "微信", "有", "无", "没有", "=1+2", "#N/A", True, " ", "\u200b",
            "【示例】班会", "三(1)班", "五年级１班", "乙校", "主题班会", "=cmd|'/c calc'!A1",
        ]
    ),
    st.text("王演示1班- \n全０", min_size=1, max_size=8),
    st.integers(0, 60),
)  # fmt: skip
CHANGE = st.one_of(
    st.tuples(st.just("type"), st.integers(1, 30), st.integers(1, 18), JUNK),
    st.tuples(st.just("insert"), st.integers(1, 12), st.integers(1, 3), st.none()),
    st.tuples(st.just("column"), st.integers(1, 15), st.integers(1, 2), st.none()),
    st.tuples(st.just("delete"), st.integers(1, 12), st.integers(1, 2), st.none()),
    st.tuples(st.just("merge"), st.integers(1, 12), st.integers(1, 12), st.none()),
    st.tuples(st.just("double"), st.integers(1, 12), st.integers(1, 12), st.none()),
    st.tuples(
        st.just("title"),
        st.just(0),
        st.just(0),
        st.sampled_from(["Sheet1", "活动开展情况 (2)", "电话13900001234", "情况 "]),
    ),
)


def mutate(book: Workbook, sheet_number: int, change: tuple[str, int, int, object]) -> None:
    """Do to one sheet what schools do."""
    sheet = book.worksheets[sheet_number % len(book.worksheets)]
    verb, first, second, value = change
    match verb:
        case "type":
            if not isinstance(sheet.cell(first, second), MergedCell):
                sheet.cell(first, second).value = value
        case "insert":
            sheet.insert_rows(first, second)
        case "column":
            sheet.insert_cols(first, second)
        case "delete":
            sheet.delete_cols(first, second)
        case "merge":
            sheet.merge_cells(start_row=first, start_column=second, end_row=first + 1, end_column=second)
        case "double":
            if not isinstance(sheet.cell(1, second), MergedCell):
                sheet.cell(1, second).value = sheet.cell(1, first).value
        case "title":
            sheet.title = value


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["季报表", "1月月报表"]),
    st.lists(st.tuples(st.integers(0, 8), CHANGE), min_size=1, max_size=12),
)
def test_every_filled_cell_is_read_or_reported(part, changes):
    book = hand_out(part)
    for sheet_number, change in changes:
        mutate(book, sheet_number, change)
    found = check_conserved(book)
    told = "\n".join(map(str, found.problems))
    assert "13900001234" not in told
    assert "139 0000 1234" not in told
    assert "139-0000-1234" not in told


def test_a_return_as_it_was_handed_out_is_read_without_a_word_about_its_cells():
    found = check_conserved(hand_out("学期报表"))
    assert {problem.code for problem in found.problems} == {"undated-return"}
    assert found.identity is not None
    assert found.identity.unit == "Y01"
    assert all(count.reported == 0 for count in found.cells.values())


def test_an_event_in_a_row_below_needs_no_given_cell_but_the_school():
    book = hand_out("3月月报表")
    sheet = book["案件和线索登记"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    school = sheet.cell(2, columns["学校"]).value
    sheet.cell(2, columns["本期有无*"]).value = "有"
    below = {"学校": school, "本期有无*": "有", "类别": "线索", "发生日期": date(2023, 3, 8)}
    for heading, value in below.items():
        sheet.cell(3, columns[heading]).value = value
    found, _, _ = hand_in(book)

    assert [problem.code for problem in found.problems] == ["undated-return"]
    [clue] = found.evidence
    assert (clue.item, clue.values["reference"], clue.is_sound) == ("4.4.2", "四（四）", True)
