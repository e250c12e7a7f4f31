"""Each school's own plan (clause 5.1): the county's duties with the school's own facts, or marked blanks."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import (
    Brief,
    DocumentKind,
    Item,
    Measure,
    Organisation,
    OrganisationKind,
    Plan,
    Problem,
    SchoolFacts,
    Scope,
    Severity,
    Task,
    Variable,
    chinese_number,
)
from antifraud_plan_documents.plan_body import PrintedPost
from antifraud_plan_documents.settings import DocumentSettings
from antifraud_plan_documents.templates import read_source

_NO_MEASURE = Measure("")


@attrs.frozen
class PrintedMeasure:
    """A measure of the school; empty texts print as marked blanks."""

    text: str
    cadence: str
    responsible_person: str
    period: str


@attrs.frozen
class PrintedTask:
    """A duty of the county's plan with what the school does about it."""

    number: str
    name: str
    reference: str
    cadence: str
    evidence: str
    measures: tuple[PrintedMeasure, ...]


@attrs.frozen
class TaskGroup:
    """Tasks under the county plan's own heading."""

    heading: str
    tasks: tuple[PrintedTask, ...]


VARIABLES = (
    Variable("title", "方案标题", "示例县第一实验小学2023年防范电信网络诈骗工作实施方案"),
    Variable("school", "学校全称", "示例县第一实验小学"),
    Variable("subject", "工作名称", "防范电信网络诈骗工作"),
    Variable("bureau_short", "主管局简称", "县教体局"),
    Variable("plan_title", "县方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案"),
    Variable("goals", "工作目标，一段话，含各项指标", "防范知识知晓率达到100%……"),
    Variable("shortcomings", "本校存在的问题，逐条", "家长对新型骗局了解不够"),
    Variable("posts", "学校领导小组：role 职务，holder 姓名，position 本职", "组长：王演示（校长）"),
    Variable("groups", "工作措施，按县方案的章节分组：heading 标题，tasks 任务", "（一）压实学校责任"),
    Variable("reporting", "报送要求，一段话", "于2月28日前报送年度工作方案"),
    Variable("date", "成文日期；打印时写 {{ date | cn_date }}", "2023年2月6日"),
    Variable("sealed", "是否加盖印章，决定落款的位置", "true"),
)


def find_tasks(plan: Plan, brief: Brief, school: Organisation) -> tuple[Task, ...]:
    """Return the tasks that *school* or one of its classes carries out, in the order of the plan."""
    units = (school, *brief.tree.classes_of(school))
    bound = {party.id for party in plan.parties if any(party.includes(unit) for unit in units)}
    if not brief.tree.classes_of(school):
        # A school whose classes are not listed still has classes.
        bound |= {party.id for party in plan.parties if OrganisationKind.CLASS in party.kinds}
    return tuple(
        task for task in plan.tasks if bound.intersection((*task.responsible, *task.lead, *task.supporting))
    )


def _items(brief: Brief) -> Iterator[Item]:
    for school in brief.tree.schools():
        if brief.wants(school):
            yield _item(brief, school)


def _item(brief: Brief, school: Organisation) -> Item:
    plan = brief.plan
    facts = brief.facts.get(school.id, SchoolFacts(school.id))
    tasks = find_tasks(plan, brief, school)
    measures = {task.id: _measures_of(plan, facts, task) for task in tasks}
    posts = tuple(
        PrintedPost(person.group_role, person.name, person.post)
        for person in brief.tree.people_of(school)
        if person.group_role
    )
    title = f"{school.name}{plan.year}年{plan.subject}实施方案"
    values: dict[str, object] = {
        "title": title,
        "school": school.name,
        "subject": plan.subject,
        "bureau_short": plan.names.bureau_short,
        "plan_title": plan.fill(plan.title),
        "goals": _goals(plan),
        "shortcomings": facts.shortcomings,
        "posts": posts,
        "groups": _groups(plan, tasks, measures),
        "reporting": _reporting(brief, school),
        "date": brief.on,
        "sealed": brief.setting(DocumentSettings).sealed,
    }
    gaps = tuple(_gaps(school, facts, tasks, measures, has_group=bool(posts)))
    return Item(("学校方案", title), title, values, gaps)


