"""What must stand once in a Word file, though a loop prints it again and again."""

from collections.abc import Callable, Sequence

from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.word.compiling.drawings import OPEN_NUMBER
from antifraud_plan.word.compiling.places import PARAGRAPH, ROW
from antifraud_plan.word.jinja.program import Piece

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_PARAGRAPH_NUMBERS = (f"{{{_W14}}}paraId", f"{{{_W14}}}textId")
_BOOKMARK = (f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")
_LAST_EDIT = "_GoBack"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def drop_dispensable_numbers(root: etree._Element) -> None:
    """Drop what nobody misses: Word's own paragraph numbers, and the bookmark of the last edit."""
    for element in root.iter(PARAGRAPH, ROW):
        for name in _PARAGRAPH_NUMBERS:
            element.attrib.pop(name, None)
    last_edits = {
        mark.get(f"{{{W}}}id") for mark in root.iter(_BOOKMARK) if mark.get(f"{{{W}}}name") == _LAST_EDIT
    }
    for mark in list(root.iter(_BOOKMARK)):
        holder = mark.getparent()
        if mark.get(f"{{{W}}}id") in last_edits and holder is not None:
            holder.remove(mark)


def open_drawing_numbers(root: etree._Element, mark: Callable[[Sequence[Piece]], etree._Element]) -> None:
    """Leave the numbers of drawings open; *mark* makes the stand-in for pieces of text."""
    for drawing in list(root.iter(_DRAWING)):
        holder = drawing.getparent()
        drawing.attrib.pop("id", None)
        name, _, rest = etree.tostring(drawing, encoding="unicode", with_tail=False).partition(" ")
        if holder is not None:
            holder.replace(drawing, mark([f'{name} id="{OPEN_NUMBER}" {rest}']))
