"""Registers held against the cascade: nobody is ever counted as signed on somebody else's line."""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_cascade import DAY, PLAN, TREE

from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.pledges.cascade import Signing, derive_people_signings
from antifraud_plan.model.pledges.matching import Agreement, match_registers
from antifraud_plan.model.pledges.register import Register, RegisterRow
from antifraud_plan.problems import Location, Severity

SCHOOL = TREE.require("Z1")
ONE, TWO, THREE = "三年级1班", "三年级2班", "三年级3班"
PEOPLE = (
    Student("张示例", ONE),
    Student("张示例", TWO),
    Student("李示例", ONE),
    Student("王示例", TWO),
    StaffMember("张示例", "语文教师", ONE),
    StaffMember("王示例", "校医"),
)


def cascade_of(people: Iterable[Student | StaffMember]) -> list[Signing]:
    found = derive_people_signings(PLAN, TREE, SCHOOL, people, on=DAY)
    return [each for each in found if isinstance(each, Signing)]


def row_of(signing: Signing, day: date | None = DAY, number: int = 1) -> RegisterRow:
    return RegisterRow(
        signing.id,
        signing.relation.name,
        signing.class_name,
        signing.signer,
        lambda heading: Location("台账.xlsx", sheet="签订台账", cell=f"{heading}{number}"),
        day=day,
    )


def added(signing: Signing, *, relation: str = "", class_name: str = "") -> RegisterRow:
    """A line a school wrote itself."""
    return attrs.evolve(row_of(signing), id="", relation=relation, class_name=class_name)


def match(signings: Sequence[Signing], *rows: RegisterRow, keeper: str = "Z1") -> Agreement:
    register = Register(Location("台账.xlsx", sheet="签订台账"), rows, keeper=keeper)
    return match_registers(signings, [register], PLAN)


def codes(agreement: Agreement, severity: Severity = Severity.ERROR) -> list[str]:
    return [each.code for each in agreement.problems if each.severity is severity]


def only(signings: Iterable[Signing], relation: str, class_name: str, name: str) -> Signing:
    (found,) = (
        each
        for each in signings
        if (each.relation.id, each.class_name, each.signer) == (relation, class_name, name)
    )
    return found


def test_an_id_beside_the_line_of_a_namesake_in_another_class_counts_for_neither() -> None:
    due = cascade_of(PEOPLE)
    one, two = only(due, "families", ONE, "张示例"), only(due, "families", TWO, "张示例")
    slipped = attrs.evolve(row_of(two), id=one.id)
    agreement = match([one, two], slipped, row_of(two, None))
    assert agreement.signed == {}
    assert codes(agreement) == ["register-other-signer"]


def test_an_id_beside_another_pledge_of_the_same_person_counts_for_neither() -> None:
    due = cascade_of(PEOPLE)
    staff, teacher = only(due, "staff", "", "张示例"), only(due, "class-teachers", ONE, "张示例")
    agreement = match([staff, teacher], attrs.evolve(row_of(teacher), id=staff.id), row_of(teacher, None))
    assert agreement.signed == {}
    assert codes(agreement) == ["register-other-signer"]


def test_a_class_corrected_by_hand_where_there_is_no_namesake_still_counts() -> None:
    due = cascade_of(PEOPLE)
    child = only(due, "families", ONE, "李示例")
    agreement = match(due, attrs.evolve(row_of(child), class_name=THREE))
    assert set(agreement.signed) == {child.id}
    assert "register-changed" in codes(agreement, Severity.NOTE)


@pytest.mark.parametrize(("relation", "class_name"), [("", ONE), ("families", ""), ("", "")])
def test_a_line_without_id_must_say_relation_and_class(relation: str, class_name: str) -> None:
    child = only(cascade_of(PEOPLE), "families", ONE, "李示例")
    agreement = match([child], added(child, relation=relation, class_name=class_name))
    assert agreement.signed == {}
    assert codes(agreement) == ["register-unknown-signer"]


