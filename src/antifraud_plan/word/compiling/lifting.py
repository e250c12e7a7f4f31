"""Rows, cells and paragraphs that hold only statements give way to them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.word.compiling.columns import LiftedCell, share_columns
from antifraud_plan.word.compiling.drawn import DrawnPart, remove
from antifraud_plan.word.compiling.places import CELL, PARAGRAPH, ROW, nearest, paragraph_text
from antifraud_plan.word.compiling.settings import SETTINGS
from antifraud_plan.word.jinja.tags import Scope, Tag, TagKind, UnclosedTag, find_tags, split_tags

_RUN = f"{{{W}}}r"
_SECTION = f"{{{W}}}sectPr"


@attrs.frozen
class _TablePiece:
    """A piece of a table that statements can wrap.

    Attributes:
        name: of the element.
        word: what it is called.
        advice: how to write the tag.
    """

    name: str
    word: str
    advice: str


_TABLE_PIECES: Mapping[Scope, _TablePiece] = MappingProxyType(
    {
        Scope.ROW: _TablePiece(ROW, "行", "请让 {%tr … %} 单独占一行，别的文字移到上下行。"),
        Scope.CELL: _TablePiece(CELL, "格", "请让 {%tc … %} 单独占一格，别的文字移到左右格。"),
    }
)


def lift_tables(part: DrawnPart) -> None:
    """Replace every row of ``{%tr … %}`` and every cell of ``{%tc … %}`` by its statements."""
    for row in list(part.root.iter(ROW)):
        _lift(part, row, Scope.ROW)
    for row in list(part.root.iter(ROW)):
        cells = [cell for cell in row.iter(CELL) if nearest(cell, ROW) is row]
        lifted = [(cell, _statements(part, cell, Scope.CELL)) for cell in cells]
        share_columns(part, row, [LiftedCell(cell, tags) for cell, tags in lifted])
        for cell in cells:
            _lift(part, cell, Scope.CELL)


def _lift(part: DrawnPart, element: etree._Element, scope: Scope) -> None:
    """Replace a row or cell by its statements, if it holds tags of that scope."""
    kind = _TABLE_PIECES[scope]
    statements = _statements(part, element, scope)
    if not statements:
        return
    place = part.places[next(paragraph for tag, paragraph in statements if tag.scope is scope)]
    paragraphs = [item for item in element.iter(PARAGRAPH) if nearest(item, kind.name) is element]
    if not all(holds_only_statements(paragraph_text(item)) for item in paragraphs):
        part.refuse(
            "template-text-beside-tag",
            f"这一{kind.word}里除了 {{%{scope.value} … %}} 还有别的文字，整{kind.word}会被标签取代。",
            place,
            kind.advice,
        )
        part.has_lost = True
    if any(tag.scope.is_of_table and tag.scope is not scope for tag, _ in statements):
        part.refuse(
            "template-tag-misplaced", "{%tr … %} 和 {%tc … %} 不能写在同一行里。", place, "请各占一行。"
        )
    parent = element.getparent()
    for tag, paragraph in statements:
        element.addprevious(part.mark_tag(tag, part.places[paragraph], parent))
    remove(element)


def _statements(
    part: DrawnPart, element: etree._Element, scope: Scope
) -> tuple[tuple[Tag, etree._Element], ...]:
    """Return the tags that take the place of a row or cell, each with its paragraph; none if it stays."""
    kind = _TABLE_PIECES[scope]
    tags = tuple(
        (tag, item)
        for item in element.iter(PARAGRAPH)
        if item in part.places and nearest(item, kind.name) is element
        for tag in find_tags(paragraph_text(item))
        if isinstance(tag, Tag) and tag.kind is not TagKind.COMMENT
    )
    return tags if any(tag.scope is scope for tag, _ in tags) else ()


def lift_paragraph(part: DrawnPart, paragraph: etree._Element, tags: Sequence[Tag], text: str) -> None:
    """Replace a paragraph that holds only statements by them."""
    place = part.places[paragraph]
    if not holds_only_statements(text):
        part.refuse(
            "template-text-beside-tag",
            "这一段里除了 {%p … %} 还有别的文字，整段会被标签取代。",
            place,
            "请让 {%p … %} 单独占一段，或者去掉 p 写成 {% … %}。",
        )
        part.keep_tags(paragraph, tags)
        return
    if next(paragraph.iter(_SECTION), None) is not None:
        part.refuse(
            "template-tag-misplaced", "分节符所在的段不能写 {%p … %}。", place, "请把标签移到上一段。"
        )
        part.keep_tags(paragraph, tags)
        return
    parent = paragraph.getparent()
    for tag in tags:
        if tag.kind is TagKind.STATEMENT:
            paragraph.addprevious(part.mark_tag(tag, place, parent))
    if parent is not None and _needs_paragraph(parent, paragraph):
        for run in list(paragraph.iter(_RUN)):
            remove(run)
    else:
        remove(paragraph)


def _needs_paragraph(parent: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether *paragraph* is the last of a cell or text box, which may not end without one."""
    return (
        etree.QName(parent).localname in {"tc", "txbxContent", "hdr", "ftr"}
        and next(paragraph.itersiblings(PARAGRAPH), None) is None
    )


def holds_only_statements(text: str) -> bool:
    """Tell whether *text* prints nothing itself; a setting formats its paragraph, so it counts as text."""
    return all(
        not item.strip() if isinstance(item, str) else _prints_nothing(item) for item in split_tags(text)
    )


def _prints_nothing(item: Tag | UnclosedTag) -> bool:
    return isinstance(item, Tag) and item.kind is not TagKind.EXPRESSION and item.keyword not in SETTINGS
