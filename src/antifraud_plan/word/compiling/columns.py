"""Columns that a loop prints: they share the width drawn for them, and the table's grid gets as many."""

import itertools
from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location
from antifraud_plan.word.compiling.drawn import DrawnPart, remove
from antifraud_plan.word.compiling.places import TABLE, nearest
from antifraud_plan.word.jinja.program import Slot, find_crossings
from antifraud_plan.word.jinja.tags import Tag, TagKind

_VALUE = f"{{{W}}}val"
_WIDTH = f"{{{W}}}w"
_TYPE = f"{{{W}}}type"
_TWENTIETHS = "dxa"


@attrs.frozen(eq=False)
class LiftedCell:
    """A cell of a row that loops over cells.

    Attributes:
        element: the cell.
        statements: what will stand in its place, each with its paragraph; empty if the cell stays.
    """

    element: etree._Element
    statements: tuple[tuple[Tag, etree._Element], ...]

    def keyword(self) -> str:
        """The keyword of its only statement; empty when there is none or more."""
        match self.statements:
            case [(tag, _)]:
                return tag.keyword
            case _:
                return ""


def share_columns(part: DrawnPart, row: etree._Element, cells: Sequence[LiftedCell]) -> None:
    """Loop the columns of the grid as *row* loops its cells, and divide the width drawn for them."""
    if not any(cell.statements for cell in cells):
        return
    loops = tuple(_find_loops(cells))
    widths = [cell.element.find(f"{{{W}}}tcPr/{{{W}}}tcW") for cell in cells]
    drawn = [width for width in widths if width is not None and width.get(_TYPE) == _TWENTIETHS]
    if len(drawn) == len(cells):
        _divide(part, cells, loops, [[width] for width in drawn])
    table = nearest(row, TABLE)
    grid = None if table is None else table.find(f"{{{W}}}tblGrid")
    if (
        grid is not None
        and not _has_stand_ins(grid)
        and not any(map(_is_stand_in, row.itersiblings(preceding=True)))
    ):
        _loop_grid(part, grid, row, cells, loops)


def _loop_grid(
    part: DrawnPart,
    grid: etree._Element,
    row: etree._Element,
    cells: Sequence[LiftedCell],
    loops: Sequence[tuple[int, int]],
) -> None:
    columns = list(grid.iterchildren(f"{{{W}}}gridCol"))
    groups = [columns[span] for span in _spans(row, cells)]
    slots = [Slot(tag, part.places[paragraph]) for cell in cells for tag, paragraph in cell.statements]
    if not all(groups) or any(find_crossings(slots)):
        return
    firsts = [group[0] for group in groups]
    for first, cell in zip(firsts, cells, strict=True):
        for tag, paragraph in cell.statements:
            first.addprevious(part.mark_tag(tag, part.places[paragraph], grid))
    _divide(part, cells, loops, groups)
    for group, cell in zip(groups, cells, strict=True):
        if cell.statements:
            for column in group:
                remove(column)


def _divide(
    part: DrawnPart,
    cells: Sequence[LiftedCell],
    loops: Sequence[tuple[int, int]],
    groups: Sequence[Sequence[etree._Element]],
) -> None:
    """Let each loop's elements, grouped by cell, share the width of all from ``for`` to ``endfor``."""
    for start, end in loops:
        place = part.places[cells[start].statements[0][1]]
        whole = sum(_width(element) for group in groups[start : end + 1] for element in group)
        looped = [element for group in groups[start + 1 : end] for element in group]
        kept = sum(map(_width, looped))
        for element in looped if kept else ():
            share = round(_width(element) * whole / kept)
            _replace_width(part, element, share, place)


def _replace_width(part: DrawnPart, element: etree._Element, share: int, place: Location) -> None:
    """Replace an element by one whose width is its *share* of the loop's width, in twentieths of a point."""
    name = etree.QName(element).localname
    kind = f' w:type="{_TWENTIETHS}"' if element.get(_TYPE) else ""
    number = Slot(Tag(TagKind.EXPRESSION, f"({share} / loop.length) | round | int"), place)
    holder = element.getparent()
    if holder is not None:
        holder.replace(element, part.mark([f'<w:{name} xmlns:w="{W}" w:w="', number, f'"{kind}/>']))


def _find_loops(cells: Sequence[LiftedCell]) -> Iterator[tuple[int, int]]:
    """Yield where each plain loop opens and closes, one that holds no further statements between cells."""
    lifted = [index for index, cell in enumerate(cells) if cell.statements]
    for start, end in itertools.pairwise(lifted):
        if (cells[start].keyword(), cells[end].keyword()) == ("for", "endfor"):
            yield start, end


def _spans(row: etree._Element, cells: Sequence[LiftedCell]) -> Iterator[slice]:
    """Yield the columns that each cell covers."""
    start = _number(row.find(f"{{{W}}}trPr/{{{W}}}gridBefore"), 0)
    for cell in cells:
        end = start + _number(cell.element.find(f"{{{W}}}tcPr/{{{W}}}gridSpan"), 1)
        yield slice(start, end)
        start = end


def _number(element: etree._Element | None, missing: int) -> int:
    written = None if element is None else element.get(_VALUE)
    return int(written) if written is not None and written.isdecimal() else missing


def _width(element: etree._Element) -> int:
    written = element.get(_WIDTH, "0")
    return int(written) if written.isdecimal() else 0


def _has_stand_ins(element: etree._Element) -> bool:
    return any(map(_is_stand_in, element))


def _is_stand_in(element: etree._Element) -> bool:
    return not isinstance(element.tag, str)
