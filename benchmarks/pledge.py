"""The paper of the contests: the pledge of students and parents that the demo county prints, of one page."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from antifraud_plan import Registry, open_workspace
from antifraud_plan.papers.paper import Paper, prepare_papers
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.plugin import Brief, DocumentKind, Item
from antifraud_plan.starting import copy_demo
from antifraud_plan.word import CompiledTemplate, FrozenTemplate, Layout

CLASS_SIZE = 50
NAMES = "示例样本演示模拟假设虚拟"


@attrs.frozen
class Pledge:
    """One kind of pledge with its template, and a student of some school to take after."""

    kind: DocumentKind
    template: CompiledTemplate
    brief: Brief
    first: Item

    def items(self, count: int) -> Iterator[Item]:
        """Yield as many pledges of one school, class by class."""
        for number in range(count):
            name = "张" + NAMES[number % 11 : number % 11 + 2] + chr(0x4E00 + number % 20000)
            class_name = f"七年级{number // CLASS_SIZE + 1}班"
            path = (*self.first.path[:2], class_name, f"{number % CLASS_SIZE + 1:02}{name}")
            own = {**self.first.values, "name": name, "class_name": class_name}
            yield attrs.evolve(self.first, path=path, values=own)

    def papers(self, items: Iterable[Item]) -> Iterator[Paper]:
        """Yield papers as a build prepares them: what they share is worked out once."""
        return prepare_papers(
            ((self.kind, item) for item in items), {self.kind.name: self.template}, self.brief
        )


def load_pledge() -> Pledge:
    registry = Registry.from_entry_points()
    kind = registry.require_document_kind("family-pledge")
    with tempfile.TemporaryDirectory() as folder:
        copy_demo(Path(folder) / "county")
        brief = open_workspace(Path(folder) / "county", registry).brief()
        first = next(item for item in kind.items(brief) if "初级中学" in item.path[1])
    return Pledge(kind, compile_kind(kind, Layout()), brief, first)


def require_frozen(paper: Paper) -> FrozenTemplate:
    if not isinstance(paper.template, FrozenTemplate):
        raise SystemExit("pledge: the template does more with a student's values than print them")
    return paper.template
