"""How much of the cascade is signed: by relation, class, school, township, county; and who has not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Self, TypeVar

import attrs

from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.cascade import Signing, find_people_pledges
from antifraud_plan.model.pledges.matching import match_registers
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.model.pledges.relation import Signer
from antifraud_plan.problems import Problem

K = TypeVar("K")
T = TypeVar("T")

DIRECT = "县直"
"""The township of a unit that belongs to none."""


@attrs.frozen
class Tally:
    """Pledges counted.

    Attributes:
        due: 应签.
        signed: 已签; a pledge signed in too few copies is signed.
        copies_due: 应签份数.
        copies: 实签份数.

    >>> Tally(2, 1, 4, 2) + Tally(1, 1, 2, 2)
    Tally(due=3, signed=2, copies_due=6, copies=4)
    """

    due: int = 0
    signed: int = 0
    copies_due: int = 0
    copies: int = 0

    @property
    def unsigned(self) -> int:
        """未签."""
        return self.due - self.signed

    @property
    def share(self) -> float | None:
        """签订率 from 0 to 1; ``None`` where nothing is due."""
        return self.signed / self.due if self.due else None

    def __add__(self, other: Self) -> Self:
        return attrs.evolve(
            self,
            due=self.due + other.due,
            signed=self.signed + other.signed,
            copies_due=self.copies_due + other.copies_due,
            copies=self.copies + other.copies,
        )


@attrs.frozen
class SigningGroup:
    """The smallest group that is counted: who signs in one relation, of one class or without a class.

    Attributes:
        relation: id of the relation.
        township: see `find_township`.
        unit: id of the unit that signs, or of the people's school.
        class_name: 班级; empty for units and for staff without a class.
    """

    relation: str
    township: str
    unit: str
    class_name: str = ""


@attrs.frozen
class Coverage:
    """How much of the cascade is signed (签订情况).

    Attributes:
        groups: what every other count is a sum of.
        unsigned: who has not signed, in the order of the cascade: personal data.
        awaited: units whose register has not come (未交).
        returned: units whose register came.
        unlisted: schools of whose people there is no list: what they are to sign is not counted at all.
        problems: of the lists, the registers and what they do not agree upon.
    """

    groups: Mapping[SigningGroup, Tally]
    unsigned: tuple[Signing, ...] = ()
    awaited: tuple[Organisation, ...] = ()
    returned: tuple[Organisation, ...] = ()
    unlisted: tuple[Organisation, ...] = ()
    problems: tuple[Problem, ...] = ()

    def within(self, tree: OrganisationTree, wants: Callable[[Organisation], bool]) -> Self:
        """Return what of it concerns the units and classes wanted, and the register that lists them.

        Problems stay, whosever they are.
        """
        units = {unit.id for unit in tree if wants(unit)}
        classes = {
            (school.id, unit.name)
            for school in tree.schools()
            for unit in tree.classes_of(school)
            if wants(unit)
        }
        keepers = units | {school for school, _ in classes}

        def concerns(unit: str, class_name: str) -> bool:
            return unit in units or (unit, class_name) in classes

        return attrs.evolve(
            self,
            groups={
                group: tally for group, tally in self.groups.items() if concerns(group.unit, group.class_name)
            },
            unsigned=tuple(each for each in self.unsigned if concerns(each.unit.id, each.class_name)),
            awaited=tuple(keeper for keeper in self.awaited if keeper.id in keepers),
            returned=tuple(keeper for keeper in self.returned if keeper.id in keepers),
            unlisted=tuple(school for school in self.unlisted if school.id in keepers),
        )

    @property
    def total(self) -> Tally:
        """Of the whole county."""
        return sum(self.groups.values(), Tally())

    def roll_up(self, level: Callable[[SigningGroup], K]) -> Mapping[K, Tally]:
        """Count by township, school or whatever *level* makes of a group, in the order of the cascade."""
        tallies: dict[K, Tally] = {}
        for group, tally in self.groups.items():
            tallies[level(group)] = tallies.get(level(group), Tally()) + tally
        return tallies

    def units_by_township(self, tree: OrganisationTree) -> Mapping[str, tuple[Organisation, ...]]:
        """Return the units that sign or keep a register, by township, both in the order of the list."""
        ids = {group.unit for group in self.groups} | {unit.id for unit in (*self.awaited, *self.returned)}
        townships: dict[str, tuple[Organisation, ...]] = {}
        for unit in tree:
            if unit.id in ids:
                township = find_township(tree, unit)
                townships[township] = (*townships.get(township, ()), unit)
        return townships


def measure_coverage(
    signings: Iterable[Signing | Problem],
    registers: Iterable[Register | Problem],
    plan: Plan,
    tree: OrganisationTree,
    *,
    on: date | None = None,
) -> Coverage:
    """Count what is due and what is signed.

    Args:
        signings: the whole cascade, with the problems of the lists it comes from.
        registers: as they came back, with the problems of reading them.
        plan: tells relations and days.
        tree: tells townships.
        on: what was signed later does not count, and of schools that stopped before nothing is awaited;
            everything counts if not given.
    """
    problems: dict[Problem, None] = {}
    due = in_register_order(_take(signings, problems), plan)
    agreement = match_registers(due, _take(registers, problems), plan, on=on)
    groups: dict[SigningGroup, Tally] = {}
    unsigned: list[Signing] = []
    for signing in due:
        signed = agreement.signed.get(signing.id)
        township = find_township(tree, signing.unit)
        group = SigningGroup(signing.relation.id, township, signing.unit.id, signing.class_name)
        one = Tally(1, int(signed is not None), signing.relation.copies, signed.copies if signed else 0)
        groups[group] = groups.get(group, Tally()) + one
        if signed is None:
            unsigned.append(signing)
    standing = on or plan.issue.date
    keepers = find_keepers(plan, tree, due, on=standing)
    listed = {signing.unit.id for signing in due if signing.relation.signer is not Signer.UNIT}
    return Coverage(
        groups,
        tuple(unsigned),
        tuple(keeper for keeper in keepers if keeper.id not in agreement.keepers),
        tuple(keeper for keeper in keepers if keeper.id in agreement.keepers),
        tuple(each for each in keepers if each.id not in listed and _asks_people(plan, each, standing)),
        (*problems, *agreement.problems),
    )


def find_keepers(
    plan: Plan, tree: OrganisationTree, signings: Iterable[Signing], *, on: date
) -> tuple[Organisation, ...]:
    """Return every unit that keeps a register, in the order of the list.

    A school of whose people there is no list yet keeps one too: it types them in. One that stopped before
    *on* does not.
    """
    kept = {signing.keeper.id for signing in signings}
    return tuple(unit for unit in tree if unit.id in kept or _asks_people(plan, unit, on))


def _asks_people(plan: Plan, unit: Organisation, on: date) -> bool:
    return unit.kind.is_school and bool(find_people_pledges(plan, unit, on=on))


def find_township(tree: OrganisationTree, unit: Organisation) -> str:
    """Return the township a unit is counted in: its 镇街, or that of its central school, or `DIRECT`."""
    for each in (unit, *tree.above(unit)):
        if each.township:
            return each.township
        if each.kind is OrganisationKind.CENTRAL_SCHOOL:
            return each.name
    return DIRECT


def in_register_order(signings: Iterable[Signing], plan: Plan) -> list[Signing]:
    """Sort pledges as a register lists them: by relation, unit and class, people as their list has them."""
    relations = {relation.id: position for position, relation in enumerate(plan.pledges)}
    units: dict[str, int] = {}
    classes: dict[tuple[str, str], int] = {}
    found = list(signings)
    for signing in found:
        units.setdefault(signing.unit.id, len(units))
        classes.setdefault((signing.unit.id, signing.class_name), len(classes))
    found.sort(
        key=lambda each: (
            relations[each.relation.id],
            units[each.unit.id],
            classes[each.unit.id, each.class_name],
        )
    )
    return found


def _take(entries: Iterable[T | Problem], problems: dict[Problem, None]) -> Iterator[T]:
    for entry in entries:
        if isinstance(entry, Problem):
            problems.setdefault(entry)
        else:
            yield entry
