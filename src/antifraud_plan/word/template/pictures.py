"""Pictures among the values: drawn in the text, kept once in the file, linked from where they stand."""

from antifraud_plan.ooxml.xml import R, escape_attribute
from antifraud_plan.word.compiling.drawings import OPEN_NUMBER
from antifraud_plan.word.picture import Picture
from antifraud_plan.word.template.embedded import Drawn, Embedded

UNITS_PER_MM = 36_000  # EMU
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def draw_picture(picture: Picture) -> Drawn:
    """Draw a picture in the line of text.

    Raises:
        UnprintableError: see `Picture.printed_size`.
        IllegalCharacterError: in the description.
    """
    width, height = (round(side * UNITS_PER_MM) for side in picture.printed_size())
    part = f"word/media/{picture.name}"
    link = f"rIdPicture{picture.name.partition('.')[0]}"
    shape = (
        "<pic:pic>"
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{picture.name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    text = Drawn(
        draw_inline(
            f'<a:graphicData xmlns:pic="{_PIC}" uri="{_PIC}">{shape}</a:graphicData>',
            size=(width, height),
            name=picture.name,
            description=picture.description,
            locks='<a:graphicFrameLocks noChangeAspect="1"/>',
        )
    )
    text.embedded = Embedded(part, f"{R}/image", link, {part: picture.data})
    return text


def draw_inline(content: str, *, size: tuple[int, int], name: str, description: str, locks: str = "") -> str:
    """Write the drawing that holds *content*, in the middle of a run's text; *size* in EMU."""
    width, height = size
    return (
        f'</w:t><w:drawing xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:r="{R}">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{OPEN_NUMBER}" name="{name}" descr="{escape_attribute(description)}"/>'
        f"<wp:cNvGraphicFramePr>{locks}</wp:cNvGraphicFramePr>"
        f"<a:graphic>{content}</a:graphic></wp:inline></w:drawing>"
        '<w:t xml:space="preserve">'
    )
