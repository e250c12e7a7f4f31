"""Block directives of the text source: ``::: name key="value"`` … ``:::``, and what each must hold."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from antifraud_plan.problems import Location, Problem
from antifraud_plan.word.jinja.mistakes import offer_names
from antifraud_plan.word.jinja.tags import find_only_tag
from antifraud_plan.word.source.blocks import (
    Addressee,
    Annex,
    AnnexNote,
    Block,
    CutLine,
    Figure,
    Head,
    Imprint,
    Signature,
)

_OPENING = re.compile(r"^:::\s*([\w-]+)\s*(.*)$")
_PAIR = re.compile(r"^([\w-]+)\s*[:：]\s*(.*)$")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')

LEAVES = frozenset({"pagebreak", "unnumbered", "include"})
ONE_TEXT: Mapping[str, type[Addressee | CutLine | Figure]] = MappingProxyType(
    {"addressee": Addressee, "cut": CutLine, "figure": Figure}
)
BARE = frozenset({"pagebreak", "unnumbered", "landscape", "compact", "plain", *ONE_TEXT})


@attrs.frozen
class Keys:
    """The keys of a directive: those it needs and those it may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


KEYED: Mapping[str, Keys] = MappingProxyType(
    {
        "head": Keys(("mark", "number"), ("signatory",)),
        "annex-note": Keys(("titles",)),
        "annex": Keys(("title",), ("number",)),
        "signature": Keys(("issuer", "date"), ("sealed",)),
        "imprint": Keys(("printer", "date"), ("copies",)),
    }
)


# Keys whose value decides or repeats, and so must be one tag; or one of these words.
_STEERING: Mapping[str, tuple[str, ...]] = MappingProxyType({"titles": (), "sealed": ("true", "false")})


@attrs.frozen
class Opening:
    """The first line of a directive.

    Attributes:
        name: ``table``.
        argument: what follows when it is not attributes: the name of an include.
        attributes: ``widths="1 2"`` as a mapping.
        place: file and line.
    """

    name: str
    argument: str
    attributes: Mapping[str, str]
    place: Location


def find_opening(line: str, place: Location) -> Opening | None:
    """Read the first line of a directive, if *line* is one.

    >>> find_opening('::: annex number="1"', Location("通知.md", 1)).attributes["number"]
    '1'
    """
    found = _OPENING.match(line.strip())
    if found is None:
        return None
    name, rest = found.groups()
    return Opening(name, _ATTRIBUTE.sub("", rest).strip(), dict(_ATTRIBUTE.findall(rest)), place)


def is_closing(line: str) -> bool:
    """Tell whether *line* ends a directive."""
    return line.strip() == ":::"


def build_keyed(
    opening: Opening, lines: Sequence[tuple[str, Location]]
) -> tuple[Block | None, list[Problem]]:
    """Build the block of a directive made of ``key: value`` lines."""
    keys = KEYED[opening.name]
    known = (*keys.needed, *keys.optional)
    problems: list[Problem] = []
    found = dict(opening.attributes)
    for text, place in lines:
        pair = _PAIR.match(text)
        if pair is not None:
            found[pair[1]] = pair[2].strip()
        elif text:
            message = f"“{text}”不是“键: 值”的样子。"
            remedy = f"“::: {opening.name}”里每行写一个键和值。"
            problems.append(Problem("source-bad-directive", message, place, remedy))
    for key in found:
        if key not in known:
            message = f"“::: {opening.name}”里没有“{key}”这个键。"
            problems.append(Problem("source-bad-directive", message, opening.place, offer_names(key, known)))
    for key in keys.needed:
        if key not in found:
            message = f"“::: {opening.name}”里缺少“{key}”。"
            remedy = f"请加一行“{key}: …”。"
            problems.append(Problem("source-bad-directive", message, opening.place, remedy))
    for key, words in _STEERING.items():
        value = found.get(key)
        if value is not None and value not in words and find_only_tag(value) is None:
            message = f"“::: {opening.name}”的“{key}”写成了“{value}”，看不出是什么意思。"
            choices = "、".join((*words, "一个 {{ … }} 标签"))
            problems.append(Problem("source-bad-directive", message, opening.place, f"请写成{choices}。"))
    return (None if problems else _block(opening, found)), problems


def find_opening_mistake(opening: Opening) -> Problem | None:
    """Find what the first line of a directive says in vain."""
    if opening.argument:
        return Problem(
            "source-bad-directive",
            f"“::: {opening.name}”后面的“{opening.argument}”读不懂。",
            opening.place,
            '属性要写成 名="值" 的样子，引号用半角。',
        )
    if opening.attributes and opening.name in BARE:
        return Problem(
            "source-bad-directive", f"“::: {opening.name}”不带属性。", opening.place, "请删去后面的内容。"
        )
    return None


def texts_of(block: Block) -> tuple[str, ...]:
    """List the texts of a keyed block, for checking the tags in them."""
    match block:
        case Head():
            return block.mark, block.number, block.signatory
        case AnnexNote():
            return (block.titles,)
        case Annex():
            return block.number, block.title
        case Signature():
            return block.issuer, block.date, block.sealed
        case Imprint():
            return block.copies, block.printer, block.date
        case _:
            return ()


def _block(opening: Opening, found: Mapping[str, str]) -> Block:
    place = opening.place
    match opening.name:
        case "head":
            return Head(found["mark"], found["number"], found.get("signatory", ""), place)
        case "annex-note":
            return AnnexNote(found["titles"], place)
        case "annex":
            return Annex(found.get("number", ""), found["title"], place)
        case "signature":
            return Signature(found["issuer"], found["date"], found.get("sealed", "false"), place)
        case _:
            return Imprint(found.get("copies", ""), found["printer"], found["date"], place)
