"""The county's own papers in other shapes than the demo county's: each builds and reads well."""

from collections.abc import Callable

import attrs
import pytest
from antifraud_plan_documents.settings import DocumentSettings
from document_papers import REGISTRY, markdown

from antifraud_plan.model.group import GroupForm
from antifraud_plan.model.plan import Issue, Plan
from antifraud_plan.model.prose import Prose
from antifraud_plan.offers import Brief
from antifraud_plan.plugin import Clause, GroupOffice, LeadingGroup, Post, Problem, Section
from antifraud_plan.testing import load_county, make_registry, small_county

COUNTY_KINDS = ("county-plan", "notice", "drafting-slip", "schedule")


@pytest.fixture
def county() -> Brief:
    return small_county()


def with_plan(brief: Brief, change: Callable[[Plan], Plan]) -> Brief:
    return attrs.evolve(brief, plan=change(brief.plan))


def with_issue(brief: Brief, change: Callable[[Issue], Issue]) -> Brief:
    return with_plan(brief, lambda plan: attrs.evolve(plan, issue=change(plan.issue)))


def with_groups(brief: Brief, *groups: LeadingGroup) -> Brief:
    return with_plan(brief, lambda plan: attrs.evolve(plan, leading_groups=groups))


def with_settings(brief: Brief, settings: DocumentSettings) -> Brief:
    return attrs.evolve(brief, settings={DocumentSettings: settings})


def gaps_of(kind: str, brief: Brief) -> list[Problem]:
    return [gap for item in REGISTRY.require_document_kind(kind).items(brief) for gap in item.gaps]


# ── the notice ────────────────────────────────────────────────────────────


def test_the_plan_follows_the_notice_without_an_annex_mark(county: Brief) -> None:
    text = markdown("notice", county)
    assert "附件" not in text
    assert text.index("2023年2月6日") < text.index("\n# 示例县教体系统2023年防范电信网络诈骗工作实施方案")


def test_the_plan_may_be_an_annex(county: Brief) -> None:
    text = markdown("notice", with_settings(county, DocumentSettings(plan_as_annex=True)))
    title = "示例县教体系统2023年防范电信网络诈骗工作实施方案"
    assert f"认真贯彻落实。\n\n附件：{title}\n\n示例县教育体育局\n\n2023年2月6日\n" in text
    assert f"\n**附件**\n\n# {title}\n" in text


def test_a_number_or_addressee_not_yet_given_is_a_marked_blank_and_a_gap(county: Brief) -> None:
    brief = with_issue(county, lambda issue: attrs.evolve(issue, serial=None, addressees=()))
    text = markdown("notice", brief)
    assert "\n`[待填：发文字号]`\n" in text
    assert "\n`[待填：主送机关]`：\n" in text
    assert [gap.code for gap in gaps_of("notice", brief)] == ["no-document-number", "no-addressee"]
    assert gaps_of("county-plan", brief) == []
    assert "| 发文字号 |  |" in markdown("drafting-slip", brief)


def test_offices_are_joined_by_the_mark_above_those_within_them(county: Brief) -> None:
    offices = ("各学校、幼儿园", "局机关各股室")
    brief = with_issue(county, lambda issue: attrs.evolve(issue, addressees=offices))
    assert "\n各学校、幼儿园，局机关各股室：\n" in markdown("notice", brief)
    assert "\n各镇（街）中心学校、县直各学校：\n" in markdown("notice", county)


def test_the_imprint_names_copies_only_where_there_are_any(county: Brief) -> None:
    assert "抄送" not in markdown("notice", county)
    brief = with_issue(county, lambda issue: attrs.evolve(issue, copies_to=("示例市教育局",)))
    ending = "---\n\n抄送：示例市教育局。\n\n示例县教育体育局办公室 2023年2月6日印发\n"
    assert markdown("notice", brief).endswith(ending)


def test_mark_and_printer_are_the_countys_to_set(county: Brief) -> None:
    brief = with_settings(county, DocumentSettings(issuer_mark="示例县教育体育局", printer="局秘书股"))
    text = markdown("notice", brief)
    assert text.startswith("**示例县教育体育局**\n")
    assert text.endswith("局秘书股 2023年2月6日印发\n")


def test_the_settings_are_read_from_plan_toml() -> None:
    import antifraud_plan_documents

    registry = make_registry(antifraud_plan_documents)
    tables = "[documents]\nplan_as_annex = true\nsealed = false\nprinter = '局秘书股'\n"
    brief = load_county(registry, "county-education", tables=tables)
    assert brief.setting(DocumentSettings) == DocumentSettings("", True, False, "局秘书股")


# ── the drafting slip ─────────────────────────────────────────────────────


def test_the_drafting_slip_has_a_place_for_everyone_who_signs(county: Brief) -> None:
    text = markdown("drafting-slip", county)
    for place in ("拟稿人", "核稿", "会签", "签发", "部门审核", "校对", "印制份数"):
        assert f"| {place} |  |" in text
    assert "| 拟稿单位 | 政策法规安全股 |" in text
    assert "| 标题 | 示例县教育体育局关于印发《" in text


def test_the_drafting_slip_names_the_annex(county: Brief) -> None:
    assert "| 附件 | 无 |" in markdown("drafting-slip", county)
    brief = with_settings(county, DocumentSettings(plan_as_annex=True))
    assert "| 附件 | 示例县教体系统2023年防范电信网络诈骗工作实施方案 |" in markdown("drafting-slip", brief)


# ── leading groups ────────────────────────────────────────────────────────


