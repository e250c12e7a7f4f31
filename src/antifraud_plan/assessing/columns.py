"""The columns of the frames that are judged and given back: one schema for programs and papers."""

from enum import Enum
from typing import Final

import attrs


class ColumnType(Enum):
    """What a column holds; the value is said in messages."""

    TEXT = "文字"
    COUNT = "整数"
    DAY = "日期"
    FLAG = "真假"


@attrs.frozen
class FrameColumn:
    """One column of a frame.

    Attributes:
        name: as programs write it.
        type: what it holds.
        meaning: what it says, for the reference page.
        is_optional: whether a frame may come without it; it is then blank all through, or as *instead*.
        instead: the column that an optional one is copied from when it is missing, if any.
    """

    name: str
    type: ColumnType
    meaning: str
    is_optional: bool = False
    instead: str | None = None


_WHAT: Final = (
    FrameColumn("unit", ColumnType.TEXT, "单位编号"),
    FrameColumn("item", ColumnType.TEXT, "工作任务、指标或报送事项的编号"),
    FrameColumn("part", ColumnType.TEXT, "班级编号，或签订关系、对象；整个单位的为空文字"),
)

DUE: Final = (
    *_WHAT,
    FrameColumn("period", ColumnType.TEXT, "时段，如 3月"),
    FrameColumn("first", ColumnType.DAY, "时段第一天"),
    FrameColumn("last", ColumnType.DAY, "时段最后一天"),
    FrameColumn(
        "needed", ColumnType.COUNT, "应完成多少次，1 以上；留空的按记录里的应完成数", is_optional=True
    ),
    FrameColumn(
        "deadline",
        ColumnType.DAY,
        "最迟哪天上报，当天仍算按时；没有期限的留空；没有这一列的，就是时段最后一天",
        is_optional=True,
        instead="last",
    ),
    FrameColumn("came", ColumnType.FLAG, "该由它上报的上报表是否已经来了", is_optional=True),
    FrameColumn("verdict", ColumnType.TEXT, "督查结论：属实、不实、无佐证；没有督查的留空", is_optional=True),
    FrameColumn("exempt", ColumnType.FLAG, "是否免予完成", is_optional=True),
)
"""What is due: one row for each unit, item, class and period."""

RECORD: Final = (
    *_WHAT,
    FrameColumn("day", ColumnType.DAY, "哪天做的，或者说的是哪天的情况"),
    FrameColumn(
        "title", ColumnType.TEXT, "主题；其余各列和日期都一样、主题也一样的只算一次", is_optional=True
    ),
    FrameColumn("amount", ColumnType.COUNT, "抵多少次，不写为 1", is_optional=True),
    FrameColumn("whole", ColumnType.COUNT, "应完成多少，如应签份数；由它说的才写", is_optional=True),
)
"""What came back: one row a record."""

STATUS: Final = (
    *DUE,
    FrameColumn("done", ColumnType.COUNT, "已完成多少次，督查推翻的不算"),
    FrameColumn("status", ColumnType.TEXT, "Status 的名称，如 MET"),
)
"""What comes out: the rows of what is due, in their order, with their status."""
