"""The print file on its way: parts of the first paper, and a document part that grows by paper."""

import posixpath
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Self

import attrs
from lxml import etree

from antifraud_plan.ooxml.package import Member, deflate, unpack, write_members
from antifraud_plan.ooxml.xml import DECLARATION, RELATIONSHIPS, W, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.compiling.places import PARAGRAPH, find_places, nearest
from antifraud_plan.word.merging.copies import Copies, Marks, PageStart, cut_copies
from antifraud_plan.word.merging.numbering import Numbering, read_numbering
from antifraud_plan.word.template.parts import links_name
from antifraud_plan.word.template.properties import CORE_PROPERTIES

_LEVEL = 7  # from here on it finds that papers repeat one another; beyond, it takes half as long again
_MEDIA = re.compile(r"(?:^|/)media/")
_MARGIN = re.compile(r"(?:header|footer)\d*\.xml$")
_FIELD = rb"(?:instrText[^>]*>|instr=\")[^<\"]*\b"
_PAGE_NUMBER = re.compile(_FIELD + rb"PAGE\b")
_PAGE_COUNT = re.compile(_FIELD + rb"NUMPAGES\b")
_NOTES = (f"{{{W}}}footnoteReference", f"{{{W}}}endnoteReference")
_SECTION = f"{{{W}}}sectPr"
_MARGIN_REFERENCES = (f"{{{W}}}headerReference", f"{{{W}}}footerReference")


@attrs.frozen
class Sample:
    """A filled paper that copies are made from.

    Attributes:
        file: name of its template, for messages.
        document_part: name of its document part.
        document: that part.
        members: all other parts by name.
        marks: see `cut_copies`.
    """

    file: str
    document_part: str
    document: bytes = attrs.field(repr=False)
    members: Mapping[str, Member] = attrs.field(repr=False)
    marks: Marks

    @property
    def links_part(self) -> str:
        """Name of the part with the relationships of the document."""
        return links_name(self.document_part)

    def find_linked(self, kind: str) -> str | None:
        """Find the part that the document is related to by *kind*, such as ``numbering``."""
        links = self.members.get(self.links_part)
        for link in () if links is None else parse_xml(unpack(links), file=self.file, part=self.links_part):
            if link.get("Type", "").endswith(f"/{kind}"):
                folder = posixpath.dirname(self.document_part)
                target = posixpath.join("/", folder, link.get("Target", "")).lstrip("/")
                return target if target in self.members else None
        return None


