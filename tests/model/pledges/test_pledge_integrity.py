"""Faults of pledges: each is found, at the path of the value that has it."""

from datetime import date
from typing import Any

import attrs
import pytest

from antifraud_plan.model.integrity import Path, find_plan_faults
from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.model.outline import Clause, Section
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.pledges.promise import Promise, Voice
from antifraud_plan.model.pledges.relation import PledgePaper, PledgeRelation, Signer
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.task import Party
from antifraud_plan.model.terms import SchoolLevel

WORDS = Prose.parse("不在网上借钱。")


def saying(words: Prose, *voices: Voice) -> Promise:
    """The one promise of the plan, in the same words for everybody named."""
    wordings: dict[str, Any] = {voice.value: words for voice in voices}
    return Promise("loans", "4.2.6", **wordings)


SCHOOLS = PledgeRelation(
    "schools", "局与学校", Prose.parse("{year}年承诺书"), Signer.UNIT, ("schools",), ("bureau",)
)
STUDENTS = PledgeRelation("students", "学生", Prose.parse("承诺书"), Signer.STUDENT, ("schools",))
LETTER = attrs.evolve(
    SCHOOLS, paper=PledgePaper.RESPONSIBILITY_LETTER, authority="《通知》（示教〔2023〕2号）"
)
PLAN = Plan(
    id="sample",
    title=Prose.parse("方案"),
    year=2023,
    names=Names("示例县", "示例县教育体育局", "县教体局", "教体系统", "政策法规安全股", "法安股"),
    issue=Issue(date(2023, 2, 6)),
    sections=(Section("4", "工作任务"),),
    clauses=(Clause("4.2.6", "4", Prose.parse("层层签订。")),),
    parties=(
        Party("bureau", "局", kinds=(OrganisationKind.BUREAU,)),
        Party("schools", "学校", kinds=(OrganisationKind.SCHOOL,)),
        Party("seniors", "高中", kinds=(OrganisationKind.SCHOOL,), levels=(SchoolLevel.SENIOR,)),
        Party("everybody", "学生"),
        Party("boarding", "寄宿制学校", units=("S1",)),
    ),
    pledges=(SCHOOLS, STUDENTS),
    promises=(saying(WORDS, *Voice),),
)


def faults(*pledges: PledgeRelation, promises: tuple[Promise, ...] = PLAN.promises) -> list[tuple[str, Path]]:
    plan = attrs.evolve(PLAN, pledges=pledges, promises=promises)
    return [(fault.problem.code, fault.path) for fault in find_plan_faults(plan)]


def test_sound_pledges_have_no_faults() -> None:
    assert faults(SCHOOLS, STUDENTS) == faults(LETTER) == []
    assert faults(attrs.evolve(STUDENTS, units=("boarding",))) == []


@pytest.mark.parametrize(
    ("pledge", "code", "path"),
    [
        (attrs.evolve(SCHOOLS, clause="4.9"), "dangling-reference", ("clause",)),
        (attrs.evolve(SCHOOLS, units=("schools", "shcools")), "dangling-reference", ("units", 1)),
        (attrs.evolve(SCHOOLS, receivers=("bureu",)), "dangling-reference", ("receivers", 0)),
        (attrs.evolve(SCHOOLS, title=Prose.parse("{contry}承诺书")), "unknown-slot", ("title",)),
        (attrs.evolve(SCHOOLS, receivers=()), "pledge-without-receiver", ("receivers",)),
        (attrs.evolve(STUDENTS, receivers=("bureau",)), "pledge-with-receiver", ("receivers",)),
        (attrs.evolve(STUDENTS, units=("everybody",)), "party-without-units", ("units", 0)),
        (attrs.evolve(SCHOOLS, receivers=("everybody",)), "party-without-units", ("receivers", 0)),
        (attrs.evolve(LETTER, signer=Signer.STAFF, receivers=()), "letter-signed-by-people", ("signer",)),
        (attrs.evolve(LETTER, authority=""), "letter-without-authority", ("enabled",)),
        (attrs.evolve(LETTER, paper=PledgePaper.PLEDGE), "authority-without-letter", ("authority",)),
    ],
)
def test_each_fault_is_found_at_its_path(pledge: PledgeRelation, code: str, path: Path) -> None:
    assert faults(pledge) == [(code, ("pledge", pledge.id, *path))]


