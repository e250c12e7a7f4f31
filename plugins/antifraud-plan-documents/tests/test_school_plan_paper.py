"""A school's own plan (clause 5.1): its facts where it gave them, marked blanks and gaps where it did not."""

from datetime import date

import attrs
import pytest
from document_papers import REGISTRY, markdown

from antifraud_plan.model.prose import Prose
from antifraud_plan.offers import Brief
from antifraud_plan.plugin import (
    Audience,
    Cadence,
    Location,
    Measure,
    Metric,
    Organisation,
    OrganisationKind,
    OrganisationTree,
    Party,
    Person,
    Problem,
    SchoolFacts,
    SchoolLevel,
    Severity,
    Submission,
    Target,
    Task,
)
from antifraud_plan.testing import render_markdown, small_county

SCHOOL, CENTRAL, BELOW, KINDERGARTEN = (
    "示例县第一小学",
    "示例县东镇中心学校",
    "示例县东镇小学",
    "示例县机关幼儿园",
)


@pytest.fixture
def county() -> Brief:
    return small_county()


def plan_of(brief: Brief, school: str = SCHOOL) -> str:
    return markdown("school-plan", brief, school)


def gaps_of(brief: Brief, school: str = SCHOOL) -> tuple[Problem, ...]:
    items = REGISTRY.require_document_kind("学校方案").items(brief)
    (item,) = (item for item in items if school in item.title)
    return item.gaps


def with_facts(brief: Brief, *measures: Measure, shortcomings: tuple[str, ...] = ("家长了解不够",)) -> Brief:
    return attrs.evolve(brief, facts={"S1": SchoolFacts("S1", shortcomings, measures)})


def with_people(brief: Brief, *people: Person) -> Brief:
    return attrs.evolve(brief, tree=OrganisationTree(brief.tree.organisations, people))


def line_of(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.strip("*").startswith(start))


COMPLETE = (
    Measure("meeting", "与校务会合并召开。", "孙示例", date(2023, 2, 20), date(2023, 12, 29)),
    Measure("class-meeting", "按年级分主题召开。", "吴样例", date(2023, 3, 1), date(2023, 12, 20)),
    Measure("vacation", "放假前发告家长书。", "吴样例", None, date(2023, 7, 7)),
)


# ── a measure, as it is printed ───────────────────────────────────────────


def test_a_measure_prints_what_who_and_when(county: Brief) -> None:
    assert line_of(plan_of(with_facts(county, *COMPLETE)), "1.专题会议") == (
        "**1.专题会议。**与校务会合并召开。频次：每月至少1次；责任人：孙示例；"
        "时间：2月20日至12月29日；留存材料：会议记录。"
    )


def test_the_schools_own_tighter_frequency_shows_beside_the_countys(county: Brief) -> None:
    own = attrs.evolve(COMPLETE[0], cadence=Cadence.parse("每月至少2次"))
    assert "频次：每月至少2次（《方案》要求每月至少1次）；" in plan_of(with_facts(county, own))


def test_a_frequency_equal_to_the_countys_is_printed_once(county: Brief) -> None:
    same = attrs.evolve(COMPLETE[0], cadence=Cadence.parse("每月至少1次"))
    assert "频次：每月至少1次；责任人" in plan_of(with_facts(county, same))


@pytest.mark.parametrize(
    ("start", "finish", "printed"),
    [
        (date(2023, 2, 20), date(2023, 12, 29), "时间：2月20日至12月29日；"),
        (None, date(2023, 7, 7), "时间：7月7日前；"),
        (date(2023, 3, 1), None, "时间：3月1日起；"),
        (date(2023, 3, 1), date(2023, 3, 1), "时间：3月1日；"),
        (date(2023, 9, 1), date(2024, 1, 19), "时间：9月1日至2024年1月19日；"),
        (None, None, "时间：`[待填]`；"),
    ],
)
def test_dates_of_a_measure(county: Brief, start: date | None, finish: date | None, printed: str) -> None:
    measure = Measure("meeting", "召开会议", "孙示例", start, finish)
    assert printed in line_of(plan_of(with_facts(county, measure)), "1.专题会议")


