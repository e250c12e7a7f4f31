"""From document kinds and items to papers: a template is compiled once, shared values are worked out once."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from antifraud_plan.fingerprints import find_fingerprint, makers
from antifraud_plan.offers import Brief, DocumentKind, Item, Scope
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import (
    CompiledTemplate,
    DocumentProperties,
    FrozenTemplate,
    Layout,
    build_template,
    compile_template,
    parse_source,
)
from antifraud_plan.word.picture import Picture


@attrs.frozen
class OwnTemplate:
    """A Word template of the user's own, which wins over ours.

    Attributes:
        file: its name, for messages.
        data: the .docx.
    """

    file: str
    data: bytes


@attrs.frozen
class Paper:
    """One paper that any process can render.

    Attributes:
        kind: title of its kind.
        scope: for whom the kind makes a paper.
        path: folders below the output folder, then the file name without its suffix.
        template: what it is made with: frozen where papers share their values, else as compiled.
        shared: what it prints like other papers; empty if the template is frozen with it.
        values: what it prints of its own.
        properties: title, author and date of the file.
        basis: fingerprint of template, shared values and properties; ``None`` where they have none.
    """

    kind: str
    scope: Scope
    path: tuple[str, ...]
    template: CompiledTemplate | FrozenTemplate
    shared: Mapping[str, object]
    values: Mapping[str, object]
    properties: DocumentProperties
    basis: str | None

    def render(self) -> bytes:
        """Return the .docx; raises `ProblemsFoundError` where the template asks for what is not there."""
        match self.template:
            case FrozenTemplate():
                return self.template.render(self.values)
            case CompiledTemplate():
                return self.template.render({**self.shared, **self.values}, properties=self.properties)

    @property
    def fingerprint(self) -> str | None:
        """Of everything it is made from; ``None`` if that cannot be told."""
        if self.basis is None:
            return None
        return find_fingerprint(self.basis, self.path, self.values)


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
    return template.render({**item.shared, **item.values}, properties=_properties(item, brief))


def prepare_papers(
    items: Iterable[tuple[DocumentKind, Item]], templates: Mapping[str, CompiledTemplate], brief: Brief
) -> Iterator[Paper]:
    """Yield one paper an item, in order.

    Args:
        items: with their kinds; items that share values best come one after another.
        templates: by name of the kind.
        brief: what the items were made from.
    """
    runs: dict[str, _Run] = {}
    for kind, item in items:
        run = runs.get(kind.name)
        if run is None or run.begun_with is not item.shared or run.properties.title != item.title:
            run = runs[kind.name] = _begin_run(templates[kind.name], item, _properties(item, brief))
        yield Paper(
            kind.title,
            kind.scope,
            item.path,
            run.template,
            run.shared,
            item.values,
            run.properties,
            run.basis,
        )


@attrs.frozen
class _Run:
    """What papers of one kind, one after another, have in common."""

    begun_with: Mapping[str, object]
    template: CompiledTemplate | FrozenTemplate
    shared: Mapping[str, object]
    properties: DocumentProperties
    basis: str | None


def _begin_run(template: CompiledTemplate, item: Item, properties: DocumentProperties) -> _Run:
    basis = find_fingerprint(makers(), template.hash, item.shared, properties)
    frozen = _find_frozen(template, item, properties) if item.shared else None
    if frozen is None:
        return _Run(item.shared, template, item.shared, properties, basis)
    return _Run(item.shared, frozen, {}, properties, basis)


def _find_frozen(
    template: CompiledTemplate, item: Item, properties: DocumentProperties
) -> FrozenTemplate | None:
    if any(isinstance(value, Picture) for value in item.values.values()):
        return None  # a picture is a part of the file, and not only text in it
    try:
        return template.freeze(item.shared, item.values.keys(), properties=properties)
    except ProblemsFoundError:
        return None  # every paper will say so for itself


def _properties(item: Item, brief: Brief) -> DocumentProperties:
    return DocumentProperties(item.title, creator=brief.plan.names.bureau, created=brief.on)
