"""One short name for everything a paper is made from, so that what is already made need not be made again."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from importlib.metadata import entry_points, version
from itertools import chain

import attrs

# What Python writes of these says type and content both, and it is quick: most values of most papers.
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_MOST_PIECES = 1024

UNKNOWN = object()
"""Stands for what nobody can tell: with it there is no fingerprint."""


class _UnknownValueError(Exception):
    """A value of a class whose content nobody can tell."""


def find_fingerprint(*values: object) -> str | None:
    """Return a hash of plain values, records, sequences and mappings; ``None`` where that cannot be told.

    Equal content gives equal hashes, today and in another process.

    >>> find_fingerprint({"name": "张示例"}) == find_fingerprint({"name": "张示例"})
    True
    >>> find_fingerprint(("1",)) == find_fingerprint((1,))
    False
    >>> find_fingerprint(object()) is None
    True
    """
    return fingerprint_all(values)


def fingerprint_all(values: Iterable[object]) -> str | None:
    """Return what `find_fingerprint` does for as many values, without keeping them."""
    seen = hashlib.sha256()
    spelt: list[str] = []
    try:
        for value in values:
            _spell(value, spelt.append)
            if len(spelt) > _MOST_PIECES:
                seen.update("".join(spelt).encode("utf-8", "surrogatepass"))
                spelt.clear()
    except _UnknownValueError:
        return None
    seen.update("".join(spelt).encode("utf-8", "surrogatepass"))
    return seen.hexdigest()[:32]


def find_makers() -> tuple[str, ...]:
    """Name the versions of what turns content into bytes: papers of an older version are made anew."""
    plugins = {
        f"{point.dist.name} {point.dist.version}"
        for point in entry_points(group="antifraud_plan")
        if point.dist is not None
    }
    return version("antifraud-plan"), zlib.ZLIB_RUNTIME_VERSION, *sorted(plugins)


def _spell(value: object, write: Callable[[str], None]) -> None:
    """Spell out *value* so that no two contents are spelt alike: every piece says its kind and length."""
    kind = type(value)
    match value:
        case Enum():
            _spell_each(f"e{kind.__qualname__}.{value.name};", [value.value], write)
        case str():
            write(f"s{len(value)}:{value}")
        case None | bool() | int() | float() | bytes() | date():
            write(f"p{value!r};")
        case tuple() | list() if _PLAIN.issuperset(map(type, value)):
            write(f"t{tuple(value)!r};")
        case Mapping() if _PLAIN.issuperset(map(type, chain(value, value.values()))):
            write(f"m{dict(value)!r};")
        case tuple() | list():
            _spell_each(f"t{len(value)};", value, write)
        case Mapping():
            _spell_each(f"m{len(value)};", chain.from_iterable(value.items()), write)
        case frozenset():
            write(f"f{len(value)};{''.join(sorted(map(_spell_alone, value)))}")
        case _ if attrs.has(kind):
            held = (getattr(value, field.name) for field in attrs.fields(kind) if field.eq)
            _spell_each(f"a{kind.__qualname__};", held, write)
        case _:
            raise _UnknownValueError(kind.__name__)


def _spell_each(head: str, values: Iterable[object], write: Callable[[str], None]) -> None:
    write(head)
    for value in values:
        _spell(value, write)


def _spell_alone(value: object) -> str:
    pieces: list[str] = []
    _spell(value, pieces.append)
    return "".join(pieces)
