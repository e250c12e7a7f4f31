"""TOML's keys and the sign between a key and its value."""

import re

from antifraud_plan.loading.reader import Reader
from antifraud_plan.loading.toml.blanks import skip_spaces
from antifraud_plan.loading.toml.building import Key, KeyPart
from antifraud_plan.loading.toml.strings import read_quoted_key, skip_chinese_quoted
from antifraud_plan.loading.toml.tree import Leaf

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_MISTAKEN = re.compile(r"[^\s.=＝:：\"'“”\[\]［］【】{}｛｝#,，]+")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"=")
_WRONG_EQUALS = re.compile(r"[＝:：]|==+")
_VALUE_AHEAD = re.compile(r"[\"'“”\[{0-9]|true|false")


def read_key(reader: Reader) -> Key | None:
    """Read a dotted key; report and give ``None``, past it, when it cannot be one."""
    parts: list[KeyPart] = []
    is_readable = True
    while True:
        part = _read_part(reader)
        is_readable = is_readable and part is not None
        if part is not None:
            parts.append(part)
        if reader.take(_DOT) is None:
            return parts if is_readable else None


def _read_part(reader: Reader) -> KeyPart | None:
    start = reader.position
    if reader.peek() in ('"', "'"):
        leaf = read_quoted_key(reader)
        return KeyPart(str(leaf.value), start) if isinstance(leaf, Leaf) else None
    if reader.peek() in ("“", "”"):
        skip_chinese_quoted(reader)
        return None
    bare = reader.take(_BARE)
    if reader.take(_MISTAKEN):
        if not reader.check_characters(start, reader.text[start : reader.position]):
            return None
        shown = reader.text[start : reader.position][:30]
        reader.report(
            "toml-key",
            start,
            f"“{shown}”不能这样作键，键只能用英文字母、数字、下划线“_”和连字符“-”。",
            f'请改用规定的英文键；确实要用这个名称时，请加引号，写成 "{shown}"。',
        )
        return None
    if bare is None:
        reader.report("toml-key", start, "这里应当是键。", '每一行请写成“键 = 值”，如 name = "某县"。')
        return None
    return KeyPart(bare, start)


def read_equals(reader: Reader) -> bool:
    """Read the ``=`` after a key; report what is wrong and tell whether a value may follow."""
    skip_spaces(reader)
    start = reader.position
    if reader.take(_EQUALS) and reader.peek() != "=":
        skip_spaces(reader)
        return True
    reader.position = start
    if wrong := reader.take(_WRONG_EQUALS):
        reader.report("toml-missing-equals", start, f"键和值之间写的是“{wrong}”。", "请改成一个英文等号 =。")
        skip_spaces(reader)
        return True
    reader.report(
        "toml-missing-equals", start, "键的后面缺少等号和值。", '请写成“键 = 值”，如 name = "某县"。'
    )
    return _VALUE_AHEAD.match(reader.text, start) is not None
