"""Measures every metric of a plan, school by school and for all that stand above them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.measurement import ON_TIME_RATE, PLEDGE_COVERAGE, Measurement
from antifraud_plan.model.assessment.measuring.cases import measure_cases
from antifraud_plan.model.assessment.measuring.part import Part, add_up, judge_part
from antifraud_plan.model.assessment.measuring.shares import (
    measure_arrivals,
    measure_pledges,
    measure_surveys,
)
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.target import AtLeast, Fall, Goal, NotAbove, Zero


@attrs.frozen
class Measures:
    """What was measured.

    Attributes:
        own: of each unit by itself, of a central school without those below it.
        rolled: of each unit with all below it; by metric, audience and unit in the plan's and tree's order.
    """

    own: tuple[Measurement, ...] = ()
    rolled: tuple[Measurement, ...] = ()


def measure(
    plan: Plan, tree: OrganisationTree, collection: Collection, findings: Iterable[Finding]
) -> Measures:
    """Return how far each metric is reached (clauses 2.2, 2.3, 4.1.0).

    Args:
        plan: its metrics, the year's targets, the least sample.
        tree: who stands above whom.
        collection: what came back.
        findings: tell which schools are silent about cases.
    """
    parts = tuple(_find_parts(plan, tree, collection, tuple(findings)))
    gathered: dict[tuple[str, str, str], list[Part]] = {}
    for part in parts:
        unit = tree.require(part.unit)
        for each in (unit, *tree.above(unit)):
            gathered.setdefault((part.metric, part.audience, each.id), []).append(part)
    rolled = [_state(plan, tree, add_up(found, unit)) for (_, _, unit), found in gathered.items()]
    return Measures(tuple(_state(plan, tree, each) for each in parts), _order(plan, tree, rolled))


def _find_parts(
    plan: Plan, tree: OrganisationTree, collection: Collection, findings: tuple[Finding, ...]
) -> Iterator[Part]:
    recorded = [metric for metric in plan.metrics if plan.find_form(metric.id)]
    counted = [
        metric
        for metric in plan.metrics
        if metric not in recorded
        and any(isinstance(goal, Zero | NotAbove | Fall) for goal in metric.target.goals)
    ]
    yield from measure_surveys(plan, tree, collection, recorded)
    yield from measure_cases(plan, tree, collection, findings, counted)
    yield from measure_pledges(plan, collection)
    yield from measure_arrivals(collection)


def _state(plan: Plan, tree: OrganisationTree, part: Part) -> Measurement:
    least = plan.survey.minimum_sample if part.metric == plan.survey.metric else 0
    state, target = judge_part(part, _find_goal(plan, part.metric), least)
    return Measurement(
        part.metric,
        tree.require(part.unit),
        state,
        part.audience,
        part.numerator,
        part.denominator,
        target,
        part.before,
        part.sources,
    )


def _find_goal(plan: Plan, metric_id: str) -> Goal | None:
    if metric_id in (PLEDGE_COVERAGE, ON_TIME_RATE):
        return AtLeast(Fraction(1))
    metric = next(metric for metric in plan.metrics if metric.id == metric_id)
    return metric.target.goal_for(plan.year, first_year=plan.first_day.year)


def _order(plan: Plan, tree: OrganisationTree, found: list[Measurement]) -> tuple[Measurement, ...]:
    metrics = {
        each: number
        for number, each in enumerate((*(m.id for m in plan.metrics), PLEDGE_COVERAGE, ON_TIME_RATE))
    }
    units = {unit.id: number for number, unit in enumerate(tree)}
    names = [each.value for metric in plan.metrics for each in metric.audiences]
    names += [relation.name for relation in plan.pledges]
    audiences = {name: number for number, name in reversed(list(enumerate(names)))}

    def place(each: Measurement) -> tuple[int, int, int]:
        return metrics[each.metric], audiences.get(each.audience, -1), units[each.unit.id]

    return tuple(sorted(found, key=place))
