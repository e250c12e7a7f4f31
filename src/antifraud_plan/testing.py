"""The kit for plugin authors: a small county in code, a registry of given plugins, papers as text and Word.

A plugin's honest test in five lines:

>>> def test_the_reminder_names_the_school(reminders) -> None:
...     registry = make_registry(reminders)
...     kind = registry.require_document_kind("工作提醒函")
...     papers = render_markdown(kind, small_county())
...     assert "示例县第一小学" in papers["工作提醒函/示例县第一小学"]
"""

from collections.abc import Mapping
from datetime import date

from antifraud_plan import builtin
from antifraud_plan.api import build_documents
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.people import Person
from antifraud_plan.model.school import Measure, SchoolFacts
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.offers import Brief, DocumentKind
from antifraud_plan.problems import Problem, ProblemsFoundError
from antifraud_plan.registry import Registry
from antifraud_plan.templates import find_undeclared
from antifraud_plan.word import parse_source, read_lines
from antifraud_plan.word import render_markdown as render_blocks
from antifraud_plan.workspace import load_plan_text

__all__ = [
    "find_undeclared",
    "load_county",
    "make_registry",
    "read_word",
    "render_markdown",
    "render_word",
    "run_check",
    "small_county",
    "small_tree",
]

_COUNTY = """
year = 2023
[names]
county = "示例县"
bureau = "示例县教育体育局"
bureau_short = "县教体局"
system = "教体系统"
section = "政策法规安全股"
section_short = "法安股"
[issue]
date = 2023-02-06
mark = "示教体字"
serial = 5
addressees = ["各镇（街）中心学校", "县直各学校"]
[[calendar.semester]]
name = "2022—2023学年第一学期"
first = 2022-09-01
last = 2023-01-13
[[calendar.semester]]
name = "2022—2023学年第二学期"
first = 2023-02-13
last = 2023-07-07
[[calendar.semester]]
name = "2023—2024学年第一学期"
first = 2023-09-01
last = 2024-01-19
"""

_IDENTITY = """
id = "small-county"
title = "{county}{system}{year}年{subject}实施方案"
subject = "防范电信网络诈骗工作"
"""

_DUTIES = """
[[section]]
id = "1"
title = "组织领导"
[[section]]
id = "2"
title = "工作任务"
[[section]]
id = "2.1"
title = "日常工作"
under = "2"

[[clause]]
id = "group"
section = "1"
text = "县教体局成立工作领导小组，组成人员如下："
[[clause]]
id = "meeting"
section = "2.1"
text = "各学校{cadence meeting}召开专题会议。"
[[clause]]
id = "class-meeting"
section = "2.1"
text = "主题班会{cadence class-meeting}，知晓率达到{target awareness}。"
[[clause]]
id = "vacation"
section = "2.1"
text = "假期宣传{cadence vacation}。"
[[clause]]
id = "report"
section = "2.1"
text = "各校方案于{deadline report}报送{section_short}。"

[[party]]
id = "schools"
name = "各学校（幼儿园）"
kinds = ["中心学校", "县直学校", "学校", "幼儿园"]
[[party]]
id = "reporters"
name = "县直学校、中心学校"
kinds = ["县直学校", "中心学校"]
[[party]]
id = "classes"
name = "各班级"
kinds = ["班级"]

[[leading_group]]
id = "county"
name = "工作领导小组"
clause = "group"
[[leading_group.post]]
role = "组长"
holder = "张示例"
position = "县教体局局长"

[[task]]
id = "meeting"
name = "专题会议"
cadence = "每月至少1次"
responsible = ["schools"]
reporting = ["reporters"]
evidence = ["会议记录"]
[[task]]
id = "class-meeting"
name = "主题班会"
cadence = "每学期每班至少2次"
responsible = ["classes"]
audiences = ["学生"]
evidence = ["班会记录"]
[[task]]
id = "vacation"
name = "假期宣传"
cadence = "寒暑假各1次"
responsible = ["schools"]

[[metric]]
id = "awareness"
name = "知晓率"
clause = "class-meeting"
target = "100%"
responsible = ["schools"]

[[submission]]
id = "report"
name = "学校方案"
reporting = ["reporters"]
deadline = "2月28日前"
"""


def make_registry(*plugins: object) -> Registry:
    """Return a registry of the built-in plugin and *plugins*: modules, or objects with hooks.

    Raises `ProblemsFoundError` when one of them cannot be used or offers a name that is taken.

    >>> [plugin.name for plugin in make_registry().plugins]
    ['builtin']
    """
    registry = Registry([("builtin", builtin), *((_name(plugin), plugin) for plugin in plugins)])
    if registry.problems:
        raise ProblemsFoundError(registry.problems)
    return registry


