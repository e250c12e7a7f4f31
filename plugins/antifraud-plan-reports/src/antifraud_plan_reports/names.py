"""What things are called in tables."""

import attrs

from antifraud_plan.plugin import (
    ON_TIME_RATE,
    PLEDGE_COVERAGE,
    Finding,
    Metric,
    OrganisationTree,
    Plan,
    Proof,
    Submission,
    Task,
)
from antifraud_plan_reports.printing import NOTHING

OUR_METRICS = {PLEDGE_COVERAGE: "承诺书签订率", ON_TIME_RATE: "按时报送率"}
"""Metrics that are measured without being in a plan."""


@attrs.frozen
class Names:
    """What items and their parts are called in tables."""

    plan: Plan
    tree: OrganisationTree

    def find(self, item: str) -> tuple[str, str]:
        """Return reference and name of a task, a submission, a metric or a return."""
        items: tuple[Task | Submission | Metric, ...] = (
            *self.plan.tasks,
            *self.plan.submissions,
            *self.plan.metrics,
        )
        for each in items:
            if each.id == item:
                return self.plan.reference(each.clause) or NOTHING, each.name
        if item in OUR_METRICS:
            return NOTHING, OUR_METRICS[item]
        return NOTHING, next((each.title for each in self.plan.returns if each.id == item), item)

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of tasks and submissions, in the plan's order."""
        return (*(each.id for each in self.plan.tasks), *(each.id for each in self.plan.submissions))

    def handed_in(self, finding: Finding) -> str:
        """Return what is handed in, with its period: 3月月报表."""
        _, item, period = finding.expected.hand_in
        spec = next((each for each in self.plan.returns if each.id == item), None)
        return spec.name_in(period) if spec else self.find(item)[1] + (f"（{period}）" if period else "")

    def detail(self, finding: Finding) -> tuple[str, str]:
        """Return of which period and of which class or relation something is; empty for the whole of it."""
        expected = finding.expected
        if expected.proof is Proof.ARRIVAL:
            return self.handed_in(finding), ""
        relation = next((each.name for each in self.plan.pledges if each.id == expected.part), "")
        unit = self.tree.find(expected.part) if expected.part and not relation else None
        return expected.period.label, relation or (unit.name if unit else expected.part)
