"""What is wrong in a returned workbook, marked in a copy of it: colours, notes, a sheet that lists it all."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins

from antifraud_plan.plugin import SENT_BACK, Problem, Severity
from antifraud_plan_excel.drawing.cells import AIR, LINE_HEIGHT, count_lines
from antifraud_plan_excel.drawing.sheets import EDGE, FILL_IN, FOOT, HEAD, SIDES
from antifraud_plan_excel.reading.mark import MARK, word_mark
from antifraud_plan_excel.sending_back.clean_copy import CleanCopy
from antifraud_plan_excel.sending_back.finding import SEVERITIES, Finding

_COLOURS = {Severity.ERROR: "F4A7A0", Severity.GAP: "FFD280"}
_HEADINGS = (
    ("序号", 6),
    ("级别", 7),
    ("工作表", 15),
    ("单元格", 9),
    ("依据", 10),
    ("哪里不对", 58),
    ("怎样改", 40),
)
_SHORT = ("序号", "级别", "单元格")
_WHOLE = "（整份）"
_NOTE_WIDTH = 300  # pixels
_NOTE_LINE = 20  # pixels
_NOTE_CHARACTERS = 20  # of a line
_MOST_COLOURED = 2_000  # cells of one range
_FONT = "宋体"


def mark_copy(copy: CleanCopy, findings: Sequence[Finding], lines: Sequence[str]) -> None:
    """Colour what is wrong, put a note on it, and list everything on a first sheet.

    Args:
        copy: changed in place; marks of an earlier round are taken away.
        findings: what is wrong.
        lines: title and instructions of the first sheet.
    """
    workbook = copy.workbook
    if SENT_BACK in workbook.sheetnames:
        del workbook[SENT_BACK]
    for sheet in workbook.worksheets:
        _unmark(sheet)
    at_cells: dict[tuple[str, str], list[Problem]] = {}
    for finding in findings:
        if finding.problem.severity in _COLOURS and _is_cell(copy, finding):
            at_cells.setdefault((finding.sheet, finding.address), []).append(finding.problem)
    for (title, address), problems in at_cells.items():
        _mark(workbook[title], address, problems)
    _list_findings(copy, findings, lines)


def _is_cell(copy: CleanCopy, finding: Finding) -> bool:
    return bool(finding.address) and finding.sheet in copy.workbook.sheetnames


def _unmark(sheet: Any) -> None:
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if getattr(cell, "comment", None) is not None and cell.comment.author == MARK:
            cell.comment = None
            is_entry = not cell.protection.locked
            cell.fill = PatternFill("solid", fgColor=FILL_IN.removeprefix("#")) if is_entry else PatternFill()


def _mark(sheet: Any, address: str, problems: Sequence[Problem]) -> None:
    severity = min((problem.severity for problem in problems), key=SEVERITIES.index)
    cells = list(islice(_cells_at(sheet, address), _MOST_COLOURED))
    if not cells:
        return
    for cell in cells:
        cell.fill = PatternFill("solid", fgColor=_COLOURS[severity])
        if severity is Severity.ERROR:
            # Whatever is wrong has to be mended, also where the form would not let one.
            cell.protection = Protection(locked=False)
    first = cells[0]
    text = word_mark(problems, None if first.comment is None else first.comment.text)
    height = sum(-(-len(line) // _NOTE_CHARACTERS) + 1 for line in text.splitlines()) * _NOTE_LINE
    first.comment = Comment(text, MARK, height=height, width=_NOTE_WIDTH)
    sheet.sheet_state = "visible"
    sheet.row_dimensions[first.row].hidden = False


def _cells_at(sheet: Any, address: str) -> Iterator[Any]:
    """Yield the cells of an address or a range; of merged cells only the first can be marked."""
    left, top, right, bottom = range_boundaries(address)
    for row in range(top, min(bottom, max(sheet.max_row, top)) + 1):
        for column in range(left, min(right, max(sheet.max_column, left)) + 1):
            cell = sheet.cell(row, column)
            if isinstance(cell, MergedCell):
                area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
                cell = sheet.cell(area.min_row, area.min_col)
            yield cell


def _list_findings(copy: CleanCopy, findings: Sequence[Finding], lines: Sequence[str]) -> None:
    workbook = copy.workbook
    sheet = workbook.create_sheet(SENT_BACK, 0)
    workbook.active = 0
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    for number, line in enumerate(lines, 1):
        _write(sheet.cell(number, 1), line)
        sheet.cell(number, 1).font = Font("黑体" if number == 1 else _FONT, 16 if number == 1 else 11)
        sheet.cell(number, 1).alignment = Alignment(vertical="center")
        sheet.row_dimensions[number].height = 2 * LINE_HEIGHT if number == 1 else LINE_HEIGHT + AIR
    thin = Side("thin")
    grid = Border(thin, thin, thin, thin)
    wrap, centre = Alignment(vertical="center", wrap_text=True), Alignment("center", "center")
    top = len(lines) + 2
    for column, (heading, width) in enumerate(_HEADINGS, 1):
        cell = sheet.cell(top, column, heading)
        cell.font, cell.border = Font(_FONT, 11, bold=True), grid
        cell.alignment, cell.fill = centre, PatternFill("solid", fgColor="DDEBF7")
        sheet.column_dimensions[cell.column_letter].width = width
    for row, finding in enumerate(findings, top + 1):
        words = _words_of(finding)
        for column, text in enumerate(words, 2):
            _write(sheet.cell(row, column), text)
        sheet.cell(row, 1, row - top)
        for column, (heading, _) in enumerate(_HEADINGS, 1):
            cell = sheet.cell(row, column)
            cell.font, cell.border = Font(_FONT, 11), grid
            cell.alignment = centre if heading in _SHORT else wrap
        widths = (width for _, width in _HEADINGS[1:])
        sheet.row_dimensions[row].height = AIR + LINE_HEIGHT * max(map(count_lines, words, widths))
        colour = _COLOURS.get(finding.problem.severity)
        if colour is not None:
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor=colour)
        if _is_cell(copy, finding):
            _link(sheet.cell(row, 4), finding)
    _set_up_page(sheet, top)


def _words_of(finding: Finding) -> tuple[str, ...]:
    problem = finding.problem
    return (
        problem.severity.value,
        finding.sheet or _WHOLE,
        finding.address or (_WHOLE if finding.sheet else ""),
        finding.reference,
        problem.message,
        problem.remedy,
    )


def _write(cell: Any, text: str) -> None:
    cell.value = text
    cell.data_type = "s"


def _link(cell: Any, finding: Finding) -> None:
    title = finding.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{finding.address}")
    cell.font = Font(_FONT, 11, color="0563C1", underline="single")


def _set_up_page(sheet: Any, top: int) -> None:
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(SIDES, SIDES, HEAD, FOOT, header=EDGE, footer=EDGE)
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
