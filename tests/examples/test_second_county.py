"""样板区: a district with another shape, made by data alone; its papers must read as its own."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import antifraud_plan_documents
import pytest

from antifraud_plan import builtin
from antifraud_plan.api import build, check
from antifraud_plan.model.target import Ladder
from antifraud_plan.plugin import (
    OrganisationKind,
    Plan,
    Severity,
    Signing,
    Voice,
    derive_unit_signings,
)
from antifraud_plan.problems import has_errors
from antifraud_plan.registry import Registry
from antifraud_plan.testing import render_markdown
from antifraud_plan.workspace import Workspace, open_workspace

FOLDER = Path(__file__).parents[2] / "examples" / "second-county"
REGISTRY = Registry([("builtin", builtin), ("documents", antifraud_plan_documents)])


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(FOLDER, REGISTRY)


@pytest.fixture(scope="module")
def plan(workspace: Workspace) -> Plan:
    assert workspace.loaded.plan is not None
    return workspace.loaded.plan


@pytest.fixture(scope="module")
def papers(workspace: Workspace) -> Mapping[str, str]:
    """Every paper of the district as Markdown, by path."""
    brief = workspace.brief()
    return {
        path: text for kind in REGISTRY.document_kinds for path, text in render_markdown(kind, brief).items()
    }


@pytest.fixture(scope="module")
def county_plan(workspace: Workspace) -> str:
    (text,) = render_markdown(REGISTRY.require_document_kind("实施方案"), workspace.brief()).values()
    return text


def test_nothing_in_it_is_an_error_and_only_school_plans_are_open(workspace: Workspace) -> None:
    problems = check(workspace)
    assert {problem.code for problem in problems if problem.severity is Severity.GAP} == {"school-plan-gap"}
    assert not has_errors(problems)


def test_it_is_told_where_it_asks_less_than_the_base_plan(workspace: Workspace) -> None:
    notes = [problem for problem in check(workspace) if problem.severity is Severity.NOTE]
    assert [(note.code, str(note.location).split(":")[0]) for note in notes] == [
        ("duty-loosened", "plan.toml"),
        ("duty-removed", "plan.toml"),
        ("duty-loosened", "plan.toml"),
        ("duty-loosened", "plan.toml"),
        ("duty-removed", "plan.toml"),
        ("no-people-list", "名单"),
    ]


@pytest.mark.parametrize("foreign", ["县", "中心学校", "股", "示例县", "2023"])
def test_no_word_of_another_county_is_left_in_any_paper(papers: Mapping[str, str], foreign: str) -> None:
    assert [path for path, text in papers.items() if foreign in text] == []


def test_schools_stand_directly_under_the_bureau_and_all_report(workspace: Workspace, plan: Plan) -> None:
    tree = workspace.brief().tree
    bureau = tree.bureau()
    assert {tree.parent_of(school) for school in tree.schools()} == {bureau}
    assert OrganisationKind.CENTRAL_SCHOOL not in {unit.kind for unit in tree}
    assert all(plan.party("reporters").includes(school) for school in tree.schools())


def test_the_sections_are_the_districts_own(county_plan: str) -> None:
    headings = [line for line in county_plan.splitlines() if re.match(r"#+ [一二三四五六七八九]、", line)]
    assert [heading.partition("、")[2] for heading in headings] == [
        "形势分析",
        "总体要求",
        "工作目标",
        "组织领导",
        "宣传重点",
        "重点任务及分工",
        "实施步骤",
        "工作要求",
    ]


def test_two_leaders_two_offices_and_a_task_force_are_printed(county_plan: str) -> None:
    assert county_plan.count("\n组长：") == 2
    assert county_plan.count("\n主任：") == 2
    assert re.search(r"宣传办公室，[^\n]+：\n\n主任：卫演示", county_plan)
    assert "召集人：褚样例（综合治理安全科科长）" in county_plan


def test_tasks_are_led_by_departments(county_plan: str, plan: Plan) -> None:
    assert "牵头科室：人事科；配合单位：综治安全科。" in county_plan
    led = {party for task in plan.tasks for party in task.lead}
    assert led == {"safety", "moral", "personnel", "early-years"}


def test_phases_print_the_dates_they_state_once(county_plan: str, plan: Plan) -> None:
    for phase in plan.phases:
        assert f"时间为{phase.window}。" in county_plan


def test_the_frequency_depends_on_the_school_level(county_plan: str, plan: Plan) -> None:
    assert "专题教育中小学每月至少1次、幼儿园每季度至少1次" in county_plan
    assert plan.task("4.2.1").cadence.unread == ()
    assert len(plan.task("4.2.1").cadence.rules) == 2


def test_the_awareness_rate_climbs_a_ladder(plan: Plan) -> None:
    (metric,) = [metric for metric in plan.metrics if metric.id == "awareness-rate"]
    assert metric.target.goals == (Ladder((Fraction(3, 5), Fraction(4, 5), Fraction(1))),)


def test_a_clause_of_the_base_plan_is_gone_with_its_task(county_plan: str, plan: Plan) -> None:
    assert "4.2.2" not in {clause.id for clause in plan.clauses} | {task.id for task in plan.tasks}
    assert "五进五级" not in county_plan


def test_its_own_reading_of_periodically_stands_beside_the_word(plan: Plan) -> None:
    assert str(plan.task("4.4.1").cadence) == "定期"
    assert str(plan.task("4.4.1").county_reading) == "每月1次"


def test_the_year_the_program_does_not_know_has_its_holidays_from_the_file(plan: Plan) -> None:
    (source,) = REGISTRY.holidays
    assert source.holidays(2027) is None
    assert date(2027, 10, 1) in [holiday.first for holiday in plan.calendar.holidays]


def test_a_kindergarten_is_asked_for_its_own_task_and_not_for_the_quiz(papers: Mapping[str, str]) -> None:
    (kindergarten,) = [text for path, text in papers.items() if path.startswith("学校方案/样板区中心幼儿园")]
    (secondary,) = [text for path, text in papers.items() if path.startswith("学校方案/样板区第一中学")]
    assert "幼儿园家长讲座" in kindergarten
    assert "反诈知识竞赛" not in kindergarten
    assert "反诈知识竞赛" in secondary
    assert "幼儿园家长讲座" not in secondary


def test_its_word_files_are_valid_in_its_own_layout(
    workspace: Workspace,
    tmp_path: Path,
    validate_ooxml: Callable[[Path], None],
    openxml_audit: Callable[[Path], None],
) -> None:
    kinds = [REGISTRY.require_document_kind(name) for name in ("印发通知", "工作配档表")]
    built = build(workspace, kinds, out=tmp_path)
    assert len(built.written) == 2
    for _, written in built.written:
        validate_ooxml(written.path)
        openxml_audit(written.path)


def test_the_district_signs_responsibility_letters_with_its_schools_directly(workspace: Workspace) -> None:
    brief = workspace.brief()
    found = list(derive_unit_signings(brief.plan, brief.tree, on=brief.on))
    signed = {
        (each.counterpart, each.relation.paper.value, each.relation.copies)
        for each in found
        if isinstance(each, Signing)
    }
    assert signed == {("样板区教育局", "责任书", 3)}
    assert len(found) == len(brief.tree.schools())


def test_children_up_to_the_third_grade_sign_through_their_guardian_and_older_ones_twice(
    workspace: Workspace,
) -> None:
    brief = workspace.brief()
    found = [each for each in brief.people_signings(brief.tree.require("S02")) if isinstance(each, Signing)]
    by_class = {
        (each.class_name, each.relation.id, each.voice) for each in found if each.relation.id != "staff"
    }
    assert by_class == {
        ("三年级1班", "families", Voice.GUARDIAN),
        ("三年级2班", "families", Voice.GUARDIAN),
        ("七年级1班", "families", Voice.JUNIOR),
        ("七年级1班", "students", Voice.JUNIOR),
        ("三年级1班", "class-teachers", Voice.CLASS_TEACHER),
        ("三年级2班", "class-teachers", Voice.CLASS_TEACHER),
        ("七年级1班", "class-teachers", Voice.CLASS_TEACHER),
    }


def test_its_own_wording_stands_beside_the_base_plans(plan: Plan) -> None:
    junior = {promise.id: plan.fill(promise.junior) for promise in plan.promises}
    assert "游戏账号" in junior["lures"]
    assert junior["loans"] == "不在网上借钱，自觉抵制网贷、校园贷、套路贷。"


@pytest.mark.parametrize("file", sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.csv")))
def test_excel_opens_its_lists_without_garbling_them(file: str) -> None:
    assert (FOLDER / file).read_bytes().startswith(b"\xef\xbb\xbf")