def test_two_leaders_members_and_several_offices_stand_in_order(county: Brief) -> None:
    group = LeadingGroup(
        "county",
        "工作领导小组",
        "group",
        posts=(Post("组长", "甲示例", "副县长"), Post("组长", "乙示例", "局长"), Post("副组长")),
        members=Prose.parse("{bureau_short}各股室负责人"),
        offices=(
            GroupOffice(Prose.parse("{section}"), posts=(Post("办公室主任", "丙示例", "副局长", True),)),
            GroupOffice(Prose.parse("德育股"), posts=(Post("宣传办公室主任", "丁示例", concurrent=True),)),
        ),
    )
    text = markdown("county-plan", with_groups(county, group))
    assert (
        "组成人员如下：\n\n组长：甲示例（副县长）\n\n组长：乙示例（局长）\n\n副组长：`[待填：姓名]`\n\n"
        "成员：县教体局各股室负责人\n\n办公室主任：丙示例（副局长，兼）\n\n宣传办公室主任：丁示例（兼）\n"
    ) in text


def test_an_office_is_listed_below_the_clause_that_seats_it(county: Brief) -> None:
    office = GroupOffice(Prose.parse("法安股"), clause="seat", posts=(Post("主任", "丙示例"),))
    plan = attrs.evolve(
        county.plan,
        clauses=(*county.plan.clauses, Clause("seat", "1", Prose.parse("办公室设在法安股。"), True)),
        leading_groups=(attrs.evolve(county.plan.leading_groups[0], offices=(office,)),),
    )
    text = markdown("county-plan", attrs.evolve(county, plan=plan))
    assert "\n办公室设在法安股。\n\n主任：丙示例\n" in text


def test_a_task_force_stands_beside_the_leading_group(county: Brief) -> None:
    force = LeadingGroup("force", "处置专班", "meeting", GroupForm.TASK_FORCE, (Post("召集人", "戊示例"),))
    text = markdown("county-plan", with_groups(county, *county.plan.leading_groups, force))
    assert "组长：张示例（县教体局局长）" in text
    assert "\n召集人：戊示例\n" in text


def test_every_empty_seat_is_a_gap_that_names_it(county: Brief) -> None:
    office = GroupOffice(Prose.parse("法安股"), posts=(Post("主任"), Post("副主任", "己示例")))
    group = attrs.evolve(county.plan.leading_groups[0], posts=(Post("组长"),), offices=(office,))
    brief = with_groups(county, group)
    messages = ["工作领导小组的组长还没有填写姓名。", "工作领导小组的主任还没有填写姓名。"]
    assert [gap.message for gap in gaps_of("county-plan", brief)] == messages
    assert [gap.code for gap in gaps_of("notice", brief)] == ["blank-post", "blank-post"]


# ── the outline ───────────────────────────────────────────────────────────


def test_a_preamble_deep_headings_and_counted_clauses(county: Brief) -> None:
    sections = (
        Section("0"),
        Section("1", "工作任务"),
        Section("1.1", "宣传", under="1", itemised=True),
        Section("1.1.1", "校内", under="1.1"),
        Section("1.1.1.1", "课堂", under="1.1.1"),
    )
    clauses = (
        Clause("0", "0", Prose.parse("制定本方案。")),
        Clause("group", "1.1", Prose.parse("开会。")),
        Clause("meeting", "1.1", Prose.parse("上课。")),
        Clause("class-meeting", "1.1", Prose.parse("演练。"), True),
        Clause("awareness", "1.1.1", Prose.parse("张贴。")),
        Clause("vacation", "1.1.1.1", Prose.parse("讲授。")),
        Clause("report", "1.1.1.1", Prose.parse("考查。")),
    )
    brief = with_plan(county, lambda plan: attrs.evolve(plan, sections=sections, clauses=clauses))
    assert markdown("county-plan", brief) == (
        "# 示例县教体系统2023年防范电信网络诈骗工作实施方案\n\n制定本方案。\n\n## 一、工作任务\n\n"
        "### （一）宣传\n\n*一是*开会。*二是*上课。\n\n组长：张示例（县教体局局长）\n\n*三是*演练。\n\n"
        "#### 1.校内\n\n张贴。\n\n##### （1）课堂\n\n讲授。考查。\n\n示例县教育体育局\n\n2023年2月6日\n"
    )


@pytest.mark.parametrize("kind", COUNTY_KINDS)
def test_a_plan_of_prose_alone_still_makes_every_paper(county: Brief, kind: str) -> None:
    prose = (Clause("only", "1", Prose.parse("各学校要高度重视。")),)
    plan = attrs.evolve(
        county.plan, clauses=prose, tasks=(), metrics=(), submissions=(), leading_groups=(), parties=()
    )
    brief = attrs.evolve(county, plan=plan)
    assert "示例县" in markdown(kind, brief)
    assert gaps_of(kind, brief) == []


def test_only_the_last_paragraph_stays_with_the_signature(demo: Brief) -> None:
    (item,) = REGISTRY.require_document_kind("实施方案").items(demo)
    outline = item.values["outline"]
    assert isinstance(outline, tuple)
    closing = [paragraph.closing for entry in outline for paragraph in entry.paragraphs]
    assert closing == [False] * (len(closing) - 1) + [True]


def test_papers_carry_the_date_they_are_made_for(county: Brief) -> None:
    brief = attrs.evolve(county, on=county.plan.issue.date.replace(month=3, day=15))
    assert markdown("county-plan", brief).endswith("\n2023年3月15日\n")
    assert "〔2023〕5号" in markdown("notice", brief)
