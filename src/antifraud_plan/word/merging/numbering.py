"""Automatic numbers of lists, which begin anew in every copy of a paper."""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import DECLARATION, W, parse_xml
from antifraud_plan.word.compiling.places import PARAGRAPH

_VALUE = f"{{{W}}}val"
_NUMBER = f"{{{W}}}numId"
_ABSTRACT = f"{{{W}}}abstractNumId"
_LEVEL = f"{{{W}}}ilvl"
_PROPERTIES = f"{{{W}}}pPr"
_LIST = f"{{{W}}}numPr"
_STYLE = f"{{{W}}}pStyle"
_NO_LIST = "0"
_MORE = "<?more lists?>"
_BEFORE_LIST = frozenset({"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"})


@attrs.frozen(eq=False)
class Numbering:
    """The lists of a template.

    Attributes:
        root: the numbering part.
        styles: the list of each paragraph style that has one, as number and level.
    """

    root: etree._Element = attrs.field(repr=False)
    styles: dict[str, tuple[str, str]]

    @property
    def next_number(self) -> int:
        """The first number that no list has."""
        return 1 + max((int(item.get(_NUMBER, "0")) for item in self._lists), default=0)

    @property
    def _lists(self) -> list[etree._Element]:
        return self.root.findall(f"{{{W}}}num")

    def open_lists(self, document: etree._Element, open_number: Callable[[], str]) -> str:
        """Give every list of a paper a number to be opened, and return the lists of those numbers."""
        opened: dict[str, str] = {}
        for paragraph in document.iter(PARAGRAPH):
            number = self._own_number(paragraph)
            if number is not None and number.get(_VALUE) != _NO_LIST:
                used = number.get(_VALUE, "")
                opened.setdefault(used, open_number())
                number.set(_VALUE, opened[used])
        return "".join(self._begin_anew(number, stand_in) for number, stand_in in opened.items())

    def _own_number(self, paragraph: etree._Element) -> etree._Element | None:
        """Find the number of a paragraph's list, written into the paragraph if its style says it."""
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            return None
        number = properties.find(f"{_LIST}/{_NUMBER}")
        if number is not None:
            return number
        style = properties.find(_STYLE)
        listed = self.styles.get("" if style is None else style.get(_VALUE, ""))
        if listed is None:
            return None
        holder = etree.Element(_LIST)
        etree.SubElement(holder, _LEVEL, {_VALUE: listed[1]})
        properties.insert(sum(etree.QName(item).localname in _BEFORE_LIST for item in properties), holder)
        return etree.SubElement(holder, _NUMBER, {_VALUE: listed[0]})

    def _begin_anew(self, number: str, stand_in: str) -> str:
        original = next((item for item in self._lists if item.get(_NUMBER) == number), None)
        if original is None:
            return ""
        item = copy.deepcopy(original)
        item.set(_NUMBER, stand_in)
        abstract = item.find(_ABSTRACT)
        kind = "" if abstract is None else abstract.get(_VALUE)
        overridden = {found.get(_LEVEL) for found in item.findall(f"{{{W}}}lvlOverride")}
        for level in self.root.findall(f"{{{W}}}abstractNum[@{_ABSTRACT}='{kind}']/{{{W}}}lvl"):
            if level.get(_LEVEL) not in overridden:
                override = etree.SubElement(item, f"{{{W}}}lvlOverride", {_LEVEL: level.get(_LEVEL, "0")})
                first = level.find(f"{{{W}}}start")
                start = "1" if first is None else first.get(_VALUE, "1")
                etree.SubElement(override, f"{{{W}}}startOverride", {_VALUE: start})
        return etree.tostring(item, encoding="unicode", with_tail=False)

    def write(self, lists: Iterable[bytes]) -> bytes:
        """Write the part with more *lists*."""
        before, after = etree.tostring(self.root, encoding="unicode").split(_MORE)
        return b"".join(((DECLARATION + before).encode(), *lists, after.encode()))


def read_numbering(numbering: bytes, styles: bytes) -> Numbering | None:
    """Read the numbering part of a template, and from its styles part which styles have lists, if any."""
    root = parse_xml(numbering, file="", part="")
    lists = root.findall(f"{{{W}}}num")
    if not lists:
        return None
    lists[-1].addnext(etree.ProcessingInstruction("more", "lists"))
    return Numbering(root, dict(_listed_styles(parse_xml(styles, file="", part=""))))


def _listed_styles(root: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    styles = {style.get(f"{{{W}}}styleId", ""): style for style in root.iter(f"{{{W}}}style")}
    for name in styles:
        number = level = None
        for style in _lineage(name, styles):
            holder = style.find(f"{_PROPERTIES}/{_LIST}")
            if holder is not None:
                number = holder.find(_NUMBER) if number is None else number
                level = holder.find(_LEVEL) if level is None else level
        if number is not None:
            yield name, (number.get(_VALUE, _NO_LIST), "0" if level is None else level.get(_VALUE, "0"))


def _lineage(name: str, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style, then the style it is based on, and so on."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        base = styles[name].find(f"{{{W}}}basedOn")
        name = "" if base is None else base.get(_VALUE, "")
