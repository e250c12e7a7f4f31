"""What is told of a tag whose value is missing or cannot be written."""

import re
from collections.abc import Iterable

from antifraud_plan.ooxml.xml import IllegalCharacterError
from antifraud_plan.problems import Location, Problem, suggest
from antifraud_plan.word.jinja.printing import UnprintableError

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")  # what Python says may quote Chinese


def describe_undefined(name: str, tag: str, where: Location | None, known: Iterable[str]) -> Problem:
    """Tell that the values lack *name*, which *tag* prints, and offer the nearest of those *known*."""
    message = f"标签“{tag}”里的变量“{name}”没有定义。"
    return Problem("template-undefined", message, where, offer_names(name, known))


def describe_failure(error: Exception, tag: str, where: Location | None) -> Problem:
    """Tell why a value could not be written.

    Args:
        error: what came of trying.
        tag: the tag as it begins a sentence: 标签“{{ name }}”.
        where: its place.
    """
    match error:
        case IllegalCharacterError():
            return Problem(
                "illegal-character", f"{tag}的值写不进文件：{error}。", where, "请在来源里删去这个字符。"
            )
        case UnprintableError():
            return Problem("template-unprintable", f"{tag}印不出来：{error}。", where)
        case _:
            return Problem(
                "template-failed",
                f"{tag}算不出来：{_reason(error)}。",
                where,
                "请检查变量是不是标签所要的类型。",
            )


def offer_names(name: str, known: Iterable[str]) -> str:
    """Offer the nearest known name as a remedy, or list a few when none is near."""
    names = sorted(known)
    listed = f"可用的有：{'、'.join(names[:12])}{'等' if len(names) > 12 else ''}。" if names else ""
    return suggest(name, names) or listed


def _reason(error: Exception) -> str:
    """Say in Chinese why a tag failed; the filters of this program say it themselves."""
    said = str(error)
    if _CHINESE.search(said) and not _ENGLISH.search(said):
        return said
    match error:
        case ZeroDivisionError():
            return "除数是 0"
        case OverflowError():
            return "数太大"
        case RecursionError():
            return "一层套一层，套得太深"
        case _:
            return "值不是这里能用的，例如文字不能加数字"
