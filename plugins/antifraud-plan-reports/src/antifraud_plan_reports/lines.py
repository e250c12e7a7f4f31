"""The lines of tables on how things stand, each counted from the same findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from antifraud_plan.plugin import (
    Assessment,
    Finding,
    Organisation,
    OrganisationKind,
    OrganisationTree,
    Proof,
    Status,
    StatusTally,
)
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import print_day, print_share, share_per_mille

SOON = timedelta(days=30)
_MOST_NAMES = 8


@attrs.frozen
class Line:
    """How things stand with one task, one unit or all.

    Attributes:
        name: whose.
        reference: place in the plan, such as 四（二）; empty for a unit.
        due, met, partly, unmet, unreported: how many had to be done by then, and how they stand.
        pending, exempt: how many are not due yet, or need not be done.
        rate: done of due, as printed.
        schools: how many schools it concerns.
    """

    name: str
    reference: str
    due: int
    met: int
    partly: int
    unmet: int
    unreported: int
    pending: int
    exempt: int
    rate: str
    schools: int = 1

    @property
    def per_mille(self) -> int:
        """The rate as it is printed, in tenths of a per cent; 0 where nothing is due."""
        return share_per_mille(self.met, self.due)


def count_line(name: str, tally: StatusTally, *, reference: str = "", schools: int = 1) -> Line:
    """Put a tally into a line."""
    return Line(
        name,
        reference,
        tally.judged,
        tally.met,
        tally.count(Status.PARTLY),
        tally.count(Status.UNMET),
        tally.count(Status.UNREPORTED),
        tally.count(Status.NOT_YET_DUE),
        tally.count(Status.EXEMPT),
        print_share(tally.met, tally.judged),
        schools,
    )


def count_tasks(assessment: Assessment, names: Names) -> tuple[Line, ...]:
    """Count by task and submission, in the plan's order; only what is due by then."""
    found = group_findings(assessment.findings, lambda each: each.expected.item)
    order = names.order
    listed = [*(item for item in order if item in found), *(item for item in found if item not in order)]
    lines = (_count_task(item, found[item], names) for item in listed)
    return tuple(line for line in lines if line.due)


def _count_task(item: str, findings: list[Finding], names: Names) -> Line:
    reference, name = names.find(item)
    return count_line(name, tally_of(findings), reference=reference)


def count_groups(
    assessment: Assessment, schools: tuple[Organisation, ...], tree: OrganisationTree
) -> tuple[Line, ...]:
    """Count by what stands directly below the bureau, its schools included; only what owes anything yet."""
    heads = find_heads(tree)
    found = group_findings(assessment.findings, lambda each: heads[each.expected.unit.id].id)
    below = [heads[school.id].id for school in schools]
    lines = (
        count_line(unit.name, tally_of(found[unit.id]), schools=below.count(unit.id))
        for unit in tree
        if unit.id in found
    )
    return tuple(line for line in lines if line.due)


def find_heads(tree: OrganisationTree) -> Mapping[str, Organisation]:
    """Return by id what stands over each unit directly below the bureau.

    In a tree of several bureaus that is the bureau.
    """
    several = len(tree.of_kind(OrganisationKind.BUREAU)) > 1
    return {unit.id: _find_head(unit, tree, several=several) for unit in tree}


def _find_head(unit: Organisation, tree: OrganisationTree, *, several: bool) -> Organisation:
    head = unit
    for above in tree.above(unit):
        if above.kind is OrganisationKind.REGION or (above.kind is OrganisationKind.BUREAU and not several):
            break
        head = above
    return head


def group_findings(findings: Iterable[Finding], key: Callable[[Finding], str]) -> dict[str, list[Finding]]:
    """Gather findings by a key, in their order."""
    found: dict[str, list[Finding]] = {}
    for each in findings:
        found.setdefault(key(each), []).append(each)
    return found


def tally_of(findings: Iterable[Finding]) -> StatusTally:
    """Count findings by status."""
    return StatusTally.of(each.status for each in findings)


@attrs.frozen
class Overdue:
    """A line of what came late or did not come."""

    unit: str
    name: str
    deadline: date
    days: int
    state: str


def find_overdue(assessment: Assessment, names: Names) -> Iterator[Overdue]:
    """Yield what was handed in late or not at all, unit by unit."""
    waiting: dict[object, int] = {}
    for each in assessment.findings:
        if each.status is Status.UNREPORTED and each.expected.proof is not Proof.ARRIVAL:
            waiting[each.expected.hand_in] = waiting.get(each.expected.hand_in, 0) + 1
    for each in assessment.findings:
        expected, deadline = each.expected, each.expected.deadline
        if expected.proof is not Proof.ARRIVAL or not each.status.is_shortfall or deadline is None:
            continue
        until, state = each.arrived or assessment.on, "没有报送"
        if each.status is not Status.UNREPORTED:
            state = f"{print_day(until)}报送" if each.arrived else "已报送，不能采用"
        elif waiting.get(expected.hand_in):
            state = f"没有报送，{waiting[expected.hand_in]}项工作无法认定"
        yield Overdue(
            expected.unit.name, names.handed_in(each), deadline, max(0, (until - deadline).days), state
        )


@attrs.frozen
class ClauseFinding:
    """A line of what is wrong with one task over the whole county."""

    reference: str
    name: str
    units: int
    short: int
    unreported: int
    names: str


def find_by_clause(assessment: Assessment, names: Names) -> Iterator[ClauseFinding]:
    """Yield the shortfalls task by task, in the plan's order."""
    found = group_findings(assessment.shortfalls, lambda each: each.expected.item)
    order = names.order
    for item in sorted(found, key=lambda each: order.index(each) if each in order else len(order)):
        units = tuple(dict.fromkeys(each.expected.unit.name for each in found[item]))
        unreported = tally_of(found[item]).count(Status.UNREPORTED)
        more = f"等{len(units)}个" if len(units) > _MOST_NAMES else ""
        yield ClauseFinding(
            *names.find(item),
            len(units),
            len(found[item]) - unreported,
            unreported,
            "、".join(units[:_MOST_NAMES]) + more,
        )


@attrs.frozen
class Upcoming:
    """A line of what has to be done soon."""

    reference: str
    name: str
    last: date
    units: int


def find_upcoming(assessment: Assessment, names: Names) -> tuple[Upcoming, ...]:
    """Return what has its last day within `SOON`, by day and then in the plan's order."""
    found: dict[tuple[date, str], set[str]] = {}
    for each in assessment.findings:
        last = each.expected.period.span.last
        if each.status is Status.NOT_YET_DUE and assessment.on <= last <= assessment.on + SOON:
            found.setdefault((last, each.expected.item), set()).add(each.expected.unit.id)
    ordered = sorted(found.items(), key=lambda each: each[0][0])
    return tuple(Upcoming(*names.find(item), last, len(units)) for (last, item), units in ordered)
