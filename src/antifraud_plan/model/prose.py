"""Prose of a plan: text with slots, so that a frequency or target stands once and is printed everywhere."""

import re
from collections.abc import Callable
from enum import Enum
from typing import Self

import attrs


class SlotVerb(Enum):
    """What a slot prints; the value is the word written in the plan file."""

    NAME = "name"
    CADENCE = "cadence"
    TARGET = "target"
    DEADLINE = "deadline"
    REFERENCE = "reference"
    PARTY = "party"
    AUTHORITY = "authority"
    PHASE = "phase"


@attrs.frozen
class Slot:
    """A place in prose that prints something the plan states elsewhere.

    Attributes:
        verb: what is printed: a name, a task's cadence, a metric's target, a submission's deadline,
            a clause's outline reference, a party's name, the document a consequence rests on,
            the dates of a phase.
        argument: name or id it is taken from.
    """

    verb: SlotVerb
    argument: str

    def __str__(self) -> str:
        return (
            f"{{{self.argument}}}" if self.verb is SlotVerb.NAME else f"{{{self.verb.value} {self.argument}}}"
        )


@attrs.frozen
class Prose:
    """Text as written in a plan file: ``{county}``, ``{cadence 4.1.2}``, ``{target awareness-rate}``.

    Attributes:
        parts: literal text and slots, in order.

    >>> prose = Prose.parse("{county}各学校{cadence 4.1.2}召开专题会议。")
    >>> [str(slot) for slot in prose.slots]
    ['{county}', '{cadence 4.1.2}']
    >>> prose.fill(lambda slot: {"county": "示例县", "4.1.2": "每月至少1次"}[slot.argument])
    '示例县各学校每月至少1次召开专题会议。'
    """

    parts: tuple[str | Slot, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read *text*; line breaks in it are layout of the file and vanish.

        Raises `ValueError` with a Chinese sentence for a brace without its partner, an empty slot
        or an unknown word in one.
        """
        flat = "".join(line.strip() for line in text.splitlines())
        parts: list[str | Slot] = []
        position = 0
        for match in re.finditer(r"[{}]", flat):
            if match.start() < position:
                continue
            if match.group() == "}":
                raise ValueError(f"“{_around(flat, match.start())}”处多出右花括号“}}”，缺少与它配对的“{{”")
            end = flat.find("}", match.start())
            if end < 0 or "{" in flat[match.start() + 1 : end]:
                raise ValueError(f"“{_around(flat, match.start())}”处的花括号“{{”没有用“}}”闭合")
            if flat[position : match.start()]:
                parts.append(flat[position : match.start()])
            parts.append(_read_slot(flat[match.start() + 1 : end]))
            position = end + 1
        if flat[position:]:
            parts.append(flat[position:])
        return cls(tuple(parts))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots, in order."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    def fill(self, value_of: Callable[[Slot], str]) -> str:
        """Return the text with every slot replaced by what *value_of* says."""
        return "".join(value_of(part) if isinstance(part, Slot) else part for part in self.parts)

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)


def _read_slot(inside: str) -> Slot:
    words = inside.split()
    match words:
        case [argument]:
            return Slot(SlotVerb.NAME, argument)
        case [verb, argument]:
            known = {each.value: each for each in SlotVerb}
            if verb in known:
                return Slot(known[verb], argument)
            raise ValueError(f"“{{{inside}}}”里的“{verb}”不认识，可用：{'、'.join(known)}")
        case _:
            raise ValueError(f"“{{{inside}}}”应写成“{{名称}}”或“{{cadence 任务编号}}”的样子")


def _around(text: str, position: int) -> str:
    return text[max(0, position - 6) : position + 7]
