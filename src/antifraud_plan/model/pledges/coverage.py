"""How much of the cascade is signed: by relation, class, school, township, county; and who has not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Self, TypeVar

import attrs

from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.pledges.cascade import Signing
from antifraud_plan.model.pledges.matching import match_registers
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.model.pledges.relation import Signer
from antifraud_plan.model.plan import Plan
from antifraud_plan.problems import Problem

K = TypeVar("K")

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
class Cell:
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
        cells: what every other count is a sum of.
        unsigned: who has not signed, in the order of the cascade: personal data.
        awaited: units whose register has not come (未交).
        returned: units whose register came.
        problems: of the lists, the registers and what they do not agree upon.
    """

    cells: Mapping[Cell, Tally]
    unsigned: tuple[Signing, ...] = ()
    awaited: tuple[Organisation, ...] = ()
    returned: tuple[Organisation, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def total(self) -> Tally:
        """Of the whole county."""
        return sum(self.cells.values(), Tally())

    def roll_up(self, level: Callable[[Cell], K]) -> Mapping[K, Tally]:
        """Count by township, school or whatever *level* makes of a cell, in the order of the cascade."""
        tallies: dict[K, Tally] = {}
        for cell, tally in self.cells.items():
            tallies[level(cell)] = tallies.get(level(cell), Tally()) + tally
        return tallies
