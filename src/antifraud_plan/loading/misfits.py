"""Words for a value of the wrong kind: what was expected, what stands there, how to write it."""

import re
from datetime import date, datetime, time

from antifraud_plan.loading.structuring import ARRAY, SCALARS, TABLE, TEXT
from antifraud_plan.loading.toml.tree import Array, Leaf, Node, Table
from antifraud_plan.problems import Problem, suggest

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_TRUTHS = {"true": "true", "false": "false", "是": "true", "否": "false"}


def describe_misfit(key: str, node: Node, expected: str) -> Problem:
    """Say that the value *node* of *key* should be *expected*, and how it would be written."""
    message = f"“{key}”应为{expected}，这里是{_kind(node)}。" if key else f"应为{expected}。"
    return Problem("wrong-type", message, node.location, _remedy(key, node, expected))


def describe_word(key: str, node: Node, words: tuple[tuple[str, str], ...]) -> Problem:
    """Say that the value *node* of *key* is none of *words*, given as (Chinese, English)."""
    choices = "、".join(f"{word}（{name}）" for word, name in words)
    if not isinstance(node, Leaf):
        return Problem(
            "wrong-type", f"“{key}”应为文字，这里是{_kind(node)}。", node.location, f"可用：{choices}。"
        )
    message = f"“{key}”不能是“{node.value}”。"
    nearest = suggest(str(node.value), [form for word in words for form in word])
    return Problem("unknown-word", message, node.location, f"{nearest}可用：{choices}。")


def _kind(node: Node) -> str:
    match node:
        case Leaf(value=bool()):
            return f" {node.text}"
        case Leaf(value=value):
            return SCALARS[type(value)]
        case Array():
            return ARRAY
        case Table():
            return TABLE
        case _:
            return "不可用的值"


def _remedy(key: str, node: Node, expected: str) -> str:
    match node:
        case Table() if expected == ARRAY:
            return f"每一项请以 [[{key}]] 开头，用双方括号。"
        case Array() if expected == TABLE:
            return f"只有一项时请以 [{key}] 开头，用单方括号。"
        case Leaf() if expected == TABLE:
            return f"请另起一行，以 [{key}] 开头，下面每行写一个键。"
        case Leaf() if expected == ARRAY:
            return f"只有一个也要用方括号括起来，写成 [{node.text}]。"
        case Leaf() if expected == TEXT:
            return f'请加引号，写成 "{node.text}"。'
        case Leaf(value=value):
            written = _write_as(value, expected)
            return f"请写成 {written}。" if written else ""
        case _:
            return ""


def _write_as(value: str | float | date | time, expected: str) -> str | None:
    """Give what was meant by *value* in the form of *expected*, if it can be told without loss."""
    match value:
        case str() if expected == SCALARS[bool]:
            return _TRUTHS.get(value.strip().lower())
        case str() if expected == SCALARS[int] and _WHOLE.fullmatch(value.strip()):
            return f"{value.strip()}（不加引号）"
        case str() if expected == SCALARS[date] and (found := _DATE.fullmatch(value.strip())):
            year, month, day = (int(group) for group in found.groups())
            return f"{year:04}-{month:02}-{day:02}（不加引号）"
        case float() if expected == SCALARS[int] and value.is_integer():
            return str(int(value))
        case datetime() if expected == SCALARS[date]:
            return value.date().isoformat()
        case _:
            return None
