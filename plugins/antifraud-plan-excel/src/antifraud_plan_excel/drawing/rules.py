"""What a cell takes, in XlsxWriter's words: rules of dates, numbers and lists, with Chinese messages."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

Rule: TypeAlias = Mapping[str, Any]

ANYTHING: Rule = {"validate": "any"}

_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255


def take_days(first: date, last: date) -> Rule:
    """Take a date from *first* to *last*, both included."""
    message = f"请填 {first} 至 {last} 之间的日期，写成 {first.year}-3-5。"
    return _rule("date", "between", minimum=first, maximum=last, error_message=message)


def take_whole_numbers(least: int | None, most: int | None) -> Rule:
    """Take whole numbers within limits, both included."""
    low, high = least or 0, 999_999_999 if most is None else most
    limits = f"{low} 至 {high} 之间的" if most is not None else ""
    return _rule("integer", "between", minimum=low, maximum=high, error_message=f"请只填{limits}整数。")


def take_amounts(least: int | None, most: int | None) -> Rule:
    """Take sums of money within limits, both included."""
    high = 999_999_999 if most is None else most
    message = "请只填数字，单位是元，最多两位小数，不写“元”“万元”。"
    return _rule("decimal", "between", minimum=least or 0, maximum=high, error_message=message)


def take_shares() -> Rule:
    """Take a share from 0 to 1, which the cell shows as a percentage."""
    return _rule("decimal", "between", minimum=0, maximum=1, error_message="请填 0% 至 100%，如 98%。")


def take_tails() -> Rule:
    """Take at most four characters: the end of a number, never the number."""
    return _rule("length", "between", minimum=1, maximum=4, error_message="只填末四位，最多四位数字。")


def take_when(formula: str, message: str) -> Rule:
    """Take what makes *formula* true, which is worded for the first cell of the range."""
    return {"validate": "custom", "value": formula, "error_message": message}


def offer(source: str | Sequence[str], *, strictly: bool = True) -> Rule:
    """Offer what stands in a range, or in a short list; what does not is refused only *strictly*."""
    listed = source if isinstance(source, str) else list(source)
    message = "请从下拉列表里选。"
    return {"validate": "list", "source": listed, "show_error": strictly, "error_message": message}


def with_hint(rule: Rule, title: str, message: str) -> Rule:
    """Add what Excel shows beside a cell that is chosen; cut to what it can show."""
    if not message:
        return rule
    return {**rule, "input_title": title[:_LONGEST_TITLE], "input_message": message[:_LONGEST_MESSAGE]}


def _rule(validate: str, criteria: str, *, minimum: object, maximum: object, error_message: str) -> Rule:
    limits = {"minimum": minimum, "maximum": maximum}
    return {"validate": validate, "criteria": criteria, **limits, "error_message": error_message}