def test_several_measures_for_one_duty_are_counted_off(county: Brief) -> None:
    second = Measure("专题会议", "邀请民警列席；", "吴样例", date(2023, 3, 1))
    line = line_of(plan_of(with_facts(county, COMPLETE[0], second)), "1.专题会议")
    assert "**（1）与校务会合并召开。" in line
    assert "时间：2月20日至12月29日。（2）邀请民警列席。频次" in line
    assert line.count("留存材料") == 1
    assert line.endswith("时间：3月1日起；留存材料：会议记录。")


def test_no_stop_is_ever_doubled(county: Brief, demo: Brief) -> None:
    kind = REGISTRY.require_document_kind("学校方案")
    for text in (*render_markdown(kind, county).values(), *render_markdown(kind, demo).values()):
        for doubled in ("。。", "。；", "；。", "；；", "：。", "：；", "，。", "、。", "（）"):
            assert doubled not in text


def test_a_duty_the_school_set_itself_is_not_lost(county: Brief) -> None:
    own = Measure("反诈剧社", "每周五排演", "钱示例", date(2023, 3, 3), cadence=Cadence.parse("每周1次"))
    text = plan_of(with_facts(county, *COMPLETE, own))
    assert "### （二）其他工作" in text
    assert "**反诈剧社。**每周五排演。频次：每周1次；责任人：钱示例；时间：3月3日起。" in text


def test_a_duty_that_binds_others_is_printed_for_a_school_that_does_it(county: Brief) -> None:
    plan = attrs.evolve(
        county.plan,
        parties=(*county.plan.parties, Party("bureau", "局机关", (OrganisationKind.BUREAU,))),
        tasks=(*county.plan.tasks, Task("check", "督查", Cadence.parse("每季度1次"), "meeting", ("bureau",))),
    )
    brief = with_facts(
        attrs.evolve(county, plan=plan), Measure("check", "接受督查", "孙示例", date(2023, 3, 1))
    )
    assert "督查。**接受督查" in plan_of(brief)
    assert "督查" not in plan_of(brief, BELOW)


# ── the school ────────────────────────────────────────────────────────────


def test_two_schools_plans_differ_in_more_than_their_names(demo: Brief) -> None:
    one, other = "示例县第一实验小学", "示例县第一中学"
    texts = [plan_of(demo, school).replace(school, "某校") for school in (one, other)]
    first, second = (set(text.splitlines()) for text in texts)
    assert len(first - second) > 20
    assert "徐示例" in texts[0]
    assert "徐示例" not in texts[1]


def test_the_school_says_how_large_it_is(county: Brief) -> None:
    school = county.tree.require("S1")
    tree = OrganisationTree(
        tuple(attrs.evolve(unit, students=620, staff=41) if unit == school else unit for unit in county.tree),
        county.tree.people,
    )
    assert "我校现有教学班2个、学生620人、教职工41人。" in plan_of(attrs.evolve(county, tree=tree))


def test_a_school_without_classes_still_has_class_meetings_but_counts_none(county: Brief) -> None:
    text = plan_of(county, BELOW)
    assert "主题班会" in text
    assert "现有" not in text


def test_a_kindergarten_without_classes_is_spared_what_binds_other_levels(county: Brief) -> None:
    primary = Party("classes", "小学各班级", (OrganisationKind.CLASS,), (SchoolLevel.PRIMARY,))
    parties = tuple(primary if party.id == "classes" else party for party in county.plan.parties)
    brief = attrs.evolve(county, plan=attrs.evolve(county.plan, parties=parties))
    assert "主题班会" not in plan_of(brief, KINDERGARTEN)
    assert "主题班会" in plan_of(brief, BELOW)


def test_a_kindergarten_speaks_of_itself_as_one(county: Brief) -> None:
    text = plan_of(county, KINDERGARTEN)
    assert "结合我园实际" in text
    assert "我校" not in text


def test_the_leading_group_is_listed_by_role(county: Brief) -> None:
    brief = with_people(
        county,
        Person("孙示例", "S1", "校长", "组长"),
        Person("郑样例", "S1", "书记", "组长"),
        Person("吴样例", "S1", "副校长", "副组长"),
        Person("冯演示", "S1", "", "成员"),
        Person("卫样本", "S1", "班主任"),
    )
    text = plan_of(brief)
    assert "组长：孙示例（校长）、郑样例（书记）\n\n副组长：吴样例（副校长）\n\n成员：冯演示\n" in text
    assert "卫样本" not in text


