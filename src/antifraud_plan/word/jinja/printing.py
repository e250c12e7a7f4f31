"""How a value becomes text, in Word and in Markdown alike."""

import math
from collections.abc import Iterable, Mapping
from enum import Enum


class UnprintableError(ValueError):
    """A value that would print as programmers' notation; ``str()`` is a Chinese sentence."""


def print_value(value: object) -> str:
    """Write *value* as text; lists, mappings, truth values, records, bytes and nothing at all have none.

    A member of an enumeration is the word it stands for.

    Raises:
        UnprintableError: it has none.

    >>> print_value(3), print_value("三")
    ('3', '三')
    """
    match value:
        case str():
            text = str(value)
        case None:
            raise UnprintableError("值是空的，请先判断有没有值，或用 default 给一个代替")
        case bool():
            raise UnprintableError("值是“是”或“否”，请用 {% if %} 写出要印的字")
        case Enum():
            text = str(value.value)
        case Mapping():
            raise UnprintableError("值是一组字段，请在后面用点号写明要哪一个字段")
        case float() if not math.isfinite(value):
            raise UnprintableError("算出来的不是一个数")
        case bytes() | bytearray():
            raise UnprintableError("值不是文字，是一个文件的内容")
        case Iterable() if not _has_text(value):
            raise UnprintableError("值是一串，请用 join 连起来，或用 {% for %} 逐个写出")
        case _ if not _has_text(value):
            raise UnprintableError("值不是文字也不是数，请在后面用点号写明要哪一项")
        case _:
            text = str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _has_text(value: object) -> bool:
    """Tell whether a value says itself how it is written; what Python writes instead is for programmers."""
    return isinstance(value, int | float) or type(value).__str__ is not object.__str__
