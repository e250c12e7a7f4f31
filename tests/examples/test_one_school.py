"""湖滨高级中学: one school alone, its plan laid over the plan.toml the county sent."""

from collections.abc import Iterator
from pathlib import Path

import antifraud_plan_documents
import pytest

from antifraud_plan import builtin
from antifraud_plan.api import build, check
from antifraud_plan.plugin import BasePlan, hookimpl
from antifraud_plan.registry import Registry
from antifraud_plan.testing import render_markdown
from antifraud_plan.workspace import Workspace, open_workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDER = EXAMPLES / "one-school"
REGISTRY = Registry([("builtin", builtin), ("documents", antifraud_plan_documents)])
SCHOOL_PLAN = REGISTRY.require_document_kind("学校方案")


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(FOLDER, REGISTRY)


def test_the_countys_plan_lies_there_as_the_county_sent_it() -> None:
    assert (FOLDER / "县方案.toml").read_bytes() == (EXAMPLES / "demo-county" / "plan.toml").read_bytes()


def test_the_school_has_answered_everything(workspace: Workspace) -> None:
    assert check(workspace) == ()


def test_its_plan_can_be_built_as_final(workspace: Workspace, tmp_path: Path) -> None:
    (paper,) = build(workspace, [SCHOOL_PLAN], out=tmp_path, final=True).written
    assert paper[1].path.name == "示例县湖滨高级中学2023年防范电信网络诈骗工作实施方案.docx"


def test_a_measure_taken_away_stops_the_final_build(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    measures = tmp_path / "工作措施.csv"
    rows = measures.read_text(encoding="utf-8").splitlines(keepends=True)
    measures.write_text("".join(row for row in rows if "异常卡清理" not in row), encoding="utf-8")
    (problem,) = check(open_workspace(tmp_path, REGISTRY))
    assert "异常卡清理" in problem.message


def test_it_prints_the_countys_duties_and_the_schools_own(workspace: Workspace) -> None:
    (text,) = render_markdown(SCHOOL_PLAN, workspace.brief()).values()
    assert "每月至少1次" in text
    assert "宿舍反诈夜谈" in text
    assert "责任人：华样例" in text
    assert "待填" not in text


def test_a_value_of_the_county_is_traced_to_the_countys_file(workspace: Workspace) -> None:
    origin = workspace.loaded.origins.find
    assert str(origin(("names", "bureau"))).startswith("县方案.toml:")
    assert str(origin(("task", "dormitory", "cadence"))).startswith("plan.toml:")
    assert str(origin(("task", "4.1.2", "cadence"))).startswith("county-education.toml:")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "单位.csv").write_text("名称,类别\n示例县第一小学,县直学校\n", encoding="utf-8")
    (tmp_path / "plan.toml").write_text('extends = "县方案"\n', encoding="utf-8")
    return tmp_path


def test_a_mistake_in_the_countys_file_is_placed_there(folder: Path) -> None:
    (folder / "县方案.toml").write_text('extends = "county-education"\nyaer = 2023\n', encoding="utf-8")
    places = [str(problem.location) for problem in open_workspace(folder, REGISTRY).problems]
    assert "县方案.toml:2:1" in places


def test_the_countys_file_that_is_not_there_is_a_problem_at_the_line_that_names_it(folder: Path) -> None:
    (problem,) = [each for each in open_workspace(folder, REGISTRY).problems if each.code == "unknown-base"]
    assert str(problem.location) == "plan.toml:1:11"


def test_the_countys_file_that_cannot_be_read_as_text_is_a_problem(folder: Path) -> None:
    (folder / "县方案.toml").write_bytes(b"\xff\xfe\x00\xd8")
    problems = [str(problem.location) for problem in open_workspace(folder, REGISTRY).problems]
    assert [place for place in problems if place.startswith("县方案.toml")]


def test_two_files_that_extend_each_other_are_a_problem(folder: Path) -> None:
    (folder / "县方案.toml").write_text('extends = "县方案"\n', encoding="utf-8")
    assert "extends-cycle" in [problem.code for problem in open_workspace(folder, REGISTRY).problems]


def test_a_plan_does_not_find_itself_in_its_folder(folder: Path) -> None:
    (folder / "plan.toml").write_text('extends = "plan"\n', encoding="utf-8")
    codes = [problem.code for problem in open_workspace(folder, REGISTRY).problems]
    assert "unknown-base" in codes
    assert "extends-cycle" not in codes


def test_a_file_in_the_folder_wins_over_a_plugins_base_plan_of_the_same_name(folder: Path) -> None:
    class County:
        @hookimpl
        def base_plans(self) -> Iterator[BasePlan]:
            yield BasePlan("县方案", "底稿", lambda: 'id = "plugin"')

    (folder / "县方案.toml").write_bytes((FOLDER / "县方案.toml").read_bytes())
    plan = open_workspace(folder, Registry([("builtin", builtin), ("county", County())])).loaded.plan
    assert plan is not None
    assert plan.id == "demo-county"