def _measures_of(plan: Plan, facts: SchoolFacts, task: Task) -> tuple[Measure, ...]:
    return tuple(measure for measure in facts.measures if plan.find_task(measure.task) == task)


def _goals(plan: Plan) -> str:
    goals = [
        "、".join(audience.value for audience in metric.audiences) + f"{metric.name}{metric.target}"
        for metric in plan.metrics
    ]
    return f"{'，'.join(goals)}。" if goals else "完成县方案规定的各项任务。"


def _groups(
    plan: Plan, tasks: tuple[Task, ...], measures: dict[str, tuple[Measure, ...]]
) -> tuple[TaskGroup, ...]:
    """Group tasks by the county plan's subsections; what hangs on a whole section comes last, as 其他工作."""
    section_of = {clause.id: clause.section for clause in plan.clauses}
    titles = [(entry.section.id, entry.section.title) for entry in plan.outline.entries if entry.level > 1]
    grouped = [
        (title, [task for task in tasks if section_of[task.clause] == section]) for section, title in titles
    ]
    sections = dict(titles)
    grouped.append(("其他工作", [task for task in tasks if section_of[task.clause] not in sections]))
    filled = [(title, members) for title, members in grouped if members]
    return tuple(
        TaskGroup(
            f"（{chinese_number(count)}）{title}",
            tuple(
                _print_task(plan, task, number, measures[task.id]) for number, task in enumerate(members, 1)
            ),
        )
        for count, (title, members) in enumerate(filled, 1)
    )


def _print_task(plan: Plan, task: Task, number: int, measures: tuple[Measure, ...]) -> PrintedTask:
    return PrintedTask(
        f"{number}.",
        task.name,
        plan.reference(task.clause),
        str(task.cadence),
        "、".join(task.evidence),
        tuple(_print_measure(measure) for measure in measures),
    )


def _print_measure(measure: Measure) -> PrintedMeasure:
    return PrintedMeasure(
        measure.text,
        str(measure.cadence or ""),
        measure.responsible_person,
        "至".join(f"{day.month}月{day.day}日" for day in (measure.start, measure.finish) if day is not None),
    )


def _reporting(brief: Brief, school: Organisation) -> str:
    """Say what the school itself hands in, or who reports for it (clauses 5.4.1, 5.4.2)."""
    plan = brief.plan
    reporters = (school, *brief.tree.above(school))
    sentences = []
    for submission in plan.submissions:
        parties = [plan.party(party) for party in submission.reporting]
        reporter = next((unit for unit in reporters if any(party.includes(unit) for party in parties)), None)
        if reporter is None:
            continue
        by = "" if reporter == school else f"经{reporter.name}"
        sentences.append(f"{submission.name}{submission.deadline}{by}报送{plan.fill(submission.receiver)}")
    return f"{'；'.join(sentences)}。" if sentences else f"按{plan.names.bureau_short}要求报送材料。"


def _gaps(
    school: Organisation,
    facts: SchoolFacts,
    tasks: tuple[Task, ...],
    measures: dict[str, tuple[Measure, ...]],
    *,
    has_group: bool,
) -> Iterator[Problem]:
    if not has_group:
        yield _gap(school, "还没有领导小组", "请在单位名册“人员”表的“领导小组职务”一栏填写。")
    if not facts.shortcomings:
        yield _gap(school, "还没有写存在的问题", "请在单位名册“存在问题”表里填写。")
    for task in tasks:
        for measure in measures[task.id] or (_NO_MEASURE,):
            missing = [
                name
                for name, value in (
                    ("措施", measure.text),
                    ("责任人", measure.responsible_person),
                    ("时间", measure.finish or measure.start),
                )
                if not value
            ]
            if missing:
                message = f"“{task.name}”还缺{'、'.join(missing)}"
                yield attrs.evolve(
                    _gap(school, message, "请在单位名册“工作措施”表里填写。"), location=measure.location
                )


def _gap(school: Organisation, what: str, remedy: str) -> Problem:
    return Problem("school-plan-gap", f"{school.name}的方案{what}。", None, remedy, Severity.GAP)


SCHOOL_PLAN = DocumentKind(
    "school-plan",
    title="学校方案",
    scope=Scope.SCHOOL,
    source=read_source("school-plan"),
    items=_items,
    variables=VARIABLES,
)
