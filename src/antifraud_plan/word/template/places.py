"""Where a paragraph of a Word file is, in the words of somebody who looks for it in Word."""

from collections.abc import Mapping

from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location

PARAGRAPH = f"{{{W}}}p"
TEXT = f"{{{W}}}t"
ROW = f"{{{W}}}tr"
CELL = f"{{{W}}}tc"
TABLE = f"{{{W}}}tbl"
_EXCERPT = 16
_ROOTS = {"hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注"}

Paragraph = etree._Element


def text_nodes(paragraph: etree._Element) -> list[etree._Element]:
    """List the ``<w:t>`` of a paragraph, leaving out text boxes anchored in it."""
    return [node for node in paragraph.iter(TEXT) if nearest(node, PARAGRAPH) is paragraph]


def nearest(element: etree._Element, name: str) -> etree._Element | None:
    """Find the innermost ancestor called *name*."""
    return next(element.iterancestors(name), None)


def paragraph_text(paragraph: etree._Element) -> str:
    """Join the text of a paragraph."""
    return "".join(node.text or "" for node in text_nodes(paragraph))


def find_places(root: etree._Element, *, file: str) -> Mapping[etree._Element, Location]:
    """Name the place of every paragraph of a part: 第3段 “…”, 表格1第2行第3列 “…”, 页脚第1段 “…”."""
    tables = {table: number for number, table in enumerate(root.iter(TABLE), 1)}
    prefix = _ROOTS.get(etree.QName(root).localname, "")
    places: dict[etree._Element, Location] = {}
    outside = 0
    for paragraph in root.iter(PARAGRAPH):
        cell = nearest(paragraph, CELL)
        if cell is None:
            outside += 1
            where = f"第{outside}段"
        else:
            where = _cell_place(cell, tables)
        text = paragraph_text(paragraph).strip()
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
        places[paragraph] = Location(file, part=f"{prefix}{where}" + (f" “{excerpt}”" if excerpt else ""))
    return places


def _cell_place(cell: etree._Element, tables: Mapping[etree._Element, int]) -> str:
    row, table = nearest(cell, ROW), nearest(cell, TABLE)
    if row is None or table is None:
        return "表格"
    row_number = 1 + sum(1 for _ in row.itersiblings(ROW, preceding=True))
    column_number = 1 + sum(1 for _ in cell.itersiblings(CELL, preceding=True))
    return f"表格{tables[table]}第{row_number}行第{column_number}列"
