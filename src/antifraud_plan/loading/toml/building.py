"""TOML's rules for what may be opened, added to or written only once."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import attrs

from antifraud_plan.loading.reader import Reader
from antifraud_plan.loading.toml.tree import Array, Entry, Node, Table
from antifraud_plan.problems import Location


@attrs.frozen
class KeyPart:
    """One name of a dotted key and where it stands."""

    name: str
    offset: int


Key: TypeAlias = Sequence[KeyPart]


@attrs.define
class OpenTable:
    """A table still being written.

    Attributes:
        location: see `Table`.
        entries: so far, each with the place of its key.
        is_closed: no header and no dotted key may open it again.
        is_incomplete: see `Table`.
    """

    location: Location
    entries: dict[str, tuple[Location, "OpenNode"]] = attrs.field(factory=dict)
    is_closed: bool = False
    is_incomplete: bool = False

    def freeze(self) -> Table:
        """Give the finished table."""
        entries: Mapping[str, Entry] = {
            name: Entry(key, _freeze(node)) for name, (key, node) in self.entries.items()
        }
        return Table(entries, self.location, self.is_incomplete)


@attrs.define
class OpenArray:
    """The tables written so far under one ``[[name]]``."""

    location: Location
    items: list[OpenTable] = attrs.field(factory=list)


OpenNode: TypeAlias = Node | OpenTable | OpenArray


def _freeze(node: OpenNode) -> Node:
    match node:
        case OpenTable():
            return node.freeze()
        case OpenArray():
            return Array(tuple(item.freeze() for item in node.items), node.location)
        case _:
            return node


def open_header(root: OpenTable, key: Key, reader: Reader) -> OpenTable | None:
    """Open the table ``[key]``; report and give ``None`` where TOML forbids it."""
    parent = _walk(root, key[:-1], reader)
    if parent is None:
        return None
    last = key[-1]
    match parent.entries.get(last.name):
        case None:
            return _add_table(parent, last, reader, is_closed=True)
        case (_, OpenTable(is_closed=False) as table):
            table.is_closed = True
            table.location = reader.location(last.offset)
            return table
        case (place, OpenArray()):
            _report_again(
                reader,
                last,
                f"“{last.name}”在{_line(place)}是用双方括号写的一组表。",
                f"要再添一项，请写成 [[{_dotted(key)}]]。",
            )
        case (place, OpenTable(entries=entries)) if "id" in entries:
            # What has a number of its own is one of several.
            _report_again(
                reader,
                last,
                f"“{last.name}”在{_line(place)}已经写过。",
                f"要写几项，每一项都用双方括号，写成 [[{_dotted(key)}]]。",
            )
        case (place, _):
            _report_again(
                reader,
                last,
                f"“{last.name}”在{_line(place)}已经写过。",
                f"请合成一处，只留一个 [{_dotted(key)}]。",
            )
    return None


def append_header(root: OpenTable, key: Key, reader: Reader) -> OpenTable | None:
    """Add a table to the array ``[[key]]``; report and give ``None`` where TOML forbids it."""
    parent = _walk(root, key[:-1], reader)
    if parent is None:
        return None
    last = key[-1]
    location = reader.location(last.offset)
    table = OpenTable(location, is_closed=True)
    match parent.entries.get(last.name):
        case None:
            parent.entries[last.name] = (location, OpenArray(location, [table]))
            return table
        case (_, OpenArray() as array):
            array.items.append(table)
            return table
        case (place, _):
            _report_again(
                reader,
                last,
                f"“{last.name}”在{_line(place)}已经写过，不是用双方括号写的。",
                f"请把{_line(place)}也写成 [[{_dotted(key)}]]，或换一个键。",
            )
    return None


def put(table: OpenTable, key: Key, value: Node, reader: Reader) -> tuple[OpenTable, ...]:
    """Set dotted *key* under *table*, and give the tables opened on the way.

    The caller closes them when the section ends. A key set twice is reported and the first value stays.
    """
    opened: list[OpenTable] = []
    for part in key[:-1]:
        match table.entries.get(part.name):
            case None:
                table = _add_table(table, part, reader, is_closed=False)
            case (_, OpenTable(is_closed=False) as below):
                table = below
            case (place, _):
                _report_duplicate(reader, part, place)
                return tuple(opened)
        opened.append(table)
    last = key[-1]
    if earlier := table.entries.get(last.name):
        _report_duplicate(reader, last, earlier[0])
    else:
        table.entries[last.name] = (reader.location(last.offset), value)
    return tuple(opened)


def _walk(root: OpenTable, key: Key, reader: Reader) -> OpenTable | None:
    table = root
    for part in key:
        match table.entries.get(part.name):
            case None:
                table = _add_table(table, part, reader, is_closed=False)
            case (_, OpenTable() as below):
                table = below
            case (_, OpenArray() as array):
                table = array.items[-1]
            case (place, _):
                _report_duplicate(reader, part, place)
                return None
    return table


def _add_table(parent: OpenTable, part: KeyPart, reader: Reader, *, is_closed: bool) -> OpenTable:
    location = reader.location(part.offset)
    table = OpenTable(location, is_closed=is_closed)
    parent.entries[part.name] = (location, table)
    return table


def _report_duplicate(reader: Reader, part: KeyPart, place: Location) -> None:
    message = f"键“{part.name}”在{_line(place)}已经写过。"
    reader.report("toml-duplicate-key", part.offset, message, "同一个键只能写一次，请删去其中一处。")


def _report_again(reader: Reader, part: KeyPart, message: str, remedy: str) -> None:
    reader.report("toml-duplicate-table", part.offset, message, remedy)


def _line(place: Location) -> str:
    return f"第{place.line}行"


def _dotted(key: Key) -> str:
    return ".".join(part.name for part in key)
