"""The face of the composition root: open a workspace, check it, build its papers, share long work out."""

from collections.abc import Iterator
from concurrent.futures import Executor

from antifraud_plan.building import Built, build
from antifraud_plan.checking import check, check_brief
from antifraud_plan.offers import Brief, Document, DocumentKind, FileKind
from antifraud_plan.papers.packing import Bundle, Packing, pack
from antifraud_plan.papers.paper import prepare_papers
from antifraud_plan.papers.rendering import OwnTemplate, compile_kind
from antifraud_plan.scaling import render_all
from antifraud_plan.word import Layout, PageStart
from antifraud_plan.workspace import Workspace, open_workspace

__all__ = [
    "Built",
    "Packing",
    "PageStart",
    "Workspace",
    "build",
    "build_documents",
    "check",
    "check_brief",
    "open_workspace",
    "render_all",
]


def build_documents(
    kind: DocumentKind | FileKind,
    brief: Brief,
    *,
    own: OwnTemplate | None = None,
    packing: Packing = Packing.PERSON,
    start: PageStart = PageStart.NEXT_PAGE,
    executor: Executor | None = None,
) -> Iterator[Document]:
    """Yield the papers or other files of one kind without touching the disk.

    Args:
        kind: from `Registry.kinds`; a kind of files heeds nothing but *brief*.
        brief: plan, organisations, date; made by `Workspace.brief` or in code.
        own: a Word template that wins over the kind's own.
        packing: what is put into one document, where papers are made for persons.
        start: where each paper begins when several are in one.
        executor: shares the work out, a process pool for instance.

    Raises:
        ProblemsFoundError: the template has mistakes.
    """
    if isinstance(kind, FileKind):
        yield from kind.documents(brief)
        return
    template = compile_kind(kind, brief.setting(Layout), own)
    items = ((kind, item) for item in kind.items(brief))
    bundles = pack(prepare_papers(items, {kind.name: template}, brief), packing, start)
    # A file of many papers is work enough to be sent on its own.
    chunk = 256 if packing is Packing.PERSON else 1
    yield from render_all(bundles, Bundle.document, executor, chunk=chunk)
