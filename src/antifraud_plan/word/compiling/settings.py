"""Tags that set what only a value can decide: an indent after a name's length, a squeeze for a long mark."""

import copy
from collections.abc import Mapping
from types import MappingProxyType

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location
from antifraud_plan.word.jinja.program import Piece, Slot
from antifraud_plan.word.jinja.tags import Tag, TagKind


@attrs.frozen
class Setting:
    """A statement that writes a number into the formatting of its paragraph.

    Attributes:
        keyword: as typed: ``{% right_indent 63 %}``.
        meaning: one Chinese phrase with the unit.
        holder: ``pPr`` or ``rPr``, where the element goes.
        element: the element.
        attribute: its attribute that takes the number.
        factor: what the number is multiplied with to become Word's unit.
        followers: names that the schema puts after the element.
    """

    keyword: str
    meaning: str
    holder: str
    element: str
    attribute: str
    factor: int
    followers: frozenset[str]

    def pieces(self, tag: Tag, place: Location) -> tuple[Piece, ...]:
        """Write the element, its number an expression."""
        argument = tag.source.removeprefix(self.keyword).strip() or "''"
        number = Tag(TagKind.EXPRESSION, f"(({argument}) * {self.factor}) | round | int")
        return (f'<w:{self.element} xmlns:w="{W}" w:{self.attribute}="', Slot(number, place), '"/>')


_AFTER_INDENT = frozenset({
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
})  # fmt: skip
_AFTER_SCALE = frozenset({
    "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl",
    "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
})  # fmt: skip

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        setting.keyword: setting
        for setting in (
            Setting("left_indent", "本段左缩进，单位磅", "pPr", "ind", "left", 20, _AFTER_INDENT),
            Setting("right_indent", "本段右缩进，单位磅", "pPr", "ind", "right", 20, _AFTER_INDENT),
            Setting("character_scale", "本段文字横向缩放，单位百分之一", "rPr", "w", "val", 1, _AFTER_SCALE),
        )
    }
)


def insert_setting(paragraph: etree._Element, stand_in: etree._Element, keyword: str) -> None:
    """Put the element's stand-in where the schema wants it, in place of one that is there."""
    setting = SETTINGS[keyword]
    owners = [paragraph] if setting.holder == "pPr" else list(paragraph.iter(f"{{{W}}}r"))
    for owner in owners:
        holder = owner.find(f"{{{W}}}{setting.holder}")
        if holder is None:
            holder = etree.Element(f"{{{W}}}{setting.holder}")
            owner.insert(0, holder)
        for old in holder.findall(f"{{{W}}}{setting.element}"):
            holder.remove(old)
        children = [child for child in holder if isinstance(child.tag, str)]
        later = (child for child in children if etree.QName(child).localname in setting.followers)
        follower = next(later, None)
        if follower is None:
            holder.append(copy.copy(stand_in))
        else:
            follower.addprevious(copy.copy(stand_in))
