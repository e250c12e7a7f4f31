"""A form's columns as columns of a list: found by the same headings, read cell by cell by their kind."""

from collections.abc import Callable
from functools import partial
from typing import assert_never

from antifraud_plan.loading.lists.cells import quote, read_identifier, read_text
from antifraud_plan.loading.lists.days import read_day_within
from antifraud_plan.loading.lists.table import Cell, ListColumn, ListForm
from antifraud_plan.loading.returns.numbers import read_amount, read_share, read_whole
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.characters import half_width
from antifraud_plan.model.forms.column import NOTHING, Column, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.returns.evidence import Value
from antifraud_plan.problems import suggest

NIL, EVENT = NOTHING, "有"
_NIL_WORDS = {"无": NIL, "没有": NIL, "無": NIL, "有": EVENT}
_MOST_DIGITS = 4


def list_form(form: Form, span: DateSpan) -> ListForm:
    """Describe *form* as a list; the days of *span* tell the year of a date written without one."""
    columns = (
        ListColumn(column.heading, _reader(column, span), column.meaning, column.required)
        for column in form.columns
    )
    return ListForm(form.title, form.meaning, tuple(columns))


def _reader(column: Column, span: DateSpan) -> Callable[[Cell], Value | None]:
    match column.kind:
        case ColumnKind.DAY:
            return partial(read_day_within, span=span)
        case ColumnKind.COUNT | ColumnKind.PEOPLE | ColumnKind.EXPECTED:
            return partial(read_whole, column=column)
        case ColumnKind.SHARE:
            return partial(read_share, column=column)
        case ColumnKind.AMOUNT:
            return partial(read_amount, column=column)
        case ColumnKind.CHOICE:
            return _choose(dict(zip(column.choices, column.choices, strict=True)), column.choices)
        case ColumnKind.NIL:
            return _choose(_NIL_WORDS, (EVENT, NIL))
        case ColumnKind.TAIL:
            return read_tail
        case ColumnKind.UNIT | ColumnKind.TASK | ColumnKind.CLASS:
            return read_identifier
        case (
            ColumnKind.REFERENCE
            | ColumnKind.CADENCE
            | ColumnKind.PERIOD
            | ColumnKind.AUDIENCE
            | ColumnKind.RELATION
            | ColumnKind.PAPER
            | ColumnKind.TEXT
            | ColumnKind.REMARK
        ):
            return read_text
        case _:
            assert_never(column.kind)


def _choose(words: dict[str, str], shown: tuple[str, ...]) -> Callable[[Cell], str | None]:
    """Make the reader of a column that takes one of *words*, also in other width, case or spacing."""
    folded = {_fold(word): choice for word, choice in words.items()}

    def read_choice(cell: Cell) -> str | None:
        text = read_text(cell)
        if text is None or text in shown:
            return text
        choice = folded.get(_fold(text))
        if choice is None:
            message = f"不能填{quote(text)}，可填：{'、'.join(shown)}。"
            cell.refuse("unknown-choice", message, suggest(text, shown))
        else:
            cell.note("read-as", f"里的{quote(text)}按“{choice}”读。")
        return choice

    return read_choice


def _fold(text: str) -> str:
    return "".join(half_width(text).casefold().split())


def read_tail(cell: Cell) -> str | None:
    """Read at most the last four digits of a number; more of them nobody may send."""
    text = read_identifier(cell)
    if text is None:
        return None
    digits = half_width(text)
    if digits.isdecimal() and len(digits) <= _MOST_DIGITS:
        return digits
    message = f"最多填 {_MOST_DIGITS} 位数字。"
    cell.refuse("bad-tail", message, "请只留末四位。")
    return None
