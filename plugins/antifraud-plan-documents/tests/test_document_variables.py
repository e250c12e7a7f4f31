"""The list of variables that people who draw their own template read is complete and true."""

import pytest
from document_papers import REGISTRY, ROOT

from antifraud_plan.offers import Brief, DocumentKind
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.templates import check_template, export_template, find_undeclared, list_usages
from antifraud_plan.word import Layout
from antifraud_plan.workspace import open_workspace

SECOND_COUNTY = ROOT / "examples" / "second-county"
OURS = [kind for kind in REGISTRY.document_kinds if kind.name in {
    "notice", "county-plan", "drafting-slip", "school-plan", "schedule", "plan-review",
}]  # fmt: skip


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_templates_use_the_variables_that_are_listed(kind: DocumentKind) -> None:
    listed = [variable.name for variable in kind.variables]
    assert sorted(listed) == list(compile_kind(kind, Layout()).variables)


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_every_paper_gives_what_is_declared_and_nothing_else(kind: DocumentKind, demo: Brief) -> None:
    for brief in (demo, open_workspace(SECOND_COUNTY, REGISTRY).brief()):
        for item in kind.items(brief):
            assert list(find_undeclared(kind.variables, {**item.values, **item.shared})) == []


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_our_own_template_passes_the_check_of_a_clerks(kind: DocumentKind) -> None:
    file = f"{kind.title}.docx"

    assert check_template(kind, export_template(kind, Layout()), file=file) == ()


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_a_variable_says_in_chinese_what_it_is_and_gives_an_example(kind: DocumentKind) -> None:
    for variable in [usage.variable for usage in list_usages(kind.variables)]:
        assert any("一" <= character <= "鿿" for character in variable.meaning)
        assert variable.example


def test_all_six_kinds_are_offered() -> None:
    assert len(OURS) == 6
