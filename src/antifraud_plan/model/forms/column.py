"""One column of a form: what it asks, what may stand in it, which fact it is."""

from collections.abc import Mapping
from enum import Enum

import attrs

from antifraud_plan.model.names import check_each_name, check_line, check_name

NOTHING = "无"
"""What a school writes to say that there was nothing to report (零报告)."""


class ColumnKind(Enum):
    """What stands in a column; the value is the word written in the plan file.

    The first group is given by the plan and filled in by the program, the second is asked of a school. Of the
    second, 班级 and 应到人数 are given where the row is a class's and the lists state its number of students.
    """

    UNIT = "学校"
    TASK = "工作任务"
    REFERENCE = "依据"
    CADENCE = "频次"
    PERIOD = "时段"
    EXPECTED = "应完成次数"
    AUDIENCE = "对象"
    RELATION = "签订关系"
    PAPER = "材料"

    CLASS = "班级"
    PEOPLE = "应到人数"
    NIL = "有无情况"
    TEXT = "文字"
    REMARK = "说明"
    DAY = "日期"
    COUNT = "整数"
    SHARE = "比率"
    AMOUNT = "金额"
    CHOICE = "选项"
    TAIL = "末四位"

    # Enum's own is a Python call, and every row of every return looks up a dozen kinds.
    __hash__ = object.__hash__

    @property
    def is_given(self) -> bool:
        """Whether the program fills it in, so that nobody is asked."""
        return self in _GIVEN


_GIVEN = frozenset(
    {
        ColumnKind.UNIT,
        ColumnKind.TASK,
        ColumnKind.REFERENCE,
        ColumnKind.CADENCE,
        ColumnKind.PERIOD,
        ColumnKind.EXPECTED,
        ColumnKind.AUDIENCE,
        ColumnKind.RELATION,
        ColumnKind.PAPER,
    }
)


@attrs.frozen
class Column:
    """One column of a form (栏目).

    Attributes:
        id: stable id, unique in its form.
        heading: 列标题, as drawn and as found again.
        kind: what stands in it.
        fact: id of the fact it asks for, such as ``meeting.present``: no fact is asked twice. Empty in a
            column that is given.
        meaning: one Chinese line for the person who fills it in.
        example: what may be written, shown beside the meaning.
        required: whether a filled row must have it.
        names_person: whether it tells one person from another, by name or number, and so stays blank in the
            row of a class whose students may be under fourteen.
        choices: for `ColumnKind.CHOICE`, what may be chosen.
        proves: what a word that may stand here proves (已落实 = 2, 部分落实 = 1), of the most that any
            of them does; words that prove nothing are left out.
        at_least, at_most: limits of numbers, both included; ``None`` for none.
        not_above: id of the column whose number this one may not exceed, the denominator of a share.
        parts: ids of the columns whose numbers sum to this one.
        summed_from: ids of facts that, where a school hands them in, make this one a mere sum: it is then
            given and not asked.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    heading: str = attrs.field(validator=check_name)
    kind: ColumnKind = ColumnKind.TEXT
    fact: str = attrs.field(default="", validator=check_line)
    meaning: str = attrs.field(default="", validator=check_line)
    example: str = attrs.field(default="", validator=check_line)
    required: bool = False
    names_person: bool = False
    choices: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    proves: Mapping[str, int] = attrs.Factory(dict)
    at_least: int | None = None
    at_most: int | None = None
    not_above: str | None = None
    parts: tuple[str, ...] = ()
    summed_from: tuple[str, ...] = ()
    readings: Mapping[str, str] = attrs.Factory(dict)

    @property
    def note(self) -> str:
        """What stands as a note (批注) on its heading; empty where there is no example to show."""
        return f"{self.meaning}\n如：{self.example}" if self.example else ""