def _name(plugin: object) -> str:
    return str(getattr(plugin, "__name__", type(plugin).__name__))


def render_markdown(kind: DocumentKind, brief: Brief) -> Mapping[str, str]:
    """Return the papers of *kind* as Markdown, by path; blanks still to fill stand as ```[…]```.

    Raises `ProblemsFoundError` when the template has mistakes or asks for what an item does not have.
    """
    blocks = parse_source(kind.source, file=f"{kind.name}.md", shared=kind.shared)
    return {
        "/".join(item.path): render_blocks(blocks, {**item.shared, **item.values})
        for item in kind.items(brief)
    }


def render_word(kind: DocumentKind, brief: Brief) -> Mapping[str, bytes]:
    """Return the papers of *kind* as .docx files, by path; raises as `render_markdown` does."""
    return {"/".join(paper.path): b"".join(paper.chunks) for paper in build_documents(kind, brief)}


def read_word(paper: bytes) -> tuple[str, ...]:
    """Return the lines of a .docx as a person reads them, a table row's cells joined with tabs."""
    return read_lines(paper)


def run_check(registry: Registry, name: str, brief: Brief) -> tuple[Problem, ...]:
    """Return what the check of this name finds; raises `LookupError` if there is none."""
    found = next((check for check in registry.checks if check.name == name), None)
    if found is None:
        raise LookupError(f"no check is named {name}")
    return tuple(found.run(brief))


def load_county(registry: Registry, base: str, *, tables: str = "") -> Brief:
    """Return the small county's organisations under a plan that extends *base*, as its plan.toml would.

    Args:
        registry: offers the base plan and the settings.
        base: name of the base plan.
        tables: further tables of plan.toml.

    Raises:
        ProblemsFoundError: every mistake of the base plan or of *tables*.

    >>> brief = load_county(make_registry(), "county-education")
    >>> brief.plan.fill(brief.plan.title)
    '示例县教体系统2023年防范电信网络诈骗工作实施方案'
    """
    return _load(registry, f'extends = "{base}"\n{_COUNTY}{tables}', {})


def small_county() -> Brief:
    """Return a plan of 2023 with three tasks, a metric, a submission; `small_tree`; one school's facts.

    >>> brief = small_county()
    >>> [f"{task.name}{task.cadence}" for task in brief.plan.tasks]
    ['专题会议每月至少1次', '主题班会每学期每班至少2次', '假期宣传寒暑假各1次']
    >>> brief.facts["S1"].measures[0].responsible_person
    '孙示例'
    """
    measure = Measure(
        "meeting",
        "与校务会合并召开，单列反诈议题。",
        "孙示例",
        date(2023, 2, 20),
        date(2023, 12, 29),
        Cadence.parse("每月至少2次"),
    )
    facts = SchoolFacts("S1", ("部分家长对新型骗局了解不够。",), (measure,))
    return _load(make_registry(), f"{_IDENTITY}{_COUNTY}{_DUTIES}", {"S1": facts})


def _load(registry: Registry, text: str, facts: Mapping[str, SchoolFacts]) -> Brief:
    loaded = load_plan_text(text.encode(), registry)
    if loaded.plan is None:
        raise ProblemsFoundError(loaded.problems)
    return Brief(
        loaded.plan,
        small_tree(),
        loaded.plan.issue.date,
        facts=facts,
        settings=loaded.settings,
        origin=loaded.origins.find,
    )


def small_tree() -> OrganisationTree:
    """Return a bureau with a section, a central school over another, a county school and a kindergarten.

    >>> [unit.name for unit in small_tree().classes_of(small_tree().require("S1"))]
    ['三年级1班', '三年级2班']
    """
    primary = frozenset({SchoolLevel.PRIMARY})
    kindergarten = frozenset({SchoolLevel.KINDERGARTEN})
    return OrganisationTree(
        (
            Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU),
            Organisation("B1", "政策法规安全股", OrganisationKind.SECTION, "B"),
            Organisation("Z1", "示例县东镇中心学校", OrganisationKind.CENTRAL_SCHOOL, "B", primary, "东镇"),
            Organisation("Z2", "示例县东镇小学", OrganisationKind.SCHOOL, "Z1", primary, "东镇"),
            Organisation("S1", "示例县第一小学", OrganisationKind.COUNTY_SCHOOL, "B", primary),
            Organisation("S1/1", "三年级1班", OrganisationKind.CLASS, "S1", primary),
            Organisation("S1/2", "三年级2班", OrganisationKind.CLASS, "S1", primary),
            Organisation("K1", "示例县机关幼儿园", OrganisationKind.KINDERGARTEN, "B", kindergarten),
        ),
        (
            Person("孙示例", "S1", "校长", "组长"),
            Person("吴样例", "S1", "副校长", "副组长"),
        ),
    )
