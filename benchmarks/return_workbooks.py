"""Return workbooks a second, against bare XlsxWriter writing the same cells."""

import io
import tempfile
from pathlib import Path

import attrs
import openpyxl
from antifraud_plan_excel.forms.returns import draw_returns
from antifraud_plan_excel.signing.signed import Signed
from xlsxwriter import Workbook

from antifraud_plan import open_workspace
from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.offers import Brief
from antifraud_plan.starting import copy_demo
from benchmarks.contest import Row, hold_contest

COPIES = 200
PERIOD = "2022—2023学年第二学期"
CLASSES = tuple(f"{grade}年级{number}班" for number in range(1, 5) for grade in "一二三四五六")[:19]
"""As many as give a school's return sixty rows."""

Sheets = list[tuple[str, list[tuple[object, ...]]]]


def run() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        brief = find_brief(Path(folder) / "county")
        dues = [
            due
            for spec in brief.plan.returns
            for due in derive_returns(brief.plan, brief.tree, spec)
            if brief.wants_period(due.period.label)
        ]
        written = [document.chunks[0] for document in draw_returns(brief, dues, Signed({}))]
        cells = [read_cells(data) for data in written]
        rows = sum(len(sheet) - 1 for book in cells for title, sheet in book if title != "下拉选项")
        contest = hold_contest(
            lambda: [len(document.chunks[0]) for document in draw_returns(brief, dues, Signed({}))],
            lambda: [write_bare(book) for book in cells],
            rounds=3,
        )
    return Row(
        f"{len(written)} return workbooks, {rows / len(written):.0f} rows each, in memory",
        f"{len(written) / contest.ours:,.0f} workbooks/s",
        contest.spread("× bare XlsxWriter, the same cells without looks"),
        "≥ 0.8 ×",
    )


def find_brief(county: Path) -> Brief:
    """Write a county of schools that each hand in their own return, and take its brief."""
    copy_demo(county)
    for path in (*county.glob("*.xlsx"), *county.glob("名单/*")):
        path.unlink()
    schools = [f"示例县第{number}学校" for number in range(1, COPIES + 1)]
    units = [f"S{number},{school},县直学校,B,小学" for number, school in enumerate(schools)]
    classes = [f"{school},{name},40" for school in schools for name in CLASSES]
    _write(county / "单位.csv", "编号,名称,类别,上级,学段", ["B,示例县教育体育局,主管局,,", *units])
    _write(county / "班级.csv", "学校,班级,学生数", classes)
    return attrs.evolve(open_workspace(county).brief(), periods=frozenset({PERIOD}))


def _write(path: Path, headings: str, lines: list[str]) -> None:
    path.write_text("\n".join([headings, *lines]), encoding="utf-8-sig")


def read_cells(data: bytes) -> Sheets:
    """Read every cell; the hidden lists too, as both sides write them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book]


def write_bare(sheets: Sheets) -> int:
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        for title, rows in sheets:
            sheet = workbook.add_worksheet(title)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif isinstance(value, int):
                        sheet.write_number(row, column, value)
    return len(stream.getvalue())


if __name__ == "__main__":
    print(run())
