"""Blocks laid out as an official document: a Word template with tags in it, as a clerk would type them."""

from collections.abc import Sequence
from typing import assert_never

from antifraud_plan.ooxml.xml import DECLARATION, R, W
from antifraud_plan.word.jinja.tags import Tag, TagKind, find_tags
from antifraud_plan.word.layout import Layout
from antifraud_plan.word.official.base import base_package
from antifraud_plan.word.official.drawing import DRAWING_NAMESPACES
from antifraud_plan.word.official.front import (
    annex_note_xml,
    annex_xml,
    head_xml,
    imprint_xml,
    signature_xml,
    title_xml,
)
from antifraud_plan.word.official.markup import paragraph, runs, statements
from antifraud_plan.word.official.sections import (
    LANDSCAPE_FOOTERS,
    PORTRAIT_FOOTERS,
    empty_footer_xml,
    footer_xml,
    section_xml,
)
from antifraud_plan.word.official.styles import styles_xml
from antifraud_plan.word.official.tables import table_xml
from antifraud_plan.word.source.blocks import (
    Addressee,
    Annex,
    AnnexNote,
    Block,
    Compact,
    CutLine,
    Figure,
    Head,
    Heading,
    Imprint,
    Landscape,
    Mark,
    PageBreak,
    Paragraph,
    Signature,
    Spans,
    Statement,
    Table,
    Unnumbered,
)


def build_template(blocks: Sequence[Block], layout: Layout) -> bytes:
    """Build the .docx template of *blocks* in *layout*; the same arguments give the same bytes."""
    # A document that ends on its side must not end with an empty upright page.
    lying = bool(blocks) and isinstance(blocks[-1], Landscape)
    body = _blocks(blocks, layout, width_mm=layout.type_width_mm)
    document = (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"{DRAWING_NAMESPACES}>'
        f"<w:body>{body}{_ending(blocks)}{section_xml(layout, landscape=lying)}</w:body></w:document>"
    )
    numbered = not any(isinstance(block, Unnumbered) for block in blocks)
    footers = {
        identifier: footer_xml(layout, odd=odd, landscape=landscape) if numbered else empty_footer_xml()
        for identifiers, landscape in ((PORTRAIT_FOOTERS, False), (LANDSCAPE_FOOTERS, True))
        for identifier, odd in zip(identifiers, (True, False), strict=True)
    }
    return base_package(document, styles_xml(layout), footers)


def _ending(blocks: Sequence[Block]) -> str:
    """Write a paragraph without height after a table that is the last: Word would add one with a line's."""
    match blocks[-1:]:
        case [Landscape(blocks=inside) | Compact(blocks=inside)]:
            return _ending(inside)
        case [Table() | Statement()]:
            return paragraph("Anchor", "")
        case _:
            return ""


def _blocks(blocks: Sequence[Block], layout: Layout, *, width_mm: float, compact: bool = False) -> str:
    written: list[str] = []
    breaks = ""
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            breaks = "<w:pageBreakBefore/>"
        if isinstance(block, PageBreak | Unnumbered):
            continue
        match block:
            case Heading(level=0) if _is_plain(block.spans):
                title = "".join(span.text for span in block.spans)
                style = _style(block, compact=compact)
                written.append(title_xml(title, layout, style=style, width_mm=width_mm, properties=breaks))
            case Heading() | Paragraph() | Addressee():
                style = _style(block, compact=compact)
                written.append(paragraph(style, runs(block.spans), properties=_keep(block) + breaks))
            case Landscape():
                written.append(_landscape(block, layout, first=index == 0, last=index == len(blocks) - 1))
            case Compact():
                written.append(paragraph("Anchor", "", properties=breaks) if breaks else "")
                written.append(_blocks(block.blocks, layout, width_mm=width_mm, compact=True))
            case _:
                # Only a paragraph can start a page by itself; anything else needs one in front of it.
                written.append(paragraph("Anchor", "", properties=breaks) if breaks else "")
                written.append(_block(block, layout, width_mm=width_mm))
        breaks = ""
    return "".join(written)


def _landscape(block: Landscape, layout: Layout, *, first: bool, last: bool) -> str:
    """Write the blocks between the ends of two sections, each end in a paragraph of its own."""
    inside = _blocks(block.blocks, layout, width_mm=layout.type_height_mm)
    before = "" if first else paragraph("Anchor", "", properties=section_xml(layout, landscape=False))
    after = "" if last else paragraph("Anchor", "", properties=section_xml(layout, landscape=True))
    return before + inside + after


def _block(
    block: Statement | Table | Head | AnnexNote | Annex | Signature | Imprint | CutLine | Figure,
    layout: Layout,
    *,
    width_mm: float,
) -> str:
    match block:
        case Statement():
            return statements(block.text)
        case Table():
            return table_xml(block, layout, width_mm=width_mm)
        case Head():
            return head_xml(block, layout)
        case AnnexNote():
            return annex_note_xml(block, layout)
        case Annex():
            return annex_xml(block, layout, width_mm=width_mm)
        case Signature():
            return signature_xml(block, layout)
        case Imprint():
            return imprint_xml(block, layout)
        case CutLine():
            return paragraph("CutLine", runs(block.spans))
        case Figure():
            return paragraph("Figure", runs(block.spans))
        case _:
            assert_never(block)


def _keep(block: Heading | Paragraph | Addressee) -> str:
    return "<w:keepNext/>" if isinstance(block, Heading | Paragraph) and block.closing else ""


def _is_plain(spans: Spans) -> bool:
    """Tell whether *spans* are one stretch of text and values, without marks or statements within."""
    tags = (tag for span in spans for tag in find_tags(span.text))
    return all(span.mark is Mark.PLAIN for span in spans) and all(
        isinstance(tag, Tag) and tag.kind is TagKind.EXPRESSION for tag in tags
    )


def _style(block: Heading | Paragraph | Addressee, *, compact: bool) -> str:
    match block:
        case Heading(level=0):
            return "TitleCompact" if compact else "Title"
        case Heading():
            return f"Heading{block.level}"
        case Paragraph():
            return ("Body" if block.indented else "Flush") + ("Compact" if compact else "")
        case Addressee():
            return "Addressee"
        case _:
            assert_never(block)
