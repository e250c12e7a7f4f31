import pytest
from list_tables import places, read

from antifraud_plan.loading.lists.table import Unreadable
from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Location, Problem, Severity

UNITS = """
编号 | 名称           | 类别     | 上级         | 学段       | 学生数
B    | 示例县教体局   | 主管局   |              |            |
Z1   | 东示镇中心学校 | 中心学校 |              | 小学、初中 | 1340
     | 东示镇第一小学 | 学校     | Z1           | 小学       | 410
Y1   | 东示镇幼儿园   | 幼儿园   | 东示镇中心学校 |          |
"""


def test_units_hang_where_their_superior_says():
    tree, _, problems = read(单位=UNITS)
    assert tree is not None
    assert {unit.name: unit.parent for unit in tree} == {
        "示例县教体局": None,
        "东示镇中心学校": "B",
        "东示镇第一小学": "Z1",
        "东示镇幼儿园": "Z1",
    }
    school = tree.require("东示镇第一小学")
    assert (school.kind, school.levels, school.students) == (
        OrganisationKind.SCHOOL,
        {SchoolLevel.PRIMARY},
        410,
    )
    assert tree.require("Y1").levels == {SchoolLevel.KINDERGARTEN}
    assert places(problems, Severity.GAP) == [("missing-table", "名册"), ("missing-table", "名册")]
    assert not places(problems)


def test_columns_in_any_order_below_a_title():
    tree, _, problems = read(
        单位="""
        示例县单位名册
        填表日期 |
        类别 *（必选） | 名 称 | 备注
        主管局 | 示例县教体局 | 无

        学校   | 甲校 |
        """
    )
    assert tree is not None
    assert [unit.name for unit in tree] == ["示例县教体局", "甲校"]
    assert not places(problems)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("S1 | 甲校 | 学校 | 东示镇中心学样 | |", [("unknown-organisation", "单位!D6")]),
        ("Z1 | 甲校 | 学校 | | |", [("duplicate-id", "单位!A6")]),
        (" | 东示镇第一小学 | 学校 | Z1 | |", [("duplicate-name", "单位!B6")]),
        ("S1 | 东示镇第一小学 | 学校 | 东示镇中心学校 | |", [("duplicate-name", "单位!B6")]),
        ("S1 | 甲校 | 学样 | | |", [("unknown-choice", "单位!C6")]),
        ("S1 | 甲校 | 班级 | | |", [("unknown-choice", "单位!C6")]),
        ("S1 | 甲校 | | | |", [("blank-cell", "单位!C6")]),
        ("S1 | | 学校 | | |", [("blank-cell", "单位!B6")]),
        ("S1 | 甲校 | 学校 | | 中学 |", [("unknown-level", "单位!E6")]),
        ("S1 | 甲校 | 学校 | | | 六百", [("bad-number", "单位!F6")]),
        ("S1 | 甲校 | 学校 | | | -3", [("bad-number", "单位!F6")]),
        ("S1 | 甲校 | 学校 | 甲校 | |", [("superior-cycle", "单位!D6")]),
        ("S1 | 甲校13900001111 | 学校 | | |", [("personal-number", "单位!B6")]),
        ("1.23E+17 | 甲校 | 学校 | | |", [("digits-lost", "单位!A6")]),
        ("S1 | 甲校 | 学样 | 丙 | 中学 | 六百",
         [("unknown-choice", "单位!C6"), ("unknown-organisation", "单位!D6"), ("unknown-level", "单位!E6"),
          ("bad-number", "单位!F6")]),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_at_its_cell(row, expected):
    tree, _, problems = read(单位=UNITS + row)
    assert tree is None
    assert sorted(places(problems)) == sorted(expected)


def test_every_member_of_a_cycle_is_named():
    _, _, problems = read(单位="编号|名称|类别|上级\nA|甲|学校|C\nB|乙|学校|A\nC|丙|学校|B\nD|丁|学校|C")
    assert places(problems) == [("superior-cycle", f"单位!D{row}") for row in (2, 3, 4)]


def test_the_nearest_name_is_offered():
    _, _, problems = read(单位=UNITS + "S1 | 甲校 | 学校 | 东示镇中心学样 | |")
    assert "东示镇中心学校" in problems[-1].remedy


