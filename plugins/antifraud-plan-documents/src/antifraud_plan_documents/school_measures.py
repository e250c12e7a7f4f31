"""What a school does about each duty of the county's plan, as its own plan prints it."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from antifraud_plan.plugin import (
    Measure,
    Organisation,
    OrganisationKind,
    OrganisationTree,
    Party,
    Plan,
    SchoolFacts,
    Task,
    Variable,
    chinese_number,
)
from antifraud_plan_documents.sentences import drop_stop

_OTHER = "其他工作"


@attrs.frozen
class PrintedMeasure:
    """A measure of the school; empty texts print as marked blanks.

    Attributes:
        number: （1）, （2）… where a duty has several measures; empty for a single one.
        text: what the school does, without the full stop at its end.
        cadence: the school's own frequency; empty where it keeps the county's.
        responsible_person: 责任人.
        period: its dates, such as 2月13日至3月31日.
    """

    number: str
    text: str
    cadence: str
    responsible_person: str
    period: str


@attrs.frozen
class PrintedTask:
    """A duty of the county's plan with what the school does about it.

    Attributes:
        number: 1., 2.… where a group has several duties; empty for a single one.
        name: the duty's short name.
        cadence: the county's frequency; empty for a duty the school has set itself.
        evidence: papers that prove it, joined; may be empty.
        measures: at least one; an empty one where the school has not written any.
    """

    number: str
    name: str
    cadence: str
    evidence: str
    measures: tuple[PrintedMeasure, ...]


@attrs.frozen
class TaskGroup:
    """Duties under the county plan's own heading."""

    heading: str
    tasks: tuple[PrintedTask, ...]


_MEASURE_FIELDS = (
    Variable("number", "序号，只有一项措施时为空", "（1）"),
    Variable("text", "措施内容，句末不带标点；还没有写时为空", "开学第一周开好主题班会"),
    Variable("cadence", "学校自定的频次，与县定的一样时为空", "每月1次"),
    Variable("responsible_person", "责任人，还没有写时为空", "李演示"),
    Variable("period", "时间，还没有写时为空", "2月13日至3月31日"),
)
_TASK_FIELDS = (
    Variable("number", "序号，一组只有一项工作时为空", "1."),
    Variable("name", "工作名称", "主题班会"),
    Variable("cadence", "县定频次，学校自己加的工作为空", "每学期每班至少2次"),
    Variable("evidence", "留存材料，已连好，没有时为空", "活动记录、照片"),
    Variable("measures", "措施，逐项", "开学第一周开好主题班会", _MEASURE_FIELDS, many=True),
)
GROUP_FIELDS = (
    Variable("heading", "带序号的标题", "（一）压实学校责任"),
    Variable("tasks", "这一组的工作，逐项", "主题班会", _TASK_FIELDS, many=True),
)


@attrs.frozen
class Duty:
    """A task of the plan, or a name the school has written itself, and the school's measures for it."""

    name: str
    measures: tuple[Measure, ...]
    task: Task | None = None


def find_duties(
    plan: Plan, tree: OrganisationTree, school: Organisation, facts: SchoolFacts
) -> tuple[Duty, ...]:
    """Return what *school* or its classes carry out, in the order of the plan, with the school's measures.

    A school may do more than it must: what it has measures for is its duty too, in the plan or not.
    """
    given: dict[str, list[Measure]] = {}
    for measure in facts.measures:
        task = plan.find_task(measure.task)
        given.setdefault(measure.task if task is None else task.id, []).append(measure)
    bound = {party.id for party in plan.parties if _binds(party, tree, school)}
    duties = [
        Duty(task.name, tuple(given.pop(task.id, ())), task)
        for task in plan.tasks
        if task.id in given or bound.intersection((*task.responsible, *task.lead, *task.supporting))
    ]
    return (*duties, *(Duty(name, tuple(measures)) for name, measures in given.items()))


def _binds(party: Party, tree: OrganisationTree, school: Organisation) -> bool:
    classes = tree.classes_of(school)
    if any(party.includes(unit) for unit in (school, *classes)):
        return True
    # A school whose classes are not listed still has classes.
    unlisted = not classes and OrganisationKind.CLASS in party.kinds
    return unlisted and (not party.levels or bool(school.levels.intersection(party.levels)))


def group_duties(plan: Plan, duties: tuple[Duty, ...]) -> tuple[TaskGroup, ...]:
    """Group duties by the county plan's subsections; what hangs on a whole section goes last, as 其他工作."""
    section_of = {clause.id: clause.section for clause in plan.clauses}
    titles = {entry.section.id: entry.section.title for entry in plan.outline.entries if entry.level > 1}
    grouped: dict[str, list[Duty]] = {section: [] for section in titles}
    grouped[_OTHER] = []
    for duty in duties:
        section = section_of[duty.task.clause] if duty.task else _OTHER
        grouped[section if section in titles else _OTHER].append(duty)
    filled = [(titles.get(section, _OTHER), members) for section, members in grouped.items() if members]
    return tuple(
        TaskGroup(f"（{chinese_number(count)}）{title}", tuple(_print_duties(plan, members)))
        for count, (title, members) in enumerate(filled, 1)
    )


def _print_duties(plan: Plan, duties: list[Duty]) -> Iterator[PrintedTask]:
    for count, duty in enumerate(duties, 1):
        yield PrintedTask(
            f"{count}." if len(duties) > 1 else "",
            duty.name,
            print_cadence(duty.task) if duty.task else "",
            "、".join(duty.task.evidence) if duty.task else "",
            tuple(_print_measures(plan, duty)),
        )


def print_cadence(task: Task) -> str:
    """Return the task's phrase and, behind an indefinite one, what the county means by it.

    >>> from antifraud_plan.plugin import Cadence
    >>> now_and_then, quarterly = Cadence.parse("定期"), Cadence.parse("每季度1次")
    >>> print_cadence(Task("cards", "异常卡清理", now_and_then, county_reading=quarterly))
    '定期（每季度1次）'
    """
    return str(task.cadence) + (f"（{task.county_reading}）" if task.county_reading else "")


def _print_measures(plan: Plan, duty: Duty) -> Iterator[PrintedMeasure]:
    measures = duty.measures or (Measure(duty.name),)
    for count, measure in enumerate(measures, 1):
        own = str(measure.cadence or "")
        yield PrintedMeasure(
            f"（{count}）" if len(measures) > 1 else "",
            drop_stop(measure.text),
            "" if duty.task and own == str(duty.task.cadence) else own,
            measure.responsible_person,
            _print_period(measure.start, measure.finish, plan.year),
        )


def _print_period(start: date | None, finish: date | None, year: int) -> str:
    """Print dates; those outside the plan's year with their own."""

    def day(each: date) -> str:
        own_year = "" if each.year == year else f"{each.year}年"
        return f"{own_year}{each.month}月{each.day}日"

    if start is None:
        return "" if finish is None else f"{day(finish)}前"
    if finish is None:
        return f"{day(start)}起"
    return day(start) if start == finish else f"{day(start)}至{day(finish)}"


def find_blanks(duties: Iterable[Duty]) -> Iterator[tuple[Duty, Measure, tuple[str, ...]]]:
    """Yield every measure that says too little, with what it lacks: 措施, 责任人, 时间."""
    for duty in duties:
        for measure in duty.measures:
            has = {
                "措施": measure.text,
                "责任人": measure.responsible_person,
                "时间": measure.start or measure.finish,
            }
            lacking = tuple(name for name, value in has.items() if not value)
            if lacking:
                yield duty, measure, lacking