def test_a_line_without_id_beside_the_persons_own_line_may_be_a_newcomer_of_the_same_name() -> None:
    child = only(cascade_of(PEOPLE), "families", ONE, "李示例")
    newcomer = added(child, relation="families", class_name=ONE)
    agreement = match([child], row_of(child, None), newcomer)
    assert agreement.signed == {}
    assert codes(agreement) == ["register-namesake"]


def test_people_who_left_the_list_are_told_once_and_are_no_mistake() -> None:
    before = cascade_of((Student("赵示例", ONE), Student("钱示例", ONE), *PEOPLE))
    now = cascade_of(PEOPLE)
    agreement = match(now, *(row_of(each) for each in before))
    assert set(agreement.signed) == {each.id for each in now}
    (note,) = agreement.problems
    assert (note.code, note.severity) == ("register-left-list", Severity.NOTE)
    assert "2 行" in note.message


def test_a_child_who_changed_classes_is_unsigned_until_the_new_line_says_so() -> None:
    before = cascade_of([Student("李示例", ONE)])
    (now,) = cascade_of([Student("李示例", TWO)])
    agreement = match([now], *map(row_of, before))
    assert agreement.signed == {}
    assert codes(agreement, Severity.NOTE) == ["register-left-list"]
    assert set(match([now], *map(row_of, before), row_of(now)).signed) == {now.id}


def test_an_id_that_nobody_was_given_stays_a_mistake() -> None:
    child = only(cascade_of(PEOPLE), "families", ONE, "李示例")
    agreement = match([child], attrs.evolve(row_of(child), id="Z1-22222222"))
    assert codes(agreement) == ["register-unknown-id"]


def test_a_register_of_a_unit_that_has_nothing_to_sign_any_more_is_told_once() -> None:
    agreement = match([], *(row_of(each) for each in cascade_of(PEOPLE)))
    (gap,) = agreement.problems
    assert (gap.code, gap.severity) == ("register-of-no-unit", Severity.GAP)
    assert "“Z1”" in gap.message


COLUMNS = ("id", "relation", "class_name", "signer", "day")


@st.composite
def tampered(draw: st.DrawFn) -> tuple[list[Signing], list[RegisterRow]]:
    """A register in which single columns were sorted apart from the others, ids and lines were lost."""
    names = st.sampled_from(["张示例", "李示例"])
    classes = st.sampled_from([ONE, TWO])
    students = draw(st.lists(st.builds(Student, names, classes), min_size=1, max_size=6))
    staff = draw(st.lists(st.builds(StaffMember, names, st.just(""), st.sampled_from(["", ONE])), max_size=2))
    due = cascade_of((*students, *staff))
    days = draw(st.lists(st.sampled_from([None, DAY]), min_size=len(due), max_size=len(due)))
    rows = [row_of(each, day, number) for number, (each, day) in enumerate(zip(due, days, strict=True))]
    for column in draw(st.sets(st.sampled_from(COLUMNS))):
        values = draw(st.permutations([getattr(row, column) for row in rows]))
        rows = [attrs.evolve(row, **{column: value}) for row, value in zip(rows, values, strict=True)]
    without_id = draw(st.sets(st.sampled_from(range(len(rows)))))
    rows = [attrs.evolve(row, id="") if place in without_id else row for place, row in enumerate(rows)]
    return due, draw(st.lists(st.sampled_from(rows), max_size=len(rows) + 2))


@settings(max_examples=150, deadline=None)
@given(tampered())
def test_who_counts_as_signed_has_a_line_that_can_mean_nobody_else(
    case: tuple[list[Signing], list[RegisterRow]],
) -> None:
    due, rows = case
    ids = {row.id for row in rows}
    agreement = match(due, *rows)
    for signed_id in agreement.signed:
        meant = False
        for row in rows:
            spelt = [
                each.id
                for each in due
                if (each.relation.name, each.class_name, each.signer)
                == (row.relation, row.class_name, row.signer)
            ]
            (name,) = [each.signer for each in due if each.id == signed_id]
            by_id = row.id == signed_id and row.signer == name and (not spelt or signed_id in spelt)
            by_words = row.id == "" and spelt == [signed_id] and signed_id not in ids
            meant = meant or (row.day is not None and (by_id or by_words))
        assert meant
