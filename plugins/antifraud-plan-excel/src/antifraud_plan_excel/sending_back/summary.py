"""The list of everything that goes back (退回汇总): a line a file, then a line an error."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

import attrs
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import Problem, Severity, mask_personal_numbers
from antifraud_plan_excel.drawing.cells import AIR, LINE_HEIGHT, count_lines
from antifraud_plan_excel.drawing.sheets import Drawing, Value, draw_workbook, set_up_page, write_value
from antifraud_plan_excel.sending_back.finding import Finding, count_by_severity

_FILES = (("单位", 24), ("文件", 36), ("上报表", 16), ("错误", 7), ("待补", 7), ("提示", 7), ("退回件", 46))
_ERRORS = (
    ("单位", 17),
    ("文件", 24),
    ("工作表", 15),
    ("单元格", 8),
    ("依据", 10),
    ("哪里不对", 56),
    ("怎样改", 34),
)
_NO_COPY = "没有副本，请照“错误清单”办"
_UNREAD = "（读不出来）"


@attrs.frozen
class SentBack:
    """A file that goes back.

    Attributes:
        unit: name of who sent it in.
        file: its name.
        title: period and title of the return.
        copy: path of the marked copy below the folder of this list; empty where none could be made.
        findings: all that is wrong.
    """

    unit: str
    file: str
    title: str
    copy: tuple[str, ...]
    findings: Sequence[Finding]


def draw_list(title: str, sent: Sequence[SentBack], unread: Sequence[Problem], on: date) -> bytes:
    """Draw the workbook.

    Args:
        title: its name.
        sent: files with errors.
        unread: why other files could not be read.
        on: the date the file carries.
    """
    stream = io.BytesIO()
    with draw_workbook(stream, title, on) as drawing:
        _draw(drawing, title, "文件清单", _FILES, [*map(_file_line, sent), *map(_unread_file, unread)])
        errors = [line for each in sent for line in _error_lines(each)]
        _draw(drawing, title, "错误清单", _ERRORS, [*errors, *map(_unread_error, unread)])
    return stream.getvalue()


def _file_line(sent: SentBack) -> Sequence[Value]:
    counts = count_by_severity(finding.problem for finding in sent.findings)
    numbers = (counts[severity] for severity in (Severity.ERROR, Severity.GAP, Severity.NOTE))
    return (
        sent.unit,
        mask_personal_numbers(sent.file),
        sent.title,
        *numbers,
        "/".join(sent.copy) or _NO_COPY,
    )


def _error_lines(sent: SentBack) -> Iterable[Sequence[Value]]:
    for finding in sent.findings:
        problem = finding.problem
        if problem.severity is Severity.ERROR:
            file = mask_personal_numbers(sent.file)
            place = (finding.sheet, finding.address, finding.reference)
            yield (sent.unit, file, *place, problem.message, problem.remedy)


def _file_of(problem: Problem) -> str:
    return mask_personal_numbers(problem.location.file if problem.location else "")


def _unread_file(problem: Problem) -> Sequence[Value]:
    return (_UNREAD, _file_of(problem), "", 1, 0, 0, "")


def _unread_error(problem: Problem) -> Sequence[Value]:
    texts = map(mask_personal_numbers, (problem.message, problem.remedy))
    return (_UNREAD, _file_of(problem), "", "", "", *texts)


def _draw(
    drawing: Drawing,
    title: str,
    name: str,
    columns: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[Value]],
) -> None:
    sheet: Worksheet = drawing.workbook.add_worksheet(name)
    styles = drawing.styles
    for column, (heading, width) in enumerate(columns):
        sheet.write_string(0, column, heading, styles.heading)
        sheet.set_column(column, column, width)
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            style = styles.number if isinstance(value, int) else styles.text
            write_value(sheet, row, column, value, style)
        heights = (count_lines(value, width) for value, (_, width) in zip(line, columns, strict=True))
        sheet.set_row(row, AIR + LINE_HEIGHT * max(heights))
    sheet.autofilter(0, 0, max(len(lines), 1), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    set_up_page(sheet, f"{title}（{name}）")
