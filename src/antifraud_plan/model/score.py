"""One line of the county's appraisal table (考评表): what it looks at, and how points are lost by it."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

import attrs

from antifraud_plan.model.names import check_line, check_name


class Scoring(Enum):
    """How a line turns what was done into points; the value is the word written in the plan file."""

    PER_MISSING = "缺一项扣分"
    """`ScoreRule.step` for each thing that is missing, until nothing is left; half a thing costs half."""
    PER_OCCURRENCE = "发生一次扣分"
    """`ScoreRule.step` for each case, or each thing that falls short, until nothing is left."""
    PER_DONE = "完成一项得分"
    """`ScoreRule.step` for each thing that is done, up to the line's points."""
    ALL_OR_NOTHING = "一项不到不得分"
    """Nothing, if anything falls short."""
    HALVES = "部分完成得一半"
    """All things weigh the same: what is done in part brings half of its weight."""
    PROPORTIONAL = "按比例得分"
    """All things weigh the same: each brings the part of its weight that it is done to."""
    BONUS = "加分"
    """`ScoreRule.step` for each time beyond what is due, up to the line's points, above the total."""
    VETO = "一票否决"
    """The whole appraisal is nothing, if anything falls short; only with its authority cited."""

    @property
    def needs_step(self) -> bool:
        """Whether it counts in steps."""
        return self in _STEPPED


_STEPPED = frozenset({Scoring.PER_MISSING, Scoring.PER_OCCURRENCE, Scoring.PER_DONE, Scoring.BONUS})


@attrs.frozen
class ScoreRule:
    """One line of the appraisal table (考评项, clause 5.3.1).

    Attributes:
        id: stable id.
        title: what it judges.
        clause: id of the clause it rests on.
        items: ids of the tasks, submissions and metrics it looks at.
        points: what it is worth, 0 to 1000; of a bonus the most it can add; a veto has none.
        rule: how points come about.
        each: how many points a step is, with two places at most, as text so that it is exact; empty for none.
        authority: of a veto, the document it rests on.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    title: str = attrs.field(validator=check_name)
    clause: str = attrs.field(validator=check_name)
    items: tuple[str, ...]
    rule: Scoring
    points: int = attrs.field(default=0, validator=[attrs.validators.ge(0), attrs.validators.le(1000)])
    each: str = attrs.field(default="", validator=attrs.validators.matches_re(r"(\d{1,3}(\.\d{1,2})?)?"))
    authority: str = attrs.field(default="", validator=check_line)
    readings: Mapping[str, str] = attrs.Factory(dict)

    @property
    def step(self) -> Fraction:
        """How many points a step is; 0 where it has none."""
        return Fraction(self.each or 0)
