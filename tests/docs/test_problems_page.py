"""docs/reference/problems.md knows every problem code there is, how grave it is and what it says."""

import pytest
from pages import page, tables
from problem_codes import DEPENDS, modules, sentences, severities

TREES = [tree for _, tree in modules()]
ROWS = {row[0].strip("`"): row[1:] for table in tables(page("reference/problems.md"))[1:] for row in table}
SENTENCES = [pattern for tree in TREES for pattern in sentences(tree)]


def severities_of_all() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tree in TREES:
        for code, severity in severities(tree).items():
            found.setdefault(code, set()).update(severity)
    return found


def test_every_code_is_described_and_no_other() -> None:
    assert set(ROWS) == set(severities_of_all())


@pytest.mark.parametrize(("code", "found"), severities_of_all().items())
def test_every_code_is_as_grave_as_described(code: str, found: set[str]) -> None:
    described = set(ROWS[code][0].split("、"))

    assert described == found or (DEPENDS in found and described >= found - {DEPENDS})


@pytest.mark.parametrize("code", ROWS)
def test_the_example_is_something_the_code_can_say(code: str) -> None:
    _, message, remedy = ROWS[code]

    for sentence in filter(None, (message, remedy)):
        # A cell puts its heading before what is wrong; a sentence of another module gets its stop later.
        said = (sentence, sentence.removesuffix("。"), sentence.partition("”")[2])
        assert any(pattern.fullmatch(each) for pattern in SENTENCES for each in said), sentence
