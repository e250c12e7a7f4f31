"""Text boxes: the only thing that stays where it is put, in Word and LibreOffice alike."""

import attrs

from antifraud_plan.ooxml.xml import escape_attribute

_EMU_PER_MM = 36_000
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

DRAWING_NAMESPACES = (
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    f' xmlns:wps="{_SHAPE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


@attrs.frozen
class TextBox:
    """A borderless text box anchored in a paragraph.

    Attributes:
        number: unique within the document.
        name: what Word's selection pane lists.
        width_mm: its width.
        height_mm: its height; `grows` lets the text decide.
        horizontal: where its left side is, from `from_page` or `at_margin`.
        vertical: where its top or bottom is, likewise.
        turned: whether its text reads from top to bottom.
        grows: whether it takes the height of its text; body text then keeps clear of it.
    """

    number: int
    name: str
    width_mm: float
    height_mm: float
    horizontal: str
    vertical: str
    turned: bool
    grows: bool

    def run(self, content: str) -> str:
        """Write the run that anchors the box and holds *content*, its paragraphs and tables."""
        size = f'cx="{round(self.width_mm * _EMU_PER_MM)}" cy="{round(self.height_mm * _EMU_PER_MM)}"'
        # LibreOffice forgets the place of a box that text flows through, so text always keeps clear of it.
        wrap = "<wp:wrapTopAndBottom/>" if self.grows else '<wp:wrapSquare wrapText="bothSides"/>'
        fit = "<a:spAutoFit/>" if self.grows else "<a:noAutofit/>"
        anchor = "b" if self.grows else "t"
        turn = "vert" if self.turned else "horz"
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251659264"'
            ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f"<wp:positionH {self.horizontal}</wp:positionH><wp:positionV {self.vertical}</wp:positionV>"
            f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
            f'<wp:docPr id="{self.number}" name="{escape_attribute(self.name)}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
            f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
            f'<wps:bodyPr rot="0" vert="{turn}" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"'
            f' anchor="{anchor}">{fit}</wps:bodyPr>'
            "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
        )


def from_page(offset_mm: float) -> str:
    """Place a box *offset_mm* from the page's left or top edge."""
    return f'relativeFrom="page"><wp:posOffset>{round(offset_mm * _EMU_PER_MM)}</wp:posOffset>'


def at_margin(side: str) -> str:
    """Place a box against one side of the type area: ``left``, ``bottom``."""
    return f'relativeFrom="margin"><wp:align>{side}</wp:align>'
