"""What a picture or a chart keeps in the file beside the text it stands in."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs
from lxml import etree

from antifraud_plan.ooxml.package import Member, deflate
from antifraud_plan.ooxml.xml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, parse_xml
from antifraud_plan.word.template.parts import links_name


@attrs.frozen
class Embedded:
    """A part that a drawing refers to, with what belongs to it.

    Attributes:
        part: its name; equal drawings have one.
        relationship: of what type a part is linked to it.
        link: the relationship's id.
        parts: name → bytes of it and of what belongs to it.
        types: name → content type, of those whose name's ending does not tell.
    """

    part: str
    relationship: str
    link: str
    parts: Mapping[str, bytes] = attrs.field(repr=False, eq=False)
    types: Mapping[str, str] = attrs.field(factory=dict, repr=False, eq=False)

    def pack(self) -> Iterator[Member]:
        """Yield its parts."""
        for name, data in self.parts.items():
            yield deflate(name, data)


class Drawn(str):
    """The XML of a drawing within a run's text; it outlives the ``str()`` that Jinja makes of it."""

    __slots__ = ("embedded",)
    embedded: Embedded

    def __str__(self) -> str:
        """Stay what it is."""
        return self


def find_embedded(written: Iterable[object]) -> dict[str, Embedded]:
    """Return what the drawings among what a part was written of keep, by its name."""
    return {text.embedded.part: text.embedded for text in written if isinstance(text, Drawn)}


def link_embedded(part: str, links: bytes | None, embedded: Collection[Embedded]) -> bytes | None:
    """Return the relationships of *part*, which are *links* and those to *embedded*; ``None`` for none."""
    if not embedded:
        return links
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    if links is not None:
        root = parse_xml(links, file="", part=links_name(part))
    for each in embedded:
        target = posixpath.relpath(each.part, posixpath.dirname(part))
        etree.SubElement(
            root, f"{{{RELATIONSHIPS}}}Relationship", Id=each.link, Type=each.relationship, Target=target
        )
    return DECLARATION.encode() + etree.tostring(root)


def declare_types(declared: bytes, embedded: Iterable[Embedded]) -> bytes:
    """Return the content types *declared* with those of *embedded*."""
    root = parse_xml(declared, file="", part="[Content_Types].xml")
    for each in embedded:
        for name, kind in each.types.items():
            etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return DECLARATION.encode() + etree.tostring(root)
