"""What one school adds to a metric, how parts add up, and what can be said of a sum."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias, assert_never

import attrs

from antifraud_plan.model.assessment.measurement import PER, MeasureState
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.model.target import AtLeast, AtMost, Baseline, Fall, Goal, Ladder, NotAbove, Zero


@attrs.frozen
class Part:
    """What one unit adds to a metric.

    Attributes:
        metric, unit: ids.
        audience: see `Measurement.audience`.
        numerator, denominator: see `Measurement`.
        before: the same days of last year; ``None`` where nobody told.
        people: how many there are; ``None`` where the lists do not say, of a sum if of one part.
        told, schools: how many schools told their cases, of how many that should.
        sources: the records.
    """

    metric: str
    unit: str
    audience: str = ""
    numerator: int = 0
    denominator: int = 0
    before: tuple[int, int] | None = None
    people: int | None = None
    told: int = 1
    schools: int = 1
    sources: tuple[Evidence, ...] = attrs.field(default=(), eq=False, repr=False)


def add_up(parts: Iterable[Part], unit: str) -> Part:
    """Return the sum of one or more parts of the same metric and audience, as *unit*'s."""
    listed = tuple(parts)
    befores = [each.before for each in listed if each.before is not None]
    people = [each.people for each in listed if each.people is not None]
    is_known = len(befores) == len(listed)
    return Part(
        listed[0].metric,
        unit,
        listed[0].audience,
        sum(each.numerator for each in listed),
        sum(each.denominator for each in listed),
        (sum(each[0] for each in befores), sum(each[1] for each in befores)) if is_known else None,
        sum(people) if len(people) == len(listed) else None,
        sum(each.told for each in listed),
        sum(each.schools for each in listed),
        tuple(source for each in listed for source in each.sources),
    )


Said: TypeAlias = tuple[MeasureState, Fraction | None]


def judge_part(part: Part, goal: Goal | None, least: int = 0) -> Said:
    """Return what can be said of a metric, and its target.

    Args:
        part: the figures.
        goal: of the year, see `Target.goal_for`.
        least: the smallest sample that says anything; all there are is always enough.

    >>> asked = Part("awareness-rate", "X01", numerator=29, denominator=30)
    >>> judge_part(asked, AtLeast(Fraction(9, 10)), 30)[0].value
    '达标'
    """
    match goal:
        case AtLeast(share):
            return _judge_share(part, share, part.numerator >= share * part.denominator, least)
        case AtMost(share):
            return _judge_share(part, share, part.numerator <= share * part.denominator, least)
        case Zero():
            return _judge_cases(part, is_exceeded=part.numerator > 0), None
        case NotAbove(baseline):
            return _judge_against_last_year(part, baseline, Fraction(1))
        case Fall(shares, baseline):
            return _judge_against_last_year(part, baseline, 1 - shares[0])
        case Ladder() | None:  # of a ladder `Target.goal_for` gives the step
            return MeasureState.NO_TARGET, None
        case _:
            assert_never(goal)


def _judge_share(part: Part, share: Fraction, is_reached: object, least: int) -> Said:
    if not part.denominator:
        return MeasureState.NOTHING_MEASURED, share
    if part.denominator < (least if part.people is None else min(least, part.people)):
        return MeasureState.TOO_FEW, share
    return MeasureState.REACHED if is_reached else MeasureState.MISSED, share


def _judge_cases(part: Part, *, is_exceeded: bool) -> MeasureState:
    """What is exceeded already is missed, whoever is silent; nothing is reached while a school is."""
    if is_exceeded:
        return MeasureState.MISSED
    if not part.told:
        return MeasureState.NOTHING_MEASURED
    return MeasureState.INCOMPLETE if part.told < part.schools else MeasureState.REACHED


def _judge_against_last_year(part: Part, baseline: Baseline, kept: Fraction) -> Said:
    if not part.denominator or part.people is None:
        return MeasureState.NOTHING_MEASURED, None
    if part.before is None or not part.before[1] or baseline is not Baseline.SAME_PERIOD_LAST_YEAR:
        return MeasureState.NO_BASELINE, None
    target = Fraction(part.before[0], part.before[1]) * PER * kept
    return _judge_cases(part, is_exceeded=part.numerator * PER > target * part.denominator), target
