"""Who signs with whom: the cascade against a slow and obvious reading of the same lists."""

from collections.abc import Iterable
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_cascade import DAY, PLAN, PRIMARY, TREE, UNITS, K, relation, unit

from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.pledges.cascade import (
    Signing,
    derive_people_signings,
    derive_unit_signings,
    find_voices,
)
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.task import Party
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Problem, Severity


def pairs(found: Iterable[Signing | Problem]) -> list[tuple[str, str, str]]:
    return [(each.relation.id, each.signer, each.counterpart) for each in found if isinstance(each, Signing)]


def problems(found: Iterable[Signing | Problem]) -> list[str]:
    return [each.code for each in found if isinstance(each, Problem)]


def test_a_unit_signs_with_the_nearest_bureau_or_school_above() -> None:
    assert pairs(derive_unit_signings(PLAN, TREE, on=DAY)) == [
        ("bureau-schools", "示例县第一中学", "示例县教育体育局"),
        ("bureau-schools", "示例县实验幼儿园", "示例县教育体育局"),
        ("bureau-schools", "东示镇中心学校", "示例县教育体育局"),
        ("central-schools", "东示镇第一小学", "东示镇中心学校"),
        ("central-schools", "东示镇中心幼儿园", "东示镇中心学校"),
    ]


def test_the_receiver_keeps_the_register_and_numbers_its_units() -> None:
    found = [each for each in derive_unit_signings(PLAN, TREE, on=DAY) if isinstance(each, Signing)]
    assert [(each.keeper.id, each.number) for each in found] == [
        ("B", 1), ("B", 2), ("B", 3), ("Z", 1), ("Z", 2),
    ]  # fmt: skip


def test_a_unit_that_nobody_may_receive_is_a_gap_told_once() -> None:
    branch = unit("Z11", "东示镇第一小学分校", K.SCHOOL, "Z1", PRIMARY)
    (gap,) = [
        each
        for each in derive_unit_signings(PLAN, OrganisationTree((*UNITS, branch)), on=DAY)
        if isinstance(each, Problem)
    ]
    assert (gap.code, gap.severity) == ("no-counterpart", Severity.GAP)
    assert "“东示镇第一小学分校”" in gap.message
    assert str(gap.location) == "单位名册:单位"


def test_a_level_that_is_left_out_leaves_its_schools_without_counterpart() -> None:
    plan = attrs.evolve(PLAN, pledges=PLAN.pledges[:1])
    assert problems(derive_unit_signings(plan, TREE, on=DAY)) == ["no-counterpart"] * 2


def test_a_school_alone_signs_with_the_bureau_the_plan_names_and_keeps_its_own_register() -> None:
    school = unit("H", "示例县湖滨高级中学", K.COUNTY_SCHOOL, None, "高中")
    (signing,) = derive_unit_signings(PLAN, OrganisationTree((school,)), on=DAY)
    assert isinstance(signing, Signing)
    assert (signing.counterpart, signing.keeper) == ("示例县教育体育局", school)


def test_a_school_that_hangs_under_nobody_where_there_is_a_bureau_has_no_counterpart() -> None:
    stray = unit("H", "示例县湖滨高级中学", K.COUNTY_SCHOOL, None, "高中")
    found = derive_unit_signings(PLAN, OrganisationTree((*UNITS, stray)), on=DAY)
    assert problems(found) == ["no-counterpart"]


def test_a_relation_that_is_off_is_not_signed() -> None:
    off = attrs.evolve(PLAN, pledges=tuple(attrs.evolve(each, enabled=False) for each in PLAN.pledges))
    assert list(derive_unit_signings(off, TREE, on=DAY)) == []
    assert list(derive_people_signings(off, TREE, UNITS[5], [StaffMember("张示例")], on=DAY)) == []


@pytest.mark.parametrize(("closed", "signs"), [(date(2023, 2, 28), False), (DAY, True), (None, True)])
def test_a_unit_that_is_closed_is_not_asked(closed: date | None, signs: bool) -> None:
    school = attrs.evolve(UNITS[5], closed=closed)
    tree = OrganisationTree((*UNITS[:5], school, *UNITS[6:]))
    assert (
        school.name in {signer for _, signer, _ in pairs(derive_unit_signings(PLAN, tree, on=DAY))}
    ) is signs
    people = (StaffMember("张示例"), Student("李示例", "三年级1班"))
    assert bool(list(derive_people_signings(PLAN, tree, school, people, on=DAY))) is signs


