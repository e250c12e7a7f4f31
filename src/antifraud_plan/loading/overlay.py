"""One tree laid over another; every leaf keeps the place in the file that set it."""

from collections.abc import Iterable

import attrs

from antifraud_plan.loading.toml.tree import Array, Entry, Leaf, Node, Table, entry_id
from antifraud_plan.problems import Problem, suggest


def merge(base: Table, overlay: Table) -> tuple[Table, tuple[Problem, ...]]:
    r"""Lay *overlay* over *base*.

    Tables merge key by key. An array whose tables have an ``id`` is patched: the same id changes that
    entry, a new one is added at the end or ``after = "ID"``, ``remove = true`` takes one out. Anything
    else is replaced.

    >>> from antifraud_plan.loading.toml.document import load_tree
    >>> base, _ = load_tree('[[task]]\nid = "4.1.2"\ncadence = "每月至少1次"', "base.toml")
    >>> overlay, _ = load_tree('[[task]]\nid = "4.1.2"\ncadence = "每月至少2次"', "plan.toml")
    >>> merged, problems = merge(base, overlay)
    >>> str(merged.find("task").items[0].find("cadence").location)
    'plan.toml:3:11'
    """
    merger = _Merger()
    return merger.merge_tables(base, overlay), tuple(merger.problems)


def drop_repeated(tree: Table) -> tuple[Table, tuple[Problem, ...]]:
    """Take out the entries of arrays that repeat an id, and report them."""
    problems: list[Problem] = []
    return _drop_from_table(tree, problems), tuple(problems)


@attrs.define
class _Merger:
    problems: list[Problem] = attrs.field(factory=list)

    def merge_tables(self, base: Table, overlay: Table) -> Table:
        entries = dict(base.entries)
        for key, entry in overlay.entries.items():
            entries[key] = Entry(entry.key, self._merge(key, base.find(key), entry.node))
        return Table(entries, overlay.location, base.is_incomplete or overlay.is_incomplete)

    def _merge(self, key: str, base: Node | None, overlay: Node) -> Node:
        match base, overlay:
            case Table(), Table():
                return self.merge_tables(base, overlay)
            case None, Array():
                return self._merge(key, Array((), overlay.location), overlay)
            case Array(), Array() if _are_patches(base, overlay):
                return self._patch(key, base, overlay)
            case _:
                return overlay

    def _patch(self, key: str, base: Array, overlay: Array) -> Array:
        items = {str(entry_id(item)): item for item in base.items}
        removed = dict(base.removed)
        for patch in overlay.items:
            name = entry_id(patch)
            if not isinstance(patch, Table) or name is None:
                message = f"[[{key}]] 的这一项没有 id，不知道要改哪一项。"
                remedy = f"请写上 id；已有的编号：{_list(items)}。"
                self.problems.append(Problem("overlay-without-id", message, patch.location, remedy))
            elif patch.find("remove") is not None:
                self._remove(key, items, name, patch)
                removed[name] = patch.entries["remove"].key
            else:
                items = self._put(key, items, name, patch)
        return Array(
            tuple(items.values()),
            overlay.location,
            {name: place for name, place in removed.items() if name not in items},
        )

    def _remove(self, key: str, items: dict[str, Node], name: str, patch: Table) -> None:
        mark = patch.entries["remove"]
        if not isinstance(mark.node, Leaf) or mark.node.value is not True or len(patch.entries) > 2:
            message = f"要删去“{name}”，只能写 id 和 remove = true。"
            remedy = "请删去这一项里其余的键；不想删去这一项，就删去 remove。"
            self.problems.append(Problem("overlay-remove", message, mark.key, remedy))
        elif items.pop(name, None) is None:
            self._report_unknown(key, name, items, patch.entries["id"].node)

    def _put(self, key: str, items: dict[str, Node], name: str, patch: Table) -> dict[str, Node]:
        earlier = items.get(name)
        content = patch.without(("after",))
        items[name] = self.merge_tables(earlier, content) if isinstance(earlier, Table) else content
        after = patch.find("after")
        if after is None:
            return items
        others = [other for other in items if other != name]
        if not isinstance(after, Leaf) or after.value not in others:
            self._report_unknown(key, after.value if isinstance(after, Leaf) else "after", others, after)
            return items
        place = others.index(str(after.value)) + 1
        return {each: items[each] for each in (*others[:place], name, *others[place:])}

    def _report_unknown(self, key: str, name: object, known: Iterable[str], node: Node) -> None:
        remedy = suggest(str(name), known) or f"已有的编号：{_list(known)}。"
        message = f"[[{key}]] 里没有编号为“{name}”的一项。"
        self.problems.append(Problem("overlay-unknown-id", message, node.location, remedy))


def _list(ids: Iterable[str]) -> str:
    return "、".join(ids) or "无"


def _are_patches(base: Array, overlay: Array) -> bool:
    """Tell whether *overlay* speaks of single entries of *base* and does not stand for the whole."""
    known = base.items or overlay.items
    return bool(overlay.items) and all(entry_id(item) is not None for item in known)


def _drop_from_table(table: Table, problems: list[Problem]) -> Table:
    entries = {
        key: Entry(entry.key, _drop_from_node(key, entry.node, problems))
        for key, entry in table.entries.items()
    }
    return attrs.evolve(table, entries=entries)


def _drop_from_node(key: str, node: Node, problems: list[Problem]) -> Node:
    match node:
        case Table():
            return _drop_from_table(node, problems)
        case Array():
            return _drop_from_array(key, node, problems)
        case _:
            return node


def _drop_from_array(key: str, array: Array, problems: list[Problem]) -> Array:
    first_places: dict[str, Node] = {}
    kept: list[Node] = []
    for item in array.items:
        name = entry_id(item)
        if isinstance(item, Table) and name is not None:
            place = item.entries["id"].node
            if name in first_places:
                message = f"[[{key}]] 的编号“{name}”在{first_places[name].location}已经用过。"
                problems.append(
                    Problem("duplicate-id", message, place.location, "请改成不同的编号，或合成一项。")
                )
                continue
            first_places[name] = place
        kept.append(_drop_from_node(key, item, problems))
    return attrs.evolve(array, items=tuple(kept))