def test_the_same_name_under_two_superiors_needs_only_ids():
    rows = "编号|名称|类别|上级\nA|甲|中心学校|\nC|丙|中心学校|\n1|幼儿园|幼儿园|A\n2|幼儿园|幼儿园|C"
    tree, _, problems = read(单位=rows, 班级="学校|班级\n幼儿园|大班")
    assert tree is not None
    assert places(problems) == [("ambiguous-organisation", "班级!A2")]
    assert "1、2" in problems[-1].remedy


def test_a_school_alone_needs_no_bureau():
    tree, _, problems = read(
        单位="名称|类别\n甲校|学校", 班级="学校|班级\n甲校|1班", 人员="单位|姓名\n甲校|张样例"
    )
    assert tree is not None
    assert tree.require("甲校").parent is None
    assert problems == ()


def test_two_bureaux_need_superiors():
    _, _, problems = read(单位="名称|类别|上级\n甲局|主管局|\n乙局|主管局|\n丙校|学校|")
    assert places(problems) == [("blank-superior", "单位!C4")]


def test_dates_in_the_wrong_order():
    _, _, problems = read(单位="名称|类别|启用日期|停用日期\n甲校|学校|2023.9.1|2023年8月31日")
    assert places(problems) == [("dates-reversed", "单位!D2")]


def test_classes_take_grade_and_level_from_their_school():
    tree, _, problems = read(
        单位=UNITS,
        班级="""
        学校           | 班级     | 年级   | 学段 | 学生数
        东示镇第一小学 | 1班      | 三年级 |      | 34
        东示镇第一小学 | 四年级1班 | 四年级 |      |
        Z1             | 七年级1班 |        | 初中 |
        Z1             | 五年级1班 |        |      |
        B              | 1班      |        |      |
        无此校         | 1班      |        |      |
        Z1             | 1班      | 七年级 | 初中 |
        """,
    )
    assert tree is not None
    school, central = tree.require("东示镇第一小学"), tree.require("Z1")
    assert [(unit.id, unit.name, unit.levels, unit.students) for unit in tree.classes_of(school)] == [
        ("东示镇第一小学/三年级1班", "三年级1班", {SchoolLevel.PRIMARY}, 34),
        ("东示镇第一小学/四年级1班", "四年级1班", {SchoolLevel.PRIMARY}, None),
    ]
    assert [unit.levels for unit in tree.classes_of(central)] == [{SchoolLevel.JUNIOR}, frozenset()]
    assert places(problems) == [
        ("not-a-school", "班级!A6"),
        ("unknown-organisation", "班级!A7"),
        ("duplicate-class", "班级!B8"),
    ]


def test_a_class_cannot_take_the_number_of_a_unit():
    tree, _, problems = read(单位="编号|名称|类别\nA|甲校|学校\nA/1班|分校|学校", 班级="学校|班级\nA|1班")
    assert tree is not None
    assert places(problems) == [("duplicate-class", "班级!B2")]


def test_people_hold_posts_also_in_a_class_and_a_blank_post_is_a_gap():
    tree, _, problems = read(
        单位=UNITS,
        班级="学校|班级\nZ1|七年级1班",
        人员="""
        单位           | 姓名   | 职务       | 领导小组职务
        东示镇中心学校 | 张样例 | 校长       | 组长
        Z1/七年级1班   | 李样例 | 班主任     |
        Z1             |        | 法治副校长 |
        没有的单位     | 王样例 | 校长       |
        """,
    )
    assert tree is not None
    assert [(person.name, person.organisation, person.post, person.group_role) for person in tree.people] == [
        ("张样例", "Z1", "校长", "组长"),
        ("李样例", "Z1/七年级1班", "班主任", ""),
    ]
    assert places(problems, Severity.GAP) == [("blank-post", "人员!B4")]
    assert places(problems) == [("unknown-organisation", "人员!A5")]


