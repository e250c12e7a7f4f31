"""Our scanner against two independent readers of TOML: tomllib for values, tree-sitter for places."""

import tomllib

import pytest
import tree_sitter_toml
from hypothesis import example, given
from toml_documents import DOCUMENTS, damaged_documents, plain
from tree_sitter import Language, Parser
from tree_sitter import Node as SyntaxNode

from antifraud_plan.loading import Array, Leaf, Node, Table, load_tree
from antifraud_plan.problems import Location

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
@example('a = [\n"\\"="]\n')
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
        "[a.b]\n[a]\n[a]",
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


def places_in_tree(node: Node) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Line and column of every key and of every single value."""
    keys: set[tuple[int, int]] = set()
    values: set[tuple[int, int]] = set()

    def visit(node: Node) -> None:
        match node:
            case Leaf(location=Location(line=int() as line, column=int() as column)):
                values.add((line, column))
            case Array():
                for item in node.items:
                    visit(item)
            case Table():
                for entry in node.entries.values():
                    keys.add((entry.key.line or 0, entry.key.column or 0))
                    visit(entry.node)

    visit(node)
    return keys, values


def places_in_syntax(text: str) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The same as tree-sitter sees it; it counts columns in bytes."""
    lines = text.encode().split(b"\n")
    keys: set[tuple[int, int]] = set()
    values: set[tuple[int, int]] = set()

    def visit(node: SyntaxNode) -> None:
        row, column = node.start_point
        place = row + 1, len(lines[row][:column].decode()) + 1
        if node.type in ("bare_key", "quoted_key"):
            keys.add(place)
        elif node.type in VALUE_TYPES:
            values.add(place)
        else:
            for child in node.children:
                visit(child)

    visit(PARSER.parse(text.encode()).root_node)
    return keys, values


@given(DOCUMENTS)
def test_keys_and_values_stand_where_tree_sitter_sees_them(text: str) -> None:
    tree, problems = load_tree(text, "plan.toml")
    if not problems and not PARSER.parse(text.encode()).root_node.has_error:
        keys, values = places_in_tree(tree)
        keys_seen, values_seen = places_in_syntax(text)
        # The key of a table that is opened again stands in several places; the tree keeps the first.
        assert keys <= keys_seen
        assert values == values_seen


def test_columns_count_characters_and_lines_count_newlines() -> None:
    text = '# 说明\r\n[names]\r\ncounty = "某县" # 县\r\n"简称" = "县"\r\nlist = ["一", "二",\r\n  "三"]\r\n'
    tree, problems = load_tree(f"\ufeff{text}".encode(), "plan.toml")
    assert problems == ()
    assert places_in_tree(tree) == places_in_syntax(text)
