"""Which claims an inspection looks at (督查抽样): drawn by a rule that anybody can repeat."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from math import ceil

from antifraud_plan.model.assessment.assessment import Assessment
from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.plan import Plan

_MONTHS = 3


def draw_schools(
    plan: Plan, schools: Iterable[Organisation], share: int, *, on: date
) -> tuple[Organisation, ...]:
    """Return the schools whose turn it is in the quarter of a day.

    All schools are put in one order for the plan; each quarter takes the next of them and starts over after
    the last, so that each is drawn before any is drawn twice.

    Args:
        plan: its id and year decide the order.
        schools: all of them; in which order they are given does not matter.
        share: how many of a hundred are drawn a quarter, rounded up.
        on: a day of the quarter.
    """
    ordered = sorted(schools, key=lambda each: _digest(plan.id, plan.year, each.id))
    number = min(len(ordered), ceil(len(ordered) * share / 100))
    quarter = (on.year - plan.year) * 12 // _MONTHS + (on.month - 1) // _MONTHS
    return tuple(ordered[(quarter * number + place) % len(ordered)] for place in range(number))


def draw_claims(plan: Plan, assessment: Assessment, school: Organisation, most: int) -> tuple[Finding, ...]:
    """Return what to look at in one school: what it claims to have done, each task once before any twice.

    Only what is judged as done by a record is a claim that can be looked into; what an inspection has looked
    at already is left out.
    """
    claims = [
        each
        for each in assessment.findings
        if each.expected.unit == school
        and each.status is Status.MET
        and each.inspection is None
        and any(proof.source is not None for proof in each.proofs)
    ]
    claims.sort(key=lambda each: _digest(plan.id, assessment.on, *map(str, each.expected.key)))
    turns: dict[str, int] = {}
    order: list[tuple[int, Finding]] = []
    for each in claims:
        turn = turns[each.expected.item] = turns.get(each.expected.item, -1) + 1
        order.append((turn, each))
    order.sort(key=lambda each: each[0])
    return tuple(each for _, each in order[:most])


def _digest(*words: object) -> bytes:
    return sha256("\n".join(map(str, words)).encode()).digest()
