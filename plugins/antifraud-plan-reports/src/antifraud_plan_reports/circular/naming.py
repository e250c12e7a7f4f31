"""Whom the county's thresholds single out, for praise or for criticism (拟通报)."""

from enum import Enum

import attrs

from antifraud_plan import find_rate
from antifraud_plan.plugin import Assessment, Organisation, Status
from antifraud_plan_reports.circular.failures import Failure, list_failures
from antifraud_plan_reports.lines import group_findings, tally_of
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import print_share
from antifraud_plan_reports.settings import ReportSettings


class Naming(Enum):
    """For what a school is named; the value is what papers and records say."""

    PRAISE = "表扬"
    CRITICISM = "通报批评"


@attrs.frozen
class Nominee:
    """A school to be named.

    Attributes:
        unit: which.
        naming: for what.
        rate: share of its points, as printed.
        unreported: how many things it left unreported.
        failures: what it failed in, for criticism only.
    """

    unit: Organisation
    naming: Naming
    rate: str
    unreported: int
    failures: tuple[Failure, ...] = ()

    @property
    def name(self) -> str:
        """What the school is called."""
        return self.unit.name


def nominate(assessment: Assessment, names: Names, settings: ReportSettings) -> tuple[Nominee, ...]:
    """Return whom the thresholds single out, in the tree's order.

    Praised is a school with at least ``praise_from`` per cent of its points that left nothing unreported;
    criticised one with less than ``criticise_below`` per cent, or with more left unreported than
    ``unreported_at_most`` (clauses 5.3.1, 5.4.2). Nothing is said of a school of which nothing is judged yet,
    or that is there no more.
    """
    findings = group_findings(assessment.shortfalls, lambda each: each.expected.unit.id)
    nominees = []
    for each in assessment.appraisals:
        rate = find_rate(each)
        if rate is None or not each.unit.stands(assessment.on):
            continue
        short = findings.get(each.unit.id, [])
        unreported = tally_of(short).count(Status.UNREPORTED)
        criticised = 100 * rate < settings.criticise_below or unreported > settings.unreported_at_most
        printed = print_share(rate.numerator, rate.denominator)
        if criticised:
            failures = tuple(list_failures(tuple(short), each, names))
            nominees.append(Nominee(each.unit, Naming.CRITICISM, printed, unreported, failures))
        elif 100 * rate >= settings.praise_from and not unreported:
            nominees.append(Nominee(each.unit, Naming.PRAISE, printed, unreported))
    return tuple(nominees)
