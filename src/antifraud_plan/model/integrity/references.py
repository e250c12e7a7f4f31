"""Does every id stand once, and for every id that a plan names, what it names."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from antifraud_plan.model.integrity.fault import PlanFault, dangling
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.relation import PledgeRelation
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.task import Consequence, Metric, Submission, Task
from antifraud_plan.problems import Problem

_Bound: TypeAlias = Task | Metric | Submission | Consequence | PledgeRelation | Return


def find_duplicates(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for every second use of an id within its list."""
    for key, entries in _lists(plan):
        seen: set[str] = set()
        for entry_id in entries:
            if entry_id in seen:
                problem = Problem(
                    "duplicate-id", f"[[{key}]] 的编号“{entry_id}”用了两次。", remedy="请改成不同的编号。"
                )
                yield PlanFault((key, entry_id, "id"), problem)
            seen.add(entry_id)


def _lists(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    yield "section", [section.id for section in plan.sections]
    yield "clause", [clause.id for clause in plan.clauses]
    yield "party", [party.id for party in plan.parties]
    yield "leading_group", [group.id for group in plan.leading_groups]
    yield "task", [task.id for task in plan.tasks]
    yield "metric", [metric.id for metric in plan.metrics]
    yield "phase", [phase.id for phase in plan.phases]
    yield "submission", [submission.id for submission in plan.submissions]
    yield "consequence", [consequence.id for consequence in plan.consequences]
    yield "legal_basis", [law.id for law in plan.legal_basis]
    yield "pledge", [relation.id for relation in plan.pledges]
    yield "promise", [promise.id for promise in plan.promises]
    yield "form", [form.id for form in plan.forms]
    yield "return", [spec.id for spec in plan.returns]
    yield "record", [paper.id for paper in plan.records]
    yield "exemption", [exemption.id for exemption in plan.exemptions]


def find_dangling_references(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for every clause, party or phase that is named and not there."""
    clauses = {clause.id for clause in plan.clauses}
    parties = {party.id for party in plan.parties}
    phases = {phase.id for phase in plan.phases}
    hung: Iterable[tuple[str, str, str | None]] = chain(
        (("task", task.id, task.clause) for task in plan.tasks),
        (("metric", metric.id, metric.clause) for metric in plan.metrics),
        (("submission", item.id, item.clause) for item in plan.submissions),
        (("consequence", item.id, item.clause) for item in plan.consequences),
        (("leading_group", group.id, group.clause) for group in plan.leading_groups),
        (("phase", phase.id, phase.clause) for phase in plan.phases),
        (("pledge", relation.id, relation.clause) for relation in plan.pledges),
        (("promise", promise.id, promise.clause) for promise in plan.promises),
        (
            ("leading_group", group.id, office.clause or None)
            for group in plan.leading_groups
            for office in group.offices
        ),
    )
    for key, entry_id, clause in hung:
        if clause is not None and clause not in clauses:
            yield dangling((key, entry_id, "clause"), "clause", clause, clauses)
    for task in plan.tasks:
        if task.phase is not None and task.phase not in phases:
            yield dangling(("task", task.id, "phase"), "phase", task.phase, phases)
    items = {task.id for task in plan.tasks} | {each.id for each in plan.submissions}
    for exemption in plan.exemptions:
        for index, item in enumerate(exemption.items):
            if item not in items:
                yield dangling(("exemption", exemption.id, "items", index), "item", item, items)
    for key, entry, fields in _bound(plan):
        for field in fields:
            for index, party in enumerate(getattr(entry, field)):
                if party not in parties:
                    yield dangling((key, entry.id, field, index), "party", party, parties)


def _bound(plan: Plan) -> Iterator[tuple[str, _Bound, Sequence[str]]]:
    """Everything that names parties, with the fields that do."""
    roles = ("responsible", "lead", "supporting", "reporting", "accountable")
    yield from (("task", task, roles) for task in plan.tasks)
    yield from (("metric", metric, ("responsible",)) for metric in plan.metrics)
    yield from (("submission", item, ("reporting",)) for item in plan.submissions)
    yield from (("consequence", item, ("responsible",)) for item in plan.consequences)
    yield from (("pledge", relation, ("units", "receivers")) for relation in plan.pledges)
    yield from (("return", spec, ("reporting",)) for spec in plan.returns)
