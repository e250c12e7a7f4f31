"""Ids of pledges: the same however a list is sorted or added to, and never two alike."""

import re

from hypothesis import given
from hypothesis import strategies as st
from sample_cascade import DAY, PLAN, TREE

from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.pledges.cascade import Signing, derive_people_signings, derive_unit_signings
from antifraud_plan.model.pledges.identifiers import Identifiers

NAMES = st.text("张李王赵示例样本·𠮷䶮", min_size=1, max_size=3)
CLASSES = st.sampled_from(["一年级1班", "三年级1班", "三年级2班"])
PEOPLE = st.lists(
    st.builds(Student, NAMES, CLASSES)
    | st.builds(StaffMember, NAMES, st.just("教师"), CLASSES | st.just("")),
    max_size=30,
)


def ids_of(people: list[Student | StaffMember]) -> list[tuple[str, str]]:
    """Everybody's ids, each with the relation, class and name it belongs to."""
    found = derive_people_signings(PLAN, TREE, TREE.require("Z1"), people, on=DAY)
    return [
        (f"{each.relation.id} {each.class_name} {each.signer}", each.id)
        for each in found
        if isinstance(each, Signing)
    ]


@given(people=PEOPLE)
def test_no_two_are_alike(people: list[Student | StaffMember]) -> None:
    ids = [identifier for _, identifier in ids_of(people)]
    assert len(set(ids)) == len(ids)


@given(people=PEOPLE, data=st.data())
def test_sorting_the_list_anew_changes_nobodys_id(
    people: list[Student | StaffMember], data: st.DataObject
) -> None:
    assert sorted(ids_of(data.draw(st.permutations(people)))) == sorted(ids_of(people))


@given(people=PEOPLE, newcomer=st.builds(Student, NAMES, CLASSES), data=st.data())
def test_a_newcomer_changes_nobody_elses_id(
    people: list[Student | StaffMember], newcomer: Student, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(people)))
    before, after = ids_of(people), ids_of([*people[:place], newcomer, *people[place:]])
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_a_namesake_added_behind_leaves_the_first_as_they_were() -> None:
    first, namesake = Student("张示例", "三年级1班"), Student("张示例", "三年级1班")
    ((_, before),) = ids_of([first])
    (_, one), (_, two) = ids_of([first, namesake])
    assert (one, one == two) == (before, False)


def test_an_id_is_the_units_and_eight_letters_that_are_not_mistaken_for_each_other() -> None:
    found = [each.id for each in derive_unit_signings(PLAN, TREE, on=DAY) if isinstance(each, Signing)]
    assert [each for each in found if not re.fullmatch(r"[A-Z0-9]+-[2-9A-HJ-NP-Z]{8}", each)] == []


def test_a_collision_is_resolved() -> None:
    class Crowded(Identifiers):
        def _draw(self, relation_id: str, class_name: str, name: str, ordinal: int) -> str:
            return super()._draw("", "", "", ordinal)

    identifiers = Crowded("Z")
    assert len({identifiers.give("families", "一年级1班", name) for name in "甲乙丙丁"}) == 4


def test_what_an_id_hangs_on() -> None:
    def give(unit: str, *rest: str) -> str:
        return Identifiers(unit).give(*rest).rpartition("-")[2]

    whole = ("Z", "families", "一年级1班", "张示例")
    others = [(*whole[:place], "不同", *whole[place + 1 :]) for place in range(4)]
    assert len({give(*each) for each in (whole, *others)}) == 5