def test_a_schools_own_facts():
    _, facts, problems = read(
        单位=UNITS,
        存在问题="学校|存在问题\nZ1|班级群没有核验成员。\nZ1|家长学习少。\nB|局里的问题。",
        工作措施="""
        学校 | 工作任务 | 措施     | 责任人 | 开始日期 | 完成日期  | 频次
        Z1   | 主题班会 | 演练。   | 张样例 | 20230213 | 2023/6/30 | 每学期每班至少3次
        Z1   | 4.2.6    |          |        | 2023.3.5 | 2023.2.30 |
        Z1   | 主题班会 | 倒着写。 |        | 2023-3-5 | 2023-3-4  |
        """,
    )
    assert list(facts) == ["Z1"]
    assert facts["Z1"].shortcomings == ("班级群没有核验成员。", "家长学习少。")
    first, second, third = facts["Z1"].measures
    assert (first.task, first.text, first.responsible_person) == ("主题班会", "演练。", "张样例")
    assert (str(first.start), str(first.finish), str(first.cadence)) == (
        "2023-02-13",
        "2023-06-30",
        "每学期每班至少3次",
    )
    assert str(first.location) == "名册:工作措施!B2"
    assert (second.task, second.finish, second.cadence) == ("4.2.6", None, None)
    assert third.text == "倒着写。"
    assert places(problems) == [
        ("not-a-school", "存在问题!A4"),
        ("bad-date", "工作措施!F3"),
        ("dates-reversed", "工作措施!F4"),
    ]


def test_an_example_row_is_no_school():
    tree, _, problems = read(单位=UNITS + "X9 | 【示例】某镇中心学校 | 中心学校 | | |")
    assert tree is not None
    assert tree.find("X9") is None
    assert places(problems, Severity.NOTE) == [("example-row", "单位!B6")]


def test_spaces_around_a_name_are_taken_off_with_a_note():
    tree, _, problems = read(单位=[["名称", "类别"], ["\u3000甲 校\u200b ", "学校"]])
    assert tree is not None
    assert [unit.name for unit in tree] == ["甲 校"]
    assert places(problems, Severity.NOTE) == [("spaces-trimmed", "单位!A2")]


def test_missing_tables_columns_and_headings_are_reported_together():
    tree, facts, problems = read(
        单位组="名称|类别", 班级="学样|班级\nZ1|1班", 人员="姓名\n张样例", 存在问题="没有标题"
    )
    assert (tree, facts) == (None, {})
    assert places(problems) == [
        ("missing-table", "名册"),
        ("missing-column", "班级!A1"),
        ("missing-column", "人员!A1"),
        ("no-headings", "存在问题"),
    ]
    assert "“单位组”是否应为“单位”？" in problems[0].remedy


def test_columns_that_lack_or_are_misspelt():
    _, _, problems = read(
        单位="名秤|类别|学生人数|名称\n甲校|学校|3|乙校", 班级="学样|班级\n乙校|1班", 人员="没有|标题"
    )
    assert places(problems, Severity.NOTE) == [("missing-column", "单位!C1"), ("missing-column", "单位!A1")]
    assert places(problems) == [("missing-column", "班级!A1"), ("no-headings", "人员")]
    assert "“学样”是否应为“学校”？" in problems[-2].remedy


def test_a_column_under_another_word_is_named_beside_the_one_that_lacks():
    _, _, problems = read(单位="名称|类别|备注|138 0000 1111\n甲校|学校||")
    (note,) = [
        problem for problem in problems if problem.location == Location("名册", sheet="单位", cell="C1")
    ]
    assert (note.code, note.severity) == ("missing-column", Severity.NOTE)
    assert "没有读的列：“备注”、“＊＊＊”" in note.message
    assert "没有找到的列：“编号”、“上级”、“学段”、“镇街”、“学生数”等。" in note.message


def test_columns_of_ones_own_are_no_matter_where_none_lacks():
    _, _, problems = read(单位=UNITS, 存在问题="学校|存在问题|备注\nZ1|没有|无")
    assert places(problems, Severity.NOTE) == []


def test_a_heading_that_stands_twice():
    _, _, problems = read(单位="名称|类别|名称\n甲校|学校|乙校")
    assert places(problems) == [("repeated-heading", "单位!C1")]


def test_no_personal_number_is_ever_echoed():
    number = "13900001111"
    rows = f"""
    编号 | 名称 | 类别 | 上级 | 学段 | 学生数 | 启用日期
    {number} | 甲{number} | {number} | {number} | {number} | {number} | {number}
    S2 | 乙 139 0000 1111 | {number} | 139-0000-1111 | 小学{number} | {number}人 | {number}.1
    """
    _, _, problems = read(
        单位=rows, 班级=f"学校|班级\n{number}|{number}", 人员=f"单位|姓名\n{number}|{number}"
    )
    assert problems
    spoken = "".join(map(str, problems))
    assert "1390000" not in spoken
    assert "0000 1111" not in spoken
    assert "0000-1111" not in spoken