def test_shortcomings_are_counted_off_unless_there_is_only_one(county: Brief) -> None:
    two = plan_of(with_facts(county, shortcomings=("家长了解不够。", "群管理不严；")))
    assert "*一是*家长了解不够。\n\n*二是*群管理不严。\n" in two
    one = plan_of(with_facts(county, shortcomings=("家长了解不够。",)))
    assert "\n家长了解不够。\n" in one
    assert "一是" not in one


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (("一是家长了解不够。", "二是：群管理不严！"), "*一是*家长了解不够。\n\n*二是*群管理不严。\n"),
        (("1.家长了解不够！", "2、群管理是否严格？"), "*一是*家长了解不够。\n\n*二是*群管理是否严格。\n"),
        (("（一）家长了解不够", "(2) 群管理不严;"), "*一是*家长了解不够。\n\n*二是*群管理不严。\n"),
        (("第一，家长了解不够", "②群管理不严"), "*一是*家长了解不够。\n\n*二是*群管理不严。\n"),
        (("一是家长了解不够；二是群管理不严。",), "*一是*家长了解不够。\n\n*二是*群管理不严。\n"),
        (("1.5万元以上案件偏多", "五一是高发期"), "*一是*1.5万元以上案件偏多。\n\n*二是*五一是高发期。\n"),
    ],
)
def test_shortcomings_that_bring_their_own_numbers_are_counted_once(
    county: Brief, typed: tuple[str, ...], printed: str
) -> None:
    assert printed in plan_of(with_facts(county, shortcomings=typed))


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        (("组长",), "组长对我校防范电信网络诈骗工作负总责。"),
        (("组长", "副组长"), "组长对我校防范电信网络诈骗工作负总责，副组长按照分工抓好落实。"),
        (("组长", "成员"), "组长对我校防范电信网络诈骗工作负总责，各成员按照分工抓好落实。"),
        (
            ("组长", "常务副组长", "副组长", "成员"),
            "组长对我校防范电信网络诈骗工作负总责，常务副组长、副组长和各成员按照分工抓好落实。",
        ),
    ],
)
def test_only_roles_that_are_there_get_duties(county: Brief, roles: tuple[str, ...], sentence: str) -> None:
    people = (Person("孙示例", "S1", "校长", role) for role in roles)
    assert f"\n{sentence}\n" in plan_of(with_people(county, *people))


def test_a_plan_on_something_else_speaks_of_that(county: Brief) -> None:
    drowning = attrs.evolve(county, plan=attrs.evolve(county.plan, subject="预防学生溺水工作"))
    paper = plan_of(drowning)
    assert "对照预防学生溺水工作要求，查找出以下薄弱环节" in paper
    assert "组长对我校预防学生溺水工作负总责" in paper
    assert "诈骗" not in paper
    assert "案件" not in paper


# ── goals and reporting ───────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "target", "goal"),
    [
        ("知晓率", "100%", "学生知晓率达到100%。"),
        ("知晓率", "达到95%以上", "学生知晓率达到95%以上。"),
        ("知晓率", "60%→80%→100%", "学生知晓率逐年达到60%→80%→100%。"),
        ("发案率", "不高于上年同期", "学生发案率不高于上年同期。"),
        ("诈骗案件数", "零发生", "学生诈骗案件零发生。"),
    ],
)
def test_goals_read_as_a_sentence(county: Brief, name: str, target: str, goal: str) -> None:
    metric = Metric("m", name, "awareness", Target.parse(target), audiences=(Audience.STUDENTS,))
    brief = attrs.evolve(county, plan=attrs.evolve(county.plan, metrics=(metric,)))
    assert f"全面完成《方案》确定的各项任务，{goal}" in plan_of(brief)


def test_a_school_is_not_held_to_the_countys_own_targets(demo: Brief) -> None:
    text = plan_of(demo, "示例县第一实验小学")
    assert "发案率" not in text
    assert "学生、教职工、家长知晓率达到100%" in text


