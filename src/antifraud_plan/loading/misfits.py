"""Words for a value of the wrong kind: what was expected, what stands there, how to write it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from antifraud_plan.loading.structuring import ARRAY, SCALARS, TABLE, TEXT
from antifraud_plan.loading.toml.tree import Array, Leaf, Node, Table
from antifraud_plan.model.numerals import find_number
from antifraud_plan.problems import Problem, suggest

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_COUNTED = re.compile(
    r"第?([0-9]+|[一二三四五六七八九十百]+)\s*(?:年度?|号|度|次|天|日|人|份|个|项|年级|岁)?"
)
_POINTS = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(?:磅|pt)?", re.IGNORECASE)
_SIZES: Mapping[str, str] = {
    "初号": "42",
    "小初": "36",
    "一号": "26",
    "小一": "24",
    "二号": "22",
    "小二": "18",
    "三号": "16",
    "小三": "15",
    "四号": "14",
    "小四": "12",
    "五号": "10.5",
    "小五": "9",
}
"""The sizes of type that Chinese word processors name, in points."""

_EXAMPLES: Mapping[str, str] = {
    SCALARS[int]: "请写整数，不加引号，例如 5。",
    SCALARS[float]: "请写数字，不加引号，例如 16 或 10.5。",
    SCALARS[bool]: "请写 true 或 false，不加引号。",
    SCALARS[date]: "请写成如 2023-02-28，不加引号。",
    SCALARS[datetime]: "请写成如 2023-02-28T08:30:00，不加引号。",
    SCALARS[time]: "请写成如 08:30:00，不加引号。",
}
# What the validators of attrs say, and the same in Chinese.
_OBJECTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Length of '.+' must be <= (\d+): .+", re.DOTALL), "最多 {} 项（字）"),
    (re.compile(r"Length of '.+' must be >= (\d+): .+", re.DOTALL), "至少要有 {} 项（字）"),
    (re.compile(r"'\w+' must be >= (\S+): (.+)"), "应不小于 {}，这里是 {}"),
    (re.compile(r"'\w+' must be <= (\S+): (.+)"), "应不大于 {}，这里是 {}"),
    (re.compile(r"'\w+' must be > (\S+): (.+)"), "应大于 {}，这里是 {}"),
    (re.compile(r"'\w+' must be < (\S+): (.+)"), "应小于 {}，这里是 {}"),
    (
        re.compile(r"'\w+' must be in (?:frozenset\()?[(\[{](.+?),?[)\]}]+ \(got (.+)\)"),
        "只能是 {} 中的一个，这里是 {}",
    ),
    (
        re.compile(r"'\w+' must match regex '(.+)' \('(.*)' doesn't\)", re.DOTALL),
        "的写法应合乎 {}，这里是“{}”",
    ),
)
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


def describe_objection(key: str, node: Node, error: ValueError) -> Problem:
    """Say in Chinese what a validator or a reader of texts has against the value *node* of *key*."""
    text = str(error.args[0]) if error.args else ""
    sentence = _put_in_chinese(key, text)
    if not sentence.endswith(("。", "？")):
        sentence += "。"
    return Problem("bad-value", sentence, node.location)


def _put_in_chinese(key: str, text: str) -> str:
    for said, chinese in _OBJECTIONS:
        if found := said.fullmatch(text):
            return f"“{key}”{chinese.format(*found.groups())}"
    is_chinese = any("\u4e00" <= character <= "\u9fff" for character in text)
    return text if is_chinese else f"“{key}”的值不可用：{text}"


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
            written = _write_as(key, value, expected)
            return f"请写成 {written}。" if written else _EXAMPLES.get(expected, "")
        case _:
            return ""


def _write_as(key: str, value: str | float | date | time, expected: str) -> str | None:
    """Give what was meant by *value* in the form of *expected*, if it can be told without loss."""
    match value:
        case str() if expected == SCALARS[bool]:
            return _TRUTHS.get(value.strip().lower())
        case str() if expected == SCALARS[int] and _WHOLE.fullmatch(value.strip()):
            return f"{value.strip()}（不加引号）"
        case str() if expected in (SCALARS[int], SCALARS[float]) and key.endswith("_pt"):
            found = _POINTS.fullmatch(value.strip())
            points = found.group(1) if found else _SIZES.get(value.strip())
            return f"{points}（不加引号）" if points else None
        case str() if expected in (SCALARS[int], SCALARS[float]) and (
            counted := _COUNTED.fullmatch(value.strip())
        ):
            number = find_number(counted.group(1))
            return None if number is None else f"{number}（不加引号）"
        case str() if expected == SCALARS[date] and (found := _DATE.fullmatch(value.strip())):
            year, month, day = (int(group) for group in found.groups())
            return f"{year:04}-{month:02}-{day:02}（不加引号）"
        case float() if expected == SCALARS[int] and value.is_integer():
            return str(int(value))
        case datetime() if expected == SCALARS[date]:
            return value.date().isoformat()
        case _:
            return None
