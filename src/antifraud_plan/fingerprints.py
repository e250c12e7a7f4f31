"""One short name for everything a paper is made from, so that what is already made need not be made again."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from importlib.metadata import version

import attrs


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
    digest = hashlib.sha256()
    try:
        for text in _spell(values):
            digest.update(text.encode("utf-8", "surrogatepass"))
    except _UnknownValueError:
        return None
    return digest.hexdigest()[:32]


def makers() -> tuple[str, ...]:
    """Name the versions of what turns content into bytes: papers of an older version are made anew."""
    return version("antifraud-plan"), zlib.ZLIB_RUNTIME_VERSION


def _spell(value: object) -> Iterator[str]:
    """Spell out *value* so that no two contents are spelt alike: every piece says its kind and length."""
    match value:
        case Enum():
            yield f"e{type(value).__qualname__}.{value.name};"
        case str():
            yield f"s{len(value)}:{value}"
        case None | bool() | int() | float() | bytes() | date():
            yield f"p{value!r};"
        case Mapping():
            yield f"m{len(value)};"
            for key, held in value.items():
                yield from _spell(key)
                yield from _spell(held)
        case tuple() | list():
            yield f"t{len(value)};"
            for held in value:
                yield from _spell(held)
        case frozenset():
            yield f"f{len(value)};"
            yield from sorted("".join(_spell(held)) for held in value)
        case _ if attrs.has(type(value)):
            yield f"a{type(value).__qualname__};"
            for field in attrs.fields(type(value)):
                if field.eq:
                    yield from _spell(getattr(value, field.name))
        case _:
            raise _UnknownValueError(type(value).__name__)
