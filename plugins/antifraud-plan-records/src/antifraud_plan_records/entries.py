"""What a record paper asks, laid in rows: columns of its form and its own fields, short ones abreast."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import (
    Audience,
    Column,
    ColumnKind,
    Organisation,
    Plan,
    RecordPaper,
    Variable,
)

_BOX = "□"
# What fits beside another entry, in Chinese characters of the form's size.
_SHORT = 10
# What fits on a line of an entry that has the whole width.
_WHOLE = 25


@attrs.frozen
class Row:
    """One row of the printed form: an entry over the whole width, or two abreast.

    Attributes:
        label: what is asked.
        room: what stands in the space to write: nothing, boxes to tick, what is known already, empty lines.
        hint: what belongs there, printed small; entries abreast have none.
        beside, room_beside: the second entry; empty where the first has the whole width.
    """

    label: str
    room: str
    hint: str = ""
    beside: str = ""
    room_beside: str = ""


ROWS = Variable(
    "rows",
    "要填的栏目，一行一栏或两栏",
    "会议日期",
    (
        Variable("label", "栏目名称", "会议日期"),
        Variable("room", "填写处已经印上的字：空白、方框、应到人数等", "　　　年　　月　　日"),
        Variable("hint", "栏目下面的小字提示，没有的为空", "逐条写明责任人"),
        Variable("beside", "同一行右边一栏的名称，没有的为空", "主持人"),
        Variable("room_beside", "右边一栏填写处已经印上的字", "　"),
    ),
    many=True,
)


@attrs.frozen
class _Entry:
    label: str
    room: str
    hint: str
    is_wide: bool


def lay_rows(plan: Plan, paper: RecordPaper, class_: Organisation | None) -> tuple[Row, ...]:
    """Return the rows of *paper*, for *class_* if it is kept class by class.

    A short entry takes the next short one to its side, even past an entry that needs the whole width.
    """
    entries = [*_column_entries(plan, paper, class_), *_field_entries(paper)]
    rows: list[Row] = []
    while entries:
        first = entries.pop(0)
        second = None if first.is_wide else next((each for each in entries if not each.is_wide), None)
        if second is None:
            rows.append(Row(first.label, first.room, first.hint))
        else:
            entries.remove(second)
            rows.append(Row(first.label, first.room, "", second.label, second.room))
    return tuple(rows)


def find_columns(plan: Plan, paper: RecordPaper) -> tuple[Column, ...]:
    """Return the columns that *paper* carries, in the order printed."""
    form = plan.form(paper.form)
    return tuple(map(form.column, paper.columns)) if paper.columns else form.asked


def _column_entries(plan: Plan, paper: RecordPaper, class_: Organisation | None) -> Iterator[_Entry]:
    for column in find_columns(plan, paper):
        lines = paper.lines.get(column.id, 1)
        room = _find_room(column, class_)
        label = paper.headings.get(column.id, column.heading)
        yield _Entry(label, room or _leave_lines(lines), "", lines > 1 or len(room) > _SHORT)


def _field_entries(paper: RecordPaper) -> Iterator[_Entry]:
    for field in paper.fields:
        is_wide = field.lines > 1 or bool(field.hint)
        yield _Entry(field.heading, _leave_lines(field.lines), field.hint, is_wide)


def _leave_lines(lines: int) -> str:
    return "\n" * (lines - 1)


def _find_room(column: Column, class_: Organisation | None) -> str:
    """Return what stands in the space of a column beforehand, nothing where it is just to be written on.

    >>> _find_room(Column("medium", "形式", ColumnKind.CHOICE, choices=("讲座", "班会")), None)
    '□讲座　□班会'
    """
    match column.kind:
        case ColumnKind.DAY:
            return "　　　年　　月　　日"
        case ColumnKind.NIL:
            return _boxes("有", "无")
        case ColumnKind.CHOICE:
            return _boxes(*column.choices)
        case ColumnKind.AUDIENCE:
            return _boxes(*(audience.value for audience in Audience))
        case ColumnKind.CLASS if class_:
            return class_.name
        case ColumnKind.PEOPLE if class_ and class_.students is not None:
            return str(class_.students)
        case ColumnKind.SHARE:
            return "　　　　%"
        case ColumnKind.AMOUNT:
            return "　　　　元"
        case _:
            return ""


def _boxes(*choices: str) -> str:
    """Return a box to tick before each choice, none of them broken across lines.

    >>> _boxes("有", "无")
    '□有　□无'
    """
    lines = [""]
    for choice in choices:
        box = f"{_BOX}{choice}"
        if lines[-1] and len(lines[-1]) + 1 + len(box) > _WHOLE:
            lines.append(box)
        else:
            lines[-1] = f"{lines[-1]}　{box}" if lines[-1] else box
    return "\n".join(lines)
