"""The parts of a stranger's Word file under suspicion: their types, their XML, where their links lead."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Self
from urllib.parse import unquote

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import CONTENT_TYPES, R, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.compiling.places import PARAGRAPH, find_places, nearest

_TYPES = "[Content_Types].xml"
_RELATED = (R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
_ADDRESS = re.compile(r"\s*(?!(?:cid|data):)(?:[a-z][\w.+-]*:|[\\/]{2})", re.IGNORECASE)


def leads_outside(address: str) -> bool:
    r"""Tell whether *address* is on the network or anywhere else on the computer.

    >>> leads_outside("media/image1.png"), leads_outside("http://example.org/"), leads_outside(r"\\a\b")
    (False, True, True)
    """
    return _ADDRESS.match(unquote(address)) is not None


@attrs.frozen
class Link:
    """A relationship: its number, its kind in small letters, where it leads."""

    number: str
    kind: str
    target: str
    leads_outside: bool


@attrs.frozen(eq=False)
class Part:
    """A part of the file; `root` is ``None`` if it is no XML."""

    name: str
    root: etree._Element | None
    links: Sequence[Link]
    file: str

    @cached_property
    def places(self) -> Mapping[etree._Element, Location]:
        """Where its paragraphs are."""
        return {} if self.root is None else find_places(self.root, file=self.file)

    @cached_property
    def users(self) -> Mapping[str, Sequence[etree._Element]]:
        """The elements that follow a relationship, by its number."""
        found: dict[str, list[etree._Element]] = {}
        for element in () if self.root is None else self.root.iter():
            for name, value in element.items():
                if etree.QName(name).namespace in _RELATED:
                    found.setdefault(value, []).append(element)
        return found

    def locate(self, element: etree._Element | None) -> Location:
        """Name the paragraph of *element*, or the file if it is in none."""
        if element is None:
            return Location(self.file)
        paragraph = element if element.tag == PARAGRAPH else nearest(element, PARAGRAPH)
        return Location(self.file) if paragraph is None else self.places[paragraph]


@attrs.frozen
class Types:
    """Content types in small letters."""

    parts: Mapping[str, str]
    suffixes: Mapping[str, str]

    @classmethod
    def of(cls, package: Mapping[str, bytes], *, file: str) -> Self:
        """Read them from the part that names them."""
        root = parse_xml(package.get(_TYPES, b"<Types/>"), file=file, part=_TYPES)
        parts, suffixes = (
            {
                item.get(key, "").lower().removeprefix("/"): item.get("ContentType", "").lower().strip()
                for item in root.iter(f"{{{CONTENT_TYPES}}}{element}")
            }
            for element, key in (("Override", "PartName"), ("Default", "Extension"))
        )
        return cls(parts, suffixes)

    @property
    def declared(self) -> tuple[str, ...]:
        """Every type that is named, with or without a part of it."""
        return (*self.parts.values(), *self.suffixes.values())

    def __getitem__(self, name: str) -> str:
        suffix = name.lower().rpartition(".")[2]
        return self.parts.get(name.lower(), self.suffixes.get(suffix, ""))


def read_parts(package: Mapping[str, bytes], types: Types, *, file: str) -> Iterator[Part | Problem]:
    """Yield every part with its relationships, or what is wrong with its XML: one at a time in memory."""
    links: dict[str, list[Link]] = {}
    for name, data in package.items():
        if name.lower().endswith(".rels"):
            try:
                links[_owner(name)] = list(_read_links(parse_xml(data, file=file, part=name)))
            except ProblemsFoundError as error:
                yield from error.problems
    for name, data in package.items():
        if name == _TYPES or name.lower().endswith(".rels"):
            continue
        root: etree._Element | None = None
        if data and (types[name].endswith("xml") or name.lower().endswith((".xml", ".vml"))):
            try:
                root = parse_xml(data, file=file, part=name)
            except ProblemsFoundError as error:
                yield from error.problems
        yield Part(name, root, links.pop(name.lower(), ()), file)
    for owner, left in links.items():  # the file's own
        yield Part(owner, None, left, file)


def _owner(name: str) -> str:
    folder, last = posixpath.split(name.lower())
    return posixpath.join(posixpath.dirname(folder), last.removesuffix(".rels"))


def _read_links(root: etree._Element) -> Iterator[Link]:
    for element in root:
        target = element.get("Target", "")
        is_external = element.get("TargetMode", "").strip().lower() == "external"
        yield Link(
            element.get("Id", ""),
            element.get("Type", "").strip().rpartition("/")[2].lower(),
            target,
            is_external or leads_outside(target),
        )
