"""Organisations as a tree: finding one's way in it, and what cannot stand in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.model.organisation import (
    Organisation,
    OrganisationKind,
    OrganisationTree,
    TreeFault,
    find_tree_faults,
)
from antifraud_plan.model.people import Person

BUREAU = Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU)
SECTION = Organisation("B1", "政策法规安全股", OrganisationKind.SECTION, parent="B")
CENTRAL = Organisation("Z", "东示镇中心学校", OrganisationKind.CENTRAL_SCHOOL, parent="B")
VILLAGE = Organisation("Z1", "东示镇第一小学", OrganisationKind.SCHOOL, parent="Z")
GRADE = Organisation("Z1/1", "一年级", OrganisationKind.GRADE, parent="Z1")
CLASSES = (
    Organisation("Z1/11", "一年级1班", OrganisationKind.CLASS, parent="Z1/1"),
    Organisation("Z1/2", "二年级1班", OrganisationKind.CLASS, parent="Z1"),
)
HEAD = Person("张示例", "Z1", post="校长", group_role="组长")
TREE = OrganisationTree((BUREAU, SECTION, CENTRAL, VILLAGE, GRADE, *CLASSES), (HEAD,))


def test_every_school_and_kindergarten_counts_as_a_school_a_section_does_not() -> None:
    assert TREE.schools() == (CENTRAL, VILLAGE)


def test_a_school_is_found_by_id_and_by_full_name() -> None:
    assert TREE.find("Z1") == TREE.find("东示镇第一小学") == VILLAGE
    assert TREE.find("第一小学") is None


def test_a_name_that_two_units_share_finds_neither() -> None:
    twins = OrganisationTree(
        (BUREAU, CENTRAL, VILLAGE, Organisation("Z2", VILLAGE.name, VILLAGE.kind, parent="B"))
    )
    assert twins.find(VILLAGE.name) is None


def test_what_stands_above_and_below() -> None:
    assert [unit.id for unit in TREE.above(CLASSES[0])] == ["Z1/1", "Z1", "Z", "B"]
    assert list(TREE.below(CENTRAL)) == [VILLAGE, GRADE, *CLASSES]


def test_classes_of_a_school_include_those_under_its_grades_but_not_other_schools() -> None:
    assert TREE.classes_of(VILLAGE) == CLASSES
    assert TREE.classes_of(CENTRAL) == ()


def test_people_are_found_where_they_hold_their_post() -> None:
    assert TREE.people_of(VILLAGE) == (HEAD,)
    assert TREE.people_of(CENTRAL) == ()


def test_a_school_may_stand_alone_without_a_bureau() -> None:
    alone = OrganisationTree((Organisation("S", "示例学校", OrganisationKind.SCHOOL),))
    assert alone.bureau() is None
    assert len(alone.schools()) == 1


@pytest.mark.parametrize(
    ("parents", "faults"),
    [
        ({"甲": None, "乙": "甲"}, []),
        ({"甲": "丙"}, [(0, TreeFault.UNKNOWN_PARENT)]),
        ({"甲": "甲"}, [(0, TreeFault.CYCLE)]),
        ({"甲": "乙", "乙": "甲", "丙": "甲"}, [(0, TreeFault.CYCLE), (1, TreeFault.CYCLE)]),
    ],
)
def test_faults_are_named_by_their_place(
    parents: dict[str, str | None], faults: list[tuple[int, TreeFault]]
) -> None:
    listed = [
        Organisation(unit, unit, OrganisationKind.SCHOOL, parent=above) for unit, above in parents.items()
    ]
    assert list(find_tree_faults(listed)) == faults


def test_a_number_used_twice_is_named_at_its_second_place() -> None:
    assert find_tree_faults([BUREAU, BUREAU]) == ((1, TreeFault.DUPLICATE_ID),)


@given(st.lists(st.integers(0, 9) | st.none(), min_size=1, max_size=10))
def test_cycles_are_exactly_the_units_that_are_above_themselves(parents: list[int | None]) -> None:
    """Compared with walking up from every unit, which is slow and obvious."""

    def is_above_itself(start: int) -> bool:
        current = parents[start]
        for _ in parents:
            if current is None or current >= len(parents):
                return False
            if current == start:
                return True
            current = parents[current]
        return False

    listed = [
        Organisation(
            str(unit), str(unit), OrganisationKind.SCHOOL, parent=None if above is None else str(above)
        )
        for unit, above in enumerate(parents)
    ]
    found = {index for index, fault in find_tree_faults(listed) if fault is TreeFault.CYCLE}
    assert found == {index for index in range(len(parents)) if is_above_itself(index)}
