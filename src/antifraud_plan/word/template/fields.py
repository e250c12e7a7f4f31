"""Fields of a Word part: what their codes begin with, however they are broken over runs or nested."""

import re
from collections.abc import Iterator

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.word.compiling.places import BOX, TEXT, nearest

_SIMPLE = f"{{{W}}}fldSimple"
_MARK = f"{{{W}}}fldChar"
_MARK_KIND = f"{{{W}}}fldCharType"
_CODE = f"{{{W}}}instrText"
_NAME = re.compile(r"[^\w=]*([A-Za-z]+|=)")


@attrs.define(eq=False)
class Field:
    """A field as far as it has been read.

    Attributes:
        element: where it begins.
        code: its text, that of fields within left out.
        stem: what stood of its name when a field within went on to make the rest; ``None`` if it is whole.
        is_open: whether what follows still belongs to the code and not to what the field shows.
    """

    element: etree._Element
    code: str = ""
    stem: str | None = None
    is_open: bool = True

    @property
    def name(self) -> str:
        """The first word of the code in capitals, such as ``PAGE``; empty if there is none."""
        found = _NAME.match(self.code)
        return found[1].upper() if found else ""

    def has_whole_name(self) -> bool:
        """Tell whether no letter can come to the name any more."""
        found = _NAME.match(self.code)
        return found is not None and found.end() < len(self.code)


def find_fields(root: etree._Element) -> Iterator[Field]:
    """Yield every field of a part."""
    for element in root.iter(_SIMPLE):
        yield Field(element, element.get(f"{{{W}}}instr", ""))
    if next(root.iter(_MARK), None) is None:
        return
    stories: dict[etree._Element | None, list[Field]] = {}  # a text box does not end the fields around it
    for element in root.iter(_MARK, _CODE, TEXT):
        unfinished = stories.setdefault(nearest(element, BOX), [])
        match element.get(_MARK_KIND):
            case "begin":
                if unfinished and unfinished[-1].is_open and not unfinished[-1].has_whole_name():
                    unfinished[-1].stem = unfinished[-1].name
                unfinished.append(Field(element))
            case "separate" if unfinished:
                unfinished[-1].is_open = False
            case "end" if unfinished:
                yield unfinished.pop()
            case _ if unfinished and unfinished[-1].is_open:
                unfinished[-1].code += element.text or ""
            case _:
                pass
    for unfinished in stories.values():
        yield from unfinished
