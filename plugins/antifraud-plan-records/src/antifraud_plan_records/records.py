"""Record papers (会议记录, 签到表 …): for each school, or class, one form of every paper of the plan."""

from collections.abc import Iterator
from functools import partial

import attrs

from antifraud_plan.plugin import (
    Audience,
    Brief,
    ColumnKind,
    DocumentKind,
    Item,
    Organisation,
    Plan,
    RecordPaper,
    Scope,
    StaffMember,
    Task,
    Variable,
)
from antifraud_plan_records.entries import ROWS, find_columns, lay_rows
from antifraud_plan_records.templates import read_source

# Papers that a clerk asks for by name; what a county adds comes with the last kind.
_OWN_KINDS = {
    "meeting-record": "会议记录",
    "sign-in-sheet": "签到表",
    "training-record": "培训记录",
    "class-meeting-record": "班会记录",
    "self-inspection-record": "自查记录",
}
_OTHERS = "其他工作记录"
_SPARE_SIGNERS = 5


@attrs.frozen
class Signer:
    """A numbered line for a signature.

    Attributes:
        number: from 1.
        name: whose line it is; empty for whoever comes.
    """

    number: int
    name: str


def _items(name: str | None, brief: Brief) -> Iterator[Item]:
    """Yield the papers of the record that has this id; of all that have no kind of their own for ``None``."""
    for paper in brief.plan.records:
        if paper.id == name or (name is None and paper.id not in _OWN_KINDS):
            for school in brief.tree.schools():
                if brief.wants(school):
                    yield from _school_items(brief, paper, school)


def _school_items(brief: Brief, paper: RecordPaper, school: Organisation) -> Iterator[Item]:
    classes = _standing_classes(brief, school)
    tasks = [brief.plan.task(item) for item in paper.items]
    if not any(_falls_on(brief.plan, task, (school, *classes)) for task in tasks):
        return
    signers = _find_signers(brief, paper, tasks, school)
    title = f"{brief.plan.subject}{paper.title}"
    has_class = any(column.kind is ColumnKind.CLASS for column in find_columns(brief.plan, paper))
    by_class = has_class and any(_falls_on(brief.plan, task, classes) for task in tasks)
    for class_ in classes if by_class else (None,):
        values = {
            "title": title,
            "school": school.name,
            "rows": lay_rows(brief.plan, paper, class_),
            "signers": signers,
            "note": _note(brief.plan, paper, tasks[0]),
        }
        yield Item((paper.title, school.name, class_.name if class_ else paper.title), title, values)


def _standing_classes(brief: Brief, school: Organisation) -> tuple[Organisation, ...]:
    return tuple(
        class_
        for class_ in brief.tree.classes_of(school)
        if class_.closed is None or class_.closed >= brief.on
    )


def _falls_on(plan: Plan, task: Task, units: tuple[Organisation, ...]) -> bool:
    return any(plan.party(party).includes(unit) for party in task.responsible for unit in units)


def _find_signers(
    brief: Brief, paper: RecordPaper, tasks: list[Task], school: Organisation
) -> tuple[Signer, ...]:
    """Return the lines to sign on: the staff by name and some spare ones, where the school has a list.

    What is for others than staff has blank lines: students and parents sign where they are, by hand.
    """
    if not paper.sign_in:
        return ()
    names: list[str] = []
    if all(task.audiences == (Audience.STAFF,) for task in tasks):
        names += [person.name for person in brief.people(school) if isinstance(person, StaffMember)]
    names += [""] * (_SPARE_SIGNERS if names else paper.sign_in)
    return tuple(Signer(number, name) for number, name in enumerate(names, 1))


def _note(plan: Plan, paper: RecordPaper, task: Task) -> str:
    """Return the small line under the form: what it is for, and where its figures go."""
    return (
        f"{plan.reference(task.clause)}{task.name}，{plan.year}年{task.cadence}。"
        f"学校留存，填报“{plan.form(paper.form).title}”。"
    )


_VARIABLES = (
    Variable("title", "标题", "防范电信网络诈骗工作会议记录"),
    Variable("school", "学校全称", "东示镇第二小学"),
    ROWS,
    Variable(
        "signers",
        "签到的各行，不要签到的记录为空",
        "张示例",
        (
            Variable("number", "序号", "1"),
            Variable("name", "姓名，名单里没有的为空", "张示例"),
        ),
        many=True,
    ),
    Variable(
        "note",
        "表下小字：年度、依据、频次、填入哪张上报表",
        "四（一）防范工作专题会议，2023年每月至少1次。",
    ),
)


def _find_others(plan: Plan) -> Iterator[str]:
    return (paper.title for paper in plan.records if paper.id not in _OWN_KINDS)


def _kind(name: str, title: str, record: str | None) -> DocumentKind:
    return DocumentKind(
        name,
        title=title,
        scope=Scope.CLASS if record == "class-meeting-record" else Scope.SCHOOL,
        source=read_source("record"),
        items=partial(_items, record),
        variables=_VARIABLES,
    )


RECORD_KINDS = (
    *(_kind(name, title, name) for name, title in _OWN_KINDS.items()),
    attrs.evolve(_kind("record", _OTHERS, None), added=_find_others),
)
