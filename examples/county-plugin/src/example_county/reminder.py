"""The reminder letter (工作提醒函): to each school, what of the plan falls due in the month of the letter."""

from collections.abc import Iterator
from importlib.resources import files

import attrs

from antifraud_plan.plugin import (
    Brief,
    CalendarGapError,
    DocumentKind,
    Item,
    Organisation,
    Problem,
    Scope,
    Severity,
    Task,
    Variable,
    due_periods,
)
from example_county.settings import ReminderSettings


@attrs.frozen
class Reminder:
    """A line of the letter: what is due, how often, what proves it."""

    name: str
    cadence: str
    evidence: str


def find_due_tasks(brief: Brief, school: Organisation) -> tuple[Task, ...]:
    """Return the tasks of *school* and its classes with a period that ends in the month of the letter.

    Raises `CalendarGapError` when the county's calendar lacks what a cadence needs.
    """
    plan = brief.plan
    units = (school, *brief.tree.classes_of(school))
    bound = {party.id for party in plan.parties if any(party.includes(unit) for unit in units)}
    return tuple(task for task in plan.tasks if bound.intersection(task.responsible) and _is_due(brief, task))


def _is_due(brief: Brief, task: Task) -> bool:
    plan = brief.plan
    periods = (
        period
        for rule in task.counted_cadence.rules
        for period in due_periods(rule, span=plan.span, calendar=plan.calendar, year=plan.year)
    )
    month = (brief.on.year, brief.on.month)
    return any((period.span.last.year, period.span.last.month) == month for period in periods)


def _items(brief: Brief) -> Iterator[Item]:
    for school in brief.tree.schools():
        if not brief.wants(school):
            continue
        tasks: tuple[Task, ...] = ()
        gaps: tuple[Problem, ...] = ()
        try:
            tasks = find_due_tasks(brief, school)
        except CalendarGapError as error:
            gaps = (_calendar_gap(brief, error),)
        if tasks or gaps:
            yield _item(brief, school, tasks, gaps)


def _item(brief: Brief, school: Organisation, tasks: tuple[Task, ...], gaps: tuple[Problem, ...]) -> Item:
    plan, settings = brief.plan, brief.setting(ReminderSettings)
    title = f"{plan.names.bureau}工作提醒函"
    values: dict[str, object] = {
        "title": title,
        "school": school.name,
        "plan_title": plan.fill(plan.title),
        "month": brief.on.month,
        "reminders": tuple(
            Reminder(task.name, str(task.cadence), "、".join(task.evidence) or "无") for task in tasks
        ),
        "waterside": school.name in settings.waterside,
        "section": plan.names.section,
        "contact": settings.contact,
        "bureau": plan.names.bureau,
        "date": brief.on,
    }
    if not settings.contact:
        message = "工作提醒函还没有联系人。"
        place = brief.origin(("reminder",))
        gaps = (*gaps, Problem("no-contact", message, place, "请在 [reminder] 填上 contact。", Severity.GAP))
    return Item(("工作提醒函", school.name), f"{title}：{school.name}", values, gaps)


def _calendar_gap(brief: Brief, error: CalendarGapError) -> Problem:
    message = f"校历不全，{error}，排不出本月要办的事。"
    remedy = "请在 plan.toml 里用 [[calendar.semester]] 等补上。"
    return Problem("calendar-gap", message, brief.origin(("calendar",)), remedy, Severity.GAP)


REMINDER = DocumentKind(
    "reminder",
    title="工作提醒函",
    scope=Scope.SCHOOL,
    source=(files(__package__ or __name__) / "templates" / "reminder.md").read_text(encoding="utf-8"),
    items=_items,
    variables=(
        Variable("title", "标题", "样例县教育局工作提醒函"),
        Variable("school", "学校全称", "样例县水岸小学"),
        Variable("plan_title", "方案标题", "样例县教育系统2023年防溺水工作实施方案"),
        Variable("month", "月份", "5"),
        Variable(
            "reminders",
            "本月要办的各项工作",
            "防溺水专题教育",
            (
                Variable("name", "名称", "防溺水专题教育"),
                Variable("cadence", "频次", "每月1次"),
                Variable("evidence", "佐证材料，没有时为“无”", "活动记录"),
            ),
            many=True,
        ),
        Variable("waterside", "学校是否邻近水域", "true"),
        Variable("section", "联系股室", "安全管理股"),
        Variable("contact", "联系人，没有时为空", "安全管理股值班室"),
        Variable("bureau", "发函机关", "样例县教育局"),
        Variable("date", "日期；打印时写 {{ date | cn_date }}", "2023年5月4日"),
    ),
)
