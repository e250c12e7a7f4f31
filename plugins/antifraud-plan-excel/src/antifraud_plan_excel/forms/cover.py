"""The first sheet of a workbook that is handed out: from whom, for when, to whom, how it is filled in."""

from collections.abc import Sequence

import attrs
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import DateSpan, Form, returns_identity
from antifraud_plan_excel.drawing.cells import LINE_HEIGHT, count_lines
from antifraud_plan_excel.drawing.rules import take_days, with_hint
from antifraud_plan_excel.drawing.sheets import ALLOWED, FILL_IN, Drawing, make_styles

_PLAIN = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top"}
_LABEL_WIDTH, _TEXT_WIDTH = 20, 92


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
    styles = drawing.styles
    plain = drawing.workbook.add_format(_PLAIN)
    strong = drawing.workbook.add_format({"font_name": "黑体", "font_size": 12})
    worksheet.set_column(0, 0, _LABEL_WIDTH)
    worksheet.set_column(1, 1, _TEXT_WIDTH)
    worksheet.write_string(0, 0, cover.title, styles.title)
    row = 1
    for label, text in cover.facts:
        worksheet.write_string(row, 0, label, styles.heading)
        worksheet.write_string(row, 1, text, styles.text)
        row += 1
    if cover.written is not None:
        entry = make_styles(drawing.workbook, {"locked": False, "bg_color": FILL_IN, "align": "left"})
        worksheet.write_string(row, 0, returns_identity.WRITTEN, styles.heading)
        worksheet.write_blank(row, 1, None, entry.day)
        rule = take_days(cover.written.first, cover.written.last)
        hint = "报出这张表的日期。改正后重报的，填重报的日期：同一张表以日期晚的为准。"
        worksheet.data_validation(row, 1, row, 1, dict(with_hint(rule, returns_identity.WRITTEN, hint)))
        row += 1
    row += 1
    worksheet.write_string(row, 0, "怎么填", strong)
    for number, line in enumerate(cover.guidance, 1):
        worksheet.write_string(row + number, 0, f"{number}.", plain)
        worksheet.write_string(row + number, 1, line, plain)
        worksheet.set_row(row + number, LINE_HEIGHT * count_lines(line, _TEXT_WIDTH))
    row += len(cover.guidance) + 2
    worksheet.write_string(row, 0, "有哪些表", strong)
    for number, (form, count) in enumerate(forms, 1):
        worksheet.write_string(row + number, 0, form.title, styles.heading)
        worksheet.write_string(row + number, 1, f"{form.meaning}已列 {count} 行。", styles.text)
        worksheet.set_row(
            row + number, LINE_HEIGHT * count_lines(f"{form.meaning}已列 000 行。", _TEXT_WIDTH)
        )
    worksheet.hide_gridlines(2)
    worksheet.protect("", dict.fromkeys(ALLOWED, True))