def people_of(school_id: str, *people: Student | StaffMember | Problem) -> list[Signing | Problem]:
    return list(derive_people_signings(PLAN, TREE, TREE.require(school_id), people, on=DAY))


def test_people_sign_with_their_school_in_the_order_of_the_list() -> None:
    found = people_of(
        "Z1",
        Student("李示例", "三年级1班"),
        Student("王示例", "三年级1班"),
        Student("赵示例", "一年级1班"),
        StaffMember("钱示例", "教师", "三年级1班"),
        StaffMember("孙示例", "后勤"),
    )
    seen = [
        (each.relation.id, each.signer, each.class_name, each.number, each.voice, each.post)
        for each in found
        if isinstance(each, Signing)
    ]
    assert seen == [
        ("families", "李示例", "三年级1班", 1, Voice.PRIMARY, ""),
        ("families", "王示例", "三年级1班", 2, Voice.PRIMARY, ""),
        ("families", "赵示例", "一年级1班", 1, Voice.GUARDIAN, ""),
        ("staff", "钱示例", "", 1, Voice.STAFF, "教师"),
        ("class-teachers", "钱示例", "三年级1班", 1, Voice.CLASS_TEACHER, "教师"),
        ("staff", "孙示例", "", 2, Voice.STAFF, "后勤"),
    ]
    assert {(each.keeper.id, each.counterpart) for each in found if isinstance(each, Signing)} == {
        ("Z1", "东示镇第一小学")
    }


def test_the_class_is_found_by_its_name() -> None:
    known, unknown = people_of("Z1", Student("李示例", "三年级1班"), Student("王示例", "五年级1班"))
    assert isinstance(known, Signing)
    assert isinstance(unknown, Signing)
    assert (known.class_unit, unknown.class_unit) == (TREE.require("Z1/1"), None)


def test_the_class_says_its_level_where_the_school_has_several() -> None:
    (signing,) = people_of("Z", Student("李示例", "英才班"))
    assert isinstance(signing, Signing)
    assert signing.voice is Voice.JUNIOR


def test_a_class_whose_stage_cannot_be_told_is_a_gap_told_once_and_signs_nothing() -> None:
    found = people_of("Z", *(Student(name, "2022级1班") for name in ("李示例", "王示例")))
    (gap,) = found
    assert isinstance(gap, Problem)
    assert (gap.code, gap.severity) == ("stage-unknown", Severity.GAP)
    assert "“2022级1班”" in gap.message
    assert str(gap.location) == "单位名册:班级"


def test_a_party_narrowed_to_a_level_asks_only_the_students_of_that_level() -> None:
    juniors = Party("juniors", "初中", kinds=(K.CENTRAL_SCHOOL,), levels=(SchoolLevel.JUNIOR,))
    plan = attrs.evolve(
        PLAN, parties=(*PLAN.parties, juniors), pledges=(relation("students", "学生", units="juniors"),)
    )
    people = [Student(name, name) for name in ("七年级1班", "三年级1班", "一（1）班")]
    found = list(derive_people_signings(plan, TREE, TREE.require("Z"), people, on=DAY))
    assert pairs(found) == [("students", "七年级1班", "东示镇中心学校")]
    assert problems(found) == ["stage-unknown"]
    assert find_voices(plan, plan.pledges[0], TREE.require("Z")) == (Voice.JUNIOR,)


@pytest.mark.parametrize(
    ("relation_id", "voices"),
    [
        ("staff", [Voice.STAFF]),
        ("class-teachers", [Voice.CLASS_TEACHER]),
        ("families", [Voice.GUARDIAN, Voice.PRIMARY, Voice.JUNIOR]),
    ],
)
def test_in_whose_words_people_of_a_school_may_sign(relation_id: str, voices: list[Voice]) -> None:
    (asked,) = [each for each in PLAN.pledges if each.id == relation_id]
    assert list(find_voices(PLAN, asked, TREE.require("Z"))) == voices


