"""A column as it is drawn: heading, hint, what its cells hold and take; the same for lists and for forms."""

from collections.abc import Iterable
from typing import Any

import attrs
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import ListColumn, read_count, read_day
from antifraud_plan_excel.drawing.rules import ANYTHING, Rule, with_hint
from antifraud_plan_excel.drawing.sheets import LAST_ROW, Holds, Styles

_USUAL_WIDTH = 13
_NOTE = {"author": "", "font_name": "宋体", "font_size": 10, "x_scale": 1.6}


@attrs.frozen
class Field:
    """One column to be drawn.

    Attributes:
        heading: 列标题, without the mark of what is required.
        meaning: one Chinese line for the person who fills it in; empty for none.
        holds: what its cells hold.
        rule: what its cells take.
        width: in digits.
        required: whether a filled row must have it, which its heading says.
        note: what stands behind the heading as a note; empty for none.
    """

    heading: str
    meaning: str = ""
    holds: Holds = Holds.TEXT
    rule: Rule = ANYTHING
    width: int = _USUAL_WIDTH
    required: bool = False
    note: str = ""

    @property
    def marked(self) -> str:
        """The heading as drawn, with * where it is required."""
        return self.heading + ("*" if self.required else "")


def list_field(column: ListColumn[Any], rule: Rule, width: int = _USUAL_WIDTH) -> Field:
    """Describe a column of a list as it is drawn."""
    holds = Holds.NUMBER if column.read is read_count else Holds.TEXT
    holds = Holds.DAY if column.read is read_day else holds
    return Field(column.heading, column.meaning, holds, rule, width, column.required)


def draw_fields(
    worksheet: Worksheet, fields: Iterable[Field], styles: Styles, spare: Styles, *, rows: int = 0
) -> None:
    """Draw headings, with the rules and hints of *rows* below; rows not drawn look as *spare* says."""
    for number, field in enumerate(fields):
        worksheet.set_column(number, number, field.width, spare.of(field.holds))
        worksheet.write_string(0, number, field.marked, styles.heading)
        rule = with_hint(field.rule, field.heading, field.meaning)
        worksheet.data_validation(1, number, max(LAST_ROW, rows), number, dict(rule))
        if field.note:
            worksheet.write_comment(0, number, field.note, _NOTE)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
