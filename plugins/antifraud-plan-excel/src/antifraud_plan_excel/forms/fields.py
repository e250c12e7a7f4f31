"""How the columns of a form are drawn: what each kind holds and takes, how wide, whether it is asked."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

import attrs
from xlsxwriter.utility import xl_col_to_name

from antifraud_plan.plugin import Column, ColumnKind, DateSpan, Form
from antifraud_plan_excel.drawing.fields import Field
from antifraud_plan_excel.drawing.rules import (
    ANYTHING,
    Rule,
    offer,
    take_amounts,
    take_days,
    take_shares,
    take_tails,
    take_when,
    take_whole_numbers,
)
from antifraud_plan_excel.drawing.sheets import Holds, find_width

_WIDTHS: Mapping[ColumnKind, int] = {
    ColumnKind.UNIT: 17,
    ColumnKind.TASK: 17,
    ColumnKind.REFERENCE: 11,
    ColumnKind.CADENCE: 14,
    ColumnKind.RELATION: 28,
    ColumnKind.PAPER: 30,
    ColumnKind.PERIOD: 12,
    ColumnKind.EXPECTED: 7,
    ColumnKind.CLASS: 11,
    ColumnKind.TEXT: 15,
    ColumnKind.REMARK: 30,
    ColumnKind.DAY: 12,
    ColumnKind.CHOICE: 11,
    ColumnKind.AMOUNT: 14,
}
_NARROW = 9
_HOLDS: Mapping[ColumnKind, Holds] = {
    ColumnKind.EXPECTED: Holds.NUMBER,
    ColumnKind.PEOPLE: Holds.NUMBER,
    ColumnKind.COUNT: Holds.NUMBER,
    ColumnKind.SHARE: Holds.SHARE,
    ColumnKind.AMOUNT: Holds.AMOUNT,
    ColumnKind.DAY: Holds.DAY,
}
NIL_CHOICES = ("有", "无")


@attrs.frozen
class Sources:
    """Where the drop-downs of a workbook take their lists from, as formulas.

    Attributes:
        schools: range of the schools' names.
        class_schools: column with the school of each class, under a heading.
        classes: first cell of the classes' names, beside their schools.
        tasks: range of the tasks' names.
        choices: choices → their range.
    """

    schools: str
    class_schools: str
    classes: str
    tasks: str
    choices: Mapping[tuple[str, ...], str]


@attrs.frozen
class Days:
    """Which dates a sheet takes.

    Attributes:
        happened: when what the row is about may have happened.
        followed: the last day for what may follow from it, such as telling the police.
    """

    happened: DateSpan
    followed: date


def form_fields(form: Form, sources: Sources, days: Days) -> tuple[Field, ...]:
    """Describe the columns of a form as they are drawn."""
    return tuple(
        Field(
            column.heading,
            column.meaning + (f"如：{column.example}" if column.example else ""),
            _HOLDS.get(column.kind, Holds.TEXT),
            _rule_of(column, form, sources, days),
            find_column_width(column),
            column.required,
            column.note,
        )
        for column in form.columns
    )


def find_column_width(column: Column) -> int:
    """Return how wide a column is drawn, in digits: its heading in one line, except over a mere number."""
    width = _WIDTHS.get(column.kind, _NARROW)
    marked = column.heading + ("*" if column.required else "")
    return width if column.kind is ColumnKind.EXPECTED else find_width([marked], width)


def _rule_of(column: Column, form: Form, sources: Sources, days: Days) -> Rule:
    match column.kind:
        case ColumnKind.UNIT:
            return offer(sources.schools)
        case ColumnKind.TASK:
            return offer(sources.tasks)
        case ColumnKind.CLASS:
            return offer(_classes_of_row(form, sources), strictly=False)
        case ColumnKind.CHOICE:
            return offer(sources.choices[column.choices])
        case ColumnKind.NIL:
            return offer(sources.choices[NIL_CHOICES])
        case ColumnKind.DAY:
            is_first = column is form.find_kind(ColumnKind.DAY)
            return take_days(days.happened.first, days.happened.last if is_first else days.followed)
        case ColumnKind.COUNT | ColumnKind.PEOPLE:
            return _not_above(column, form) or take_whole_numbers(column.at_least, column.at_most)
        case ColumnKind.AMOUNT:
            return take_amounts(column.at_least, column.at_most)
        case ColumnKind.SHARE:
            return take_shares()
        case ColumnKind.TAIL:
            return take_tails()
        case (
            ColumnKind.TEXT
            | ColumnKind.REMARK
            | ColumnKind.REFERENCE
            | ColumnKind.CADENCE
            | ColumnKind.PERIOD
            | ColumnKind.EXPECTED
            | ColumnKind.AUDIENCE
            | ColumnKind.RELATION
            | ColumnKind.PAPER
        ):
            return ANYTHING
        case _:
            assert_never(column.kind)


def _not_above(column: Column, form: Form) -> Rule | None:
    """Return the rule of a number that may not exceed the one in another column, if it is such."""
    if column.not_above is None:
        return None
    most = form.column(column.not_above)
    own, other = _cell(form, column), _cell(form, most)
    limits = [f"{own}>={column.at_least or 0}"]
    if column.at_most is not None:
        limits.append(f"{own}<={column.at_most}")
    formula = f'=AND(ISNUMBER({own}),{own}=INT({own}),{",".join(limits)},OR({other}="",{own}<={other}))'
    return take_when(formula, f"请只填整数，不多于“{most.heading}”。")


def _classes_of_row(form: Form, sources: Sources) -> str:
    """Return the formula of the classes of the row's school, of all schools while it names none."""
    unit = form.find_kind(ColumnKind.UNIT)
    every = f"COUNTA({sources.class_schools})-1"
    if unit is None:
        return f"=OFFSET({sources.classes},0,0,{every},1)"
    school = _cell(form, unit)
    begin = f'IF({school}="",0,MATCH({school},{sources.class_schools},0)-2)'
    count = f'IF({school}="",{every},COUNTIF({sources.class_schools},{school}))'
    return f"=OFFSET({sources.classes},{begin},0,{count},1)"


def _cell(form: Form, column: Column) -> str:
    """Return the address of a column's cell in the first row below the headings; other rows follow."""
    return f"{xl_col_to_name(form.columns.index(column), col_abs=True)}2"
