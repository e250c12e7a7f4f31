"""Who gets which form, in which folder, under which number."""

from datetime import date

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from pledge_papers import items_of, markdown, open_demo, with_people

from antifraud_plan.offers import Brief, Item
from antifraud_plan.plugin import OrganisationTree, Party, Signer, StaffMember, Student

PRIMARY = "东示镇第二小学"
DEMO = open_demo()


def of_school(kind: str, brief: Brief, school: str = PRIMARY) -> list[Item]:
    unit = brief.tree.find(school)
    assert unit is not None
    items = items_of(kind, attrs.evolve(brief, selected=(unit,)))
    return [item for item in items if item.path[1] == school]  # not those of the schools below it


def paths(kind: str, brief: Brief, school: str = PRIMARY) -> list[str]:
    return ["/".join(item.path) for item in of_school(kind, brief, school)]


def test_students_stand_in_the_order_of_their_class_list_class_after_class(demo: Brief) -> None:
    mixed = (
        Student("李样例", "三年级1班"),
        Student("王示例", "四年级1班"),
        Student("张示例", "三年级1班"),
        Student("王示例", "四年级1班"),
    )
    assert paths("family-pledge", with_people(demo, *mixed)) == [
        "学生和家长承诺书/东示镇第二小学/三年级1班/01李样例",
        "学生和家长承诺书/东示镇第二小学/三年级1班/02张示例",
        "学生和家长承诺书/东示镇第二小学/四年级1班/01王示例",
        "学生和家长承诺书/东示镇第二小学/四年级1班/02王示例",
    ]


def test_staff_stand_in_the_order_of_the_schools_list_without_a_class(demo: Brief) -> None:
    brief = with_people(demo, StaffMember("李某"), StaffMember("赵示例", "语文教师", "一年级1班"))
    assert paths("staff-pledge", brief) == [
        "教职工承诺书/东示镇第二小学/01李某",
        "教职工承诺书/东示镇第二小学/02赵示例",
    ]
    assert paths("class-teacher-pledge", brief) == ["班主任承诺书/东示镇第二小学/01赵示例"]


def test_a_class_of_a_hundred_is_numbered_with_three_digits(demo: Brief) -> None:
    brief = with_people(demo, *(Student("张示例", "三年级1班") for _ in range(100)))
    found = paths("student-pledge", brief)
    assert (found[0][-6:], found[-1][-6:]) == ("001张示例", "100张示例")


def test_everybody_of_the_demo_gets_a_paper_and_only_once(demo: Brief) -> None:
    found = paths("family-pledge", demo)
    assert len(found) == len(set(found)) == 264
    assert len(paths("staff-pledge", demo)) == 21
    assert len(paths("class-teacher-pledge", demo)) == 6
    assert len(paths("parents-letter", demo)) == 264


def test_a_letter_goes_home_once_whatever_is_signed(demo: Brief) -> None:
    pledges = [each for each in demo.plan.pledges if each.signer is Signer.STUDENT]
    alone = attrs.evolve(demo, plan=attrs.evolve(demo.plan, pledges=tuple(pledges)))
    assert len(paths("parents-letter", alone)) == 264


def with_step(brief: Brief, school: str, place: int) -> Brief:
    """Put a step for the students of one school before the others, or behind them."""
    party = Party("boarders", "寄宿制学校", units=(school,))
    pledges = [each for each in brief.plan.pledges if each.signer in (Signer.STUDENT, Signer.FAMILY)]
    own = attrs.evolve(
        next(each for each in pledges if each.signer is Signer.STUDENT),
        id="boarders",
        name="寄宿生",
        units=(party.id,),
    )
    pledges.insert(place, own)
    plan = attrs.evolve(brief.plan, parties=(*brief.plan.parties, party), pledges=tuple(pledges))
    return attrs.evolve(brief, plan=plan)


