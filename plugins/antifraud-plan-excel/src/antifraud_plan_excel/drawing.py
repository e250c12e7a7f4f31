"""Draws the workbook of lists: headings, drop-downs, hints, print set-up, and whatever rows it is given."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, assert_never

import attrs
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import ListColumn, ListForm, SchoolLevel, read_count, read_day, read_levels
from antifraud_plan.plugin import lists_forms as forms

Row = Mapping[str, str | int | date]

GUIDE = "填写说明"
_LAST_ROW = 5_000  # drop-downs and hints reach this far down, counted from 0
_A4 = 9
_UNIT_COLUMNS = (
    forms.UNIT_PARENT,
    forms.CLASS_SCHOOL,
    forms.PERSON_UNIT,
    forms.SHORTCOMING_SCHOOL,
    forms.MEASURE_SCHOOL,
)
_USUAL_WIDTH = 13
_WIDTHS = {
    forms.UNIT_NAME.heading: 28,
    forms.MEASURE_TASK.heading: 20,
    forms.SHORTCOMING.heading: 70,
    forms.MEASURE_TEXT.heading: 50,
    forms.MEASURE_CADENCE.heading: 18,
    **{column.heading: 28 for column in _UNIT_COLUMNS},
}


@attrs.frozen
class _Styles:
    title: Format
    heading: Format
    text: Format
    number: Format
    day: Format


def draw_lists(
    rows: Mapping[str, Sequence[Row]], tasks: Sequence[str], guidance: Iterable[str], on: date
) -> bytes:
    """Draw the workbook of a county's lists.

    Args:
        rows: title of the list → its rows, heading → value.
        tasks: names of the plan's tasks, for the drop-down of 工作任务.
        guidance: lines for the sheet 填写说明.
        on: the date the file carries; no clock is asked.

    Returns:
        The file's bytes, the same for the same input.
    """
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "单位名册", "created": datetime.combine(on, time())})
        grid = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 11}
        styles = _Styles(
            title=workbook.add_format({"bold": True, "font_name": "黑体", "font_size": 16}),
            heading=workbook.add_format({**grid, "bold": True, "align": "center", "bg_color": "#DDEBF7"}),
            text=workbook.add_format({**grid, "num_format": "@"}),
            number=workbook.add_format({**grid, "num_format": "0"}),
            day=workbook.add_format({**grid, "num_format": "yyyy-mm-dd"}),
        )
        _draw_guide(workbook.add_worksheet(GUIDE), tasks, guidance, styles)
        for form in forms.LISTS:
            sheet = workbook.add_worksheet(form.title)
            _draw_list(sheet, form, rows.get(form.title, ()), len(tasks), styles)
    return stream.getvalue()


def _draw_guide(sheet: Worksheet, tasks: Sequence[str], guidance: Iterable[str], styles: _Styles) -> None:
    """Draw the instructions, and in column C the task names that a drop-down lists."""
    lines = [*guidance, "", *(f"“{form.title}”表：{form.meaning}" for form in forms.LISTS)]
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 3)
    sheet.set_column(2, 2, 28)
    sheet.write_string(0, 0, GUIDE, styles.title)
    for number, line in enumerate(lines, 1):
        sheet.write_string(number, 0, line)
    sheet.write_string(0, 2, forms.MEASURE_TASK.heading, styles.heading)
    for number, task in enumerate(tasks, 1):
        sheet.write_string(number, 2, task, styles.text)
    _set_up_page(sheet, GUIDE)


def _draw_list(sheet: Worksheet, form: ListForm, rows: Sequence[Row], tasks: int, styles: _Styles) -> None:
    for number, column in enumerate(form.columns):
        style = _style_of(column, styles)
        sheet.set_column(number, number, _WIDTHS.get(column.heading, _USUAL_WIDTH), style)
        sheet.write_string(0, number, column.heading + ("*" if column.required else ""), styles.heading)
        hint = {"input_title": column.heading, "input_message": column.meaning}
        sheet.data_validation(1, number, _LAST_ROW, number, {**_rule_of(column, tasks), **hint})
        for row, values in enumerate(rows, 1):
            _write(sheet, row, number, values.get(column.heading), style)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _set_up_page(sheet, form.title)


def _style_of(column: ListColumn[Any], styles: _Styles) -> Format:
    if column.read is read_count:
        return styles.number
    return styles.day if column.read is read_day else styles.text


def _rule_of(column: ListColumn[Any], tasks: int) -> dict[str, Any]:
    """Return XlsxWriter's description of what a column's cells offer or take.

    Only 类别 refuses what is not on its list: elsewhere an id, several levels or a date as text will do too.
    """
    if column is forms.UNIT_KIND:
        return {"validate": "list", "source": [kind.value for kind in forms.LISTED_KINDS]}
    if column.read is read_levels:
        return {"validate": "list", "source": [level.value for level in SchoolLevel], "show_error": False}
    if column in _UNIT_COLUMNS:
        names = xl_col_to_name(forms.UNITS.columns.index(forms.UNIT_NAME), col_abs=True)
        source = f"='{forms.UNITS.title}'!{names}$2:{names}${_LAST_ROW + 1}"
        return {"validate": "list", "source": source, "show_error": False}
    if column is forms.MEASURE_TASK and tasks:
        source = f"='{GUIDE}'!$C$2:$C${tasks + 1}"
        return {"validate": "list", "source": source, "show_error": False}
    return {"validate": "any"}


def _write(sheet: Worksheet, row: int, column: int, value: str | int | date | None, style: Format) -> None:
    match value:
        case None:
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, value, style)  # never a formula, whatever it starts with
        case date():
            sheet.write_datetime(row, column, datetime.combine(value, time()), style)
        case int():
            sheet.write_number(row, column, value, style)
        case _:
            assert_never(value)


def _set_up_page(sheet: Worksheet, title: str) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C{title}")
    sheet.set_footer("&C第 &P 页，共 &N 页")
