"""A chart as a value: figures drawn as bars, which Word can edit and any printer shows in black and white."""

import math
from enum import Enum
from typing import TypeAlias

import attrs

from antifraud_plan.word.jinja.printing import UnprintableError

_LONGEST_SIDE = 420.0  # millimetres, of A3
_MOST_SERIES = 4  # more could not be told apart without colours

Point: TypeAlias = int | float | None


class ChartKind(Enum):
    """How the figures are drawn.

    ``COLUMNS``: upright, the series side by side. ``BARS``: lying, the series side by side.
    ``PARTS``: lying, each bar the whole of its figures, one after another.
    """

    COLUMNS = "柱形图"
    BARS = "条形图"
    PARTS = "百分比堆积条形图"


@attrs.frozen
class ChartSeries:
    """One row of figures, drawn alike (系列).

    Attributes:
        name: as the legend says.
        points: one for each category; ``None`` where there is none.
    """

    name: str
    points: tuple[Point, ...]


@attrs.frozen
class Chart:
    """A chart that ``{{ name }}`` prints; where only text can stand, its `description` is printed.

    It stands in the file as Word's own chart with a workbook of its figures, told apart by grey and
    hatching, each bar with its figure.

    Attributes:
        kind: see `ChartKind`.
        categories: what the bars are of, in the order of reading.
        series: up to four.
        width: of the printed chart, millimetres.
        height: the same.
        number_format: how Excel prints the figures, such as ``0`` or ``0.0%``.
        description: what it shows, for those who cannot see it. 替代文字.

    >>> done = ChartSeries("已完成", (3,))
    >>> str(Chart(ChartKind.BARS, ("甲校",), (done,), width=100, height=50, description="已完成3项"))
    '已完成3项'
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    width: float
    height: float
    number_format: str = "0"
    description: str = ""

    def __str__(self) -> str:
        return self.description

    def require_printable(self) -> None:
        """Make sure that it can be drawn.

        Raises:
            UnprintableError: a side is not to be printed, or there are no figures, too many or too few.
        """
        if not all(0 < side <= _LONGEST_SIDE for side in (self.width, self.height)):
            raise UnprintableError(f"图表印出来的边长应在 0 到 {_LONGEST_SIDE:.0f} 毫米之间")
        if not self.categories or not 0 < len(self.series) <= _MOST_SERIES:
            raise UnprintableError(f"图表要有分类，系列应有 1 到 {_MOST_SERIES} 个")
        for each in self.series:
            if len(each.points) != len(self.categories):
                raise UnprintableError(f"图表系列“{each.name}”的数据个数和分类个数不一样")
            if any(point is not None and not math.isfinite(point) for point in each.points):
                raise UnprintableError(f"图表系列“{each.name}”里有的不是一个数")
