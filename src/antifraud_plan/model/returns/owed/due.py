"""Which workbook each reporting unit owes for which period, sheet by sheet, row by row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias

import attrs

from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.periods import DuePeriod, due_periods
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.rows import DueRow, RowMaker
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.task import Submission

__all__ = [
    "DueReturn",
    "DueRow",
    "DueSheet",
    "Key",
    "derive_returns",
    "find_reporters",
    "find_return_periods",
]

Key: TypeAlias = tuple[str, str, str]
"""Id of the unit, id of the return or submission, label of the period; empty for what is handed in once."""


@attrs.frozen
class DueSheet:
    """One form in a return, with the rows that are given."""

    form: Form
    rows: tuple[DueRow, ...]


@attrs.frozen
class DueReturn:
    """One workbook that a unit owes (应交的上报表).

    Attributes:
        spec: which return.
        unit: who hands it in.
        period: for which days.
        deadline: last day it is on time.
        schools: whose records it holds: of the unit itself and the schools it reports for those that stand in
            the period, in the tree's order.
        sheets: only what is owed.
    """

    spec: Return
    unit: Organisation
    period: DuePeriod
    deadline: date
    schools: tuple[Organisation, ...]
    sheets: tuple[DueSheet, ...]

    @cached_property
    def version(self) -> str:
        """Eight hexadecimal digits that change with what it asks (版本): columns, rows, what is given.

        The order of columns, rows and sheets is nothing that is asked, nor what the lists foresee (应到人数).
        """
        asked = sorted(line for sheet in self.sheets for line in _describe(sheet))
        return sha256("\n".join(asked).encode()).hexdigest()[:_VERSION_DIGITS]


_VERSION_DIGITS = 8


def _describe(sheet: DueSheet) -> Iterator[str]:
    """Yield a line for every column and every row."""
    form = sheet.form
    for column in form.columns:
        kind, limits = column.kind.value, (column.at_least, column.at_most)
        yield repr((form.title, column.heading, kind, column.required, column.choices, limits))
    given = sorted(column.id for column in form.columns if column.kind is not ColumnKind.PEOPLE)
    for row in sheet.rows:
        yield repr((form.title, row.unit.id, row.item, [*map(row.values.get, given)]))


def find_reporters(
    plan: Plan, tree: OrganisationTree, spec: Return | Submission
) -> Mapping[str, tuple[Organisation, ...]]:
    """Return id of each reporting unit → the schools it reports for, itself included, in the tree's order.

    A school reports itself if it is of a reporting party, else the nearest unit above that is; where there
    is none, the topmost school above it reports, itself if it answers to the bureau (our reading).
    """
    parties = [plan.party(each) for each in spec.reporting]
    groups: dict[str, list[Organisation]] = {}
    for unit in tree:
        reports = unit.kind not in _PARTS and any(party.includes(unit) for party in parties)
        if not reports and not unit.kind.is_school:
            continue
        chain = (unit, *tree.above(unit))
        named = (each for each in chain if any(party.includes(each) for party in parties))
        topmost = [each for each in chain if each.kind.is_school][-1:]
        reporter = next(named, *topmost)
        groups.setdefault(reporter.id, []).append(unit)
    return {unit.id: tuple(groups[unit.id]) for unit in tree if unit.id in groups}


def find_return_periods(plan: Plan, spec: Return) -> tuple[DuePeriod, ...]:
    """Return for which days of the plan's time a return is made, by date.

    Raises:
        CalendarGapError: the calendar lacks what its period needs.
    """
    found = {
        period: None
        for rule in spec.period.rules
        for period in due_periods(rule, span=plan.span, calendar=plan.calendar, year=plan.year)
    }
    return tuple(sorted(found, key=lambda period: (period.span.last, period.span.first)))


def derive_returns(plan: Plan, tree: OrganisationTree, spec: Return) -> Iterator[DueReturn]:
    """Yield every workbook of one return that falls due in the plan's time: unit by unit, period by period.

    A unit that owes nothing in a period gets no workbook for it. A duty stands in the return in whose
    period its last day lies; one that ends in a vacation stands in the next, after the last in the last.
    Rows come school by school, then item by item in the form's order, then by date and class.

    Raises:
        CalendarGapError: the calendar lacks what a rule needs.
    """
    periods = find_return_periods(plan, spec)
    if not periods:
        return
    maker = RowMaker(plan, tree, spec, periods)
    for reporter, schools in find_reporters(plan, tree, spec).items():
        made = [(school, maker.rows_of(school)) for school in schools]
        for index, period in enumerate(periods):
            sheets = tuple(_sheets(maker.forms, [rows[index] for _, rows in made]))
            if sheets:
                yield DueReturn(
                    spec,
                    tree.require(reporter),
                    period,
                    spec.deadline_of(period),
                    tuple(
                        school
                        for school, rows in made
                        if rows[index] or school.stands(period.span.first, period.span.last)
                    ),
                    sheets,
                )


_PARTS = frozenset({OrganisationKind.GRADE, OrganisationKind.CLASS})
"""Parts of a school, which hand in nothing themselves."""


def _sheets(
    forms: tuple[Form, ...], by_school: Sequence[Mapping[str, Sequence[DueRow]]]
) -> Iterator[DueSheet]:
    for form in forms:
        rows = tuple(row for rows in by_school for row in rows.get(form.id, ()))
        if rows:
            yield DueSheet(form, rows)