def test_two_of_the_same_id_are_found() -> None:
    assert ("duplicate-id", ("pledge", "schools", "id")) in faults(SCHOOLS, SCHOOLS)
    assert ("duplicate-id", ("promise", "loans", "id")) in faults(promises=PLAN.promises * 2)


def test_two_of_the_same_name_are_found() -> None:
    assert faults(SCHOOLS, attrs.evolve(STUDENTS, name=SCHOOLS.name)) == [
        ("pledge-name-repeated", ("pledge", "students", "name"))
    ]


def test_a_letter_that_is_off_needs_no_authority() -> None:
    assert faults(attrs.evolve(LETTER, authority="", enabled=False)) == []


def test_the_remedy_names_the_key() -> None:
    plan = attrs.evolve(PLAN, pledges=(attrs.evolve(LETTER, authority=""),))
    (fault,) = find_plan_faults(plan)
    assert "authority = " in fault.problem.remedy


def test_a_promise_hangs_on_a_clause() -> None:
    (promise,) = PLAN.promises
    assert faults(promises=(attrs.evolve(promise, clause="4.9"),)) == [
        ("dangling-reference", ("promise", "loans", "clause"))
    ]


@pytest.mark.parametrize("voice", list(Voice))
def test_an_unknown_slot_is_found_in_every_wording(voice: Voice) -> None:
    unknown = saying(Prose.parse("{cadence 4.9}。"), voice)
    assert faults(promises=(unknown,)) == [("unknown-slot", ("promise", "loans", voice.value))]


def without(*voices: Voice) -> tuple[Promise, ...]:
    return (saying(WORDS, *(voice for voice in Voice if voice not in voices)),)


@pytest.mark.parametrize(
    ("pledge", "silent", "is_fault"),
    [
        (SCHOOLS, Voice.UNIT, True),
        (SCHOOLS, Voice.SUPERIOR, False),
        (LETTER, Voice.SUPERIOR, True),
        (attrs.evolve(SCHOOLS, enabled=False), Voice.UNIT, False),
        (attrs.evolve(STUDENTS, signer=Signer.STAFF), Voice.STAFF, True),
        (attrs.evolve(STUDENTS, signer=Signer.CLASS_TEACHER), Voice.CLASS_TEACHER, True),
        (STUDENTS, Voice.GUARDIAN, True),
        (STUDENTS, Voice.PRIMARY, True),
        (attrs.evolve(STUDENTS, guardian_grades=6), Voice.PRIMARY, False),
        (STUDENTS, Voice.JUNIOR, True),
        (STUDENTS, Voice.PARENT, False),
        (attrs.evolve(STUDENTS, units=("seniors",)), Voice.SENIOR, True),
        (attrs.evolve(STUDENTS, units=("seniors",)), Voice.JUNIOR, False),
    ],
)
def test_who_signs_must_have_something_to_promise(
    pledge: PledgeRelation, silent: Voice, is_fault: bool
) -> None:
    expected = [("nothing-promised", ("pledge", pledge.id, "enabled"))] if is_fault else []
    assert faults(pledge, promises=without(silent)) == expected


def test_all_who_have_nothing_to_promise_are_named_at_once() -> None:
    plan = attrs.evolve(PLAN, promises=without(Voice.JUNIOR, Voice.SENIOR))
    (fault,) = find_plan_faults(plan)
    assert "初中生（junior）、高中生、职校生（senior）" in fault.problem.message
