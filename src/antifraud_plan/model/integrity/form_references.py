"""Does everything exist that forms, returns, record papers and the survey name."""

from collections.abc import Iterable, Iterator, Set
from itertools import chain
from typing import TypeAlias

from antifraud_plan.model.forms.facts import REGISTER_FACTS
from antifraud_plan.model.integrity.fault import Path, PlanFault, dangling
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.task import Metric, Submission, Task

_Naming: TypeAlias = tuple[Path, str, str, Set[str]]
"""Where something is named, in which list it should stand, its id, what there is."""


def find_dangling_in_forms(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for every item, column, fact or form that is named and not there."""
    named = chain(_in_forms(plan), _in_columns(plan), _in_returns(plan), _in_records(plan), _in_survey(plan))
    for path, key, name, known in named:
        if name not in known:
            yield dangling(path, key, name, known)


def find_items(plan: Plan) -> frozenset[str]:
    """Return the ids of what a form can record: tasks, metrics, submissions."""
    listed: Iterable[Task | Metric | Submission] = (*plan.tasks, *plan.metrics, *plan.submissions)
    return frozenset(each.id for each in listed)


def _in_forms(plan: Plan) -> Iterator[_Naming]:
    items = find_items(plan)
    for form in plan.forms:
        for place, item in enumerate(form.records):
            yield ("form", form.id, "records", place), "item", item, items


def _in_columns(plan: Plan) -> Iterator[_Naming]:
    facts = {column.fact for form in plan.forms for column in form.columns} | REGISTER_FACTS
    for form in plan.forms:
        columns = {column.id for column in form.columns}
        for column in form.columns:
            path = ("form", form.id, "column", column.id)
            if column.not_above is not None:
                yield (*path, "not_above"), "column", column.not_above, columns
            for place, part in enumerate(column.parts):
                yield (*path, "parts", place), "column", part, columns
            for place, fact in enumerate(column.summed_from):
                yield (*path, "summed_from", place), "fact", fact, facts


def _in_returns(plan: Plan) -> Iterator[_Naming]:
    items = find_items(plan)
    submissions = {submission.id for submission in plan.submissions}
    for spec in plan.returns:
        if spec.submission:
            yield ("return", spec.id, "submission"), "submission", spec.submission, submissions
        for place, item in enumerate(spec.items):
            yield ("return", spec.id, "items", place), "item", item, items


def _in_records(plan: Plan) -> Iterator[_Naming]:
    tasks = {task.id for task in plan.tasks}
    columns = {form.id: {column.id for column in form.columns} for form in plan.forms}
    for paper in plan.records:
        yield ("record", paper.id, "form"), "form", paper.form, columns.keys()
        for place, item in enumerate(paper.items):
            yield ("record", paper.id, "items", place), "task", item, tasks
        if paper.form in columns:
            for place, named in enumerate(paper.columns):
                yield ("record", paper.id, "columns", place), "column", named, columns[paper.form]
            for key, names in (("headings", paper.headings), ("lines", paper.lines)):
                for named in names:
                    yield ("record", paper.id, key, named), "column", named, columns[paper.form]


def _in_survey(plan: Plan) -> Iterator[_Naming]:
    if plan.survey.questions:
        metrics = {metric.id for metric in plan.metrics}
        yield ("survey", "metric"), "metric", plan.survey.metric, metrics
    clauses = {clause.id for clause in plan.clauses}
    for question in plan.survey.questions:
        yield ("survey", "question", question.id, "clause"), "clause", question.clause, clauses
