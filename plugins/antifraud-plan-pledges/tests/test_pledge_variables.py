"""The list of variables that people who draw their own template read is complete and true."""

from collections.abc import Mapping

import attrs
import pytest
from pledge_papers import KINDS, items_of, render, template_of

from antifraud_plan.offers import Brief, DocumentKind, Item
from antifraud_plan.plugin import Scope, Variable
from antifraud_plan.word import DocumentProperties, read_lines

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def item_of_some_school(kind: DocumentKind, demo: Brief) -> Item:
    school = demo.tree.find("东示镇第二小学")
    assert school is not None
    return next(items_of(kind.name, attrs.evolve(demo, selected=(school,))))


def names(variables: tuple[Variable, ...]) -> set[str]:
    return {variable.name for variable in variables}


@every_kind
def test_templates_use_only_variables_that_are_listed(kind: DocumentKind) -> None:
    assert set(template_of(kind.name).variables) <= names(kind.variables)


@every_kind
def test_every_paper_gives_every_variable_once(kind: DocumentKind, demo: Brief) -> None:
    item = item_of_some_school(kind, demo)
    assert item.values.keys() | item.shared.keys() == names(kind.variables)
    assert not item.values.keys() & item.shared.keys()


@every_kind
def test_lists_hold_what_their_fields_say(kind: DocumentKind, demo: Brief) -> None:
    item = item_of_some_school(kind, demo)
    values = {**item.shared, **item.values}
    for variable in kind.variables:
        value = values[variable.name]
        assert isinstance(value, tuple) == variable.many
        for entry in value if isinstance(value, tuple) else ():
            given = entry.keys() if isinstance(entry, Mapping) else attrs.asdict(entry).keys()
            assert given == names(variable.fields)


@every_kind
def test_a_variable_says_in_chinese_what_it_is_and_gives_an_example(kind: DocumentKind) -> None:
    for variable in (*kind.variables, *(field for each in kind.variables for field in each.fields)):
        assert any("一" <= character <= "鿿" for character in variable.meaning)
        assert variable.example


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.scope is Scope.PERSON], ids=lambda kind: kind.name
)
def test_what_is_a_persons_own_is_only_printed_so_papers_are_spliced(kind: DocumentKind, demo: Brief) -> None:
    item = item_of_some_school(kind, demo)
    properties = DocumentProperties(item.title, demo.plan.names.bureau, demo.on)
    frozen = template_of(kind.name).freeze(item.shared, item.values.keys(), properties=properties)
    assert frozen is not None
    assert read_lines(frozen.render(item.values)) == read_lines(render(kind.name, demo, item))


def test_the_papers_of_a_class_share_one_mapping(demo: Brief) -> None:
    items = list(items_of("family-pledge", demo, "学生和家长承诺书/东示镇第二小学/"))
    by_class: dict[str, set[int]] = {}
    for item in items:
        by_class.setdefault(item.path[2], set()).add(id(item.shared))
    assert [len(found) for found in by_class.values()] == [1] * 6
    assert len({id(item.shared) for item in items}) == 2  # guardians, and students who sign themselves


def test_nobody_stands_in_the_files_properties(demo: Brief) -> None:
    for item in items_of("family-pledge", demo, "学生和家长承诺书/东示镇第二小学/"):
        assert str(item.values["name"]) not in item.title
