"""The list of variables that people who draw their own template read is complete and true."""

import pytest
from document_papers import REGISTRY

from antifraud_plan.offers import Brief, DocumentKind
from antifraud_plan.rendering import compile_kind
from antifraud_plan.word import Layout

OURS = [kind for kind in REGISTRY.document_kinds if kind.name in {
    "notice", "county-plan", "drafting-slip", "school-plan", "schedule",
}]  # fmt: skip


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_templates_use_the_variables_that_are_listed(kind: DocumentKind) -> None:
    listed = [variable.name for variable in kind.variables]
    assert sorted(listed) == list(compile_kind(kind, Layout()).variables)


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_every_paper_gives_every_variable(kind: DocumentKind, demo: Brief) -> None:
    for item in kind.items(demo):
        assert set(item.values) == {variable.name for variable in kind.variables}


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_a_variable_says_in_chinese_what_it_is_and_gives_an_example(kind: DocumentKind) -> None:
    for variable in kind.variables:
        assert any("一" <= character <= "鿿" for character in variable.meaning)
        assert variable.example


def test_all_five_kinds_are_offered() -> None:
    assert len(OURS) == 5
