"""One worksheet as rows of values, with what cannot be read marked at its cell."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import attrs
from python_calamine import CalamineError, CalamineWorkbook

from antifraud_plan.plugin import (
    MOST_ROWS,
    CellValue,
    ListTable,
    Location,
    Problem,
    ProblemsFoundError,
    Severity,
    Unreadable,
    too_many_rows,
)
from antifraud_plan_excel.reading.sheet_xml import Look, name_cell

_MOST_CELLS = 5_000_000

Marks = dict[int, dict[int, Problem]]


def damaged(where: Location) -> Problem:
    """Word the refusal of a workbook or sheet that its own format does not explain."""
    return Problem(
        "workbook-damaged", "工作簿已损坏，读不出来。", where, "请用 Excel 或 WPS 打开修复后另存。"
    )


def is_too_large(look: Look) -> bool:
    """Tell whether a sheet reaches further than any list; calamine would reserve memory for all of it."""
    cells = (look.last_row + 1) * (look.last_column + 1)
    merged_rows = sum(min(bottom, look.last_row) - top + 1 for top, _, bottom, _ in look.merged)
    return (
        look.last_row >= MOST_ROWS
        or cells > _MOST_CELLS
        or merged_rows * (look.last_column + 1) > _MOST_CELLS
    )


@attrs.frozen
class Worksheet:
    """A sheet that is read when its rows are asked for.

    Attributes:
        workbook: the open workbook.
        title: the sheet's name in it.
        file: the file's name as problems say it.
        look: what its XML holds besides plain values; ``None`` for nothing.
    """

    workbook: CalamineWorkbook
    title: str
    file: str
    look: Look | None

    def open_table(self) -> ListTable:
        """Return the sheet as a table; row and column 0 are A1 wherever its values start."""
        whole = Location(self.file, sheet=self.title)
        rows = self._rows() if self.look is None else self._marked_rows(self.look)
        if self.look is not None and is_too_large(self.look):
            return ListTable(
                self.title.strip(), whole, _refuse(too_many_rows(self.title, whole)), self._place
            )
        problems = () if self.look is None else tuple(self._note_formulas(self.look))
        return ListTable(self.title.strip(), whole, rows, self._place, problems=problems)

    def _note_formulas(self, look: Look) -> Iterator[Problem]:
        if look.calculated:
            first = self._place(*min(look.calculated))
            message = f"有 {len(look.calculated)} 格是公式，按表里存下的计算结果读。"
            yield Problem("formula-read", message, first, "请核对这些结果。", Severity.NOTE)

    def _place(self, row: int, column: int) -> Location:
        return self._at(name_cell(row, column))

    def _at(self, address: str) -> Location:
        return Location(self.file, sheet=self.title, cell=address)

    def _rows(self) -> Iterator[Sequence[CellValue]]:
        # Opens the sheet when the first row is asked for, and costs no Python frame a row after that.
        return chain.from_iterable(map(self._open_sheet, [self.title]))

    def _open_sheet(self, title: str) -> Iterator[Sequence[CellValue]]:
        try:
            sheet = self.workbook.get_sheet_by_name(title)
        except CalamineError:
            raise ProblemsFoundError([damaged(Location(self.file, sheet=self.title))]) from None
        # calamine's rows start at the sheet's first row, but at the first column that holds a value.
        left = sheet.start[1] if sheet.start else 0
        return sheet.iter_rows() if not left else _shift(sheet.iter_rows(), left)

    def _marked_rows(self, look: Look) -> Iterator[Sequence[CellValue]]:
        marks = self._find_marks(look)
        number = -1
        for number, values in enumerate(self._rows()):
            yield _mark(list(values), marks.get(number, {}))
        for beyond in range(number + 1, look.last_row + 1):
            yield _mark([], marks.get(beyond, {}))

    def _find_marks(self, look: Look) -> Marks:
        marks: Marks = {}
        for top, left, bottom, right in look.merged:
            area = f"{name_cell(top, left)}:{name_cell(bottom, right)}"
            message = "这几个单元格合并了，读不出各行的内容。"
            problem = Problem("merged-cells", message, self._at(area), "请取消合并，把内容填到每一行。")
            for row in range(top, min(bottom, look.last_row) + 1):
                columns = range(left, min(right, look.last_column) + 1)
                marks.setdefault(row, {}).update(dict.fromkeys(columns, problem))
        for row, column in look.uncalculated:
            message = "公式没有存下计算结果，读不出内容。"
            remedy = "请用 Excel 或 WPS 打开并保存一次，或直接填写内容。"
            problem = Problem("formula-without-value", message, self._place(row, column), remedy)
            marks.setdefault(row, {})[column] = problem
        for (row, column), shown in look.errors.items():
            message = f"单元格里是错误值 {shown}。"
            problem = Problem("error-value", message, self._place(row, column), "请改正公式或直接填写内容。")
            marks.setdefault(row, {})[column] = problem
        return marks


def _refuse(problem: Problem) -> Iterator[Sequence[CellValue]]:
    """Raise when the first row is asked for: the other sheets may still be read."""
    yield from ()
    raise ProblemsFoundError([problem])


def _shift(rows: Iterable[Sequence[CellValue]], left: int) -> Iterator[Sequence[CellValue]]:
    for row in rows:
        yield [None] * left + list(row)


def _mark(values: list[CellValue], marks: dict[int, Problem]) -> list[CellValue]:
    if marks:
        values += [None] * (max(marks) + 1 - len(values))
    for column, problem in marks.items():
        shown = values[column]
        assert not isinstance(shown, Unreadable)
        if shown in (None, ""):  # merged cells are empty but for the first; a formula never is
            shown = None if problem.code == "merged-cells" else ""
        values[column] = Unreadable(problem, shown)
    return values
