"""Ranks schools among their peers, and sums what they did for all that stand above them."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from antifraud_plan.model.assessment.appraisal import Appraisal
from antifraud_plan.model.assessment.assessment import Assessment, StatusTally
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.terms import in_order


def find_peers(unit: Organisation) -> str:
    """Return the group in which a school is ranked: its kind where that says all, else its levels.

    >>> find_peers(Organisation("X", "东示镇中心学校", OrganisationKind.CENTRAL_SCHOOL))
    '中心学校'
    """
    if unit.kind in (OrganisationKind.CENTRAL_SCHOOL, OrganisationKind.KINDERGARTEN) or not unit.levels:
        return unit.kind.value
    return "、".join(level.value for level in in_order(unit.levels))


def find_rate(appraisal: Appraisal) -> Fraction | None:
    """Return the share of its points that a school has (得分率); ``None`` where nothing is judged yet.

    Schools are ranked by it, since not every line is due from every one of them.
    """
    return appraisal.points / appraisal.out_of if appraisal.out_of else None


def rank(appraisals: Iterable[Appraisal]) -> tuple[Appraisal, ...]:
    """Return the same, each with its peers and its place among them: 1, 2, 2, 4."""
    named = [attrs.evolve(each, peers=find_peers(each.unit)) for each in appraisals]
    rates: dict[str, list[Fraction]] = {}
    for each in named:
        rate = find_rate(each)
        if rate is not None:
            rates.setdefault(each.peers, []).append(rate)
    # The first of several equals gives them all their place.
    places: dict[tuple[str, Fraction], int] = {}
    for peers, found in rates.items():
        for place, rate in enumerate(sorted(found, reverse=True), start=1):
            places.setdefault((peers, rate), place)
    return tuple(
        each if (rate := find_rate(each)) is None else attrs.evolve(each, rank=places[each.peers, rate])
        for each in named
    )


@attrs.frozen
class Summary:
    """What a unit and all below it did (汇总).

    Attributes:
        unit: of whom.
        schools: how many of them are appraised.
        tally: how many things that were due stand how.
        points, out_of: sums over the schools; divided by `schools`, what one has on average.
    """

    unit: Organisation
    schools: int
    tally: StatusTally
    points: Fraction
    out_of: Fraction


def roll_up(assessment: Assessment, tree: OrganisationTree) -> tuple[Summary, ...]:
    """Sum an assessment for every unit that owes something or stands above one, in the tree's order.

    School, central school, county and city: each sum is that of the sums below it and the unit's own.
    """
    statuses: dict[str, list[Status]] = {}
    scores: dict[str, list[Appraisal]] = {}
    for finding in assessment.findings:
        for unit in (finding.expected.unit, *tree.above(finding.expected.unit)):
            statuses.setdefault(unit.id, []).append(finding.status)
    for each in assessment.appraisals:
        if find_rate(each) is not None:
            for unit in (each.unit, *tree.above(each.unit)):
                scores.setdefault(unit.id, []).append(each)
    return tuple(
        Summary(
            unit,
            len(scores.get(unit.id, ())),
            StatusTally.of(statuses.get(unit.id, ())),
            sum((each.points for each in scores.get(unit.id, ())), Fraction(0)),
            sum((each.out_of for each in scores.get(unit.id, ())), Fraction(0)),
        )
        for unit in tree
        if unit.id in statuses or unit.id in scores
    )
