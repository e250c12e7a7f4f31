"""What check says of pledges that nobody can sign: no counterpart, no list, no class, no class teacher."""

from collections.abc import Iterable

import attrs
import pytest
from base_plan import PLAN

from antifraud_plan.builtin.pledge_checks import find_missing_counterparts, find_unmatched_people
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Problem, Severity

K = OrganisationKind
PRIMARY = frozenset({SchoolLevel.PRIMARY})
BUREAU = Organisation("B", "甲县教育局", K.BUREAU)
FIRST = Organisation("S1", "甲县第一小学", K.COUNTY_SCHOOL, "B", PRIMARY)
SECOND = Organisation("S2", "甲县第二小学", K.COUNTY_SCHOOL, "B", PRIMARY)
CLASSES = tuple(
    Organisation(f"S1/{name}", name, K.CLASS, "S1", PRIMARY) for name in ("三年级1班", "三年级2班")
)
TREE = OrganisationTree((BUREAU, FIRST, SECOND, *CLASSES))
COMPLETE = (
    Student("张示例", "三年级1班"),
    Student("李示例", "三年级2班"),
    StaffMember("王示例", "教师", "三年级1班"),
    StaffMember("赵示例", "教师", "三年级2班"),
)

People = Student | StaffMember | Problem


def brief(*people: People, tree: OrganisationTree = TREE, second: Iterable[People] = ()) -> Brief:
    lists: dict[str, Iterable[People]] = {"S1": people, "S2": second}
    return Brief(PLAN, tree, PLAN.issue.date, people=lambda school: lists.get(school.id, ()))


def said(found: Iterable[Problem]) -> list[tuple[str, Severity]]:
    return [(problem.code, problem.severity) for problem in found]


def test_lists_that_are_complete_leave_nothing_to_say() -> None:
    whole = brief(*COMPLETE, tree=OrganisationTree((BUREAU, FIRST, *CLASSES)))
    assert list(find_unmatched_people(whole)) == []


def test_a_county_without_any_list_is_not_told_so() -> None:
    assert list(find_unmatched_people(brief())) == []


def test_schools_without_a_list_beside_others_that_have_one_are_noted_together() -> None:
    (note,) = find_unmatched_people(brief(*COMPLETE))
    assert (note.code, note.severity) == ("no-people-list", Severity.NOTE)
    assert "1 所学校" in note.message
    assert "甲县第二小学" in note.message


def test_a_class_of_the_list_that_no_table_has_is_told_once_with_its_people() -> None:
    strays = [Student(name, "三年级3班") for name in ("钱示例", "孙示例", "周示例")]
    (gap, _) = find_unmatched_people(brief(*COMPLETE, *strays))
    assert (gap.code, gap.severity) == ("class-not-listed", Severity.GAP)
    assert "3 人在“三年级3班”" in gap.message
    assert "是否想写" in gap.remedy
    assert str(gap.location) == "名单/甲县第一小学"


def test_a_class_teacher_of_a_class_that_no_table_has_is_told_too() -> None:
    (gap, _) = find_unmatched_people(brief(*COMPLETE, StaffMember("钱示例", "教师", "四年级1班")))
    assert "1 人在“四年级1班”" in gap.message


@pytest.mark.parametrize("written", ["三年级1班、三年级2班", "三年级1班/三年级2班"])
def test_two_classes_in_one_cell_are_not_taken_for_a_misspelt_one(written: str) -> None:
    (gap, _) = find_unmatched_people(brief(*COMPLETE, StaffMember("钱示例", "教师", written)))
    assert gap.code == "class-not-listed"
    assert gap.remedy == "一格只填一个班。"


def test_a_space_does_not_make_two_classes_of_one() -> None:
    (gap, _) = find_unmatched_people(brief(*COMPLETE, Student("钱示例", "三年级 1班")))
    assert "是否想写“三年级1班”？" in gap.remedy


