"""From a document kind and its items to documents: the template is compiled once, filled once an item."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor

import attrs

from antifraud_plan.offers import Brief, Document, DocumentKind, Item
from antifraud_plan.word import (
    CompiledTemplate,
    DocumentProperties,
    Layout,
    build_template,
    compile_template,
    parse_source,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# Enough papers to make up for compiling the template again in the worker that gets them.
_CHUNK = 64


@attrs.frozen
class OwnTemplate:
    """A Word template of the user's own, which wins over ours.

    Attributes:
        file: its name, for messages.
        data: the .docx.
    """

    file: str
    data: bytes


def compile_kind(kind: DocumentKind, layout: Layout, own: OwnTemplate | None = None) -> CompiledTemplate:
    """Compile the template of *kind*: the user's own if there is one, else ours in this layout.

    Raises `ProblemsFoundError` with every mistake of the template.
    """
    if own is not None:
        return compile_template(own.data, file=own.file)
    blocks = parse_source(kind.source, file=f"{kind.name}.md", shared=kind.shared)
    return compile_template(build_template(blocks, layout), file=f"{kind.title}.docx")


def render_items(
    template: CompiledTemplate, items: Sequence[Item], brief: Brief, executor: Executor | None = None
) -> Iterator[Document]:
    """Yield one document an item, in order; an executor shares the work out.

    Raises `ProblemsFoundError` when the template asks for what an item does not have.
    """
    jobs = [
        (item.values, DocumentProperties(item.title, creator=brief.plan.names.bureau, created=brief.on))
        for item in items
    ]
    if executor is None:
        rendered: Iterator[bytes] = (template.render(values, properties=shown) for values, shown in jobs)
    else:
        chunks = [jobs[start : start + _CHUNK] for start in range(0, len(jobs), _CHUNK)]
        done = executor.map(_render_chunk, [template] * len(chunks), chunks)
        rendered = (data for chunk in done for data in chunk)
    for item, data in zip(items, rendered, strict=True):
        *folders, name = item.path
        yield Document((*folders, f"{name}.docx"), DOCX, (data,))


def _render_chunk(
    template: CompiledTemplate, jobs: Sequence[tuple[Mapping[str, object], DocumentProperties]]
) -> list[bytes]:
    return [template.render(values, properties=shown) for values, shown in jobs]
