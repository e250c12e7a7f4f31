"""What each point was lost by: the line of the table, its clause, the thing, why, and the cells."""

from collections.abc import Iterable, Iterator

import attrs

from antifraud_plan import Deduction, find_places
from antifraud_plan.plugin import Appraisal, Plan, mask_personal_numbers
from antifraud_plan_reports.lines import NOTHING, Names

_MOST_PLACES = 3


@attrs.frozen
class DeductionLine:
    """A line of the sheet of deductions.

    Attributes:
        school: whose.
        title: line of the appraisal table.
        reference: the clause it rests on.
        points: what it changed the score by; below zero for points lost.
        name: task, submission or metric.
        details: period, and class or audience.
        reason: why, in a sentence.
        evidence: file and cell, or that there is none.
    """

    school: str
    title: str
    reference: str
    points: float
    name: str
    details: str
    reason: str
    evidence: str


def list_deductions(appraisals: Iterable[Appraisal], names: Names) -> Iterator[DeductionLine]:
    """Yield every deduction and bonus, school by school, in the order of the appraisal table."""
    plan: Plan = names.plan
    rules = {rule.id: rule for rule in plan.scores}
    for appraisal in appraisals:
        for line in appraisal.lines:
            rule = rules[line.rule]
            for lost in line.deductions:
                name, details = _name(lost, names)
                yield DeductionLine(
                    appraisal.unit.name,
                    rule.title,
                    plan.reference(rule.clause) or NOTHING,
                    -float(lost.points),
                    name,
                    details,
                    mask_personal_numbers(str(lost.reason).rstrip("。")) + "。",
                    mask_personal_numbers(_find_evidence(lost)),
                )
        if appraisal.veto is not None:
            points = -float(sum(each.points for each in appraisal.lines))
            reason = mask_personal_numbers(str(appraisal.veto)) + "。"
            yield DeductionLine(
                appraisal.unit.name, "一票否决", NOTHING, points, NOTHING, NOTHING, reason, NOTHING
            )


def _name(lost: Deduction, names: Names) -> tuple[str, str]:
    if lost.finding is not None:
        _, name = names.find(lost.finding.expected.item)
        return name, "，".join(filter(None, names.detail(lost.finding))) or NOTHING
    if lost.measurement is not None:
        return names.find(lost.measurement.metric)[1], lost.measurement.audience or NOTHING
    return NOTHING, NOTHING


def _find_evidence(lost: Deduction) -> str:
    places: tuple[str, ...] = ()
    if lost.finding is not None:
        seen = lost.finding.inspection
        places = (
            (str(seen.place),) if seen is not None and seen.verdict.refutes else find_places(lost.finding)
        )
    elif lost.measurement is not None:
        places = tuple(dict.fromkeys(str(each.locate("")) for each in lost.measurement.sources))
    if not places:
        return "没有记录"
    more = f"等{len(places)}处" if len(places) > _MOST_PLACES else ""
    return "、".join(places[:_MOST_PLACES]) + more
