"""A clerk's own template, from our own exported, through Word, back into the workspace."""

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from antifraud_plan.cli import main
from antifraud_plan.offers import DocumentKind, Variable
from antifraud_plan.papers.rendering import OwnTemplate, compile_kind, render_item
from antifraud_plan.problems import Problem
from antifraud_plan.registry import Registry
from antifraud_plan.starting import copy_demo
from antifraud_plan.templates import check_template, export_template, find_undeclared, list_usages
from antifraud_plan.testing import read_word
from antifraud_plan.word import Layout
from antifraud_plan.workspace import Workspace, open_workspace

REGISTRY = Registry.from_entry_points()
KINDS = REGISTRY.document_kinds


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("demo") / "示例县"
    copy_demo(folder)
    return open_workspace(folder, REGISTRY)


@pytest.fixture
def county(demo: Workspace, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo.directory, tmp_path / "县"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def run_command(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["antifraud-plan", "templates", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return int(ended.value.code or 0), printed.out + printed.err

    return run_command


def edit(file: Path, old: str, new: str) -> None:
    """Do what a clerk does in Word: type over what stands there."""
    document = Document(str(file))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(file))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_exported_has_no_mistakes_and_makes_the_same_paper(
    kind: DocumentKind, demo: Workspace
) -> None:
    exported = export_template(kind, Layout())
    assert check_template(kind, exported, file="甲.docx") == ()
    brief = demo.brief()
    item = next(iter(kind.items(brief)), None)
    if item is not None:
        ours, theirs = (compile_kind(kind, Layout(), own) for own in (None, OwnTemplate("甲.docx", exported)))
        assert read_word(render_item(theirs, item, brief)) == read_word(render_item(ours, item, brief))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_saved_again_by_another_program_it_is_still_right(kind: DocumentKind) -> None:
    saved = io.BytesIO()
    Document(io.BytesIO(export_template(kind, Layout()))).save(saved)
    assert check_template(kind, saved.getvalue(), file="甲.docx") == ()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_listed_may_be_used(kind: DocumentKind) -> None:
    usages = list(list_usages(kind.variables))
    assert usages
    document, ends = Document(), []
    for usage in usages:
        while len(ends) > usage.depth:
            document.add_paragraph(ends.pop())
        opens = usage.tag.startswith("{%")
        document.add_paragraph(usage.tag.replace("{%", "{%p") if opens else usage.tag)
        ends.append("{%p endfor %}" if usage.variable.many else "{%p endif %}" if opens else "")
    for end in reversed(ends):
        document.add_paragraph(end)
    saved = io.BytesIO()
    document.save(saved)
    assert check_template(kind, saved.getvalue(), file="甲.docx") == ()


def test_an_exported_template_is_edited_and_wins(county: Path, run: Callable[..., tuple[int, str]]) -> None:
    file = county / "templates" / "学校方案.docx"
    assert run("export", "school-plan", "-w", county)[1].splitlines()[0] == f"已写好 {file}"
    edit(file, "一、工作目标", "一、目标和任务")
    assert run("check", file) == (0, "没有发现问题。\n")
    own = open_workspace(county, REGISTRY).find_template(REGISTRY.require_document_kind("学校方案"))
    assert own is not None
    assert own.data == file.read_bytes()


def test_a_template_that_is_there_is_never_overwritten(
    county: Path, run: Callable[..., tuple[int, str]]
) -> None:
    (county / "templates").mkdir()
    theirs = county / "templates" / "county-plan.docx"
    theirs.write_bytes(b"theirs")
    code, said = run("export", "实施方案", "发文稿纸", "-w", county)
    assert (code, theirs.read_bytes()) == (1, b"theirs")
    assert f"{theirs} 错误 这个文件已经有了" in said
    assert [path.name for path in sorted((county / "templates").iterdir())] == [
        "county-plan.docx",
        "发文稿纸.docx",
    ]


def test_the_export_has_the_countys_layout(county: Path, run: Callable[..., tuple[int, str]]) -> None:
    plan = county / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + "\n[layout]\ntop_margin_mm = 30\n", encoding="utf-8")
    run("export", "实施方案", "-w", county)
    section = Document(str(county / "templates" / "实施方案.docx")).sections[0]
    assert section.top_margin is not None
    assert round(section.top_margin.mm) == 30


def test_outside_a_workspace_the_export_goes_where_the_clerk_is(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    assert run("export", "实施方案", "-w", tmp_path)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["实施方案.docx"]
    code, said = run("export", "实施方案", "-w", tmp_path / "无")
    assert (code, "找不到这个位置" in said, (tmp_path / "无").exists()) == (1, True, False)


def test_mistakes_are_told_with_an_exit_code(county: Path, run: Callable[..., tuple[int, str]]) -> None:
    file = county / "templates" / "学校方案.docx"
    run("export", "学校方案", "-w", county)
    edit(file, "{{ goals }}", "{{ goal }}")
    edit(file, "{{ group.heading }}", "{{ group.headings }}")
    code, said = run("check", file)
    assert code == 1
    assert "里的变量“goal”没有定义。是否想写“goals”？ [template-undefined]" in said
    assert "“group”没有这一项。是否想写“heading”？ [template-undefined]" in said
    assert "错误 2 处" in said


def test_check_finds_the_kind_by_the_files_name_or_is_told(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    file = tmp_path / "学校方案（改）.docx"
    file.write_bytes(export_template(REGISTRY.require_document_kind("学校方案"), Layout()))
    code, said = run("check", file)
    assert (code, "请加上 --kind 文种。是否想写“学校方案”？" in said) == (2, True)
    assert run("check", file, "--kind", "school-plan") == (0, "没有发现问题。\n")
    assert run("check", file, "--kind", "发文稿纸")[0] == 1
    code, said = run("check", tmp_path / "实施方案.docx")
    assert (code, "没有这个文件" in said) == (1, True)


@pytest.mark.parametrize("command", ["export", "variables"])
def test_a_kind_that_is_not_there_is_told_with_the_nearest(
    command: str, run: Callable[..., tuple[int, str]]
) -> None:
    code, said = run(command, "学校方按")
    assert (code, "没有“学校方按”这个文种" in said, "是否想写“学校方案”？" in said) == (2, True, True)


def test_a_workbook_has_no_template(county: Path, run: Callable[..., tuple[int, str]]) -> None:
    code, said = run("export", "签订台账", "-w", county)
    assert code == 2
    assert "“签订台账”不是 Word 文件，没有模板可改。" in said


def test_variables_are_listed_with_meaning_and_example(run: Callable[..., tuple[int, str]]) -> None:
    code, said = run("variables", "学校方案")
    assert code == 0
    for line in (
        "  {{ school }}  学校全称。例：示例县第一实验小学",
        "  {% for post in posts %}  学校领导小组，逐个职务。例：组长：王演示（校长）",
        "      {{ seat.position }}  本职，没有时为空。例：校长",
        "  {% if sealed %}  是否加盖印章，决定落款的位置。例：true",
    ):
        assert line in said.splitlines()


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, antifraud_plan.cli; print(*{'jinja2', 'lxml', 'docx', 'pluggy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == ""


def test_declared_variables_are_held_against_values() -> None:
    name = Variable("name", "姓名", "张示例")
    variables = [
        Variable("posts", "名单", "张示例", (name,), many=True),
        Variable("sealed", "是否盖章", "true"),
        Variable("year", "年份", "2023"),
    ]
    values = {"posts": [{"name": "甲", "phone": "1"}, "乙"], "sealed": "是", "extra": 1}
    assert list(find_undeclared(variables, values)) == [
        "extra is not declared",
        "posts.phone is not declared",
        "posts has no fields, but some are declared",
        "sealed is yes or no by its example only",
        "year is not given",
    ]


def test_problems_of_a_template_come_from_check_too(county: Path) -> None:
    from antifraud_plan.api import check

    run_in = county / "templates"
    run_in.mkdir()
    (run_in / "实施方案.docx").write_bytes(
        export_template(REGISTRY.require_document_kind("实施方案"), Layout())
    )
    edit(run_in / "实施方案.docx", "{{ entry.heading }}", "{{ entry.head }}")
    found: tuple[Problem, ...] = check(open_workspace(county, REGISTRY))
    codes = [problem.code for problem in found if "templates" in str(problem.location)]
    assert set(codes) == {"template-undefined"}
