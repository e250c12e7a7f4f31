"""Where a paragraph of a Word file is, in the words of somebody who looks for it in Word."""

import itertools
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location

PARAGRAPH = f"{{{W}}}p"
TEXT = f"{{{W}}}t"
ROW = f"{{{W}}}tr"
CELL = f"{{{W}}}tc"
TABLE = f"{{{W}}}tbl"
BOX = f"{{{W}}}txbxContent"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EXCERPT = 16
_BEFORE = 6
_ROOTS = {"hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


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
    """Name the place of every paragraph: 第3段 “…”, 表格1第2行第3列 “…”, 文本框1第1段 “…”, 页脚第1段 “…”.

    Word stores a text box twice, the second time for older versions: both times it is the same place.
    """
    twins = dict(_find_twins(root))
    cells = dict(_number_cells(root, twins))
    prefix = _ROOTS.get(etree.QName(root).localname, "")
    places: dict[etree._Element, Location] = {}
    counts: Counter[etree._Element | None] = Counter()  # of paragraphs, by text box
    boxes: dict[etree._Element | None, str] = {None: ""}
    for paragraph in root.iter(PARAGRAPH):
        if paragraph in twins:
            places[paragraph] = places[twins[paragraph]]
            continue
        cell = nearest(paragraph, CELL)
        if cell is None:
            box = nearest(paragraph, BOX)
            counts[box] += 1
            where = f"{boxes.setdefault(box, f'文本框{len(boxes)}')}第{counts[box]}段"
        else:
            where = cells.get(cell, "表格")
        text = paragraph_text(paragraph).strip()
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
        places[paragraph] = Location(file, part=f"{prefix}{where}" + (f" “{excerpt}”" if excerpt else ""))
    return places


def narrow_place(place: Location, text: str, start: int, end: int) -> Location:
    """Quote the text around a tag that stands further in than the beginning that *place* quotes."""
    if start < _EXCERPT or place.part is None:
        return place
    first, last = max(start - _BEFORE, 0), min(end, start + _EXCERPT) + _BEFORE
    excerpt = f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
    return attrs.evolve(place, part=f"{_name_alone(place.part)} “{excerpt}”")


def reading_order(roots: Iterable[etree._Element], *, file: str) -> Callable[[Location | None], int]:
    """Return a sorting key for places in the parts *roots*; what has no place in them comes first."""
    places = itertools.chain.from_iterable(find_places(root, file=file).values() for root in roots)
    order = {_name_alone(place.part): count for count, place in enumerate(places)}
    return lambda place: order.get(_name_alone(place.part if place else None), -1)


def _name_alone(part: str | None) -> str:
    return (part or "").partition(" “")[0]


def _find_twins(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield every paragraph that is stored a second time, with the one it repeats."""
    for alternatives in root.iter(f"{{{_MC}}}AlternateContent"):
        first, second = (
            [
                paragraph
                for alternative in alternatives.findall(f"{{{_MC}}}{name}")
                for paragraph in alternative.iter(PARAGRAPH)
            ]
            for name in ("Choice", "Fallback")
        )
        yield from zip(second, first, strict=False)


def _number_cells(
    root: etree._Element, twins: Container[etree._Element]
) -> Iterator[tuple[etree._Element, str]]:
    """Yield every cell with its place, counted once through: clerks have tables of thousands of rows."""
    tables = (table for table in root.iter(TABLE) if next(table.iter(PARAGRAPH), None) not in twins)
    for number, table in enumerate(tables, 1):
        for row_number, row in enumerate(_own(table, ROW, TABLE), 1):
            for column_number, cell in enumerate(_own(row, CELL, ROW), 1):
                yield cell, f"表格{number}第{row_number}行第{column_number}列"


def _own(holder: etree._Element, name: str, kind: str) -> Iterator[etree._Element]:
    """Yield the elements called *name* in *holder*, those of a table within it left out."""
    return (element for element in holder.iter(name) if nearest(element, kind) is holder)
