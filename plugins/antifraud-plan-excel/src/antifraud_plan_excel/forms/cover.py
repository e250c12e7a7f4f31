"""The first sheet of a workbook that is handed out: from whom, for when, to whom, how it is filled in."""

from collections.abc import Sequence

import attrs
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import DateSpan, Form, returns_identity
from antifraud_plan_excel.drawing.cells import LINE_HEIGHT, count_lines
from antifraud_plan_excel.drawing.rules import take_days, with_hint
from antifraud_plan_excel.drawing.sheets import ALLOWED, FILL_IN, Drawing, Styles, make_styles

_PLAIN = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
_STRONG = {"font_name": "黑体", "font_size": 12, "valign": "vcenter"}
_TITLE = {"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"}
_LABEL_WIDTH, _TEXT_WIDTH = 20, 92
_AIR, _TITLE_HEIGHT, _STRONG_HEIGHT = 6, 36, 24  # points


@attrs.frozen
class Cover:
    """What a first sheet says.

    Attributes:
        title: printed on top.
        facts: label and text, line by line.
        written: between which days 填报日期 may lie; ``None`` where nothing is handed in.
        guidance: how it is filled in, step by step.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    written: DateSpan | None
    guidance: tuple[str, ...]


def draw_cover(
    worksheet: Worksheet, cover: Cover, forms: Sequence[tuple[Form, str]], drawing: Drawing
) -> None:
    """Draw the first sheet.

    Args:
        worksheet: an empty one.
        cover: what it says.
        forms: the forms of the workbook, each with how many rows are given.
        drawing: the workbook being drawn.
    """
    styles = make_styles(drawing.workbook, {"indent": 1})
    labels = drawing.styles.heading
    worksheet.set_column(0, 0, _LABEL_WIDTH)
    worksheet.set_column(1, 1, _TEXT_WIDTH)
    _write_across(worksheet, 0, cover.title, drawing.workbook.add_format(_TITLE), _TITLE_HEIGHT)
    row = 1
    for label, text in cover.facts:
        _write_fact(worksheet, row, label, text, labels, styles)
        row += 1
    if cover.written is not None:
        look = {"locked": False, "bg_color": FILL_IN, "align": "left", "indent": 1}
        entry = make_styles(drawing.workbook, look)
        worksheet.write_string(row, 0, returns_identity.WRITTEN, labels)
        worksheet.write_blank(row, 1, None, entry.day)
        worksheet.set_row(row, LINE_HEIGHT + _AIR)
        rule = take_days(cover.written.first, cover.written.last)
        hint = "报出这张表的日期。改正后重报的，填重报的日期：同一张表以日期晚的为准。"
        worksheet.data_validation(row, 1, row, 1, dict(with_hint(rule, returns_identity.WRITTEN, hint)))
        row += 1
    plain, strong = (drawing.workbook.add_format(each) for each in (_PLAIN, _STRONG))
    _write_across(worksheet, row + 1, "怎么填", strong, _STRONG_HEIGHT)
    for number, line in enumerate(cover.guidance, 1):
        said = f"{number}. {line}"
        height = LINE_HEIGHT * count_lines(said, _LABEL_WIDTH + _TEXT_WIDTH) + _AIR
        _write_across(worksheet, row + 1 + number, said, plain, height)
    row += len(cover.guidance) + 2
    _write_across(worksheet, row, "有哪些表", strong, _STRONG_HEIGHT)
    for number, (form, count) in enumerate(forms, 1):
        _write_fact(worksheet, row + number, form.title, f"{form.meaning}{count}", labels, styles)
    worksheet.hide_gridlines(2)
    worksheet.protect("", dict.fromkeys(ALLOWED, True))


def _write_across(worksheet: Worksheet, row: int, text: str, look: Format, height: int) -> None:
    worksheet.merge_range(row, 0, row, 1, "", look)
    worksheet.write_string(row, 0, text, look)
    worksheet.set_row(row, height)


def _write_fact(
    worksheet: Worksheet, row: int, label: str, text: str, labels: Format, styles: Styles
) -> None:
    worksheet.write_string(row, 0, label, labels)
    worksheet.write_string(row, 1, text, styles.text)
    worksheet.set_row(row, LINE_HEIGHT * count_lines(text, _TEXT_WIDTH) + _AIR)
