"""The pledges of the base plan: who signs with whom as the source says, and what fits on one page."""

import re

import attrs
import pytest
from base_plan import PLAN
from test_county_education_numbers import old_numbers_in, with_sentinels

from antifraud_plan.model.pledges.promise import Promise, Voice
from antifraud_plan.model.pledges.relation import PledgePaper, PledgeRelation, Signer
from antifraud_plan.model.prose import SlotVerb

RELATIONS = {relation.id: relation for relation in PLAN.pledges}
CLAUSES = {clause.id for clause in PLAN.clauses}
WORDINGS = [
    (promise, voice, PLAN.fill(promise.wording(voice)))
    for promise in PLAN.promises
    for voice in Voice
    if promise.wording(voice)
]
LONGEST = {Voice.PRIMARY: 35}


def said_by(voice: Voice) -> list[str]:
    return [text for _, speaker, text in WORDINGS if speaker is voice]


def test_every_level_of_the_source_signs_and_only_pledges_are_on() -> None:
    on = [relation for relation in PLAN.pledges if relation.enabled]
    assert [(relation.signer, relation.receivers) for relation in on] == [
        (Signer.UNIT, ("bureau",)),
        (Signer.UNIT, ("central-schools",)),
        (Signer.STAFF, ()),
        (Signer.CLASS_TEACHER, ()),
        (Signer.FAMILY, ()),
    ]
    assert {relation.paper for relation in on} == {PledgePaper.PLEDGE}
    assert {relation.clause for relation in PLAN.pledges} == {"4.2.6"}


def test_what_the_source_does_not_know_is_off_and_names_no_authority() -> None:
    off = {
        relation.id: (relation.paper.value, relation.authority)
        for relation in PLAN.pledges
        if not relation.enabled
    }
    assert off == {
        "students": ("承诺书", ""),
        "bureau-letter": ("责任书", ""),
        "central-letter": ("责任书", ""),
    }


def test_no_relation_names_a_bureau_or_a_year() -> None:
    titles = [str(relation.title) for relation in PLAN.pledges]
    assert [text for text in titles if re.search(r"20\d\d|局", text)] == []


@pytest.mark.parametrize("voice", list(Voice))
def test_what_somebody_promises_fits_on_a_page(voice: Voice) -> None:
    said = said_by(voice)
    assert 5 <= len(said) <= 10
    assert sum(map(len, said)) <= 300
    assert max(map(len, said)) <= LONGEST.get(voice, 50)


def test_a_child_and_a_parent_promise_on_one_page() -> None:
    parent = sum(map(len, said_by(Voice.PARENT)))
    assert (
        max(sum(map(len, said_by(voice))) for voice in (Voice.PRIMARY, Voice.JUNIOR, Voice.SENIOR)) + parent
        <= 380
    )


def test_every_promise_is_one_sentence_without_a_number() -> None:
    assert [text for *_, text in WORDINGS if not re.fullmatch(r"[^。]+。", text)] == []
    assert [text for *_, text in WORDINGS if re.match(r"[一二三四五六七八九十\d（(]+[、.）)]", text)] == []


def test_punctuation_is_full_width() -> None:
    texts = "".join(text for *_, text in WORDINGS)
    assert re.findall(r"[,;:!?()\[\]\"'~<> \u3000]", texts) == []
    assert re.findall(r"[，。；：、]{2,}", texts) == []


def test_a_promise_hangs_on_a_clause_and_each_wording_says_something_of_its_own() -> None:
    assert {promise.clause for promise in PLAN.promises} <= CLAUSES
    for voice in Voice:
        assert len(set(said_by(voice))) == len(said_by(voice))


def test_the_duties_of_clause_4_3_2_are_promised_by_everybody_they_fall_on() -> None:
    people = set(Voice) - {Voice.UNIT, Voice.SUPERIOR, Voice.CLASS_TEACHER}
    said = {voice for promise, voice, _ in WORDINGS if promise.clause == "4.3.2"}
    assert said == people


def test_the_law_on_cards_is_promised_by_everybody_and_words_a_stage_can_read() -> None:
    cards = {voice: text for promise, voice, text in WORDINGS if promise.id == "cards-and-accounts"}
    assert all(("售" in text and "租" in text) or "卖" in text for text in cards.values())
    assert set(cards) == set(Voice) - {Voice.SUPERIOR}
    assert "校园贷" not in "".join(said_by(Voice.PRIMARY))
    assert "兼职" in "".join(said_by(Voice.SENIOR))


def test_a_number_of_the_plan_stands_in_its_slot_and_not_in_a_promise() -> None:
    changed = with_sentinels(PLAN)
    printed = [
        changed.fill(promise.wording(voice)).replace(changed.terms["hotlines"], "")
        for promise, voice, _ in WORDINGS
    ]
    assert [text for text in printed if old_numbers_in(text)] == []
    slots = [
        (promise.clause, slot.argument)
        for promise, voice, _ in WORDINGS
        for slot in promise.wording(voice).slots
        if slot.verb is SlotVerb.CADENCE
    ]
    assert {clause for clause, _ in slots} >= {"4.1.2", "4.2.1", "4.2.4", "4.2.5", "4.4.1", "4.4.2"}
    assert [pair for pair in slots if pair[0] != pair[1]] == []


def test_a_reading_names_a_field_that_says_something_and_gives_a_reason() -> None:
    records: tuple[PledgeRelation | Promise, ...] = (*PLAN.pledges, *PLAN.promises)
    for record in records:
        fields = {field.name for field in attrs.fields(type(record))}
        for field, why in record.readings.items():
            assert field in fields
            assert str(getattr(record, field))
            assert why


def test_copies_and_who_signs_for_a_child_are_marked_as_ours() -> None:
    assert [relation.id for relation in PLAN.pledges if "copies" not in relation.readings] == []
    students = [each for each in PLAN.pledges if each.signer in (Signer.STUDENT, Signer.FAMILY)]
    assert [relation.id for relation in students if "guardian_grades" not in relation.readings] == []


def test_the_superiors_duties_are_marked_as_ours() -> None:
    superior = {promise.id: promise for promise, voice, _ in WORDINGS if voice is Voice.SUPERIOR}
    assert [name for name, promise in superior.items() if "superior" not in promise.readings] == []
