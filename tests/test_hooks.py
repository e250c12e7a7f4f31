"""Each hook with two plugins that use it: what both offer reaches the person at the desk."""

import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

import antifraud_plan_documents
import antifraud_plan_excel
import attrs
import pytest

from antifraud_plan import builtin, hookspecs
from antifraud_plan.api import build, check
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.plugin import (
    BasePlan,
    Brief,
    Check,
    Document,
    DocumentKind,
    FileKind,
    Holiday,
    HolidaySource,
    Item,
    Lists,
    ListsReader,
    ListTable,
    Location,
    Organisation,
    OrganisationKind,
    OrganisationTree,
    PeopleReader,
    Problem,
    Scope,
    Settings,
    Severity,
    StaffMember,
    Starter,
    StarterFile,
    Student,
    TableReader,
    hookimpl,
)
from antifraud_plan.registry import Registry
from antifraud_plan.starting import init_workspace
from antifraud_plan.testing import small_county
from antifraud_plan.workspace import Workspace, open_workspace

EXAMPLE_PLUGIN = Path(__file__).parents[1] / "examples" / "county-plugin" / "src"
HOOKS = [name for name, value in vars(hookspecs).items() if hasattr(value, "antifraud_plan_spec")]

PLAN = """
year = 2027
[names]
county = "样例县"
bureau = "样例县教育局"
bureau_short = "县教育局"
system = "教育系统"
section = "安全股"
section_short = "安全股"
[issue]
date = 2027-03-01
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with a plan of its own and one school."""
    (tmp_path / "plan.toml").write_text(f'id = "own"\ntitle = "方案"\n{PLAN}', encoding="utf-8")
    (tmp_path / "单位.csv").write_text("名称,类别\n样例县第一小学,县直学校\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def example_county(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The module of the example of a county's plugin, from its folder."""
    monkeypatch.syspath_prepend(str(EXAMPLE_PLUGIN))
    yield import_module("example_county")
    for name in [name for name in sys.modules if name.partition(".")[0] == "example_county"]:
        del sys.modules[name]


def open_with(workspace: Path, one: object, two: object) -> Workspace:
    registry = Registry([("builtin", builtin), ("one", one), ("two", two)])
    assert registry.problems == ()
    return open_workspace(workspace, registry)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_there_because_two_plugins_of_ours_need_it(hook: str, example_county: object) -> None:
    registry = Registry(
        [
            ("builtin", builtin),
            ("documents", antifraud_plan_documents),
            ("excel", antifraud_plan_excel),
            ("example-county", example_county),
        ]
    )
    assert registry.problems == ()
    assert len([plugin for plugin in registry.plugins if hook in plugin.hooks]) >= 2


def test_base_plans_of_both_can_be_extended(workspace: Path) -> None:
    class Water:
        @hookimpl
        def base_plans(self) -> Iterator[BasePlan]:
            yield BasePlan("water", "防溺水", lambda: 'id = "water"\ntitle = "防溺水方案"\n')

    class Fire:
        @hookimpl
        def base_plans(self) -> Iterator[BasePlan]:
            yield BasePlan("fire", "消防", lambda: 'extends = "water"\ntitle = "消防方案"\n')

    for name, title in (("water", "防溺水方案"), ("fire", "消防方案")):
        (workspace / "plan.toml").write_text(f'extends = "{name}"\n{PLAN}', encoding="utf-8")
        plan = open_with(workspace, Water(), Fire()).loaded.plan
        assert plan is not None
        assert (plan.id, str(plan.title)) == ("water", title)


def _tree(school: str) -> Lists:
    return Lists(OrganisationTree((Organisation("1", school, OrganisationKind.COUNTY_SCHOOL),)))


class _TextLists:
    @hookimpl
    def lists_readers(self) -> Iterator[ListsReader]:
        yield ListsReader("text", "单位.txt", lambda path: _tree(path.read_text(encoding="utf-8")))


class _NumberedLists:
    @hookimpl
    def lists_readers(self) -> Iterator[ListsReader]:
        yield ListsReader("numbered", "单位.dat", lambda path: _tree(f"第{path.read_bytes()[0]}小学"))


def test_lists_are_read_by_the_reader_of_the_file_that_is_there(workspace: Path) -> None:
    (workspace / "单位.csv").rename(workspace / "单位.txt")
    (workspace / "单位.txt").write_text("样例县文本小学", encoding="utf-8")
    tree = open_with(workspace, _TextLists(), _NumberedLists()).lists.tree
    assert tree is not None
    assert [school.name for school in tree.schools()] == ["样例县文本小学"]
    (workspace / "单位.txt").unlink()
    (workspace / "单位.dat").write_bytes(b"\x07")
    tree = open_with(workspace, _TextLists(), _NumberedLists()).lists.tree
    assert tree is not None
    assert [school.name for school in tree.schools()] == ["第7小学"]


def test_lists_for_two_readers_at_once_are_refused(workspace: Path) -> None:
    (workspace / "单位.txt").write_text("样例县文本小学", encoding="utf-8")
    opened = open_with(workspace, _TextLists(), _NumberedLists())
    (problem,) = [problem for problem in opened.problems if problem.severity is Severity.ERROR]
    assert problem.code == "several-lists"
    assert "单位.csv" in problem.message
    assert "单位.txt" in problem.message
    assert opened.lists.tree is None


def test_people_are_streamed_by_the_reader_of_the_suffix(workspace: Path) -> None:
    class Students:
        @hookimpl
        def people_readers(self) -> Iterator[PeopleReader]:
            yield PeopleReader("students", ".stu", lambda path: iter([Student(path.stem, "1班")]))

    class Staff:
        @hookimpl
        def people_readers(self) -> Iterator[PeopleReader]:
            yield PeopleReader("staff", ".stf", lambda path: iter([StaffMember(path.stem)]))

    (workspace / "名单").mkdir()
    opened = open_with(workspace, Students(), Staff())
    (school,) = opened.brief().tree.schools()
    assert tuple(opened.read_people(school)) == ()
    (workspace / "名单" / "样例县第一小学.stf").touch()
    assert tuple(opened.read_people(school)) == (StaffMember("样例县第一小学"),)
    (workspace / "名单" / "样例县第一小学.stf").rename(workspace / "名单" / "样例县第一小学.stu")
    assert tuple(opened.read_people(school)) == (Student("样例县第一小学", "1班"),)


def _one_holiday(name: str, *, year: int) -> HolidaySource:
    holiday = Holiday(name, date(year, 10, 1), date(year, 10, 3))
    return HolidaySource(name, lambda asked: (holiday,) if asked == year else None)


def test_a_year_one_source_does_not_know_is_taken_from_the_other(workspace: Path) -> None:
    class Gazette2027:
        @hookimpl
        def holidays(self) -> Iterator[HolidaySource]:
            yield _one_holiday("国庆节", year=2027)

    class Gazette2028:
        @hookimpl
        def holidays(self) -> Iterator[HolidaySource]:
            yield _one_holiday("建县节", year=2028)

    plan_file = workspace / "plan.toml"
    plan_file.write_text(f"last_day = 2028-12-31\n{plan_file.read_text('utf-8')}", encoding="utf-8")
    opened = open_with(workspace, Gazette2027(), Gazette2028())
    assert opened.loaded.plan is not None
    holidays = opened.loaded.plan.calendar.holidays
    assert [(holiday.name, holiday.first.year) for holiday in holidays] == [
        ("国庆节", 2027),
        ("建县节", 2028),
    ]
    assert "holidays-unknown" not in [problem.code for problem in opened.problems]


def test_a_year_nobody_knows_is_a_gap(workspace: Path) -> None:
    class Gazette2028:
        @hookimpl
        def holidays(self) -> Iterator[HolidaySource]:
            yield _one_holiday("国庆节", year=2028)

    opened = open_with(workspace, Gazette2028(), object())
    (problem,) = [problem for problem in opened.problems if problem.code == "holidays-unknown"]
    assert problem.severity is Severity.GAP
    assert "2027 年" in problem.message


def _kind(name: str, title: str) -> DocumentKind:
    def items(brief: Brief) -> Iterator[Item]:
        yield Item((title,), title, {"county": brief.plan.names.county})

    return DocumentKind(name, title, Scope.COUNTY, "# {{ county }}" + title, items)


class _Letters:
    @hookimpl
    def document_kinds(self) -> Iterator[DocumentKind]:
        yield _kind("letter", "公函")


class _Minutes:
    @hookimpl
    def document_kinds(self) -> Iterator[DocumentKind]:
        yield _kind("minutes", "纪要")


def test_papers_of_both_are_built_and_both_answer_to_their_chinese_title(workspace: Path) -> None:
    opened = open_with(workspace, _Letters(), _Minutes())
    assert {title for title, _ in build(opened).written} == {"公函", "纪要"}
    assert (workspace / "out" / "公函.docx").is_file()
    minutes = opened.registry.require_document_kind("纪要")
    assert minutes is not None
    assert minutes.name == "minutes"


def test_both_checks_are_heard(workspace: Path) -> None:
    class Strict:
        @hookimpl
        def checks(self) -> Iterator[Check]:
            yield Check("strict", "严格", lambda brief: [Problem("too-few", "学校太少。")])

    class Mild:
        @hookimpl
        def checks(self) -> Iterator[Check]:
            yield Check("mild", "宽松", lambda brief: [Problem("fine", "都好。", severity=Severity.NOTE)])

    assert {"too-few", "fine"} <= {problem.code for problem in check(open_with(workspace, Strict(), Mild()))}


@attrs.frozen
class LetterSettings:
    """Settings of one plugin."""

    contact: str = ""


@attrs.frozen
class MinutesSettings:
    """Settings of another plugin."""

    copies: int = 1


class _LetterSettings:
    @hookimpl
    def settings(self) -> Iterator[Settings]:
        yield Settings("letters", LetterSettings)


class _MinutesSettings:
    @hookimpl
    def settings(self) -> Iterator[Settings]:
        yield Settings("minutes", MinutesSettings)


def test_each_plugin_gets_its_own_table_and_its_defaults(workspace: Path) -> None:
    with (workspace / "plan.toml").open("a", encoding="utf-8") as plan_file:
        plan_file.write('[letters]\ncontact = "值班室"\n')
    brief = open_with(workspace, _LetterSettings(), _MinutesSettings()).brief()
    assert brief.setting(LetterSettings) == LetterSettings("值班室")
    assert brief.setting(MinutesSettings) == MinutesSettings(1)


def test_an_unknown_key_in_a_plugins_table_is_an_error_at_its_line(workspace: Path) -> None:
    with (workspace / "plan.toml").open("a", encoding="utf-8") as plan_file:
        plan_file.write("[minutes]\ncopeis = 3\n")
    opened = open_with(workspace, _LetterSettings(), _MinutesSettings())
    (problem,) = [problem for problem in opened.problems if problem.severity is Severity.ERROR]
    assert problem.code == "unknown-key"
    assert problem.location is not None
    lines = (workspace / "plan.toml").read_text(encoding="utf-8").splitlines()
    assert lines[(problem.location.line or 0) - 1] == "copeis = 3"


def test_a_table_nobody_claims_is_an_error(workspace: Path) -> None:
    with (workspace / "plan.toml").open("a", encoding="utf-8") as plan_file:
        plan_file.write('[letters]\ncontact = "值班室"\n')
    opened = open_with(workspace, object(), object())
    assert "unknown-key" in [problem.code for problem in opened.problems]


class _Calendar:
    @hookimpl
    def file_kinds(self) -> Iterator[FileKind]:
        yield FileKind("calendar", "日历", Scope.COUNTY, lambda brief: [_file("日历.ics", b"BEGIN")])


class _Labels:
    @hookimpl
    def file_kinds(self) -> Iterator[FileKind]:
        yield FileKind(
            "labels",
            "标签",
            Scope.SCHOOL,
            lambda brief: [_file(f"{school.name}.txt", b"x") for school in brief.tree.schools()],
        )


def _file(name: str, data: bytes) -> Document:
    return Document((name,), "application/octet-stream", (data,))


def test_files_of_both_are_written(workspace: Path) -> None:
    built = build(open_with(workspace, _Calendar(), _Labels()))
    assert {written.path.name for _, written in built.written} == {"日历.ics", "样例县第一小学.txt"}
    assert (workspace / "out" / "日历.ics").read_bytes() == b"BEGIN"


def _one_line(title: str) -> Callable[[bytes, str], Mapping[str, ListTable]]:
    def read(data: bytes, file: str) -> Mapping[str, ListTable]:
        rows = [line.split("|") for line in data.decode().splitlines()]
        return {title: ListTable(title, Location(file), rows, lambda row, column: Location(file, row + 1))}

    return read


class _TextTables:
    @hookimpl
    def table_readers(self) -> Iterator[TableReader]:
        yield TableReader("text", ".txt", _one_line("签订台账"))


class _OtherTables:
    @hookimpl
    def table_readers(self) -> Iterator[TableReader]:
        yield TableReader("other", ".tab", _one_line("签订台账（补）"))


def test_returned_tables_are_read_by_the_reader_of_their_suffix(workspace: Path) -> None:
    returns = workspace / "returns"
    returns.mkdir()
    (returns / "甲.txt").write_text("编号|签订人|签订日期\nX|王演示|2027-03-05\n", encoding="utf-8")
    (returns / "乙.tab").write_text("签订人|签订日期\n李演示|三月\n", encoding="utf-8")
    found = tuple(open_with(workspace, _TextTables(), _OtherTables()).read_registers())
    registers = [entry for entry in found if isinstance(entry, Register)]
    assert [row.signer for register in registers for row in register.rows] == ["李演示", "王演示"]
    (problem,) = [entry for entry in found if isinstance(entry, Problem)]
    assert (problem.code, str(problem.location)) == ("bad-date", "returns/乙.tab:2")


def test_a_new_workspace_holds_the_files_of_both(tmp_path: Path) -> None:
    class Register:
        @hookimpl
        def starter_files(self) -> Iterator[StarterFile]:
            yield StarterFile("台账.csv", "台账", lambda starter: _row(starter).encode())

    class Note:
        @hookimpl
        def starter_files(self) -> Iterator[StarterFile]:
            yield StarterFile("templates/说明.txt", "说明", lambda starter: b"x")

    def _row(starter: Starter) -> str:
        return ",".join(task.name for task in starter.plan.tasks)

    registry = Registry([("builtin", builtin), ("one", Register()), ("two", Note())])
    files = init_workspace(tmp_path / "新县", county="样例县", year=2027, registry=registry)
    assert {"台账.csv", "templates/说明.txt"} <= {file.path for file in files}
    (row,) = csv.reader((tmp_path / "新县" / "台账.csv").read_text(encoding="utf-8").splitlines())
    assert "主题班会" in row
    assert (tmp_path / "新县" / "templates" / "说明.txt").read_bytes() == b"x"


def test_the_small_county_of_the_kit_has_nothing_left_open() -> None:
    brief = small_county()
    registry = Registry([("builtin", builtin)])
    assert [problem for each in registry.checks for problem in each.run(brief)] == []
