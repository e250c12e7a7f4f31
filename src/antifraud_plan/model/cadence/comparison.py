"""Compares cadences: a lower level may tighten what a higher one asks, never loosen it."""

from datetime import date
from typing import assert_never

from antifraud_plan.model.cadence.dates import PlanDate
from antifraud_plan.model.cadence.rules import (
    Anchored,
    Campaign,
    Deadline,
    Delay,
    Duration,
    EachOf,
    Indefinite,
    Quota,
    Recurring,
    Rule,
    Scope,
    Triggered,
    Within,
)
from antifraud_plan.model.cadence.terms import Period

# For comparison only; what falls due is counted on the calendar.
_PERIODS_PER_YEAR = {
    Period.DAY: 365,
    Period.WEEK: 52,
    Period.MONTH: 12,
    Period.QUARTER: 4,
    Period.SEMESTER: 2,
    Period.HALF_YEAR: 2,
    Period.SCHOOL_YEAR: 1,
    Period.YEAR: 1,
}


def is_rule_looser(rule: Rule, than: Rule) -> bool | None:
    """Tell whether *rule* asks for less than *than*; ``None`` when the two cannot be compared."""
    if rule == than:
        return False
    match than:
        case Recurring() | Anchored() | Deadline() if isinstance(rule, Indefinite):
            # 定期 in place of a number or a date.
            return True if _covers(rule.scope, than.scope) else None
        case Recurring():
            return _is_looser_than_recurring(rule, than)
        case Anchored():
            return _is_looser_than_anchored(rule, than)
        case Campaign():
            return _is_looser_than_campaign(rule, than)
        case Deadline():
            return _is_looser_than_deadline(rule, than)
        case Indefinite():
            # Any number or date is tighter than none.
            counted = isinstance(rule, Recurring | Anchored) and _covers(rule.scope, than.scope)
            return False if counted and than.window is None else None
        case Triggered():
            return _is_looser_than_triggered(rule, than)
        case Quota():
            if not isinstance(rule, Quota) or (rule.unit, rule.scope) != (than.unit, than.scope):
                return None
            return rule.minimum < than.minimum
        case Within() | EachOf() | Duration():
            return None
        case _:
            assert_never(than)


def _is_same_frame(rule: Recurring | Anchored | Campaign, than: Recurring | Anchored | Campaign) -> bool:
    """Tell whether the two count the same things at the same time for the same people."""
    return rule.unit is than.unit and rule.window == than.window and _covers(rule.scope, than.scope)


def _covers(scope: Scope, other: Scope) -> bool:
    """Tell whether everybody whom *other* names is meant by *scope* too, counted the same way."""
    schools = {*scope.levels, *scope.traits}
    other_schools = {*other.levels, *other.traits}
    return (
        scope.per is other.per
        and (not schools or (bool(other_schools) and other_schools <= schools))
        and set(other.audiences) <= set(scope.audiences)
    )


def _is_looser_than_recurring(rule: Rule, than: Recurring) -> bool | None:
    if not isinstance(rule, Recurring) or not _is_same_frame(rule, than):
        return None
    count = _PERIODS_PER_YEAR[rule.period]
    other_count = _PERIODS_PER_YEAR[than.period]
    if rule.minimum * count < than.minimum * other_count:
        return True
    if count >= other_count:
        return False
    # 每年12次 lets months pass that 每月1次 does not; 每年20次 is neither more nor less.
    return True if rule.minimum * count == than.minimum * other_count else None


def _is_looser_than_anchored(rule: Rule, than: Anchored) -> bool | None:
    if not isinstance(rule, Anchored) or not _is_same_frame(rule, than):
        return None
    return rule.minimum < than.minimum or not set(than.anchors) <= set(rule.anchors)


def _is_looser_than_campaign(rule: Rule, than: Campaign) -> bool | None:
    if not isinstance(rule, Campaign) or not _is_same_frame(rule, than):
        return None
    return rule.minimum < than.minimum


def _is_looser_than_deadline(rule: Rule, than: Deadline) -> bool | None:
    if not isinstance(rule, Deadline) or not _covers(rule.scope, than.scope):
        return None
    if (rule.by.year is None) != (than.by.year is None):
        return None
    return _last_day(rule.by) > _last_day(than.by)


def _last_day(day: PlanDate) -> date:
    return day.span(2024).last


def _is_looser_than_triggered(rule: Rule, than: Triggered) -> bool | None:
    if not isinstance(rule, Triggered) or (rule.event, rule.action) != (than.event, than.action):
        return None
    if not isinstance(rule.delay, Delay) or not isinstance(than.delay, Delay):
        return None
    return rule.delay.number > than.delay.number if rule.delay.unit is than.delay.unit else None