def test_problems_of_the_list_are_handed_on() -> None:
    problem = Problem("blank-cell", "空的。")
    assert people_of("Z1", problem)[0] is problem


def test_people_are_taken_one_by_one_as_a_stream() -> None:
    def endless() -> Iterable[Student]:
        while True:
            yield Student("李示例", "三年级1班")

    stream = derive_people_signings(PLAN, TREE, TREE.require("Z1"), endless(), on=DAY)
    assert [each.number for each in (next(stream), next(stream)) if isinstance(each, Signing)] == [1, 2]


KINDS = st.sampled_from([K.SECTION, K.CENTRAL_SCHOOL, K.COUNTY_SCHOOL, K.SCHOOL, K.KINDERGARTEN])


@st.composite
def trees(draw: st.DrawFn) -> OrganisationTree:
    """A bureau and up to eight units, each below one of those before it."""
    units = [unit("B", "局", K.BUREAU, None)]
    for number in range(draw(st.integers(0, 8))):
        parent = draw(st.sampled_from(units))
        units.append(unit(f"U{number}", f"单位{number}", draw(KINDS), parent.id))
    return OrganisationTree(tuple(units))


@given(tree=trees())
def test_every_school_signs_once_with_the_one_above_or_is_told(tree: OrganisationTree) -> None:
    expected: dict[str, str | None] = {}
    for school in tree.schools():
        place: Organisation | None = school
        while place is not None:
            place = tree.parent_of(place)
            if place is not None and place.kind is not K.SECTION:
                break
        may_receive = place is not None and place.kind in (K.BUREAU, K.CENTRAL_SCHOOL)
        expected[school.name] = place.name if place is not None and may_receive else None

    found = list(derive_unit_signings(PLAN, tree, on=DAY))
    assert sorted(problems(found)) == ["no-counterpart"] * list(expected.values()).count(None)
    signed = {(signer, counterpart) for _, signer, counterpart in pairs(found)}
    assert signed == {(name, above) for name, above in expected.items() if above is not None}
    assert len(pairs(found)) == len(signed)


STUDENTS = st.builds(
    Student,
    st.sampled_from(["李示例", "王示例"]),
    st.sampled_from(["三年级1班", "一年级1班", "七年级1班", "2022级1班"]),
)
STAFF = st.builds(
    StaffMember, st.sampled_from(["李示例", "钱示例"]), st.just("教师"), st.sampled_from(["", "三年级1班"])
)
SAID = {"三年级1班": Voice.PRIMARY, "一年级1班": Voice.GUARDIAN, "七年级1班": Voice.JUNIOR}


@given(
    st.lists(STUDENTS | STAFF, max_size=12), st.sets(st.sampled_from(["staff", "class-teachers", "families"]))
)
def test_everybody_signs_what_is_theirs_and_nothing_else(
    people: list[Student | StaffMember], off: set[str]
) -> None:
    plan = attrs.evolve(
        PLAN, pledges=tuple(attrs.evolve(each, enabled=each.id not in off) for each in PLAN.pledges)
    )
    expected = []
    for person in people:
        if isinstance(person, Student):
            if "families" not in off and person.class_name in SAID:
                expected.append(("families", person.name, person.class_name, SAID[person.class_name]))
            continue
        if "staff" not in off:
            expected.append(("staff", person.name, "", Voice.STAFF))
        if "class-teachers" not in off and person.class_name:
            expected.append(("class-teachers", person.name, person.class_name, Voice.CLASS_TEACHER))

    found = list(derive_people_signings(plan, TREE, TREE.require("Z"), people, on=DAY))
    signings = [each for each in found if isinstance(each, Signing)]
    assert [(each.relation.id, each.signer, each.class_name, each.voice) for each in signings] == expected
    assert len({each.id for each in signings}) == len(signings)
    for each in signings:
        alike = [
            other
            for other in signings
            if (other.relation, other.class_name) == (each.relation, each.class_name)
        ]
        assert [other.number for other in alike] == list(range(1, len(alike) + 1))
