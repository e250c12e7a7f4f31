"""The assessment (考核情况) of everything due on a day: each duty with its status and its evidence."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Self

import attrs

from antifraud_plan.model.assessment.appraisal import Appraisal
from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.measurement import Measurement
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.problems import Problem

__all__ = ["Assessment", "Finding", "StatusTally"]


@attrs.frozen
class StatusTally:
    """How many things stand how (汇总): the same numbers at every level.

    >>> tally = StatusTally.of([Status.MET, Status.MET, Status.UNMET, Status.NOT_YET_DUE])
    >>> tally.judged, tally.met, tally.count(Status.NOT_YET_DUE)
    (3, 2, 1)
    """

    counts: Mapping[Status, int]

    @classmethod
    def of(cls, statuses: Iterable[Status]) -> Self:
        """Count *statuses*."""
        return cls(Counter(statuses))

    def count(self, status: Status) -> int:
        """Return how many have one status."""
        return self.counts.get(status, 0)

    @property
    def judged(self) -> int:
        """How many had to be done by then: the denominator of every share."""
        return sum(number for status, number in self.counts.items() if status.is_judged)

    @property
    def met(self) -> int:
        """How many of them are done."""
        return self.count(Status.MET)

    @property
    def short(self) -> int:
        """How many of them fall short."""
        return sum(number for status, number in self.counts.items() if status.is_shortfall)


@attrs.frozen
class Assessment:
    """Where everything due stands on a day.

    Attributes:
        on: the day.
        findings: unit by unit in the tree's order, then by item in the plan's, then by date.
        problems: what the bureau recorded and what concerns nothing that is due.
        measurements: metric by metric, for every school and all above it; see `measure`.
        appraisals: what every school scores, in the tree's order; see `score`.
    """

    on: date
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()

    def tally(self, wants: Callable[[Finding], bool] = lambda _: True) -> StatusTally:
        """Count the findings wanted by status."""
        return StatusTally.of(finding.status for finding in self.findings if wants(finding))

    def within(self, wants: Callable[[Organisation], bool]) -> Self:
        """Return what concerns the units wanted."""
        return attrs.evolve(
            self,
            findings=tuple(each for each in self.findings if wants(each.expected.unit)),
            measurements=tuple(each for each in self.measurements if wants(each.unit)),
            appraisals=tuple(each for each in self.appraisals if wants(each.unit)),
        )

    @property
    def shortfalls(self) -> tuple[Finding, ...]:
        """The findings by which a unit falls short (clause 5.3.1)."""
        return tuple(finding for finding in self.findings if finding.status.is_shortfall)
