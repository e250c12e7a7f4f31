"""Checks of the dates a plan writes as words: days that exist, in order, inside the plan."""

from collections.abc import Iterator

from antifraud_plan.builtin.places import Path, locate
from antifraud_plan.model.periods import find_impossible_dates
from antifraud_plan.plugin import (
    Brief,
    Cadence,
    CalendarGapError,
    DateSpan,
    Plan,
    Problem,
    Severity,
    due_periods,
)


def find_wrong_dates(brief: Brief) -> Iterator[Problem]:
    """Yield an error for a date or window that cannot be, or in which nothing of the plan falls due."""
    for path, name, cadence, span in _dated(brief.plan):
        impossible = find_impossible_dates(cadence, span=brief.plan.span, year=brief.plan.year)
        for words in impossible:
            yield Problem(
                "impossible-date",
                f"“{name}”写的“{words}”不成立：没有这一天，或截止在起始之前。",
                locate(brief, path),
                "请改正日期；跨年的，请写明年份，并在 plan.toml 里写上方案的 last_day。",
            )
        if not impossible and _is_outside(brief.plan, cadence, span):
            yield Problem(
                "date-outside-plan",
                f"“{name}”的“{cadence}”不在 {span.first} 至 {span.last} 之内，方案期间没有一天要做。",
                locate(brief, path),
                "请改正日期，或改方案的 first_day、last_day。",
            )


def find_odd_years(brief: Brief) -> Iterator[Problem]:
    """Yield a note where last year's date seems to have stayed: of issue, or in a school's measures."""
    plan = brief.plan
    if plan.issue.date.year != plan.year:
        yield Problem(
            "issue-year",
            f"方案是 {plan.year} 年的，成文日期却是 {plan.issue.date}。",
            brief.origin(("issue", "date")),
            "如果是沿用上年的文件，请改正 [issue] 的 date。",
            Severity.NOTE,
        )
    for facts in brief.facts.values():
        for measure in facts.measures:
            days = [
                day for day in (measure.start, measure.finish) if day is not None and day not in plan.span
            ]
            for day in days:
                yield Problem(
                    "date-outside-plan",
                    f"“{measure.task}”的日期 {day} 不在方案期间 {plan.first_day} 至 {plan.last_day} 之内。",
                    measure.location,
                    "请核对年份。",
                    Severity.NOTE,
                )


def _dated(plan: Plan) -> Iterator[tuple[Path, str, Cadence, DateSpan]]:
    """Everything that is due at some time: its path, its name, the phrase and the days that count."""
    for task in plan.tasks:
        key = "cadence" if task.county_reading is None else "county_reading"
        first = max(plan.first_day, task.effective_from or plan.first_day)
        yield ("task", task.id, key), task.name, task.counted_cadence, DateSpan(first, plan.last_day)
    for phase in plan.phases:
        yield ("phase", phase.id, "window"), phase.name, phase.window, plan.span
    for submission in plan.submissions:
        yield ("submission", submission.id, "deadline"), submission.name, submission.deadline, plan.span


def _is_outside(plan: Plan, cadence: Cadence, span: DateSpan) -> bool:
    """Tell whether *cadence* has times of its own and none of them lies in *span*."""
    if not cadence.is_countable:
        return False
    try:
        return not any(
            due_periods(rule, span=span, calendar=plan.calendar, year=plan.year) for rule in cadence.rules
        )
    except CalendarGapError:
        # Papers that need the calendar say what it lacks.
        return False
