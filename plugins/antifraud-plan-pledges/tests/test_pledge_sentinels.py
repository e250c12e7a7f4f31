"""Pledges say what the plan says: every promise, in the words of who signs, with today's frequencies."""

import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from pledge_papers import PAPERS, item_of, items_of, markdown

from antifraud_plan.offers import Brief
from antifraud_plan.plugin import Cadence, Promise, Prose, Voice

VOICES = {
    "unit-pledge": (Voice.UNIT,),
    "unit-pledge-kindergarten": (Voice.UNIT,),
    "responsibility-letter": (Voice.SUPERIOR, Voice.UNIT),
    "staff-pledge": (Voice.STAFF,),
    "staff-blank": (Voice.STAFF,),
    "class-teacher-pledge": (Voice.CLASS_TEACHER,),
    "student-pledge-guardian": (Voice.GUARDIAN,),
    "student-pledge-primary": (Voice.PRIMARY,),
    "student-pledge-junior": (Voice.JUNIOR,),
    "student-pledge-senior": (Voice.SENIOR,),
    "family-pledge-guardian": (Voice.GUARDIAN,),
    "family-pledge-primary": (Voice.PRIMARY, Voice.PARENT),
    "family-pledge-junior": (Voice.JUNIOR, Voice.PARENT),
    "family-pledge-senior": (Voice.SENIOR, Voice.PARENT),
    "parents-letter": (Voice.PARENT,),
    "parents-letter-guardian": (Voice.GUARDIAN,),
    "pledge-clauses": tuple(voice for voice in Voice if voice is not Voice.SUPERIOR),
}

CHINESE = "零一二三四五六七八九十"


def with_promises(brief: Brief, change: Callable[[Promise], Promise]) -> Brief:
    return attrs.evolve(
        brief, plan=attrs.evolve(brief.plan, promises=tuple(map(change, brief.plan.promises)))
    )


def test_every_paper_is_looked_at() -> None:
    assert VOICES.keys() == PAPERS.keys()


@pytest.mark.parametrize("name", PAPERS)
def test_every_promise_of_who_signs_is_printed_and_nobody_elses(demo: Brief, name: str) -> None:
    def mark(promise: Promise) -> Promise:
        for voice in Voice:
            if promise.wording(voice):
                sentinel = Prose.parse(f"〈{promise.id}：{voice.value}〉")
                changed: dict[str, Any] = {voice.value: sentinel}
                promise = attrs.evolve(promise, **changed)
        return promise

    text = markdown(name, with_promises(demo, mark))
    for promise in demo.plan.promises:
        for voice in Voice:
            expected = bool(promise.wording(voice)) and voice in VOICES[name]
            assert (f"〈{promise.id}：{voice.value}〉" in text) == expected


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "pledge-clauses"])
def test_every_promise_has_its_place_in_the_plan_and_no_clause_id(demo: Brief, name: str) -> None:
    text = markdown(name, demo)
    for voice in VOICES[name]:
        spoken = [promise for promise in demo.plan.promises if promise.wording(voice)]
        for number, promise in enumerate(spoken, 1):
            words = demo.plan.fill(promise.wording(voice))
            assert place_of(number, words, text) == demo.plan.reference(promise.clause)
    assert not [clause.id for clause in demo.plan.clauses if "." in clause.id and clause.id in text]


def place_of(number: int, words: str, text: str) -> str:
    """Read where a promise stands in the plan: beside its words, or in the line under the signature."""
    row = re.search(rf"\| {re.escape(words)} \|[ |]*\| (\S+) \|$", text, re.MULTILINE)
    if row:
        return row[1]
    line = re.search("^条款依据：(.*)。$", text, re.MULTILINE)
    assert line, words
    (place,) = (
        place
        for numbers, place in map(str.split, line[1].split("；"))
        if number in range(CHINESE.index(numbers[0]), CHINESE.index(numbers[-1]) + 1)
    )
    return place


@pytest.mark.parametrize(
    "name", ["unit-pledge", "class-teacher-pledge", "responsibility-letter", "pledge-clauses"]
)
def test_a_new_frequency_stands_in_the_pledge(demo: Brief, name: str) -> None:
    assert "每学期每班至少2次" in markdown(name, demo)
    tasks = tuple(
        attrs.evolve(task, cadence=Cadence.parse("每学期每班至少5次")) if task.id == "4.2.5" else task
        for task in demo.plan.tasks
    )
    changed = markdown(name, attrs.evolve(demo, plan=attrs.evolve(demo.plan, tasks=tasks)))
    assert "每学期每班至少5次" in changed
    assert "至少2次" not in changed


def test_a_promise_taken_away_is_on_no_paper(demo: Brief) -> None:
    first, *others = demo.plan.promises
    less = attrs.evolve(demo, plan=attrs.evolve(demo.plan, promises=tuple(others)))
    before, after = item_of("unit-pledge", demo), item_of("unit-pledge", less)
    assert len(before.values["promises"]) == len(after.values["promises"]) + 1  # type: ignore[arg-type]  # a tuple
    assert demo.plan.fill(first.unit) not in markdown("unit-pledge", less)


def test_a_step_that_is_off_makes_no_papers(demo: Brief) -> None:
    off = tuple(attrs.evolve(relation, enabled=False) for relation in demo.plan.pledges)
    nobody = attrs.evolve(demo, plan=attrs.evolve(demo.plan, pledges=off))
    for kind in (
        "unit-pledge",
        "responsibility-letter",
        "staff-pledge",
        "family-pledge",
        "parents-letter",
        "pledge-blank",
    ):
        assert not list(items_of(kind, nobody))
