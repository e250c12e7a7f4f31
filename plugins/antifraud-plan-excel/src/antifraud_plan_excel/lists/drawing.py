"""Draws the workbooks of lists: headings, drop-downs, hints, print set-up, and whatever rows it is given."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import ListColumn, ListForm, SchoolLevel, read_levels
from antifraud_plan.plugin import lists_forms as forms
from antifraud_plan_excel.drawing.fields import draw_fields, list_field
from antifraud_plan_excel.drawing.rules import ANYTHING, Rule, offer
from antifraud_plan_excel.drawing.sheets import (
    GUIDE,
    LAST_ROW,
    Styles,
    draw_lines,
    draw_workbook,
    set_up_page,
    write_value,
)

Row = Mapping[str, str | int | date]

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
    with draw_workbook(stream, "单位名册", on) as drawing:
        _draw_guide(drawing.workbook.add_worksheet(GUIDE), tasks, guidance, drawing.styles)
        for form in forms.LISTS:
            sheet = drawing.workbook.add_worksheet(form.title)
            _draw_list(sheet, form, rows.get(form.title, ()), len(tasks), drawing.styles)
    return stream.getvalue()


def draw_people(rows: Mapping[str, Sequence[Row]], on: date, guidance: Sequence[str] = ()) -> bytes:
    """Draw the workbook of one school's students and staff (师生名单).

    Args:
        rows: title of the list → its rows, heading → value.
        on: the date the file carries.
        guidance: lines for the sheet 填写说明; no such sheet if empty.
    """
    stream = io.BytesIO()
    with draw_workbook(stream, "师生名单", on) as drawing:
        if guidance:
            sheet = drawing.workbook.add_worksheet(GUIDE)
            draw_lines(sheet, GUIDE, guidance, drawing.styles, width=60)
            set_up_page(sheet, GUIDE)
        for form in (forms.STUDENTS, forms.STAFF):
            sheet = drawing.workbook.add_worksheet(form.title)
            _draw_list(sheet, form, rows.get(form.title, ()), 0, drawing.styles)
    return stream.getvalue()


def _draw_guide(sheet: Worksheet, tasks: Sequence[str], guidance: Iterable[str], styles: Styles) -> None:
    """Draw the instructions, and in column C the task names that a drop-down lists."""
    lines = [*guidance, "", *(f"“{form.title}”表：{form.meaning}" for form in forms.LISTS)]
    draw_lines(sheet, GUIDE, lines, styles, width=60)
    sheet.set_column(1, 1, 3)
    sheet.set_column(2, 2, 28)
    sheet.write_string(0, 2, forms.MEASURE_TASK.heading, styles.heading)
    for number, task in enumerate(tasks, 1):
        sheet.write_string(number, 2, task, styles.text)
    set_up_page(sheet, GUIDE)


def _draw_list(sheet: Worksheet, form: ListForm, rows: Sequence[Row], tasks: int, styles: Styles) -> None:
    fields = [
        list_field(column, _rule_of(column, tasks), _WIDTHS.get(column.heading, _USUAL_WIDTH))
        for column in form.columns
    ]
    draw_fields(sheet, fields, styles, styles)
    for number, field in enumerate(fields):
        for row, values in enumerate(rows, 1):
            write_value(sheet, row, number, values.get(field.heading), styles.of(field.holds))
    set_up_page(sheet, form.title)


def _rule_of(column: ListColumn[Any], tasks: int) -> Rule:
    """Return what a column's cells offer or take.

    Only 类别 refuses what is not on its list: elsewhere an id, several levels or a date as text will do too.
    """
    if column is forms.UNIT_KIND:
        return offer([kind.value for kind in forms.LISTED_KINDS])
    if column.read is read_levels:
        return offer([level.value for level in SchoolLevel], strictly=False)
    if column in _UNIT_COLUMNS:
        names = xl_col_to_name(forms.UNITS.columns.index(forms.UNIT_NAME), col_abs=True)
        return offer(f"='{forms.UNITS.title}'!{names}$2:{names}${LAST_ROW + 1}", strictly=False)
    if column is forms.MEASURE_TASK and tasks:
        return offer(f"='{GUIDE}'!$C$2:$C${tasks + 1}", strictly=False)
    return ANYTHING
