"""The papers that these tests look at: the demo county's, every step of the cascade switched on."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import antifraud_plan_documents
import antifraud_plan_excel
import antifraud_plan_pledges
import attrs

from antifraud_plan import builtin
from antifraud_plan.offers import Brief, DocumentKind, Item
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.plugin import Organisation, PledgePaper, PledgeRelation, Problem, StaffMember, Student
from antifraud_plan.registry import Registry
from antifraud_plan.word import CompiledTemplate, DocumentProperties, Layout, parse_source, render_markdown
from antifraud_plan.workspace import open_workspace

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "examples" / "demo-county"
REGISTRY = Registry([
    ("builtin", builtin), ("documents", antifraud_plan_documents),
    ("excel", antifraud_plan_excel), ("pledges", antifraud_plan_pledges),
])  # fmt: skip
KINDS = antifraud_plan_pledges.document_kinds()
AUTHORITY = "《示例市学校安全工作责任制规定（样例）》（示市教字〔2022〕9号）"

# Of each kind and voice one: the kind, and what its path begins with.
PAPERS = {
    "unit-pledge": ("unit-pledge", "单位承诺书/东示镇第二小学与"),
    "unit-pledge-kindergarten": ("unit-pledge", "单位承诺书/示例县实验幼儿园与"),
    "responsibility-letter": ("responsibility-letter", "责任书/东示镇第二小学与"),
    "staff-pledge": ("staff-pledge", "教职工承诺书/东示镇第二小学/01"),
    "class-teacher-pledge": ("class-teacher-pledge", "班主任承诺书/东示镇第二小学/01"),
    "student-pledge-guardian": ("student-pledge", "学生承诺书/东示镇第二小学/一年级1班/01"),
    "student-pledge-primary": ("student-pledge", "学生承诺书/东示镇第二小学/三年级1班/02"),
    "student-pledge-junior": ("student-pledge", "学生承诺书/东示镇初级中学/八年级2班/03"),
    "student-pledge-senior": ("pledge-blank", "空白承诺书/示例县第一中学/学生承诺书（高中）"),
    "family-pledge-guardian": ("family-pledge", "学生和家长承诺书/东示镇中心幼儿园/小班1班/01"),
    "family-pledge-primary": ("family-pledge", "学生和家长承诺书/东示镇第二小学/六年级1班/01"),
    "family-pledge-junior": ("family-pledge", "学生和家长承诺书/东示镇初级中学/七年级1班/01"),
    "family-pledge-senior": ("pledge-blank", "空白承诺书/示例县第一中学/学生和家长承诺书（高中）"),
    "parents-letter": ("parents-letter", "致家长的一封信/东示镇第二小学/五年级1班/44"),
    "parents-letter-guardian": ("parents-letter", "致家长的一封信/东示镇第二小学/二年级1班/01"),
    "staff-blank": ("pledge-blank", "空白承诺书/示例县第一中学/教职工承诺书"),
    "pledge-clauses": ("pledge-clauses", "示例县2023年"),
}


def open_demo() -> Brief:
    """Open the demo county; responsibility letters rest on an invented document."""
    brief = open_workspace(DEMO, REGISTRY).brief()
    return attrs.evolve(brief, plan=attrs.evolve(brief.plan, pledges=tuple(map(_on, brief.plan.pledges))))


def _on(relation: PledgeRelation) -> PledgeRelation:
    letter = relation.paper is PledgePaper.RESPONSIBILITY_LETTER
    return attrs.evolve(relation, enabled=True, authority=AUTHORITY if letter else "")


def kind_of(name: str) -> DocumentKind:
    """Return a kind of this plugin."""
    return next(kind for kind in KINDS if kind.name == name)


def items_of(name: str, brief: Brief, path: str = "") -> Iterator[Item]:
    """Yield the items of a kind whose path begins with *path*, asking only the school that it names."""
    school = next((each for each in brief.tree.schools() if f"/{each.name}" in path), None)
    asked = attrs.evolve(brief, selected=(school,)) if school else brief
    return (item for item in kind_of(name).items(asked) if "/".join(item.path).startswith(path))


def item_of(paper: str, brief: Brief) -> Item:
    """Return the item of one of the papers."""
    return next(items_of(*_arguments(paper, brief)))


def _arguments(paper: str, brief: Brief) -> tuple[str, Brief, str]:
    kind, path = PAPERS[paper]
    return kind, brief, path


def markdown(paper: str, brief: Brief) -> str:
    """Return one of the papers as Markdown."""
    item = item_of(paper, brief)
    kind = kind_of(PAPERS[paper][0])
    blocks = parse_source(kind.source, file=f"{kind.name}.md", shared=kind.shared)
    return render_markdown(blocks, {**item.shared, **item.values})


def template_of(name: str) -> CompiledTemplate:
    """Compile the template of a kind."""
    return compile_kind(kind_of(name), Layout())


def render(name: str, brief: Brief, item: Item) -> bytes:
    """Return an item of a kind as a Word file."""
    properties = DocumentProperties(item.title, brief.plan.names.bureau, brief.on)
    return template_of(name).render({**item.shared, **item.values}, properties=properties)


def word(paper: str, brief: Brief) -> bytes:
    """Return one of the papers as a Word file."""
    return render(PAPERS[paper][0], brief, item_of(paper, brief))


def with_people(brief: Brief, *people: Student | StaffMember) -> Brief:
    """Put the same few people into every school."""

    def everywhere(_: Organisation) -> Iterable[Student | StaffMember | Problem]:
        return people

    return attrs.evolve(brief, people=everywhere)
