"""Blocks laid out as an official document: a .docx template with tags typed in it, as a clerk would type them."""

from collections.abc import Iterable
from typing import assert_never

from antifraud_plan.ooxml.package import write_package
from antifraud_plan.ooxml.xml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, R, W
from antifraud_plan.word.blocks import (
    Addressee,
    Annex,
    AnnexNote,
    Block,
    Head,
    Heading,
    Imprint,
    Landscape,
    PageBreak,
    Paragraph,
    Signature,
    Statement,
    Table,
)
from antifraud_plan.word.front import annex_note_xml, annex_xml, head_xml, imprint_xml, signature_xml
from antifraud_plan.word.layout import Layout
from antifraud_plan.word.markup import paragraph, runs, statement
from antifraud_plan.word.sections import LANDSCAPE_FOOTERS, PORTRAIT_FOOTERS, footer_xml, section_xml
from antifraud_plan.word.styles import styles_xml
from antifraud_plan.word.tables import table_xml
from antifraud_plan.word.tags import Scope, Tag, find_tags

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def build_template(blocks: Iterable[Block], layout: Layout) -> bytes:
    """Build the .docx template of *blocks* in *layout*; the same arguments give the same bytes."""
    body = "".join(_block(block, layout, width_mm=layout.type_width_mm) for block in blocks)
    footers = {
        identifier: footer_xml(layout, odd=odd, landscape=landscape)
        for identifiers, landscape in ((PORTRAIT_FOOTERS, False), (LANDSCAPE_FOOTERS, True))
        for identifier, odd in zip(identifiers, (True, False), strict=True)
    }
    parts = {
        "word/document.xml": (
            f"{DECLARATION}<w:document {_NAMESPACES}><w:body>{body}{section_xml(layout, landscape=False)}"
            "</w:body></w:document>",
            "document.main",
        ),
        "word/styles.xml": (styles_xml(layout), "styles"),
        "word/settings.xml": (_SETTINGS, "settings"),
        "word/fontTable.xml": (_FONT_TABLE, "fontTable"),
    } | {f"word/footer{number}.xml": (xml, "footer") for number, xml in enumerate(footers.values(), 1)}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD_TYPE}{kind}+xml"/>'
        for name, (_, kind) in parts.items()
    )
    relationships = [("rIdStyles", "styles"), ("rIdSettings", "settings"), ("rIdFonts", "fontTable")]
    links = "".join(_relationship(name, kind, f"{kind}.xml") for name, kind in relationships)
    links += "".join(
        _relationship(name, "footer", f"footer{number}.xml") for number, name in enumerate(footers, 1)
    )
    return write_package(
        {
            "[Content_Types].xml": (
                f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
            ).encode(),
            "_rels/.rels": _relationships(
                _relationship("rIdDocument", "officeDocument", "word/document.xml")
            ),
            "word/_rels/document.xml.rels": _relationships(links),
        }
        | {name: xml.encode() for name, (xml, _) in parts.items()}
    )


def _block(block: Block, layout: Layout, *, width_mm: float) -> str:
    match block:
        case Statement():
            return "".join(
                statement(str(Tag(tag.kind, tag.source, Scope.PARAGRAPH)))
                for tag in find_tags(block.text)
                if isinstance(tag, Tag)
            )
        case Heading(level=0):
            gap = layout.title_gap_lines * layout.line_pitch_pt
            return paragraph(
                "Title", runs(block.spans), properties=f'<w:spacing w:before="{round(gap * 20)}"/>'
            )
        case Heading():
            return paragraph(f"Heading{block.level}", runs(block.spans))
        case Paragraph():
            return paragraph("Body" if block.indented else "Flush", runs(block.spans))
        case Addressee():
            return paragraph("Addressee", runs(block.spans))
        case Table():
            return table_xml(block, layout, width_mm=width_mm)
        case Head():
            return head_xml(block, layout)
        case AnnexNote():
            return annex_note_xml(block, layout)
        case Annex():
            return annex_xml(block, layout)
        case Signature():
            return signature_xml(block, layout)
        case Imprint():
            return imprint_xml(block, layout)
        case PageBreak():
            return paragraph("Anchor", '<w:r><w:br w:type="page"/></w:r>')
        case Landscape():
            inside = "".join(_block(item, layout, width_mm=layout.type_height_mm) for item in block.blocks)
            before = paragraph("Anchor", "", properties=section_xml(layout, landscape=False))
            return before + inside + paragraph("Anchor", "", properties=section_xml(layout, landscape=True))
        case _:
            assert_never(block)


def _relationship(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{R}/{kind}" Target="{target}"/>'


def _relationships(links: str) -> bytes:
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{links}</Relationships>'.encode()


_SETTINGS = (
    f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
    '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:drawingGridVerticalSpacing w:val="312"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
_FONT_TABLE = f'{DECLARATION}<w:fonts xmlns:w="{W}"/>'
