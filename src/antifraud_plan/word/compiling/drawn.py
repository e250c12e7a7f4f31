"""A part of a template on its way from the XML that Word drew to constants and tags."""

from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import DECLARATION
from antifraud_plan.problems import Location, Problem
from antifraud_plan.word.jinja.program import Piece, Slot
from antifraud_plan.word.jinja.tags import Tag, TagKind

STAND_IN = "jinja"


@attrs.define
class DrawnPart:
    """The tree of a part, in which a processing instruction stands for each group of pieces.

    Attributes:
        root: the tree.
        places: where each paragraph is.
        groups: what the processing instructions stand for, by their number.
        containers: the elements that hold statements, numbered.
        problems: what was found wrong so far.
        has_lost: whether a statement may be missing, so that nothing can be said of its partner.
    """

    root: etree._Element
    places: dict[etree._Element, Location]
    groups: list[tuple[Piece, ...]] = attrs.field(factory=list)
    containers: dict[etree._Element, int] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    has_lost: bool = False

    def mark(self, pieces: Sequence[Piece]) -> etree._Element:
        """Make the stand-in for *pieces*."""
        self.groups.append(tuple(pieces))
        return etree.ProcessingInstruction(STAND_IN, str(len(self.groups) - 1))

    def mark_tag(self, tag: Tag, place: Location, container: etree._Element | None) -> etree._Element:
        """Make the stand-in for one tag held by *container*."""
        number = None if container is None else self.containers.setdefault(container, len(self.containers))
        return self.mark([Slot(tag, place, number)])

    def keep_tags(self, paragraph: etree._Element, tags: Sequence[Tag]) -> None:
        """Keep the tags of a refused paragraph, so that the mistakes within them are told too."""
        self.has_lost = True
        for tag in tags:
            if tag.kind is not TagKind.COMMENT:
                paragraph.addprevious(self.mark_tag(tag, self.places[paragraph], None))

    def refuse(self, code: str, message: str, place: Location, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, message, place, remedy))

    def pieces(self) -> Iterator[Piece]:
        """Serialise the tree, pieces in place of their stand-ins."""
        written = DECLARATION + etree.tostring(self.root, encoding="unicode")
        constant, *rest = written.split(f"<?{STAND_IN} ")
        yield constant
        for stretch in rest:
            number, _, constant = stretch.partition("?>")
            yield from self.groups[int(number)]
            yield constant


def remove(element: etree._Element) -> None:
    """Take *element* out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
