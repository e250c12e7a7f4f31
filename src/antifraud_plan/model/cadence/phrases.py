"""Writes a rule as the phrase a plan would use for it."""

from typing import assert_never

from antifraud_plan.model.cadence.dates import Window
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
from antifraud_plan.model.cadence.terms import Per, Period, Promptness
from antifraud_plan.model.terms import PRIMARY_AND_SECONDARY


def compose(rule: Rule) -> str:
    """Return the canonical phrase of *rule*; reading it gives *rule* again.

    >>> compose(Recurring(Period.SEMESTER, 2, scope=Scope(per=Per.CLASS)))
    '每学期每班至少2次'
    """
    match rule:
        case Recurring():
            minimum = f"至少{rule.minimum}{rule.unit.value}" if rule.stated else ""
            return f"{_frame(rule.window, rule.scope)}每{rule.period.value}{_whom(rule.scope)}{minimum}"
        case Campaign():
            minimum = f"至少{rule.minimum}{rule.unit.value}"
            return f"{_frame(rule.window, rule.scope)}{_whom(rule.scope)}{minimum}"
        case Deadline():
            return f"{_schools(rule.scope)}{_whom(rule.scope)}{rule.by}前"
        case Within():
            return f"{_frame(rule.window, rule.scope)}{_whom(rule.scope)}"
        case Anchored():
            anchors = "、".join(anchor.value for anchor in rule.anchors)
            minimum = f"各{rule.minimum}{rule.unit.value}" if rule.stated else ""
            return f"{_frame(rule.window, rule.scope)}{anchors}{_whom(rule.scope)}{minimum}"
        case Indefinite():
            return f"{_frame(rule.window, rule.scope)}{_whom(rule.scope)}{rule.word.value}"
        case Triggered():
            return f"{rule.event}{_delay(rule.delay)}{rule.action}"
        case EachOf():
            each = "每校" if rule.scope.per is Per.SCHOOL else ""
            return f"{_schools(rule.scope)}{each}{_whom(rule.scope)}"
        case Quota():
            about = "约" if rule.approximate else "不少于"
            return f"{_schools(rule.scope)}{_whom(rule.scope)}{about}{rule.minimum}{rule.unit}"
        case Duration():
            counter = "个" if rule.unit in (Period.MONTH, Period.QUARTER, Period.SEMESTER) else ""
            return f"为期{rule.length}{counter}{rule.unit.value}"
        case _:
            assert_never(rule)


def schools_of(rule: Rule) -> str:
    """Return which schools *rule* is for, in the words of a phrase; empty where it is for all.

    >>> from antifraud_plan.model.terms import SchoolLevel
    >>> schools_of(Recurring(Period.QUARTER, scope=Scope(levels=(SchoolLevel.KINDERGARTEN,))))
    '幼儿园'
    """
    return "" if isinstance(rule, Triggered | Duration) else _schools(rule.scope)


def _frame(window: Window | None, scope: Scope) -> str:
    return ("" if window is None else str(window)) + _schools(scope)


def _schools(scope: Scope) -> str:
    levels = scope.levels
    words = [level.value for level in levels]
    if set(PRIMARY_AND_SECONDARY) <= set(levels):
        rest = [level.value for level in levels if level not in PRIMARY_AND_SECONDARY]
        words = ["中小学", *rest]
    return "、".join((*words, *(trait.value for trait in scope.traits)))


def _whom(scope: Scope) -> str:
    audiences = "、".join(audience.value for audience in scope.audiences)
    if scope.per is Per.PERSON and audiences:
        return f"每名{audiences}"
    per = "" if scope.per is Per.SCHOOL else scope.per.value
    return per + (f"对{audiences}" if audiences else "")


def _delay(delay: Promptness | Delay | None) -> str:
    match delay:
        case None:
            return ""
        case Promptness():
            return delay.value
        case Delay():
            return f"{delay.number}{delay.unit.value}内"
        case _:
            assert_never(delay)
