"""A file and what it extends, down to the last base, as one tree."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from antifraud_plan.loading.overlay import drop_repeated, merge
from antifraud_plan.loading.toml.document import load_tree
from antifraud_plan.loading.toml.tree import Array, Broken, Entry, Leaf, Node, Table
from antifraud_plan.problems import Problem, suggest

Bases: TypeAlias = Mapping[str, Callable[[], bytes | str]]
"""What ``extends`` may name, and how to get the text of each."""

Compare: TypeAlias = Callable[[Table, Table], Iterable[Problem]]
"""What is to be said of an overlay, held against the base it is laid over."""


def load_chain(
    source: bytes | str, file: str, bases: Bases, *, compare: Compare = lambda base, overlay: ()
) -> tuple[Table, tuple[Problem, ...]]:
    r"""Read *source*, and everything it ``extends`` from *bases*, and lay each over the next.

    A base goes by its name with ``.toml`` in places. When a base is missing, every table is
    incomplete: what it lacks may well stand in the base.

    >>> bases = {"county-education": lambda: 'title = "方案"'}
    >>> tree, _ = load_chain('extends = "county-education"\nyear = 2023', "plan.toml", bases)
    >>> [str(entry.node.location) for entry in tree.entries.values()]
    ['county-education.toml:1:9', 'plan.toml:2:8']
    """
    return _load(source, file, bases, compare, ())


def find_unused_base(tree: Table, bases: Bases, required: Iterable[str]) -> Iterator[Problem]:
    """Yield one problem when *tree* lacks some of the *required* keys and a base has them."""
    if tree.is_incomplete:
        return
    missing = [key for key in required if tree.find(key) is None]
    for name, read in bases.items() if missing else ():
        base, _ = load_tree(read(), f"{name}.toml")
        offered = "、".join(f"“{key}”" for key in missing if base.find(key) is not None)
        if offered:
            message = f"缺少的{offered}，底稿“{name}”里有，这里没有用到它。"
            remedy = f'请在文件开头、第一个方括号之前写上 extends = "{name}"。'
            yield Problem("missing-extends", message, tree.location, remedy)
            return


def _load(
    source: bytes | str, file: str, bases: Bases, compare: Compare, above: tuple[str, ...]
) -> tuple[Table, tuple[Problem, ...]]:
    tree, syntax_problems = load_tree(source, file)
    tree, repeated = drop_repeated(tree)
    problems = (*syntax_problems, *repeated)
    overlay = tree.without(("extends",))
    match tree.find("extends"):
        case None:
            return overlay, problems
        case Leaf(value=str() as name) if name in bases and name not in above:
            base, base_problems = _load(bases[name](), f"{name}.toml", bases, compare, (*above, name))
            merged, merge_problems = merge(base, overlay)
            return merged, (*base_problems, *problems, *merge_problems, *compare(base, overlay))
        case Broken():
            return _mark_table(overlay), problems
        case node:
            return _mark_table(overlay), (*problems, _describe(node, bases, above))


def _describe(node: Node, bases: Bases, above: tuple[str, ...]) -> Problem:
    if not isinstance(node, Leaf) or not isinstance(node.value, str):
        return Problem("wrong-type", "“extends”应为底稿的名称，是加引号的文字。", node.location)
    name = node.value
    if name in above:
        circle = " → ".join((*above, name))
        return Problem("extends-cycle", f"底稿绕了一圈：{circle}。", node.location, "请改正 extends。")
    remedy = suggest(name, bases) or f"可用的底稿：{'、'.join(bases) or '无'}。"
    return Problem("unknown-base", f"没有名为“{name}”的底稿。", node.location, remedy)


def _mark_table(table: Table) -> Table:
    entries = {key: Entry(entry.key, _mark(entry.node)) for key, entry in table.entries.items()}
    return attrs.evolve(table, entries=entries, is_incomplete=True)


def _mark(node: Node) -> Node:
    match node:
        case Table():
            return _mark_table(node)
        case Array():
            return attrs.evolve(node, items=tuple(map(_mark, node.items)))
        case _:
            return node
