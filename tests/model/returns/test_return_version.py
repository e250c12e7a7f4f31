"""A return has a version: it changes with what is asked and with nothing else; an older file is said."""

from collections.abc import Callable

import attrs
import pytest
from returned_books import APRIL_3, MARCH, PLAN, TREE, book, codes, collect, record, state

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.model.returns.standing import ReturnState
from antifraud_plan.problems import Location, Severity


def version(plan: Plan = PLAN, tree: OrganisationTree = TREE, item: str = "monthly", unit: str = "S") -> str:
    """Return the version of a unit's return: of March, if monthly, else of the first period."""
    [spec] = [each for each in plan.returns if each.id == item]
    found = [due for due in derive_returns(plan, tree, spec) if due.unit.id == unit]
    return found[2 if item == "monthly" else 0].version


def with_form(change: Callable[[Form], Form]) -> Plan:
    first, *others = PLAN.forms
    return attrs.evolve(PLAN, forms=(change(first), *others))


def with_columns(*columns: Column) -> Plan:
    return with_form(lambda form: attrs.evolve(form, columns=columns))


def with_task(**changes: object) -> Plan:
    first, *others = PLAN.tasks
    return attrs.evolve(PLAN, tasks=(attrs.evolve(first, **changes), *others))


COLUMNS = PLAN.forms[0].columns


@pytest.mark.parametrize(
    "plan",
    [
        with_form(lambda form: attrs.evolve(form, title="开会情况")),
        with_columns(*COLUMNS[:-1]),
        with_columns(*COLUMNS, Column("place", "地点")),
        with_columns(*COLUMNS[:-1], attrs.evolve(COLUMNS[-1], heading="总数")),
        with_columns(*COLUMNS[:-1], attrs.evolve(COLUMNS[-1], required=True)),
        with_columns(*COLUMNS[:-1], attrs.evolve(COLUMNS[-1], kind=ColumnKind.AMOUNT)),
        with_columns(*COLUMNS[:-1], attrs.evolve(COLUMNS[-1], at_most=9)),
        with_task(name="例会"),
        with_task(cadence=Cadence.parse("每月至少2次")),
    ],
)
def test_it_changes_with_what_is_asked(plan: Plan) -> None:
    assert version(plan) != version()


def test_it_changes_with_the_schools_and_classes_that_have_rows() -> None:
    school = Organisation("Z3", "东示镇第三小学", OrganisationKind.SCHOOL, "Z")
    class_ = Organisation("S/2", "一年级2班", OrganisationKind.CLASS, "S")
    tree = OrganisationTree((*TREE, school, class_))

    assert version(tree=tree, unit="Z") != version(unit="Z")
    assert version(tree=tree, item="semester") != version(item="semester")
    assert version(tree=tree) == version()


@pytest.mark.parametrize(
    "plan",
    [
        with_form(lambda form: attrs.evolve(form, meaning="开会的情况。")),
        with_columns(*reversed(COLUMNS)),
        with_columns(attrs.evolve(COLUMNS[0], meaning="学校的名称。", example="第一小学"), *COLUMNS[1:]),
        attrs.evolve(PLAN, forms=PLAN.forms[::-1], tasks=PLAN.tasks[::-1], returns=PLAN.returns[::-1]),
        attrs.evolve(PLAN, names=attrs.evolve(PLAN.names, section="新股")),
    ],
)
def test_it_does_not_change_with_what_is_not_asked(plan: Plan) -> None:
    assert version(plan) == version()


def test_it_does_not_change_with_how_many_people_the_lists_know() -> None:
    due = Column("due", "应到", ColumnKind.PEOPLE)
    plan = with_columns(*(due if column.id == "due" else column for column in COLUMNS))
    larger = OrganisationTree(
        [attrs.evolve(unit, students=40 if unit.id == "S/1" else None) for unit in TREE]
    )
    (found, *_) = derive_returns(plan, larger, plan.returns[1])

    assert any("due" in row.values for row in found.sheets[0].rows)
    assert version(plan, larger, "semester") == version(plan, item="semester")


@pytest.mark.parametrize(("said", "is_older"), [("", False), (version(), False), ("0" * 8, True)])
def test_a_file_drawn_from_an_earlier_plan_is_said_and_counts(said: str, is_older: bool) -> None:
    collection = collect(book(record(), identity=attrs.evolve(MARCH, version=said), written=APRIL_3))

    assert codes(collection) == ["return-older"] * is_older
    assert all(
        (each.severity, each.location) == (Severity.NOTE, Location("returns/a.xlsx"))
        for each in collection.books[0].problems
    )
    assert state(collection).state is ReturnState.ACCEPTED
    assert len(list(collection.evidence)) == 1
