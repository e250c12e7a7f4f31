"""What a TOML text says, as a tree whose every part knows the place it was written."""

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import TypeAlias

import attrs

from antifraud_plan.problems import Location

Scalar: TypeAlias = str | int | float | bool | date | time


@attrs.frozen
class Leaf:
    """A single value.

    Attributes:
        value: the value as Python has it; a ``datetime`` counts as a ``date``.
        text: how it was written, so that ``3.10`` can be told from ``3.1``.
        location: where the value begins.
    """

    value: Scalar
    text: str
    location: Location


@attrs.frozen
class Broken:
    """A value that could not be read and has already been reported."""

    location: Location


@attrs.frozen
class Array:
    """A list of values, or the tables written under ``[[name]]``.

    Attributes:
        items: in the order of the text.
        location: the opening bracket, or the name in the first ``[[name]]``.
        removed: ids of entries that an overlay took out, and where it says so.
    """

    items: tuple["Node", ...]
    location: Location
    removed: Mapping[str, Location] = attrs.Factory(dict)


@attrs.frozen
class Entry:
    """A key of a table with its value.

    Attributes:
        key: where the key is written.
        node: what it stands for.
    """

    key: Location
    node: "Node"


@attrs.frozen
class Table:
    """Keys and values.

    Attributes:
        entries: by key, in the order of the text.
        location: the name in its header, its opening brace, or line 1 for a whole file.
        is_incomplete: part of it could not be read and has been reported, so that a key that
            seems to be missing may be there.
    """

    entries: Mapping[str, Entry]
    location: Location
    is_incomplete: bool = False

    def find(self, key: str) -> "Node | None":
        """Give the value of *key*, or ``None``."""
        entry = self.entries.get(key)
        return entry.node if entry else None

    def without(self, keys: Collection[str]) -> "Table":
        """Give the same table without *keys*."""
        return attrs.evolve(
            self, entries={key: entry for key, entry in self.entries.items() if key not in keys}
        )


Node: TypeAlias = Leaf | Broken | Array | Table


def entry_id(node: Node) -> str | None:
    """Tell the ``id`` of an entry in an array of tables; ``None`` when it has none."""
    match node:
        case Table():
            leaf = node.find("id")
            return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else None
        case _:
            return None
