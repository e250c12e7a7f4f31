"""Our scanner against two independent readers of TOML: tomllib for values, tree-sitter for places."""

import tomllib

import pytest
import tree_sitter_toml
from hypothesis import example, given
from toml_documents import DOCUMENTS, damaged_documents, plain
from tree_sitter import Language, Parser
from tree_sitter import Node as SyntaxNode

from antifraud_plan.loading import Array, Leaf, Node, Table, load_tree

PARSER = Parser(Language(tree_sitter_toml.language()))
VALUE_TYPES = frozenset(
    [
        "string",
        "integer",
        "float",
        "boolean",
        "offset_date_time",
        "local_date_time",
        "local_date",
        "local_time",
    ]
)


def read_with_tomllib(text: str) -> object | None:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except ValueError:
        return None


def assert_agreement(text: str) -> None:
    tree, problems = load_tree(text, "plan.toml")
    expected = read_with_tomllib(text)
    assert (expected is None) == bool(problems), problems
    if expected is not None:
        assert repr(plain(tree)) == repr(expected)


@given(DOCUMENTS)
def test_a_document_says_what_tomllib_reads_in_it(text: str) -> None:
    assert_agreement(text)


@given(damaged_documents())
@example('a = """x\n[b]\n')
@example("a = [1,\n[b]\n")
@example("a = {b = 1\nc = 2")
@example('"a" "b"')
@example("[]\n[[]]\n[[a]\n")
@example("a.b = 1\n[a]\nb = 2")
@example("a = 1\r\r\nb = 2")
def test_a_damaged_document_has_problems_exactly_when_tomllib_refuses_it(text: str) -> None:
    assert_agreement(text)


@pytest.mark.parametrize(
    "text",
    [
        "[a]\n[a]",
        "[a.b]\n[a]",
        "[a]\nb.c = 1\n[a.b]",
        "[a]\nb.c = 1\n[a.b.d]",
        "a.b = 1\n[a]",
        "a.b = 1\na.c = 2",
        "a = []\n[[a]]",
        "[[a]]\n[a]",
        "[a]\n[[a]]",
        "[[a]]\n[a.b]\n[[a]]\n[a.b]",
        "[[a.b]]\n[a]\nb.c = 1",
        "[a.b.c]\nz = 1\n[a]\nb.t = 2",
        "[a.b]\nc = 1\n[a]\nb.d = 2",
        "a = {}\n[a.b]",
        "a = {b.c = 1, b.d = 2}",
        "a = {b = {}, b.c = 1}",
        "a = 1\n[a.b]",
        "a = 1\na.b = 2",
        "[a]\nb = 1\n[c]\n[a.d]",
        "x = [{a = 1}, {a = 2}]\n[[x]]",
        f"a = {'9' * 5000}",
    ],
)
def test_what_may_be_opened_twice(text: str) -> None:
    assert_agreement(text)


def places_in_tree(node: Node) -> set[tuple[int | None, int | None]]:
    """Line and column of every key and every leaf."""
    match node:
        case Leaf():
            return {(node.location.line, node.location.column)}
        case Array():
            return set().union(*map(places_in_tree, node.items))
        case Table():
            keys = {(entry.key.line, entry.key.column) for entry in node.entries.values()}
            return keys.union(*(places_in_tree(entry.node) for entry in node.entries.values()))
        case _:
            raise AssertionError(node)


def places_in_syntax(text: str) -> set[tuple[int, int]]:
    """The same as tree-sitter sees it; it counts columns in bytes."""
    lines = text.encode().split(b"\n")

    def place(node: SyntaxNode) -> tuple[int, int]:
        row, column = node.start_point
        return row + 1, len(lines[row][:column].decode()) + 1

    def walk(node: SyntaxNode) -> set[tuple[int, int]]:
        if node.type in VALUE_TYPES | {"bare_key", "quoted_key"}:
            return {place(node)}
        return set().union(*map(walk, node.children))

    return walk(PARSER.parse(text.encode()).root_node)


@given(DOCUMENTS)
def test_keys_and_values_stand_where_tree_sitter_sees_them(text: str) -> None:
    tree, problems = load_tree(text, "plan.toml")
    syntax = PARSER.parse(text.encode()).root_node
    if not problems and not syntax.has_error:
        found = places_in_tree(tree)
        # A table opened again in a second header has its key in two places; we keep the first.
        assert found <= places_in_syntax(text)
        leaves = {place for place in places_in_syntax(text) if place in found}
        assert leaves == found


def test_columns_count_characters_and_lines_count_newlines() -> None:
    text = '\ufeff# 说明\r\n[names]\r\ncounty = "某县" # 县名\r\n"简称" = "县"\r\nlist = [ "一", "二",\r\n  "三"]\r\n'
    tree, problems = load_tree(text.encode(), "plan.toml")
    assert problems == ()
    assert sorted(places_in_tree(tree)) == sorted(places_in_syntax(text.removeprefix("\ufeff")))
