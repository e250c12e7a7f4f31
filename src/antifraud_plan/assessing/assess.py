"""Assesses a county: its plan, its units and what came back, through the same frames that programs use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Any

import narwhals as nw

from antifraud_plan.assessing.columns import DUE, RECORD, FrameColumn
from antifraud_plan.assessing.door import DTYPES
from antifraud_plan.assessing.statuses import assess_frame
from antifraud_plan.model.assessment.assessment import Assessment, Finding
from antifraud_plan.model.assessment.expectation import Expectation, derive_expectations
from antifraud_plan.model.assessment.inspection import Exemption, Inspection
from antifraud_plan.model.assessment.proofs import ProvenRecord, find_proofs
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.standing import ReturnState
from antifraud_plan.problems import Problem, ProblemsFoundError

_NOTHING_CAME = frozenset({ReturnState.NOT_DUE, ReturnState.AWAITED, ReturnState.LATE})


def assess(
    plan: Plan,
    tree: OrganisationTree,
    collection: Collection,
    *,
    on: date,
    inspections: Iterable[Inspection] = (),
    exemptions: Iterable[Exemption] = (),
) -> Assessment:
    """Say for a day what is due from every unit, and how far it is.

    Args:
        plan: tells what is due.
        tree: tells from whom.
        collection: what came back until then, see `antifraud_plan.find_collection`.
        on: the day of judging.
        inspections: what was found on site; the latest until *on* decides.
        exemptions: what need not be done.

    Raises:
        CalendarGapError: the calendar lacks what a rule needs.
        ProblemsFoundError: ``extra-missing``: Polars is not installed.
    """
    if find_spec("polars") is None:
        remedy = 'pip install "antifraud-plan[assess]"'
        raise ProblemsFoundError([Problem("extra-missing", "考核要用的 Polars 没有安装。", None, remedy)])
    facts = _Facts(
        derive_expectations(plan, tree),
        tuple(find_proofs(plan, collection)),
        frozenset(_key(each) for each in collection.standings if each.state not in _NOTHING_CAME),
        _latest(inspections, on),
        tuple(exemptions),
    )
    judged: nw.DataFrame[Any] = nw.from_native(
        assess_frame(_frame(DUE, facts.due_rows()), _frame(RECORD, facts.record_rows()), on=on)
    ).collect()
    by_key = {tuple(row[name] for name in _KEY): row for row in judged.iter_rows(named=True)}
    findings = [facts.find(each, by_key[_key_of(each)]) for each in facts.expected]
    return Assessment(on, tuple(sorted(findings, key=partial(_order, plan, tree))))


_KEY = ("unit", "item", "part", "first", "last")


def _key_of(each: Expectation) -> tuple[object, ...]:
    return each.unit.id, each.item, each.part, each.period.span.first, each.period.span.last


def _order(plan: Plan, tree: OrganisationTree, finding: Finding) -> tuple[object, ...]:
    return (
        _places(tree)[finding.expected.unit.id],
        plan.outline.
    )