def test_a_remark_beside_the_headed_columns_is_noted_once_a_column():
    tree, _, problems = read(
        单位="名称||类别\n甲校||学校|待核\n乙校|新|学校|待核", 班级="学校|班级", 人员="单位|姓名"
    )
    assert tree is not None
    assert places(problems) == []
    assert places(problems, Severity.NOTE) == [("unheaded-cell", "单位!D2"), ("unheaded-cell", "单位!B3")]


MERGED = Unreadable(Problem("merged-cells", "合并", Location("甲")), "甲校")
BROKEN = Unreadable(Problem("error-value", "错误", Location("甲")))
FOLLOWERS = {
    "班级": "学校|班级\n甲校|1班\n甲校|2班\nS1|3班",
    "人员": "单位|姓名\n甲校|张样例\nS1/1班|李样例",
    "存在问题": "学校|存在问题\n甲校|群多。\n甲校|人杂。",
}


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (["S1", "甲\n校", "学校"], "control-character", "B2"),
        (["S1", "甲\u200b校", "学校"], "control-character", "B2"),
        (["S1", "", "学校"], "blank-cell", "B2"),
        (["S1", 3.5, "学校"], "number-in-text-column", "B2"),
        (["S1", MERGED, "学校"], "merged-cells", ""),
        (["S1", BROKEN, "学校"], "error-value", ""),
        ([BROKEN, "甲校", "学校"], "error-value", ""),
        (["S\n1", "甲校", "学校"], "control-character", "A2"),
        (["S1", "甲校", "学样"], "unknown-choice", "C2"),
    ],
)  # fmt: skip
def test_a_refused_row_is_not_told_again_by_every_row_that_names_it(row, code, cell):
    _, _, problems = read(单位=[["编号", "名称", "类别"], row, ["S2", "乙校", "学校"]], **FOLLOWERS)
    assert places(problems) == [(code, f"单位!{cell}" if cell else "甲")]


@pytest.mark.parametrize(
    ("second", "code"), [("S2|甲校|学校", "duplicate-name"), ("S1|甲校|学校", "duplicate-id")]
)
def test_a_unit_given_twice_is_not_called_ambiguous_by_every_row_that_names_it(second, code):
    _, _, problems = read(单位=f"编号|名称|类别\nS1|甲校|学校\n{second}", **FOLLOWERS)
    assert [found for found, _ in places(problems)] == [code]


def test_a_name_nobody_gave_is_still_told_beside_a_refused_row():
    _, _, problems = read(
        单位=[["名称", "类别"], ["甲\n校", "学校"], ["乙校", "学校"]],
        班级="学校|班级\n丙校|1班",
        人员="单位|姓名",
    )
    assert places(problems) == [("control-character", "单位!A2"), ("unknown-organisation", "班级!A2")]


def test_a_refused_superior_raises_no_second_problem():
    _, _, problems = read(
        单位=[
            ["名称", "类别", "上级"],
            ["甲局", "主管局", ""],
            ["乙局", "主管局", ""],
            ["丙校", "学校", "甲\n局"],
        ]
    )
    assert places(problems) == [("control-character", "单位!C4")]


def test_a_refused_class_is_known_to_the_people_in_it():
    _, _, problems = read(
        单位="名称|类别\n甲校|学校",
        班级=[["学校", "班级", "学生数"], ["甲校", "1\u200b班", ""]],
        人员="单位|姓名|职务\n甲校/1班|张样例|班主任",
    )
    assert places(problems) == [("control-character", "班级!B2")]


def test_a_seat_in_the_leading_group_is_kept_without_its_name():
    tree, _, problems = read(
        单位="名称|类别\n甲校|学校",
        人员="单位|姓名|职务|领导小组职务\n甲校||副校长|副组长\n甲校||法治副校长|",
    )
    assert tree is not None
    assert [(person.name, person.post, person.group_role) for person in tree.people] == [
        ("", "副校长", "副组长")
    ]
    assert places(problems, Severity.GAP)[1:] == [("blank-post", "人员!B2"), ("blank-post", "人员!B3")]
