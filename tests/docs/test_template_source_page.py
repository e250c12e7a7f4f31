"""docs/reference/template-source.md lists the directives and keys of the text source."""

import re

from pages import page, tables_after

from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import parse_source
from antifraud_plan.word.source.directives import KEYED, LEAVES

PAGE = page("reference/template-source.md")
(DIRECTIVES,) = tables_after(PAGE, "## Directives")


def test_every_key_of_a_directive_is_listed() -> None:
    listed = {
        row[0].strip("`"): (
            tuple(re.findall(r"`([\w-]+)`(?! \(optional\))", row[2].split(":")[0])),
            tuple(re.findall(r"`([\w-]+)` \(optional\)", row[2])),
        )
        for row in DIRECTIVES
    }

    assert {name: listed[name] for name in KEYED} == {
        name: (keys.needed, keys.optional) for name, keys in KEYED.items()
    }


def test_every_directive_is_listed() -> None:
    listed = {row[0].strip("`").split()[0] for row in DIRECTIVES}
    unknown = set()
    for name in listed | {"no-such-directive"}:
        try:
            parse_source(f"::: {name}\n:::\n", file="page")
        except ProblemsFoundError as error:
            unknown |= {name for problem in error.problems if problem.code == "source-unknown-directive"}

    assert unknown == {"no-such-directive"}
    assert listed > set(KEYED) | set(LEAVES)
