"""What a school failed in, told so that no person can be known by it: no class, no day, nobody's words."""

from collections.abc import Iterator

import attrs

from antifraud_plan import MeasureState
from antifraud_plan.plugin import Appraisal, Finding, Measurement, Proof, Status, find_reason
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.periods import join_periods
from antifraud_plan_reports.printing import NOTHING


@attrs.frozen
class Failure:
    """A line of what one school failed in.

    Attributes:
        reference: place in the plan.
        name: the task, submission or metric.
        periods: of which periods.
        state: how it stands, in a few words.
    """

    reference: str
    name: str
    periods: str
    state: str


def list_failures(
    findings: tuple[Finding, ...], appraisal: Appraisal | None, names: Names
) -> Iterator[Failure]:
    """Yield what of one school falls short, what stands alike in one line; then the metrics it missed."""
    rows: dict[tuple[str, str], list[Finding]] = {}
    for each in findings:
        rows.setdefault((each.expected.item, _say_state(each)), []).append(each)
    for (item, state), found in rows.items():
        yield Failure(*names.find(item), join_periods(found, names), state)
    if appraisal is not None:
        missed = (
            lost.measurement
            for line in appraisal.lines
            for lost in line.deductions
            if lost.points > 0 and lost.measurement is not None
        )
        for measured in dict.fromkeys(missed):
            yield Failure(*names.find(measured.metric), measured.audience or NOTHING, _say_metric(measured))


def _say_state(finding: Finding) -> str:
    inspected = finding.inspection
    if inspected is not None and inspected.verdict.refutes:
        return f"督查结论为“{inspected.verdict.value}”"  # its reason is somebody's words
    if finding.status is Status.UNREPORTED:
        return "没有报送" if finding.expected.proof is Proof.ARRIVAL else Status.UNREPORTED.value
    return str(find_reason(finding, finding.expected.period.span.last)).rstrip("。")


def _say_metric(measured: Measurement) -> str:
    if measured.state is not MeasureState.MISSED:
        return str(measured.state.value)
    share = measured.share
    if share is None:
        return f"发生{measured.numerator}起"
    return f"{measured.denominator}人中{measured.numerator}人"
