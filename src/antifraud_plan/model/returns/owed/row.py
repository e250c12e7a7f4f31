"""A row of a return that is given beforehand, and what the plan and the lists fill into it."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

import attrs

from antifraud_plan.model.cadence.rules import Duration, Triggered
from antifraud_plan.model.duties import Duty
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import Value
from antifraud_plan.model.task import Metric, Submission, Task
from antifraud_plan.model.terms import Audience

Item: TypeAlias = Task | Metric | Submission
Given: TypeAlias = dict[ColumnKind, Value]


@attrs.frozen
class DueRow:
    """One row that is given, to be completed by the school.

    Attributes:
        unit: the school it concerns.
        item: id of the task, metric or submission.
        values: column id → what the program fills in.
        class_id: id of the class, where it is a class's.
    """

    unit: Organisation
    item: str
    values: Mapping[str, Value]
    class_id: str = ""


def describe_item(plan: Plan, item: Item, school: Organisation) -> Given:
    """Return what is said of every row of *item*: whose, which, where it stands, how often."""
    given: Given = {
        ColumnKind.UNIT: school.name,
        ColumnKind.TASK: item.name,
        ColumnKind.REFERENCE: plan.reference(item.clause),
    }
    match item:
        case Task():
            given[ColumnKind.CADENCE] = str(item.counted_cadence)
        case Submission():
            given[ColumnKind.CADENCE] = str(item.deadline)
        case Metric():
            pass
        case _:
            assert_never(item)
    return given


def describe_duty(duty: Duty) -> Given:
    """Return what is said of the row of one duty: when, how often, of which class, how many should come."""
    given: Given = {ColumnKind.PERIOD: duty.period.label, ColumnKind.EXPECTED: duty.period.minimum}
    scope = None if isinstance(duty.rule, Triggered | Duration) else duty.rule.scope
    audiences = (scope and scope.audiences) or duty.task.audiences
    if duty.class_ is None:
        return given | count_people(duty.unit, audiences)
    given[ColumnKind.CLASS] = duty.class_.name
    if duty.class_.students is not None and audiences in ((), (Audience.STUDENTS,)):
        given[ColumnKind.PEOPLE] = duty.class_.students
    return given


def count_people(school: Organisation, audiences: tuple[Audience, ...]) -> Given:
    """Return how many should come, where the list of schools says it."""
    match audiences:
        case (Audience.STUDENTS,) if school.students is not None:
            return {ColumnKind.PEOPLE: school.students}
        case (Audience.STAFF,) if school.staff is not None:
            return {ColumnKind.PEOPLE: school.staff}
        case _:
            return {}


def make_row(
    form: Form, school: Organisation, item: Item, given: Given, class_: Organisation | None = None
) -> DueRow:
    """Return a row of *form* with what of *given* the form has columns for."""
    values = {column.id: given[column.kind] for column in form.columns if column.kind in given}
    return DueRow(school, item.id, values, "" if class_ is None else class_.id)
