"""docs/reference/cadence-phrases.md says how phrases are read, and they are read so."""

from enum import Enum

import pytest
from pages import page, tables_after

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence.rules import Anchor, CountUnit, Per, Period, Promptness, Vagueness
from antifraud_plan.model.target import Target
from antifraud_plan.model.terms import Audience, SchoolLevel, SchoolTrait

PAGE = page("reference/cadence-phrases.md")
READ, UNREAD = tables_after(PAGE, "## 读得懂的说法")
(WORDS,) = tables_after(PAGE, "## 可用的词")
(COMPARED,) = tables_after(PAGE, "## 学校可以从严")
(TARGETS,) = tables_after(PAGE, "## 目标")

ENUMERATIONS: dict[str, type[Enum]] = {
    "周期": Period,
    "计量": CountUnit,
    "对谁计": Per,
    "节点": Anchor,
    "不定": Vagueness,
    "时限": Promptness,
    "学段": SchoolLevel,
    "学校类型": SchoolTrait,
    "对象": Audience,
}


@pytest.mark.parametrize(("phrase", "kinds"), [row[:2] for row in READ])
def test_a_phrase_is_read_as_the_page_says(phrase: str, kinds: str) -> None:
    cadence = Cadence.parse(phrase)

    assert [type(rule).__name__ for rule in cadence.rules] == kinds.split()
    assert cadence.unread == ()
    assert str(cadence) == phrase


@pytest.mark.parametrize(("phrase", "unread"), UNREAD)
def test_a_phrase_stays_unread_as_the_page_says(phrase: str, unread: str) -> None:
    assert Cadence.parse(phrase).unread == (unread,)


def test_every_word_is_listed() -> None:
    listed = {kind: words.split("、") for kind, words in WORDS}

    assert listed == {kind: [member.value for member in words] for kind, words in ENUMERATIONS.items()}


@pytest.mark.parametrize(("county", "school", "verdict"), COMPARED)
def test_a_school_is_judged_as_the_page_says(county: str, school: str, verdict: str) -> None:
    assert Cadence.parse(school).is_looser(Cadence.parse(county)) is (verdict == "放宽")


@pytest.mark.parametrize(("phrase", "kind"), [row[:2] for row in TARGETS])
def test_a_target_is_read_as_the_page_says(phrase: str, kind: str) -> None:
    target = Target.parse(phrase)

    assert [type(goal).__name__ for goal in target.goals] == [kind]
    assert target.unread == ()
