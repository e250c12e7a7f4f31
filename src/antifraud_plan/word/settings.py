"""Tags that set what only the value can decide: an indent after a name's length, a squeeze for a long mark."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location
from antifraud_plan.word.program import Piece, Slot
from antifraud_plan.word.tags import Tag, TagKind


@attrs.frozen
class Setting:
    """A statement that writes a number into the formatting of its paragraph or run.

    Attributes:
        keyword: as typed: ``{% right_indent 63 %}``.
        meaning: one Chinese phrase with the unit.
        holder: ``pPr`` or ``rPr``, where the element goes.
        before: the element's XML up to the number.
        factor: what the number is multiplied with to become Word's unit.
        followers: names that the schema puts after the element.

    """

    keyword: str
    meaning: str
    holder: str
    before: str
    factor: int
    followers: frozenset[str]

    def pieces(self, tag: Tag, place: Location) -> tuple[Piece, ...]:
        """Write the element, its number an expression."""
        argument = tag.source.removeprefix(self.keyword).strip() or "''"
        number = Tag(TagKind.EXPRESSION, f"(({argument}) * {self.factor}) | round | int")
        return (self.before, Slot(number, place), '"/>')


_AFTER_INDENT = frozenset(
    [
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    ]
)
_AFTER_SCALE = frozenset(
    [
        "kern",
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
        "rPrChange",
    ]
)

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "right_indent": Setting(
            "right_indent", "本段右缩进，单位磅", "pPr", f'<w:ind xmlns:w="{W}" w:right="', 20, _AFTER_INDENT
        ),
        "character_scale": Setting(
            "character_scale",
            "本处文字横向缩放，单位百分之一",
            "rPr",
            f'<w:w xmlns:w="{W}" w:val="',
            1,
            _AFTER_SCALE,
        ),
    }
)


def insert_setting(run: etree._Element, stand_in: etree._Element, keyword: str) -> None:
    """Put the element's stand-in where the schema wants it, in place of one that is there."""
    setting = SETTINGS[keyword]
    owner = run if setting.holder == "rPr" else next(run.iterancestors(f"{{{W}}}p"))
    holder = owner.find(f"{{{W}}}{setting.holder}")
    if holder is None:
        holder = etree.Element(f"{{{W}}}{setting.holder}")
        owner.insert(0, holder)
    name = "ind" if setting.holder == "pPr" else "w"
    for old in holder.findall(f"{{{W}}}{name}"):
        holder.remove(old)
    for index, child in enumerate(holder):
        if isinstance(child.tag, str) and etree.QName(child).localname in setting.followers:
            holder.insert(index, stand_in)
            return
    holder.append(stand_in)
