"""From a document kind and its items to Word files: its template, compiled once, filled for one item."""

import attrs

from antifraud_plan.offers import Brief, DocumentKind, Item
from antifraud_plan.word import (
    CompiledTemplate,
    DocumentProperties,
    Layout,
    build_template,
    compile_template,
    parse_source,
)


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


def render_item(template: CompiledTemplate, item: Item, brief: Brief) -> bytes:
    """Return one item's .docx; raises `ProblemsFoundError` when the template asks for what is not there."""
    return template.render({**item.shared, **item.values}, properties=title_item(item, brief))


def title_item(item: Item, brief: Brief) -> DocumentProperties:
    """Return what an item's file says of itself."""
    return DocumentProperties(item.title, creator=brief.plan.names.bureau, created=brief.on)
