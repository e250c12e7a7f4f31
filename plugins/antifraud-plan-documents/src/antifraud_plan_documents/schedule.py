"""The task schedule (工作配档表): month by month, who does what, how often, proved by what."""

import re
from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import (
    Brief,
    Cadence,
    CalendarGapError,
    DateSpan,
    Deadline,
    DocumentKind,
    DuePeriod,
    Item,
    Plan,
    Problem,
    Scope,
    Severity,
    Submission,
    Task,
    Variable,
    due_periods,
    schools_of,
)
from antifraud_plan_documents.school_measures import print_cadence
from antifraud_plan_documents.templates import read_source

# A month as (year, month); what goes on all year stands before every month, what never comes after.
Month = tuple[int, int]
_ALL_YEAR: Month = (0, 0)
_NEVER: Month = (9999, 13)
_NAMES = {_ALL_YEAR: "全年", _NEVER: "不在方案期间"}
_SCHOOL_YEAR = re.compile(r"^\d{4}\D\d{4}学年度?")
_NOTHING = "—"


@attrs.frozen
class ScheduleRow:
    """A line of the schedule: everything one duty asks for in one month.

    Attributes:
        time: when, a line for each period.
        task: what.
        parties: who; lead and supporting parties are named as such.
        cadence: how often, in the plan's words.
        evidence: papers that prove it.
        reference: place in the plan, such as 四（二）.
    """

    time: str
    task: str
    parties: str
    cadence: str
    evidence: str
    reference: str


@attrs.frozen
class ScheduleMonth:
    """The lines of one month, or of what goes on all year."""

    name: str
    rows: tuple[ScheduleRow, ...]


_ROW_FIELDS = (
    Variable("time", "时间，几个时间各占一行", "2月"),
    Variable("task", "工作任务", "主题班会"),
    Variable("parties", "责任单位，牵头、配合单位另起一行", "各学校"),
    Variable("cadence", "频次", "每学期每班至少2次"),
    Variable("evidence", "佐证材料，已连好", "活动记录、照片"),
    Variable("reference", "依据，方案的第几部分", "四（二）"),
)
_MONTH_FIELDS = (
    Variable("name", "月份", "2月"),
    Variable("rows", "这个月的各行", "主题班会", _ROW_FIELDS, many=True),
)
VARIABLES = (
    Variable("title", "标题", "示例县教体系统2023年防范电信网络诈骗工作配档表"),
    Variable("months", "逐月给出，校历不全时为空", "2月", _MONTH_FIELDS, many=True),
)


def build_schedule(plan: Plan) -> tuple[ScheduleMonth, ...]:
    """Lay every task and submission on the months of the plan; what has no period stands under 全年.

    What has its time outside the plan's days stands last, under 不在方案期间. A period longer than a
    month stands in the month it opens in, a deadline in its own month.

    Raises:
        CalendarGapError: the school calendar lacks a semester, vacation or holiday that a cadence needs.
    """
    rows: dict[Month, list[ScheduleRow]] = {}
    for task in plan.tasks:
        first = max(plan.first_day, task.effective_from or plan.first_day)
        times = _times(plan, task.counted_cadence, DateSpan(first, plan.last_day), otherwise="全年")
        for month, time in times.items():
            rows.setdefault(month, []).append(_task_row(plan, task, time))
    for submission in plan.submissions:
        times = _times(plan, submission.deadline, plan.span, otherwise=str(submission.deadline))
        for month, time in times.items():
            rows.setdefault(month, []).append(_submission_row(plan, submission, time))
    one_year = plan.first_day.year == plan.last_day.year
    return tuple(
        ScheduleMonth(_name_month(month, one_year=one_year), tuple(rows[month])) for month in sorted(rows)
    )


def _times(plan: Plan, cadence: Cadence, span: DateSpan, *, otherwise: str) -> dict[Month, str]:
    """Return what to print under each month; *otherwise* under 全年 when the phrase knows no period."""
    found: dict[Month, list[str]] = {}
    for rule in cadence.rules:
        for due in due_periods(rule, span=span, calendar=plan.calendar, year=plan.year):
            deadline = isinstance(rule, Deadline)
            schools = schools_of(rule)
            whom = f"{schools}：" if schools else ""
            if due.span == span and not deadline:
                found.setdefault(_ALL_YEAR, []).append(f"{whom}全年")
                continue
            day = due.span.last if deadline else due.span.first
            found.setdefault((day.year, day.month), []).append(whom + _print_time(due))
    if not found:
        # Countable and yet nowhere: 2022年3月 in the plan of 2023.
        return {_NEVER: str(cadence)} if cadence.is_countable else {_ALL_YEAR: otherwise}
    return {month: "\n".join(dict.fromkeys(times)) for month, times in found.items()}


def _print_time(due: DuePeriod) -> str:
    """Name the days; those of a single month need no dates beside their name."""
    first, last = due.span.first, due.span.last
    label = _SCHOOL_YEAR.sub("", due.label)
    if label.endswith("前") or (label.endswith("月") and first.month == last.month):
        return label
    if first == last:
        return f"{label}（{first.month}月{first.day}日）"
    return f"{label}\n{first.month}月{first.day}日至{last.month}月{last.day}日"


def _task_row(plan: Plan, task: Task, time: str) -> ScheduleRow:
    lead, supporting = _names(plan, task.lead), _names(plan, task.supporting)
    parties = (
        f"牵头：{lead}" if lead else "",
        _names(plan, task.responsible),
        f"配合：{supporting}" if supporting else "",
    )
    return ScheduleRow(
        time,
        task.name,
        "\n".join(filter(None, parties)) or _NOTHING,
        print_cadence(task),
        "、".join(task.evidence) or _NOTHING,
        plan.reference(task.clause) or _NOTHING,
    )


def _submission_row(plan: Plan, submission: Submission, time: str) -> ScheduleRow:
    return ScheduleRow(
        time,
        f"报送{submission.name}",
        _names(plan, submission.reporting) or _NOTHING,
        str(submission.deadline),
        "、".join(submission.papers) or _NOTHING,
        plan.reference(submission.clause) or _NOTHING,
    )


def _names(plan: Plan, parties: tuple[str, ...]) -> str:
    return "、".join(plan.party(party).name for party in parties)


def _name_month(month: Month, *, one_year: bool) -> str:
    year, number = month
    if month in _NAMES:
        return _NAMES[month]
    return f"{number}月" if one_year else f"{year}年{number}月"


def _items(brief: Brief) -> Iterator[Item]:
    plan = brief.plan
    title = plan.fill(plan.title).removesuffix("实施方案") + "配档表"
    gaps: tuple[Problem, ...] = ()
    try:
        months = build_schedule(plan)
    except CalendarGapError as error:
        months = ()
        gaps = (
            Problem(
                "calendar-gap",
                f"校历不全，{error}，排不出配档表。",
                brief.origin(("calendar",)),
                "请在 plan.toml 里补上：学期用 [[calendar.semester]]，寒暑假用 [[calendar.vacation]]，"
                "节假日用 [[calendar.holiday]]。",
                Severity.GAP,
            ),
        )
    yield Item((title,), title, {"title": title, "months": months}, gaps)


SCHEDULE = DocumentKind(
    "schedule",
    title="工作配档表",
    scope=Scope.COUNTY,
    source=read_source("schedule"),
    items=_items,
    variables=VARIABLES,
    aliases=("配档表",),
)
