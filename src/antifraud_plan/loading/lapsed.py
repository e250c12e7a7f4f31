"""What a county removes falls away: nothing that the base made any longer names it."""

from collections.abc import Iterable, Mapping

import attrs

from antifraud_plan.loading.toml.tree import Array, Leaf, Node, Table
from antifraud_plan.problems import Location

_ITEMS = ("task", "metric", "submission")
_NAMED_IN = {"form": "records", "return": "items", "record": "items", "score": "items", "exemption": "items"}
_OF_ITEMS_ONLY = frozenset({"record", "score", "exemption"})


def drop_lapsed(tree: Table) -> Table:
    r"""Take the ids of removed tasks, metrics and submissions out of the lists that the base wrote.

    A record paper, a line of the appraisal table and an exemption that are left without any go with them, a
    question of the survey and such a line with their clause. What the removing file itself names stays, and
    is a mistake.

    >>> from antifraud_plan.loading.overlay import merge
    >>> from antifraud_plan.loading.toml.document import load_tree
    >>> plan = 'task = [{id = "a"}, {id = "b"}]\nreturn = [{id = "r", items = ["a", "b"]}]'
    >>> base, _ = load_tree(plan, "base.toml")
    >>> overlay, _ = load_tree('task = [{id = "a", remove = true}]', "plan.toml")
    >>> merged, _ = merge(base, overlay)
    >>> [leaf.value for leaf in drop_lapsed(merged).find("return").items[0].find("items").items]
    ['b']
    """
    items = _removed_from(tree, _ITEMS)
    for key, named_in in _NAMED_IN.items() if items else ():
        kept: list[Node] = []
        for entry in _items_of(tree, key):
            left = _drop_submission(_drop_names(entry, named_in, items), items)
            if left is entry or key not in _OF_ITEMS_ONLY or _items_of(left, named_in):
                kept.append(left)
        tree = _put_items(tree, key, kept)
    clauses = _removed_from(tree, ("clause",))
    if clauses:
        tree = _put_items(tree, "score", _without(_items_of(tree, "score"), clauses))
    survey = tree.find("survey")
    if clauses and isinstance(survey, Table):
        questions = _without(_items_of(survey, "question"), clauses)
        asked = attrs.evolve(tree.entries["survey"], node=_put_items(survey, "question", questions))
        tree = attrs.evolve(tree, entries={**tree.entries, "survey": asked})
    return tree


def _without(entries: Iterable[Node], clauses: Mapping[str, Location]) -> list[Node]:
    """Return the entries whose clause is not gone."""
    return [
        each
        for each in entries
        if not (isinstance(each, Table) and _has_lapsed(each.find("clause"), clauses))
    ]


def _removed_from(tree: Table, keys: Iterable[str]) -> Mapping[str, Location]:
    arrays = (tree.find(key) for key in keys)
    return {name: at for node in arrays if isinstance(node, Array) for name, at in node.removed.items()}


def _drop_names(entry: Node, named_in: str, removed: Mapping[str, Location]) -> Node:
    if not isinstance(entry, Table):
        return entry
    names = _items_of(entry, named_in)
    kept = [name for name in names if not _has_lapsed(name, removed)]
    return entry if len(kept) == len(names) else _put_items(entry, named_in, kept)


def _drop_submission(entry: Node, removed: Mapping[str, Location]) -> Node:
    """Take out of a return the submission that it hands in, if that is gone; its items are still reported."""
    if not isinstance(entry, Table) or not _has_lapsed(entry.find("submission"), removed):
        return entry
    left = {key: value for key, value in entry.entries.items() if key != "submission"}
    return attrs.evolve(entry, entries=left)


def _has_lapsed(name: Node | None, removed: Mapping[str, Location]) -> bool:
    if not isinstance(name, Leaf) or not isinstance(name.value, str) or name.value not in removed:
        return False
    return name.location.file != removed[name.value].file


def _items_of(table: Node, key: str) -> tuple[Node, ...]:
    node = table.find(key) if isinstance(table, Table) else None
    return node.items if isinstance(node, Array) else ()


def _put_items(table: Table, key: str, items: Iterable[Node]) -> Table:
    node = table.find(key)
    if not isinstance(node, Array):
        return table
    entry = attrs.evolve(table.entries[key], node=attrs.evolve(node, items=tuple(items)))
    return attrs.evolve(table, entries={**table.entries, key: entry})
