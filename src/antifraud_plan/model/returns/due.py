"""Which workbook each reporting unit owes for which period, sheet by sheet, row by row."""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.periods import DuePeriod
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import Value
from antifraud_plan.model.returns.spec import Return


@attrs.frozen
class DueRow:
    """One row that is given, to be completed by the school.

    Attributes:
        unit: the school it concerns.
        item: id of the task, metric, submission or pledge clause.
        values: column id → what the program fills in.
        class_id: id of the class, where it is a class's.
    """

    unit: Organisation
    item: str
    values: Mapping[str, Value]
    class_id: str = ""


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
        schools: whose records it holds: the unit itself and the schools it reports for, in the tree's order.
        sheets: only what is owed.
    """

    spec: Return
    unit: Organisation
    period: DuePeriod
    deadline: date
    schools: tuple[Organisation, ...]
    sheets: tuple[DueSheet, ...]


def find_reporters(
    plan: Plan, tree: OrganisationTree, spec: Return
) -> Mapping[str, tuple[Organisation, ...]]:
    """Return id of each reporting unit → the schools it reports for, itself included.

    A school reports itself if it is of a reporting party, else the nearest unit above that is; where there
    is none, a school that answers to the bureau reports itself (our reading).
    """
    raise NotImplementedError


def derive_returns(plan: Plan, tree: OrganisationTree, spec: Return) -> Iterator[DueReturn]:
    """Yield every workbook of one return that falls due in the plan's time: unit by unit, period by period.

    A unit that owes nothing in a period gets no workbook for it.

    Raises:
        CalendarGapError: the calendar lacks what a rule needs.
    """
    raise NotImplementedError