def test_a_step_of_one_school_alone_takes_the_letter_from_nobody_else(demo: Brief) -> None:
    brief = with_step(demo, "示例县第一中学", 0)
    assert len(paths("parents-letter", brief)) == 264
    letters = [path for path in paths("pledge-blank", brief) if "致家长的一封信" in path]
    assert len(letters) == 2


def test_two_steps_with_the_same_form_have_blanks_of_their_own(demo: Brief) -> None:
    found = paths("pledge-blank", with_step(demo, PRIMARY, 9))
    assert len(found) == len(set(found))
    assert [path.split("/")[-1] for path in found if "寄宿生" in path] == [
        "学生承诺书（寄宿生）（监护人代签）",
        "学生承诺书（寄宿生）（小学）",
    ]


def test_a_school_that_stopped_gets_no_blanks(demo: Brief) -> None:
    units = tuple(
        attrs.evolve(unit, closed=date(2023, 1, 31)) if unit.name == PRIMARY else unit for unit in demo.tree
    )
    assert paths("pledge-blank", attrs.evolve(demo, tree=OrganisationTree(units))) == []


def test_two_steps_with_the_same_people_keep_their_papers_apart(demo: Brief) -> None:
    families = [each for each in demo.plan.pledges if each.signer is Signer.FAMILY]
    second = attrs.evolve(families[0], id="more", name="学生和家长（假期）")
    brief = attrs.evolve(
        with_people(demo, Student("张示例", "三年级1班")),
        plan=attrs.evolve(demo.plan, pledges=(*families, second)),
    )
    assert [path.split("/")[0] for path in paths("family-pledge", brief)] == [
        "学生和家长承诺书（学生和家长）",
        "学生和家长承诺书（学生和家长（假期））",
    ]


def test_a_school_without_lists_gets_blank_forms_of_every_stage_it_teaches(demo: Brief) -> None:
    def blanks(school: str) -> list[str]:
        return [path.rsplit("/")[-1] for path in paths("pledge-blank", demo, school)]

    assert blanks(PRIMARY) == [
        "教职工承诺书", "班主任承诺书", "学生承诺书（监护人代签）", "学生承诺书（小学）",
        "学生和家长承诺书（监护人代签）", "学生和家长承诺书（小学）",
        "致家长的一封信（监护人代签）", "致家长的一封信",
    ]  # fmt: skip
    assert blanks("东示镇中心幼儿园")[2:] == [
        "学生承诺书（监护人代签）", "学生和家长承诺书（监护人代签）", "致家长的一封信（监护人代签）",
    ]  # fmt: skip
    assert [name for name in blanks("东示镇中心学校") if name.startswith("学生和家长")] == [
        "学生和家长承诺书（监护人代签）", "学生和家长承诺书（小学）", "学生和家长承诺书（初中）",
    ]  # fmt: skip


def test_a_blank_looks_like_the_filled_form_with_lines_to_write_on(demo: Brief) -> None:
    filled = markdown("staff-pledge", demo)
    blank = markdown("staff-blank", demo)
    same = filled.replace("东示镇第二小学", "示例县第一中学")
    same = same.replace("岗位：校长", "岗位：________________").replace(
        "姓名：徐样例", "姓名：________________"
    )
    assert same == blank
    assert "| 岗位：________________ | 姓名：________________ |" in blank


def test_a_post_the_list_does_not_say_is_a_line_to_write_on(demo: Brief) -> None:
    (item,) = of_school("staff-pledge", with_people(demo, StaffMember("李某")))
    assert item.values["post"] == "_" * 16


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Student,
            st.sampled_from(["张示例", "李样例", "阿依努尔·样例"]),
            st.sampled_from(["一年级1班", "三年级1班", "六年级1班"]),
        ),
        max_size=30,
    )
)
def test_nobody_is_lost_and_no_two_papers_share_a_name(students: list[Student]) -> None:
    items = of_school("family-pledge", with_people(DEMO, *students))
    assert sorted((str(item.values["name"]), str(item.values["class_name"])) for item in items) == sorted(
        (student.name, student.class_name) for student in students
    )
    assert len({item.path for item in items}) == len(students)
