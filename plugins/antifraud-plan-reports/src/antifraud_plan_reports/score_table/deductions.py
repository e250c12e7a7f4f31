"""What each point was lost by: the line of the table, its clause, the thing, why, and the cells."""

from collections.abc import Iterable, Iterator

import attrs

from antifraud_plan import Deduction, find_places
from antifraud_plan.plugin import Appraisal, Finding, Location, Plan, mask_personal_numbers
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING, print_day

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
        evidence: file and cell; or what came, or did not come.
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
                    mask_personal_numbers(_find_evidence(lost, names)),
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


def _find_evidence(lost: Deduction, names: Names) -> str:
    """Return the cells it rests on; where there are none, what came or did not come instead."""
    places: tuple[Location, ...] = ()
    if lost.finding is not None:
        places = _find_places(lost.finding)
        if not places:
            return _say_without(lost.finding, names)
    elif lost.measurement is not None:
        places = tuple(dict.fromkeys(each.locate("") for each in lost.measurement.sources))
    if not places:
        return "没有记录"
    more = f"等{len(places)}处" if len(places) > _MOST_PLACES else ""
    return "、".join(place.in_words for place in places[:_MOST_PLACES]) + more


def _find_places(finding: Finding) -> tuple[Location, ...]:
    seen = finding.inspection
    if seen is not None and seen.verdict.refutes:
        return (seen.place,)
    return find_places(finding)


def _say_without(finding: Finding, names: Names) -> str:
    if finding.arrived is not None:
        return f"收文登记，{print_day(finding.arrived)}收到"
    handed_in = names.handed_in(finding)
    return f"{handed_in}里没有可以认定的记录" if finding.has_come else f"没有收到{handed_in}"
