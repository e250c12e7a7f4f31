"""One Word file out of many papers, for printing: each begins on its own page, no number stands twice."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeGuard

from antifraud_plan.ooxml.package import read_members, unpack
from antifraud_plan.word.merging.copies import Copies, Marks, PageStart
from antifraud_plan.word.merging.printfile import PrintFile, Sample
from antifraud_plan.word.template.compiled import CompiledTemplate
from antifraud_plan.word.template.frozen import FrozenTemplate
from antifraud_plan.word.template.properties import DocumentProperties

_PRIVATE = tuple(map(chr, range(0xE000, 0xF8FF)))  # hardly a paper holds one of them, none holds all

Template = CompiledTemplate | FrozenTemplate


def merge_papers(
    papers: Iterable[tuple[Template, Mapping[str, object]]],
    *,
    properties: DocumentProperties,
    start: PageStart = PageStart.NEXT_PAGE,
) -> bytes:
    """Fill papers of one template one after another into one .docx.

    Page numbers and automatic numbers begin anew with each paper. Papers of a frozen template cost a
    fraction of what those of a template cost that must be run for each.

    Args:
        papers: each with its template and its values, one at least; all templates come from one .docx,
            frozen with whatever values some of the papers share.
        properties: of the file.
        start: where each further paper begins.

    Raises:
        ProblemsFoundError: ``template-cannot-merge`` for what a file cannot hold more than once, and what
            `CompiledTemplate.render` raises.
        ValueError: there are no papers.
    """
    file: PrintFile | None = None
    current: Template | None = None
    waiting: tuple[Copies, Sequence[bytes]] | None = None  # the last paper is written otherwise than the rest
    for template, values in papers:
        if file is not None and waiting is not None:
            file.add(*waiting)
        if waiting is None or template is not current or not _leaves_places(template):
            sample = _take_sample(template, values, properties)
            file = PrintFile.begin(sample, start) if file is None else file
            copies = file.open_copies(sample)
            current = template
        waiting = copies, _write_values(template, values)
    if file is None or waiting is None:
        raise ValueError("no papers to merge")
    return file.finish(*waiting)


def _leaves_places(template: Template) -> TypeGuard[FrozenTemplate]:
    """Tell whether one sample serves all papers: it has places for values, and only in the document part."""
    return isinstance(template, FrozenTemplate) and template.has_one_part


def _write_values(template: Template, values: Mapping[str, object]) -> Sequence[bytes]:
    """Write what goes into the places of a sample; nothing if the sample was filled for this paper alone."""
    return template.write_values(values) if _leaves_places(template) else ()


def _take_sample(template: Template, values: Mapping[str, object], properties: DocumentProperties) -> Sample:
    """Fill a paper with *values*, or with places for them where one sample serves all papers."""
    marks: Marks | None = None
    if _leaves_places(template):
        names = template.printed_names
        marks = _find_marks(template.fill_document(dict.fromkeys(names, "")))
        values = {name: f"{marks.place}v{index}{marks.place}" for index, name in enumerate(names)}
    match template:
        case CompiledTemplate():
            data = template.render(values, properties=properties)
        case FrozenTemplate():
            data = template.with_properties(properties).render(values)
    members = {member.name: member for member in read_members(data)}
    document = unpack(members.pop(template.document_part))
    return Sample(
        template.file, template.document_part, document, members, marks or _find_marks(document.decode())
    )


def _find_marks(text: str) -> Marks:
    place, seam = itertools.islice((mark for mark in _PRIVATE if mark not in text), 2)
    return Marks(place, seam)
