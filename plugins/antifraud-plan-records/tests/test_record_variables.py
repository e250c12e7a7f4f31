"""The list of variables that people who draw their own template read is complete and true."""

from collections.abc import Iterable, Mapping

import attrs
import pytest
from record_briefs import KINDS, PAPERS, item_of

from antifraud_plan.offers import Brief, DocumentKind
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.plugin import Variable
from antifraud_plan.word import Layout


def check_fields(values: Mapping[str, object], variables: Iterable[Variable]) -> None:
    declared = {variable.name: variable for variable in variables}
    assert values.keys() == declared.keys()
    for name, value in values.items():
        assert isinstance(value, tuple) == declared[name].many
        for entry in value if isinstance(value, tuple) else ():
            check_fields(attrs.asdict(entry, recurse=False), declared[name].fields)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_templates_use_only_variables_that_are_listed(kind: DocumentKind) -> None:
    assert set(compile_kind(kind, Layout()).variables) <= {variable.name for variable in kind.variables}


@pytest.mark.parametrize("name", PAPERS)
def test_papers_give_every_variable_and_field(demo: Brief, name: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == PAPERS[name][0])
    check_fields(item_of(name, demo).values, kind.variables)
