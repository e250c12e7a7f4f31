"""The lines of the compliance report's metrics: each with the numbers that it is worked out from."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import (
    Assessment,
    Brief,
    Fall,
    Measurement,
    NotAbove,
    Variable,
    Zero,
)
from antifraud_plan_reports.lines import find_heads
from antifraud_plan_reports.names import OUR_METRICS
from antifraud_plan_reports.printing import NOTHING, print_share


@attrs.frozen
class MetricLine:
    """How far one metric is reached.

    Attributes:
        name: of the metric.
        audience: of whom; a dash where it is not told apart.
        figures: numerator, denominator and what they come to, with last year's where told.
        target: in the plan's words.
        state: what can be said.
    """

    name: str
    audience: str
    figures: str
    target: str
    state: str


METRIC_FIELDS = (
    Variable("name", "指标", "知晓率"),
    Variable("audience", "对象", "学生"),
    Variable("figures", "数据", "96／100，96.0%"),
    Variable("target", "目标", "达到100%"),
    Variable("state", "评定", "未达标"),
)


def list_metrics(brief: Brief, assessment: Assessment) -> Iterator[MetricLine]:
    """Yield the metrics of all reported on together: of the county, or of the units asked for."""
    named = {each.id: (each.name, str(each.target)) for each in brief.plan.metrics}
    named |= {metric: (name, "100%") for metric, name in OUR_METRICS.items()}
    cases = {
        each.id
        for each in brief.plan.metrics
        if any(isinstance(goal, Zero | NotAbove | Fall) for goal in each.target.goals)
    }
    whole = _find_whole(brief)
    for each in assessment.measurements:
        if each.metric not in named or each.unit.id not in whole:
            continue
        name, target = named[each.metric]
        figures = _print_figures(each, of_cases=each.metric in cases)
        whose = "" if brief.selected is None else each.unit.name
        yield MetricLine(whose + name, each.audience or NOTHING, figures, target, each.state.value)


def _find_whole(brief: Brief) -> frozenset[str]:
    """Return the units of whom all together is told: those asked for, else the bureau or bureaus."""
    if brief.selected is not None:
        return frozenset(unit.id for unit in brief.selected)
    heads = find_heads(brief.tree)
    return frozenset(unit.id for unit in brief.tree if not unit.kind.is_school and heads[unit.id] == unit)


def _print_figures(measurement: Measurement, *, of_cases: bool) -> str:
    said = _print_ratio(measurement.numerator, measurement.denominator, of_cases=of_cases)
    if measurement.before is None:
        return said
    return f"{said}；上年同期{_print_ratio(*measurement.before, of_cases=of_cases)}"


def _print_ratio(numerator: int, denominator: int, *, of_cases: bool) -> str:
    if not denominator:
        return str(numerator)
    if not of_cases:
        return f"{numerator}／{denominator}，{print_share(numerator, denominator)}"
    hundredths = (2 * numerator * 1_000_000 + denominator) // (2 * denominator)
    return f"{numerator}／{denominator}，每万人{hundredths // 100}.{hundredths % 100:02}"
