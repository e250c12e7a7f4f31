"""What is known of a value before there is one: plain, a group of fields, or a list."""

from collections.abc import Iterable, Mapping
from functools import reduce

import attrs


@attrs.frozen
class Plain:
    """A text, number, date or picture: printed or tested, not taken apart."""


@attrs.frozen
class Truth:
    """Yes or no: tested, never printed."""


@attrs.frozen
class Record:
    """A group of fields, each asked for by name."""

    fields: Mapping[str, "Shape"]


@attrs.frozen
class Listing:
    """A list, gone through with ``{% for %}``; every entry has the same shape."""

    entry: "Shape"


@attrs.frozen
class Anything:
    """A value of which nothing is known, so that nothing can be wrong with its use."""


Shape = Plain | Truth | Record | Listing | Anything
PLAIN, TRUTH, ANYTHING = Plain(), Truth(), Anything()

_LOOP_NUMBERS = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
_LOOP_TRUTHS = ("first", "last")


def loop_shape(entry: Shape) -> Record:
    """Describe ``loop`` inside a loop over such entries."""
    fields: dict[str, Shape] = {"previtem": entry, "nextitem": entry}
    return Record(fields | dict.fromkeys(_LOOP_NUMBERS, PLAIN) | dict.fromkeys(_LOOP_TRUTHS, TRUTH))


def common_shape(shapes: Iterable[Shape]) -> Shape:
    """Describe a value that is one of several.

    >>> common_shape([Plain(), Plain()]), common_shape([Plain(), Listing(Plain())])
    (Plain(), Anything())
    """
    found = list(shapes)
    return reduce(_agree, found[1:], found[0]) if found else ANYTHING


def _agree(one: Shape, other: Shape) -> Shape:
    return one if one == other else ANYTHING
