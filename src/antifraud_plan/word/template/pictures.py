"""Pictures among the values: drawn in the text, kept once in the file, linked from where they stand."""

import posixpath
from collections.abc import Collection, Iterable

from lxml import etree

from antifraud_plan.ooxml.package import Member, deflate
from antifraud_plan.ooxml.xml import DECLARATION, RELATIONSHIPS, R, escape_attribute, parse_xml
from antifraud_plan.word.compiling.drawings import OPEN_NUMBER
from antifraud_plan.word.picture import Picture
from antifraud_plan.word.template.parts import links_name

_UNITS = 36_000  # EMU in a millimetre
_MEDIA = "word/media"
_KIND = f"{R}/image"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


class DrawnPicture(str):
    """The XML of a picture within a run's text; it outlives the ``str()`` that Jinja makes of it."""

    __slots__ = ("picture",)
    picture: Picture

    def __str__(self) -> str:
        """Stay what it is."""
        return self


def draw_picture(picture: Picture) -> DrawnPicture:
    """Draw a picture in the line of text.

    Raises:
        UnprintableError: see `Picture.printed_size`.
        IllegalCharacterError: in the description.
    """
    width, height = (round(side * _UNITS) for side in picture.printed_size())
    name, described = picture.name, escape_attribute(picture.description)
    text = DrawnPicture(
        f'</w:t><w:drawing xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}" xmlns:r="{R}">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{OPEN_NUMBER}" name="{name}" descr="{described}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_link_number(picture)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        '<w:t xml:space="preserve">'
    )
    text.picture = picture
    return text


def find_pictures(written: Iterable[object]) -> dict[str, Picture]:
    """Return the pictures among what a part was written of, by name."""
    return {text.picture.name: text.picture for text in written if isinstance(text, DrawnPicture)}


def link_pictures(part: str, links: bytes | None, pictures: Collection[Picture]) -> bytes | None:
    """Return the relationships of *part*, which are *links* and those to *pictures*; ``None`` for none."""
    if not pictures:
        return links
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    if links is not None:
        root = parse_xml(links, file="", part=links_name(part))
    for picture in pictures:
        target = posixpath.relpath(f"{_MEDIA}/{picture.name}", posixpath.dirname(part))
        etree.SubElement(
            root, f"{{{RELATIONSHIPS}}}Relationship", Id=_link_number(picture), Type=_KIND, Target=target
        )
    return DECLARATION.encode() + etree.tostring(root)


def keep_picture(picture: Picture) -> Member:
    """Return the part that keeps a picture."""
    return deflate(f"{_MEDIA}/{picture.name}", picture.data)


def _link_number(picture: Picture) -> str:
    return f"rIdPicture{picture.name.partition('.')[0]}"
