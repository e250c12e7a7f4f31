"""A filled paper cut up so that copies of it, each with its own values, can stand one after another."""

import itertools
import re
from collections.abc import Sequence
from enum import Enum

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import DECLARATION, W
from antifraud_plan.word.compiling.places import PARAGRAPH
from antifraud_plan.word.merging.numbering import Numbering

_SECTION = f"{{{W}}}sectPr"
_PROPERTIES = f"{{{W}}}pPr"
_ID = f"{{{W}}}id"
_NAME = f"{{{W}}}name"
_VALUE = f"{{{W}}}val"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CONTROL = f"{{{W}}}sdtPr"
_BOOKMARK = f"{{{W}}}bookmarkStart"
_PAIRS = ((_BOOKMARK, f"{{{W}}}bookmarkEnd"), (f"{{{W}}}permStart", f"{{{W}}}permEnd"))
_ENDS = frozenset(end for _, end in _PAIRS)
_LONGEST_NAME = 24  # of the 40 characters that a bookmark's name may have; the rest is for its number
_BEFORE_TYPE = frozenset({"headerReference", "footerReference", "footnotePr", "endnotePr"})
_AFTER_PAGE_NUMBERS = frozenset({
    "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
    "printerSettings",
})  # fmt: skip
_LAST_LINE = (
    f'<w:p xmlns:w="{W}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


class PageStart(Enum):
    """Where each further paper begins: on the next page, or on the next sheet when both sides are printed."""

    NEXT_PAGE = "nextPage"
    ODD_PAGE = "oddPage"


@attrs.frozen
class Marks:
    """Characters that a paper does not hold.

    Attributes:
        place: stands around what is said of a place, such as v and the index of a value.
        seam: stands where a copy and its section properties begin and end.
    """

    place: str
    seam: str


@attrs.frozen
class Cut:
    """XML with places for what differs from copy to copy.

    Attributes:
        texts: the XML, an empty text in every place.
        values: places of values, each with the value's index.
        numbers: places of numbers, each with what it is more than the copy's first.
    """

    texts: tuple[bytes, ...] = attrs.field(repr=False)
    values: tuple[tuple[int, int], ...]
    numbers: tuple[tuple[int, int], ...]

    def write(self, values: Sequence[bytes], number: int) -> bytes:
        """Put in a copy's *values* and its numbers from *number*."""
        texts = list(self.texts)
        for place, index in self.values:
            texts[place] = values[index]
        for place, offset in self.numbers:
            texts[place] = b"%d" % (number + offset)
        return b"".join(texts)


@attrs.frozen
class Copies:
    """A paper's document part, ready to be written again and again.

    Attributes:
        head: what stands before the first copy.
        tail: what stands after the last copy.
        count: how many numbers a copy takes.
        lists: what the numbering part needs so that a copy's automatic numbers begin anew.
    """

    head: bytes = attrs.field(repr=False)
    tail: bytes = attrs.field(repr=False)
    count: int
    lists: Cut
    _before: Cut
    _after: Cut
    _section: bytes = attrs.field(repr=False)

    def write(self, values: Sequence[bytes], number: int) -> bytes:
        """Write a copy that others follow.

        Args:
            values: its own, as XML.
            number: the first of the numbers that it may use.
        """
        return self._before.write(values, number) + self._section + self._after.write(values, number)

    def write_last(self, values: Sequence[bytes], number: int) -> bytes:
        """Write the copy that ends the document; see `write`."""
        return self._before.write(values, number) + self._after.write(values, number) + self._section


@attrs.define
class Openings:
    """Hands out places for a copy's numbers, and finds them again.

    Attributes:
        marks: what stands around them.
        count: how many were handed out.
    """

    marks: Marks
    count: int = 0

    def open_number(self) -> str:
        """Return the stand-in for one more number."""
        self.count += 1
        return f"{self.marks.place}n{self.count - 1}{self.marks.place}"

    def cut(self, text: str) -> Cut:
        """Cut *text* at its places."""
        texts = text.split(self.marks.place)
        values: list[tuple[int, int]] = []
        numbers: list[tuple[int, int]] = []
        for place in range(1, len(texts), 2):
            kind, index = texts[place][0], int(texts[place][1:])
            (values if kind == "v" else numbers).append((place, index))
            texts[place] = ""
        return Cut(tuple(text.encode() for text in texts), tuple(values), tuple(numbers))


def cut_copies(
    root: etree._Element, numbering: Numbering | None, *, marks: Marks, start: PageStart, restarts: bool
) -> Copies:
    """Cut up the document part of a filled paper.

    Args:
        root: the part, which is changed.
        numbering: the automatic numbers of its lists, if it has any.
        marks: what the part does not hold, but around the indices of values.
        start: where a copy begins.
        restarts: whether its pages are numbered from 1.
    """
    openings = Openings(marks)
    _open_numbers(root, openings)
    lists = "" if numbering is None else numbering.open_lists(root, openings.open_number)
    body = next(root.iter(f"{{{W}}}body"))
    last = body.find(_SECTION)
    if last is None:
        last = etree.SubElement(body, _SECTION)
    first = next(root.iter(_SECTION))
    _begin_on(first, start)
    if restarts:
        _restart_page_numbers(first)
    paragraph = _require_paragraph_before(last)
    properties = paragraph.find(_PROPERTIES)
    if properties is None:
        properties = etree.Element(_PROPERTIES)
        paragraph.insert(0, properties)
    body.text = paragraph.tail = last.tail = marks.seam
    if len(properties):
        properties[-1].tail = marks.seam
    else:
        properties.text = marks.seam
    written = DECLARATION + etree.tostring(root, encoding="unicode")
    head, before, after, section, tail = written.split(marks.seam)
    return Copies(
        head.encode(),
        tail.encode(),
        openings.count,
        openings.cut(lists),
        openings.cut(before),
        openings.cut(after),
        section.encode(),
    )


def _open_numbers(root: etree._Element, openings: Openings) -> None:
    """Open what a file holds once: numbers of drawings, controls and bookmarks, names of bookmarks."""
    for drawing in root.iter(_DRAWING):
        drawing.set("id", openings.open_number())
    for control in root.iter(_CONTROL):
        for number in control.findall(_ID):
            number.set(_VALUE, openings.open_number())
    for pair in _PAIRS:
        numbers: dict[str | None, str] = {}
        for mark in root.iter(*pair):
            if mark.get(_ID) not in numbers:
                numbers[mark.get(_ID)] = openings.open_number()
            mark.set(_ID, numbers[mark.get(_ID)])
    names = {
        mark.get(_NAME, ""): f"{mark.get(_NAME, '')[:_LONGEST_NAME]}_{mark.get(_ID)}"
        for mark in root.iter(_BOOKMARK)
    }
    if names:
        _rename(root, names)


def _rename(root: etree._Element, names: dict[str, str]) -> None:
    """Rename bookmarks, and what points at them."""
    word = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
    for element in root.iter(_BOOKMARK, f"{{{W}}}hyperlink", f"{{{W}}}fldSimple"):
        for attribute in (_NAME, f"{{{W}}}anchor", f"{{{W}}}instr"):
            if attribute in element.attrib:
                element.set(attribute, word.sub(lambda found: names[found[0]], element.attrib[attribute]))
    for code in root.iter(f"{{{W}}}instrText"):
        code.text = word.sub(lambda found: names[found[0]], code.text or "")


def _begin_on(section: etree._Element, start: PageStart) -> None:
    for old in section.findall(f"{{{W}}}type"):
        section.remove(old)
    kind = etree.Element(f"{{{W}}}type", {_VALUE: start.value})
    section.insert(sum(etree.QName(child).localname in _BEFORE_TYPE for child in section), kind)


def _restart_page_numbers(section: etree._Element) -> None:
    numbers = section.find(f"{{{W}}}pgNumType")
    if numbers is None:
        numbers = etree.Element(f"{{{W}}}pgNumType")
        later = sum(etree.QName(child).localname in _AFTER_PAGE_NUMBERS for child in section)
        section.insert(len(section) - later, numbers)
    if f"{{{W}}}start" not in numbers.attrib:
        numbers.set(f"{{{W}}}start", "1")


def _require_paragraph_before(section: etree._Element) -> etree._Element:
    """Return the paragraph before *section*; make a tiny one after a table or where a section ends.

    Ends of bookmarks that stand between the two are taken into the paragraph.
    """
    ends = list(itertools.takewhile(lambda item: item.tag in _ENDS, section.itersiblings(preceding=True)))
    paragraph = (ends[-1] if ends else section).getprevious()
    if (
        paragraph is None
        or paragraph.tag != PARAGRAPH
        or paragraph.find(f"{_PROPERTIES}/{_SECTION}") is not None
    ):
        paragraph = etree.fromstring(_LAST_LINE)
        section.addprevious(paragraph)
    paragraph.extend(reversed(ends))
    return paragraph
