"""What the signing registers that came back already say, so that no school counts it again."""

from collections.abc import Mapping

import attrs

from antifraud_plan.plugin import Brief, Coverage, Signing, Tally, measure_coverage

SIGNING_DUE, SIGNING_DONE = "register.line", "register.day"
"""Facts of a register: its lines are what is due, those with a date what is signed."""


@attrs.frozen
class Signed:
    """Pledges counted by the unit that keeps the register, and by relation.

    Attributes:
        tallies: (id of the keeper, name of the relation) → what is due and signed; only of registers that
            came back.
    """

    tallies: Mapping[tuple[str, str], Tally]

    def facts_of(self, keeper: str, relation: object) -> Mapping[str, int]:
        """Return fact id → number, of one relation in one register; nothing where it has not come."""
        tally = self.tallies.get((keeper, str(relation)))
        return {} if tally is None else {SIGNING_DUE: tally.due, SIGNING_DONE: tally.signed}


def cover_signings(brief: Brief) -> Coverage:
    """Count pledges on the brief's date: what was signed later does not count.

    At the plan's date of issue nobody can have signed yet, so there everything counts.
    """
    on = brief.on if brief.on > brief.plan.issue.date else None
    return measure_coverage(brief.signings(), brief.registers(), brief.plan, brief.tree, on=on)


def count_signed(brief: Brief) -> Signed:
    """Count what the registers say; nothing is looked at while none has come."""
    if next(iter(brief.registers()), None) is None:
        return Signed({})
    coverage = cover_signings(brief)
    came = {unit.id for unit in coverage.returned}
    names = {relation.id: relation.name for relation in brief.plan.pledges}
    keepers = {
        (signing.relation.id, signing.unit.id): signing.keeper.id
        for signing in brief.unit_signings()
        if isinstance(signing, Signing)
    }
    found: dict[tuple[str, str], Tally] = {}
    for group, tally in coverage.groups.items():
        keeper = keepers.get((group.relation, group.unit), group.unit)
        if keeper in came:
            key = (keeper, names[group.relation])
            found[key] = found.get(key, Tally()) + tally
    return Signed(found)
