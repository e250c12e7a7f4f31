"""Reading and checking 200 returned workbooks, against openpyxl merely reading them."""

import io
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
from antifraud_plan_excel.forms.returns import draw_returns
from antifraud_plan_excel.reading.workbook import read_tables
from antifraud_plan_excel.signing.signed import Signed

from antifraud_plan.loading.returns.book import BookReader
from antifraud_plan.model.forms.column import NOTHING, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location
from benchmarks.contest import Row, hold_contest
from benchmarks.return_workbooks import PERIOD, find_brief

COPIES = 200
PEERS = 40  # as many of them openpyxl reads
_DAY = date(2023, 3, 15)
_ANSWERS = {
    ColumnKind.COUNT: 38,
    ColumnKind.PEOPLE: 40,
    ColumnKind.TEXT: "识破刷单返利骗局",
    ColumnKind.REMARK: "按要求落实，没有困难。",
}


def run() -> Row:
    """Hold the contest in a temporary folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        brief = find_brief(Path(folder) / "county")
        paths = _fill_all(brief, Path(folder))
        contest = hold_contest(
            lambda: read_and_check(brief, paths),
            lambda: read_bare(paths[:PEERS]),
            rounds=3,
            share=COPIES // PEERS,
        )
        records, cells = read_and_check(brief, paths[:PEERS])
        if cells != read_bare(paths[:PEERS]):
            raise SystemExit("returned_workbooks: the two sides did not read the same cells")
    return Row(
        f"{COPIES} returned workbooks of {records // PEERS} filled rows, read and checked",
        f"{COPIES / contest.ours:,.0f} workbooks/s",
        contest.spread("× openpyxl, the cells alone (read_only)"),
        "≥ 6 ×",
    )


def _fill_all(brief: Brief, folder: Path) -> list[Path]:
    dues = [
        due
        for spec in brief.plan.returns
        for due in derive_returns(brief.plan, brief.tree, spec)
        if due.period.label == PERIOD
    ]
    paths = []
    for number, document in enumerate(draw_returns(brief, dues, Signed({}))):
        book = openpyxl.load_workbook(io.BytesIO(document.chunks[0]))
        for form in brief.plan.forms:
            if form.title in book.sheetnames:
                fill(book[form.title], form)
        book["填报说明"].protection.sheet = False
        paths.append(folder / f"{number:03}.xlsx")
        book.save(paths[-1])
    return paths


def fill(sheet: openpyxl.worksheet.worksheet.Worksheet, form: Form, day: date = _DAY) -> None:
    """Fill in what is asked in every row that is given, as done on a day."""
    answers = {**_ANSWERS, ColumnKind.DAY: day}
    headings = [str(cell.value or "").rstrip("*") for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value is None:
            break
        nil = form.find_kind(ColumnKind.NIL)
        if nil is not None:
            row[headings.index(nil.heading)].value = NOTHING
            continue
        for column in form.asked:
            cell = row[headings.index(column.heading)]
            if cell.value is None and column.kind is not ColumnKind.CLASS:
                cell.value = column.choices[0] if column.choices else answers[column.kind]


def read_and_check(brief: Brief, paths: list[Path]) -> tuple[int, int]:
    """Return how many records and how many cells were read; every cell must have been."""
    reader = BookReader(brief.plan, brief.tree)
    records = cells = 0
    for path in paths:
        book = reader.read(read_tables(path, path.name), Location(path.name), data=bytes)
        if any(count.reported for count in book.cells.values()):
            raise SystemExit(f"returned_workbooks: {book.problems[0]}")
        records += len(book.evidence)
        cells += sum(count.read for count in book.cells.values())
    return records, cells


def read_bare(paths: list[Path]) -> int:
    """Return how many cells are filled, as openpyxl finds them the faster of its two ways."""
    cells = 0
    for path in paths:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        cells += sum(value is not None for sheet in book for row in sheet.values for value in row)
        book.close()
    return cells


if __name__ == "__main__":
    print(run())
