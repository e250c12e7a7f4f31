"""What docs/reference/plan-file.md has to say about a record: its keys, their kinds, which are needed."""

import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

import attrs

from antifraud_plan.loading.structuring import toml_key
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.target import Target

WORDS = {
    str: "文字",
    int: "整数",
    float: "数",
    bool: "是否",
    date: "日期",
    Cadence: "频次",
    Target: "目标",
    Prose: "正文",
}


def word_of(kind: Any) -> str:
    """Name a field's kind as the page does."""
    if isinstance(kind, types.UnionType):
        return word_of(next(each for each in get_args(kind) if each is not types.NoneType))
    if get_origin(kind) in (tuple, frozenset):
        return f"若干{word_of(get_args(kind)[0])}"
    if get_origin(kind) is not None and issubclass(get_origin(kind), Mapping):
        return f"一组{word_of(get_args(kind)[1])}"
    if kind in WORDS:
        return WORDS[kind]
    return "选词" if issubclass(kind, Enum) else "表"


def keys_of(record: type) -> dict[str, tuple[str, str]]:
    """Return key → (kind, 必 where there is no default) of an attrs class."""
    attrs.resolve_types(record)
    return {
        toml_key(field): (word_of(field.type), "必" if field.default is attrs.NOTHING else "")
        for field in attrs.fields(record)
    }