@attrs.define
class PrintFile:
    """A print file on its way; made by `begin`.

    Attributes:
        start: where each further paper begins.
        sample: the first paper, whose parts are the file's.
        numbering: the automatic numbers of its lists, if it has any.
        restarts: whether pages are numbered.
        number: the next number that nothing has.
    """

    start: PageStart
    sample: Sample
    numbering: Numbering | None
    restarts: bool
    number: int
    _pictures: dict[str, Member] = attrs.field(factory=dict)
    _links: dict[str, bytes] = attrs.field(factory=dict)
    _lists: list[bytes] = attrs.field(factory=list)
    _packer: Any = attrs.field(factory=lambda: zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS))
    _packed: list[bytes] = attrs.field(factory=list)
    _checksum: int = 0
    _size: int = 0

    @classmethod
    def begin(cls, sample: Sample, start: PageStart) -> Self:
        """Begin a file with the parts of its first paper."""
        numbering = _read_numbering(sample)
        margins = [unpack(member) for name, member in sample.members.items() if _MARGIN.search(name)]
        texts = (sample.document, *margins)
        if any(map(_PAGE_COUNT.search, texts)):
            raise _cannot_merge(sample, "它印总页数，合起来就成了全部的页数")
        restarts = any(map(_PAGE_NUMBER.search, texts))
        return cls(start, sample, numbering, restarts, 1 if numbering is None else numbering.next_number)

    def open_copies(self, sample: Sample) -> Copies:
        """Open a paper for copies, the first or one of another sample."""
        root = parse_xml(sample.document, file=sample.file, part=sample.document_part)
        _require_mergeable(root, sample)
        self._take_over(sample)
        copies = cut_copies(
            root, self.numbering, marks=sample.marks, start=self.start, restarts=self.restarts
        )
        if not self._size:
            self._write(copies.head)
        return copies

    def add(self, copies: Copies, values: Sequence[bytes]) -> None:
        """Add a paper that others follow."""
        self._write(copies.write(values, self.number))
        self._count(copies)

    def finish(self, copies: Copies, values: Sequence[bytes]) -> bytes:
        """Add the last paper and return the file."""
        self._write(copies.write_last(values, self.number) + copies.tail)
        self._count(copies)
        self._packed.append(self._packer.flush())
        members = {**self.sample.members, **self._pictures}
        document = Member(self.sample.document_part, self._checksum, self._size, b"".join(self._packed))
        changed = {document.name: document}
        if self._links:
            root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
            root.extend(map(etree.fromstring, self._links.values()))
            changed[self.sample.links_part] = deflate(
                self.sample.links_part, DECLARATION.encode() + etree.tostring(root)
            )
        name = self.sample.find_linked("numbering")
        if self.numbering is not None and name is not None and any(self._lists):
            changed[name] = deflate(name, self.numbering.write(self._lists))
        return write_members((members | changed).values())

    def _count(self, copies: Copies) -> None:
        self._lists.append(copies.lists.write((), self.number))
        self.number += copies.count

    def _write(self, data: bytes) -> None:
        self._checksum = zlib.crc32(data, self._checksum)
        self._size += len(data)
        self._packed.append(self._packer.compress(data))

    def _take_over(self, sample: Sample) -> None:
        """Take over the pictures of a further sample; nothing else but its document part may be its own."""
        for name, member in sample.members.items():
            if name not in self.sample.members and _MEDIA.search(name):
                self._pictures[name] = member
            elif self.sample.members.get(name) == member or name == CORE_PROPERTIES:
                continue
            elif name == sample.links_part:
                self._links = _read_links(self.sample) | self._links | _read_links(sample)
            else:
                raise _cannot_merge(sample, "它的页眉、页脚或别的部分每份不一样")


def _read_numbering(sample: Sample) -> Numbering | None:
    names = sample.find_linked("numbering"), sample.find_linked("styles")
    numbering, styles = (None if name is None else unpack(sample.members[name]) for name in names)
    return None if numbering is None or styles is None else read_numbering(numbering, styles)


def _read_links(sample: Sample) -> dict[str, bytes]:
    """Return the relationships of a document by their number."""
    root = parse_xml(unpack(sample.members[sample.links_part]), file=sample.file, part=sample.links_part)
    return {link.get("Id", ""): etree.tostring(link) for link in root}


def _require_mergeable(root: etree._Element, sample: Sample) -> None:
    note = next(root.iter(*_NOTES), None)
    if note is not None:
        raise _cannot_merge(sample, "它有脚注或尾注", _find_place(root, note, sample))
    margins = list(map(_margins, root.iter(_SECTION)))
    if any(later - margins[0] for later in margins):
        raise _cannot_merge(sample, "它的第一节没有后面各节有的页眉或页脚")


def _margins(section: etree._Element) -> frozenset[tuple[str, str | None]]:
    """Return which headers and footers a section has of its own."""
    references = section.iterchildren(*_MARGIN_REFERENCES)
    return frozenset((str(reference.tag), reference.get(f"{{{W}}}type")) for reference in references)


def _find_place(root: etree._Element, element: etree._Element, sample: Sample) -> Location:
    """Find the paragraph that holds *element*; its words are left out, which may be places for values."""
    paragraph = nearest(element, PARAGRAPH)
    place = find_places(root, file=sample.file).get(paragraph) if paragraph is not None else None
    part = place.part if place else None
    return Location(sample.file, part=part.partition(" ")[0] if part else None)


def _cannot_merge(sample: Sample, reason: str, place: Location | None = None) -> ProblemsFoundError:
    return ProblemsFoundError(
        [
            Problem(
                "template-cannot-merge",
                f"用这个模板的各份不能合成一个文件打印：{reason}。",
                place or Location(sample.file),
                "请加上 --per 每人，每人做一个文件；或者修改模板。",
            )
        ]
    )
