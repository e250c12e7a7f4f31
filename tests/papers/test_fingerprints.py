"""Fingerprints of what papers are made from: alike for equal content only."""

import json
from datetime import date
from enum import Enum

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.papers.fingerprints import find_fingerprint, find_makers

PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | st.text("张a1'\",;:()", max_size=4)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner),
    max_leaves=8,
)


class Colour(Enum):
    RED = "红"


@attrs.frozen
class Promise:
    text: str
    day: date
    colours: frozenset[Colour] = frozenset()


class Unknown:
    pass


@given(VALUES, VALUES)
def test_contents_differ_where_json_writes_them_differently(one: object, other: object) -> None:
    alike = json.dumps(one) == json.dumps(other)
    assert (find_fingerprint(one) == find_fingerprint(other)) is alike


def test_records_count_by_their_content() -> None:
    promise = Promise("不转账", date(2023, 2, 6), frozenset([Colour.RED]))
    assert find_fingerprint(promise) == find_fingerprint(Promise("不转账", date(2023, 2, 6), promise.colours))
    changed = [
        attrs.evolve(promise, text="不转账。"),
        attrs.evolve(promise, day=date(2023, 2, 7)),
        attrs.evolve(promise, colours=frozenset()),
    ]
    assert len({find_fingerprint(each) for each in (promise, *changed)}) == 4


def test_a_choice_counts_by_the_word_it_prints() -> None:
    renamed = Enum("Colour", {"RED": "朱红"})
    assert find_fingerprint(Colour.RED) != find_fingerprint(renamed.RED)


def test_papers_of_another_version_of_a_plugin_are_made_anew() -> None:
    assert {"antifraud-plan-documents", "antifraud-plan-pledges", "antifraud-plan-records"} <= {
        maker.split(" ")[0] for maker in find_makers()
    }


@pytest.mark.parametrize("held", [Unknown(), [Unknown()], {"name": Unknown()}, ((Unknown(),),)])
def test_of_what_nobody_can_tell_there_is_no_fingerprint(held: object) -> None:
    """Such a paper is made anew each time, rather than taken for one it may not equal."""
    assert find_fingerprint(held) is None
