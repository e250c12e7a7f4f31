"""What a unit scores by the county's appraisal table (考评得分), and what each point was lost by."""

from fractions import Fraction

import attrs

from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.measurement import Measurement
from antifraud_plan.model.assessment.reason import Reason
from antifraud_plan.model.organisation import Organisation


@attrs.frozen
class Deduction:
    """Points lost, or won beyond what is in the table (扣分、加分).

    Attributes:
        points: lost above zero, won below.
        reason: why, with the reference.
        finding: the shortfall it comes from, if it comes from one.
        measurement: the metric it comes from, if it comes from one.
    """

    points: Fraction
    reason: Reason
    finding: Finding | None = None
    measurement: Measurement | None = None


@attrs.frozen
class ScoreLine:
    """One line of the table as it came out for a unit (考评项).

    Attributes:
        rule: id of the line in the plan's table.
        points: what it scored.
        out_of: what it could.
        deductions: what it lost and by what.
        is_judged: whether anything it looks at had to be done by then, or is measured; a line that is not has
            neither points nor what they are out of, and counts nowhere.
    """

    rule: str
    points: Fraction
    out_of: Fraction
    deductions: tuple[Deduction, ...] = ()
    is_judged: bool = True


@attrs.frozen
class Appraisal:
    """What one unit scores (考评结果).

    Attributes:
        unit: which.
        lines: line by line, in the table's order.
        peers: name of the group in which it is ranked, such as 小学.
        rank: its place there, from 1; equals share one; ``None`` where it is not ranked.
        veto: why it scores nothing at all (一票否决), with the authority cited; ``None`` for none.
    """

    unit: Organisation
    lines: tuple[ScoreLine, ...]
    peers: str = ""
    rank: int | None = None
    veto: Reason | None = None

    @property
    def points(self) -> Fraction:
        """What it scores in all; 0 under a veto."""
        return Fraction(0) if self.veto else sum((line.points for line in self.lines), Fraction(0))

    @property
    def out_of(self) -> Fraction:
        """What it could."""
        return sum((line.out_of for line in self.lines), Fraction(0))
