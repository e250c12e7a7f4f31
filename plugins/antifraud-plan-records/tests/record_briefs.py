"""The papers that these tests look at: the demo county's, and a county's own record added as data."""

from pathlib import Path

import antifraud_plan_documents
import antifraud_plan_excel
import antifraud_plan_records
import attrs

from antifraud_plan import builtin
from antifraud_plan.offers import Brief, DocumentKind, Item
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.plugin import Organisation, RecordPaper
from antifraud_plan.registry import Registry
from antifraud_plan.word import DocumentProperties, Layout, parse_source, render_markdown
from antifraud_plan.workspace import open_workspace

ROOT = Path(__file__).parents[3]
REGISTRY = Registry([
    ("builtin", builtin), ("documents", antifraud_plan_documents),
    ("excel", antifraud_plan_excel), ("records", antifraud_plan_records),
])  # fmt: skip
KINDS = antifraud_plan_records.document_kinds()
SCHOOL = "东示镇第二小学"
# Of each kind one, and the other shapes: no list of staff, a kindergarten, each audience.
PAPERS = {
    "meeting-record": ("meeting-record", f"会议记录/{SCHOOL}/"),
    "sign-in-sheet": ("sign-in-sheet", f"签到表/{SCHOOL}/"),
    "sign-in-sheet-blank": ("sign-in-sheet", "签到表/示例县第一中学/"),
    "training-record": ("training-record", f"培训记录/{SCHOOL}/"),
    "class-meeting-record": ("class-meeting-record", f"班会记录/{SCHOOL}/三年级1班"),
    "self-inspection-record": ("self-inspection-record", "自查记录/示例县实验幼儿园/"),
    "questionnaire-students": ("questionnaire", "知晓情况问卷/学生卷"),
    "questionnaire-staff": ("questionnaire", "知晓情况问卷/教职工卷"),
    "questionnaire-parents": ("questionnaire", "知晓情况问卷/家长卷"),
    "questionnaire-key": ("questionnaire-key", "问卷答案和评分办法"),
}


def open_county(name: str) -> Brief:
    """Open one of the example counties."""
    return open_workspace(ROOT / "examples" / name, REGISTRY).brief()


def kind_of(name: str) -> DocumentKind:
    """Return a kind of this plugin."""
    return next(kind for kind in KINDS if kind.name == name)


def items_of(name: str, brief: Brief, path: str = "") -> list[Item]:
    """Return the items of a kind whose path begins with *path*."""
    return [item for item in kind_of(name).items(brief) if "/".join(item.path).startswith(path)]


def item_of(paper: str, brief: Brief) -> Item:
    """Return one of the papers."""
    kind, path = PAPERS[paper]
    return items_of(kind, brief, path)[0]


def school_of(brief: Brief) -> Organisation:
    """Return the school that most tests ask for."""
    found = brief.tree.find(SCHOOL)
    assert found is not None
    return found


def with_records(brief: Brief, *records: RecordPaper) -> Brief:
    """Put other record papers into the county's plan, and ask for one school only."""
    plan = attrs.evolve(brief.plan, records=records)
    return attrs.evolve(brief, plan=plan, selected=(school_of(brief),))


def markdown(kind: str, item: Item) -> str:
    """Return a paper as Markdown."""
    return render_markdown(parse_source(kind_of(kind).source, file=f"{kind}.md"), item.values)


def word(kind: str, brief: Brief, item: Item) -> bytes:
    """Return a paper as a Word file, in the county's layout."""
    properties = DocumentProperties(item.title, brief.plan.names.bureau, brief.on)
    return compile_kind(kind_of(kind), brief.setting(Layout)).render(item.values, properties=properties)