def test_students_without_a_class_are_counted() -> None:
    (unknown, unclassed, _) = find_unmatched_people(
        brief(*COMPLETE, Student("钱示例", ""), Student("孙示例", ""))
    )
    assert unclassed.code == "class-not-listed"
    assert "“甲县第一小学”的名单里有 2 名学生没有班级。" in unclassed.message
    assert unknown.code == "stage-unknown"
    assert "有学生没有班级" in unknown.message
    assert "“”" not in str(unknown) + str(unclassed)


def test_namesakes_of_a_class_are_noted_by_number_alone() -> None:
    doubled = (Student("张示例", "三年级1班"), Student("张示例", "三年级1班"), Student("李示例", "三年级2班"))
    (note, _) = find_unmatched_people(brief(*COMPLETE, *doubled, StaffMember("张示例", "教师")))
    assert (note.code, note.severity) == ("namesakes-in-class", Severity.NOTE)
    assert "2 个班有同名的学生：三年级1班（1 个姓名）、三年级2班（1 个姓名）。" in note.message
    assert "示例" not in note.message
    assert str(note.location) == "名单/甲县第一小学"


def test_the_same_name_in_another_class_is_no_namesake() -> None:
    assert said(find_unmatched_people(brief(*COMPLETE, Student("张示例", "三年级2班")))) == [
        ("no-people-list", Severity.NOTE)
    ]


def test_a_school_without_any_class_in_the_table_is_told_once() -> None:
    found = find_unmatched_people(brief(*COMPLETE, tree=OrganisationTree((BUREAU, FIRST))))
    (gap,) = found
    assert gap.code == "class-not-listed"
    assert "2 个班" in gap.message


def test_classes_without_a_class_teacher_are_named_together() -> None:
    (gap, _) = find_unmatched_people(brief(*COMPLETE[:2], StaffMember("王示例", "教师")))
    assert (gap.code, gap.severity) == ("class-without-teacher", Severity.GAP)
    assert "三年级1班、三年级2班" in gap.message


def test_no_class_teacher_is_missed_where_no_staff_are_listed_or_none_sign() -> None:
    assert said(find_unmatched_people(brief(*COMPLETE[:2]))) == [("no-people-list", Severity.NOTE)]
    off = tuple(attrs.evolve(each, enabled=each.id != "class-teachers") for each in PLAN.pledges)
    asked = brief(*COMPLETE[:2], StaffMember("王示例", "教师"))
    unasked = attrs.evolve(asked, plan=attrs.evolve(PLAN, pledges=off[:5]))
    assert said(find_unmatched_people(unasked)) == [("no-people-list", Severity.NOTE)]


def test_a_stage_that_cannot_be_told_is_a_gap() -> None:
    unclear = Organisation("S1/2022级1班", "2022级1班", K.CLASS, "S1", PRIMARY)
    people = (*COMPLETE, Student("钱示例", "2022级1班"), StaffMember("孙示例", "教师", "2022级1班"))
    tree = OrganisationTree((BUREAU, FIRST, *CLASSES, unclear))
    assert said(find_unmatched_people(brief(*people, tree=tree))) == [("stage-unknown", Severity.GAP)]


def test_mistakes_of_the_list_are_left_to_whoever_reads_it_for_its_own_sake() -> None:
    (note,) = find_unmatched_people(brief(*COMPLETE, Problem("blank-cell", "空的。")))
    assert note.code == "no-people-list"


def test_lists_are_not_read_where_nobody_signs() -> None:
    def unread(school: Organisation) -> Iterable[People]:
        raise AssertionError(school)

    nobody = Brief(attrs.evolve(PLAN, pledges=()), TREE, PLAN.issue.date, people=unread)
    assert list(find_unmatched_people(nobody)) == []


@pytest.mark.parametrize(("parent", "codes"), [("S1", [("no-counterpart", Severity.GAP)]), ("B", [])])
def test_a_school_under_an_ordinary_school_has_no_counterpart(
    parent: str, codes: list[tuple[str, Severity]]
) -> None:
    branch = Organisation("S11", "甲县第一小学分校", K.SCHOOL, parent, PRIMARY)
    tree = OrganisationTree((BUREAU, FIRST, SECOND, branch))
    assert said(find_missing_counterparts(brief(tree=tree))) == codes