def test_who_hands_in_what_to_whom(county: Brief) -> None:
    materials = Submission(
        "materials", "落实材料", ("reporters",), Cadence.parse("按时"), Prose.parse("{section_short}")
    )
    plan = attrs.evolve(county.plan, submissions=(*county.plan.submissions, materials))
    brief = attrs.evolve(county, plan=plan)
    sent = "2月28日前将学校方案报送县教体局；按时将落实材料报送法安股"
    assert f"\n{sent}。\n" in plan_of(brief, SCHOOL)
    assert f"\n{sent}；我校负责汇总{BELOW}的上述材料，一并报送。\n" in plan_of(brief, CENTRAL)
    assert f"\n2月28日前将学校方案经{CENTRAL}报送县教体局；" in plan_of(brief, BELOW)
    assert "\n按照县教体局要求报送有关材料。\n" in plan_of(brief, KINDERGARTEN)


# ── gaps ──────────────────────────────────────────────────────────────────


def test_a_school_that_gave_everything_has_no_gap(county: Brief) -> None:
    brief = with_facts(county, *COMPLETE)
    assert gaps_of(brief) == ()
    assert "待填" not in plan_of(brief)


def test_a_school_that_gave_nothing_has_a_gap_for_each_thing(county: Brief) -> None:
    gaps = gaps_of(county, KINDERGARTEN)
    assert {gap.code for gap in gaps} == {"school-plan-gap"}
    assert {gap.severity for gap in gaps} == {Severity.GAP}
    assert [gap.message for gap in gaps] == [
        "示例县机关幼儿园的方案还没有领导小组。",
        "示例县机关幼儿园的方案还没有写存在的问题。",
        "示例县机关幼儿园的方案还有3项工作没有写措施、责任人和时间：专题会议、主题班会、假期宣传。",
    ]
    assert plan_of(county, KINDERGARTEN).count("`[待填") == 1 + 3 + 3 * 3


def test_a_half_filled_row_is_a_gap_at_its_place(county: Brief) -> None:
    place = Location("单位名册.xlsx", sheet="工作措施", cell="A7")
    half = attrs.evolve(COMPLETE[0], responsible_person="", start=None, finish=None, location=place)
    (gap,) = gaps_of(with_facts(county, half, *COMPLETE[1:]))
    assert str(gap) == (
        "单位名册.xlsx:工作措施!A7 待补 示例县第一小学的方案“专题会议”还缺责任人、时间。"
        "请在单位名册“工作措施”表里填写。 [school-plan-gap]"
    )


def test_a_group_without_a_leader_is_a_gap(county: Brief) -> None:
    brief = with_people(with_facts(county, *COMPLETE), Person("吴样例", "S1", "副校长", "副组长"))
    assert [gap.message for gap in gaps_of(brief)] == ["示例县第一小学的方案领导小组还没有组长。"]
    assert "组长：`[待填]`\n\n副组长：吴样例（副校长）\n" in plan_of(brief)


def test_a_post_that_names_nobody_stands_as_a_blank_and_is_a_gap(county: Brief) -> None:
    brief = with_people(
        with_facts(county, *COMPLETE),
        Person("孙示例", "S1", "校长", "组长"),
        Person("", "S1", "副校长", "副组长"),
        Person("", "S1", "班主任"),
    )
    assert "组长：孙示例（校长）\n\n副组长：`[待填]`（副校长）\n" in plan_of(brief)
    assert [gap.message for gap in gaps_of(brief)] == [
        "示例县第一小学的方案领导小组的副组长（副校长）还没有填姓名。"
    ]


def test_only_the_schools_asked_for_get_a_plan(county: Brief) -> None:
    township = county.tree.require("Z1")
    brief = attrs.evolve(county, selected=(township,))
    titles = [item.title for item in REGISTRY.require_document_kind("学校方案").items(brief)]
    assert [title.split("2023")[0] for title in titles] == [CENTRAL, BELOW]


def test_another_campaign_needs_no_other_template(county: Brief) -> None:
    tree = OrganisationTree((Organisation("S", "示例小学", OrganisationKind.COUNTY_SCHOOL),))
    brief = attrs.evolve(county, plan=attrs.evolve(county.plan, subject="防溺水工作"), tree=tree)
    text = plan_of(brief, "示例小学")
    assert text.startswith("# 示例小学2023年防溺水工作实施方案\n")
    assert "成立示例小学防溺水工作领导小组" in text
    assert "诈骗" not in text.replace("示例县教体系统2023年防溺水工作实施方案", "")
