"""Scores every school by the plan's appraisal table (考评表): what was due by then, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

import attrs

from antifraud_plan.model.assessment.appraisal import Appraisal, Deduction, ScoreLine
from antifraud_plan.model.assessment.expectation import Proof
from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.measurement import PER, Measurement, MeasureState
from antifraud_plan.model.assessment.ranking import rank
from antifraud_plan.model.assessment.reason import Reason, find_reason
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.score import ScoreRule, Scoring

_ONE, _NONE = Fraction(1), Fraction(0)


def score(
    plan: Plan,
    tree: OrganisationTree,
    findings: Iterable[Finding],
    measurements: Iterable[Measurement],
    *,
    on: date,
) -> tuple[Appraisal, ...]:
    """Return what every school scores, ranked among its peers (clause 5.3.1).

    What is not due yet, or need not be done, costs nothing; a line of which nothing is judged counts nowhere.

    Args:
        plan: its table; nobody is scored without one.
        tree: tells the schools.
        findings: of every unit.
        measurements: of every unit by itself, a central school's without those below it.
        on: the day of judging.
    """
    if not plan.scores:
        return ()
    judged: dict[tuple[str, str], list[_Thing]] = {}
    for finding in findings:
        if finding.status.is_judged:
            judged.setdefault((finding.expected.unit.id, finding.expected.item), []).append(
                _weigh(finding, on)
            )
    for each in measurements:
        if each.state in (MeasureState.REACHED, MeasureState.MISSED):
            judged.setdefault((each.unit.id, each.metric), []).append(_weigh_metric(each))
    return rank(_appraise(plan.scores, school, judged) for school in tree.schools())


@attrs.frozen
class _Thing:
    """Something that a line looks at.

    Attributes:
        done: how far, 0 to 1.
        missing: how many things are missing of it.
        times: how often it happened that should not have.
        extra: how often it was done beyond what is due.
        reason: why it stands so.
        finding, measurement: what it is.
    """

    done: Fraction
    missing: Fraction
    times: int
    extra: int
    reason: Reason
    finding: Finding | None = None
    measurement: Measurement | None = None

    def cost(self, points: Fraction) -> Deduction:
        """Return that it costs so many points, or brings so many where they are below zero."""
        return Deduction(points, self.reason, self.finding, self.measurement)


def _weigh(finding: Finding, on: date) -> _Thing:
    missing = max(0, finding.needed - finding.done)
    done = _ONE if finding.status is Status.MET else Fraction(finding.done, finding.needed)
    in_times = finding.expected.proof is Proof.TIMES
    return _Thing(
        done,
        Fraction(missing) if in_times else 1 - done,
        int(finding.status.is_shortfall),
        max(0, finding.done - finding.needed) if in_times else 0,
        find_reason(finding, on),
        finding,
    )


def _praise(finding: Finding | None) -> Reason | None:
    """Say what was done beyond what is due."""
    if finding is None:
        return None
    extra = finding.done - finding.needed
    return Reason("beyond", {"needed": finding.needed, "done": finding.done, "extra": extra})


def _weigh_metric(found: Measurement) -> _Thing:
    is_count = not found.denominator
    is_met = found.state is MeasureState.REACHED
    is_share = found.target is not None and found.before is None
    share, target = found.share or _NONE, found.target or _NONE
    done = min(_ONE, share / target) if is_share and not is_met and target else Fraction(int(is_met))
    times = found.numerator if is_count else int(not is_met)
    return _Thing(done, Fraction(times) if is_count else 1 - done, times, 0, _tell(found), measurement=found)


def _tell(found: Measurement) -> Reason:
    numbers: dict[str, str | int | date] = {"count": found.numerator, "of": found.denominator}
    if found.share is None:
        return Reason("measured-count", numbers)
    if found.before is not None:
        rates = {"rate": show_points(found.share * PER), "target": show_points(found.target or _NONE)}
        return Reason("measured-rate", {**numbers, **rates})
    shown = {"share": show_points(found.share * 100), "target": show_points((found.target or _NONE) * 100)}
    return Reason("measured-share", {**numbers, **shown, "audience": found.audience})


def show_points(points: Fraction) -> str:
    """Print a number with two places at most, halves away from zero.

    >>> [show_points(Fraction(each)) for each in ("10", "7.5", "2/3", "-1/8")]
    ['10', '7.5', '0.67', '-0.13']
    """
    hundredths = int(abs(points) * 100 + Fraction(1, 2))
    whole, rest = divmod(hundredths, 100)
    sign = "-" if points < 0 and hundredths else ""
    return f"{sign}{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def _appraise(
    table: Sequence[ScoreRule], school: Organisation, judged: dict[tuple[str, str], list[_Thing]]
) -> Appraisal:
    lines, veto = [], None
    for rule in table:
        things = [thing for item in rule.items for thing in judged.get((school.id, item), ())]
        lines.append(_score_line(rule, things))
        if rule.rule is Scoring.VETO and any(thing.times for thing in things):
            veto = veto or Reason("veto", {"title": rule.title, "authority": rule.authority})
    return Appraisal(school, tuple(lines), veto=veto)


def _score_line(rule: ScoreRule, things: Sequence[_Thing]) -> ScoreLine:
    is_judged = bool(things)
    if not things or rule.rule is Scoring.VETO:
        return ScoreLine(rule.id, _NONE, _NONE, is_judged=is_judged)
    out_of = _find_out_of(rule, things)
    deductions = tuple(_deduct(rule, things, out_of))
    points = out_of - sum((each.points for each in deductions), _NONE)
    return ScoreLine(rule.id, points, out_of, deductions)


def _find_out_of(rule: ScoreRule, things: Sequence[_Thing]) -> Fraction:
    if rule.rule is Scoring.BONUS:
        return _NONE
    if rule.rule is Scoring.PER_DONE:  # of what is due so far no more could be had
        return min(Fraction(rule.points), rule.step * len(things))
    return Fraction(rule.points)


def _deduct(rule: ScoreRule, things: Sequence[_Thing], out_of: Fraction) -> Iterator[Deduction]:
    """Yield what each thing costs; together never more than the line is out of."""
    weight = out_of / len(things)
    short = [thing for thing in things if thing.done < 1 or thing.times]
    match rule.rule:
        case Scoring.PER_MISSING:
            yield from _until(out_of, ((thing, rule.step * thing.missing) for thing in short))
        case Scoring.PER_OCCURRENCE:
            yield from _until(out_of, ((thing, rule.step * thing.times) for thing in short))
        case Scoring.PER_DONE:
            lost = out_of - min(out_of, rule.step * (len(things) - len(short)))
            yield from _until(out_of, ((thing, lost / len(short)) for thing in short))
        case Scoring.ALL_OR_NOTHING:
            yield from _until(out_of, ((thing, out_of / len(short)) for thing in short))
        case Scoring.HALVES:
            halves = ((thing, weight / 2 if thing.done else weight) for thing in short)
            yield from _until(out_of, halves)
        case Scoring.PROPORTIONAL:
            yield from _until(out_of, ((thing, weight * (1 - thing.done)) for thing in short))
        case Scoring.BONUS:
            gains = ((thing, rule.step * thing.extra) for thing in things)
            for each in _until(Fraction(rule.points), gains):
                yield attrs.evolve(each, points=-each.points, reason=_praise(each.finding) or each.reason)
        case Scoring.VETO:
            return
        case _:
            assert_never(rule.rule)


def _until(left: Fraction, costs: Iterable[tuple[_Thing, Fraction]]) -> Iterator[Deduction]:
    """Yield what things cost until nothing is left."""
    for thing, points in costs:
        taken = min(left, points)
        if taken:
            yield thing.cost(taken)
        left -= taken
