"""The task schedule (工作配档表): month by month, who does what, how often, proved by what."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import (
    Brief,
    CalendarGapError,
    DateSpan,
    Deadline,
    DocumentKind,
    DuePeriod,
    Item,
    Plan,
    Problem,
    Rule,
    Scope,
    Severity,
    Submission,
    Task,
    Variable,
    due_periods,
)
from antifraud_plan_documents.templates import read_source

_ALL_YEAR = (0, 0)


@attrs.frozen
class ScheduleRow:
    """A line of the schedule."""

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


VARIABLES = (
    Variable("title", "标题", "示例县教体系统2023年防范电信网络诈骗工作配档表"),
    Variable(
        "months",
        "逐月给出：name 月份，rows 各行（time 时间，task 任务，parties 责任单位，cadence 频次，"
        "evidence 佐证材料，reference 依据）",
        "2月",
    ),
)


def build_schedule(plan: Plan) -> tuple[ScheduleMonth, ...]:
    """Lay every task and submission on the months of the plan; what has no period stands under 全年.

    A period longer than a month stands in the month it opens in, a deadline in its own month.
    """
    rows: dict[tuple[int, int], list[ScheduleRow]] = {}
    for task in plan.tasks:
        for month, time in _task_times(plan, task) or [(_ALL_YEAR, "全年")]:
            rows.setdefault(month, []).append(_task_row(plan, task, time))
    for submission in plan.submissions:
        times = _times(plan, submission.deadline.rules, plan.span) or [(_ALL_YEAR, str(submission.deadline))]
        for month, time in times:
            rows.setdefault(month, []).append(_submission_row(plan, submission, time))
    one_year = plan.first_day.year == plan.last_day.year
    return tuple(
        ScheduleMonth(_name_month(month, one_year=one_year), tuple(rows[month])) for month in sorted(rows)
    )


def _task_times(plan: Plan, task: Task) -> list[tuple[tuple[int, int], str]]:
    first = max(plan.first_day, task.effective_from or plan.first_day)
    return _times(plan, task.counted_cadence.rules, DateSpan(first, plan.last_day))


def _times(plan: Plan, rules: tuple[Rule, ...], span: DateSpan) -> list[tuple[tuple[int, int], str]]:
    found = []
    for rule in rules:
        for due in due_periods(rule, span=span, calendar=plan.calendar, year=plan.year):
            if due.span == span and not isinstance(rule, Deadline):
                found.append((_ALL_YEAR, "全年"))
                continue
            day = due.span.last if isinstance(rule, Deadline) else due.span.first
            found.append(((day.year, day.month), _print_time(due)))
    return found


def _print_time(due: DuePeriod) -> str:
    """Name the days; those of a single month or day need no dates beside their name."""
    first, last = due.span.first, due.span.last
    if due.label.endswith("前") or (due.label.endswith("月") and first.month == last.month):
        return due.label
    if first == last:
        return f"{due.label}\n{first.month}月{first.day}日"
    return f"{due.label}\n{first.month}月{first.day}日至{last.month}月{last.day}日"


def _task_row(plan: Plan, task: Task, time: str) -> ScheduleRow:
    lead = _names(plan, task.lead)
    doers = _names(plan, task.responsible)
    supporting = _names(plan, task.supporting)
    parties = "\n".join(
        text
        for text in (f"牵头：{lead}" if lead else "", doers, f"配合：{supporting}" if supporting else "")
        if text
    )
    cadence = str(task.cadence)
    if task.county_reading is not None:
        cadence += f"\n（{task.county_reading}）"
    return ScheduleRow(
        time, task.name, parties, cadence, "、".join(task.evidence), plan.reference(task.clause)
    )


def _submission_row(plan: Plan, submission: Submission, time: str) -> ScheduleRow:
    return ScheduleRow(
        time,
        f"报送{submission.name}",
        _names(plan, submission.reporting),
        str(submission.deadline),
        "、".join(submission.papers),
        plan.reference(submission.clause),
    )


def _names(plan: Plan, parties: tuple[str, ...]) -> str:
    return "、".join(plan.party(party).name for party in parties)


def _name_month(month: tuple[int, int], *, one_year: bool) -> str:
    year, number = month
    if month == _ALL_YEAR:
        return "全年"
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
                "请在 plan.toml 里用 [[calendar.semester]] 等补上。",
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
