"""How far a metric is reached, with the figures it is worked out from (指标完成情况)."""

from enum import Enum
from fractions import Fraction

import attrs

from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.evidence import Evidence


class MeasureState(Enum):
    """What can be said of a metric; the value is what papers print."""

    REACHED = "达标"
    MISSED = "未达标"
    TOO_FEW = "样本不足，不予评定"
    """Fewer were asked than the county's least sample, and fewer than all there are."""
    NOTHING_MEASURED = "无数据"
    """Nothing came, or nothing stands below the line of the fraction."""
    INCOMPLETE = "有学校未上报，不能评定"
    """What came is within the target, but a school is silent that might exceed it."""
    NO_BASELINE = "缺上年基数，无法比较"
    NO_TARGET = "目标不是数字，不予评定"


@attrs.frozen
class Measurement:
    """A metric of one unit, or of all below it (指标值).

    Attributes:
        metric: id of the metric, `PLEDGE_COVERAGE` or `ON_TIME_RATE`.
        unit: whose; of a unit with others below it, of all of them together.
        state: what can be said.
        audience: of whom, or the pledge's name; empty where the metric is not told apart.
        numerator, denominator: as the plan words them; the denominator is 0 for a plain count.
        target: what is to be reached that year: a share, or cases per 10,000; ``None`` for none.
        before: the same days of last year: numerator and denominator; ``None`` where nobody told.
        sources: the records it is worked out from, each with file and cell.
    """

    metric: str
    unit: Organisation
    state: MeasureState
    audience: str = ""
    numerator: int = 0
    denominator: int = 0
    target: Fraction | None = None
    before: tuple[int, int] | None = None
    sources: tuple[Evidence, ...] = attrs.field(default=(), eq=False, repr=False)

    @property
    def share(self) -> Fraction | None:
        """Numerator by denominator, exact; ``None`` where nothing stands below the line."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


PLEDGE_COVERAGE, ON_TIME_RATE = "pledge-coverage", "on-time-rate"
"""Metrics that follow from tasks and need no entry in the plan: all is their target (our reading)."""
PER = 10_000
"""Cases are told for so many people."""
