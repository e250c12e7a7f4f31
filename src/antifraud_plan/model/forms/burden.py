"""How much schools are asked to fill in (填报负担): cell by cell, from what they will be handed."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import attrs

from antifraud_plan.model.forms.facts import AskedColumn, find_asked_twice, find_summable
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.organisation import OrganisationKind, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.due import DueRow, derive_returns
from antifraud_plan.model.returns.owed.spec import Return


@attrs.frozen
class BurdenLine:
    """What one kind of unit is asked in one return for one period.

    Attributes:
        kind: which units; a class's rows count as a class's, whoever fills them in.
        spec: which return.
        period: label of the period.
        units: how many such units are asked anything, at least 1.
        cells: how many cells they are asked together.
        most: how many one of them is asked at most.
    """

    kind: OrganisationKind
    spec: Return
    period: str
    units: int
    cells: int
    most: int

    @property
    def cells_each(self) -> Fraction:
        """How many cells one of them is asked on average."""
        return Fraction(self.cells, self.units)


@attrs.frozen
class Burden:
    """What is asked of whom, and what need not be asked.

    Attributes:
        lines: by kind of unit, in the order of `OrganisationKind`, then by return, then by date.
        asked_twice: columns that ask a fact again, each after the column that asks it first.
        summable: columns that are mere sums of others which are asked too, with those others.
    """

    lines: tuple[BurdenLine, ...]
    asked_twice: tuple[tuple[AskedColumn, AskedColumn], ...] = ()
    summable: tuple[tuple[AskedColumn, tuple[AskedColumn, ...]], ...] = ()

    @property
    def cells_by_kind(self) -> Mapping[OrganisationKind, int]:
        """How many cells all units of a kind are asked together while the plan lasts."""
        cells: Counter[OrganisationKind] = Counter()
        for line in self.lines:
            cells[line.kind] += line.cells
        return cells


def measure_burden(plan: Plan, tree: OrganisationTree) -> Burden:
    """Count the cells that every kind of unit is asked to fill in, return by return, period by period.

    A cell that the program fills in is not asked. Of a form that is filled in as things happen one cell is
    asked: that nothing did. Registers that may come back are not counted upon.

    Raises:
        CalendarGapError: the calendar lacks what a rule needs.
    """
    lines: list[BurdenLine] = []
    for spec in plan.returns:
        # Period by period, for every unit: its kind and how many cells.
        asked: dict[str, Counter[tuple[OrganisationKind, str]]] = {}
        for due in sorted(derive_returns(plan, tree, spec), key=lambda due: due.period.span):
            cells = asked.setdefault(due.period.label, Counter())
            for sheet in due.sheets:
                for row in sheet.rows:
                    kind = OrganisationKind.CLASS if row.class_id else row.unit.kind
                    cells[kind, row.class_id or row.unit.id] += count_asked(sheet.form, row)
        for period, cells in asked.items():
            for kind in OrganisationKind:
                counts = [count for (of, _), count in cells.items() if of is kind]
                if counts:
                    lines.append(BurdenLine(kind, spec, period, len(counts), sum(counts), max(counts)))
    order = list(OrganisationKind)
    lines.sort(key=lambda line: order.index(line.kind))
    return Burden(tuple(lines), tuple(find_asked_twice(plan)), tuple(find_summable(plan)))


def count_asked(form: Form, row: DueRow) -> int:
    """Return how many cells of *row* somebody is asked to fill in."""
    if form.rows is RowsPer.EVENT:
        return 1
    return sum(column.id not in row.values for column in form.completed)
