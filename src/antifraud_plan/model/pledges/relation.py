"""Who signs a pledge with whom (签订关系), as the plan states it: clause 4.2.6, 层层签订."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import assert_never

import attrs

from antifraud_plan.model.names import check_line, check_name
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.pledges.stage import possible_voices
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.terms import SchoolLevel


class Signer(Enum):
    """Who signs; the value is the word written in the plan file."""

    UNIT = "单位"
    STAFF = "教职工"
    CLASS_TEACHER = "班主任"
    STUDENT = "学生"
    FAMILY = "学生和家长"


class PledgePaper(Enum):
    """What is signed: a pledge is one-sided, a responsibility letter binds both sides."""

    PLEDGE = "承诺书"
    RESPONSIBILITY_LETTER = "责任书"


def _check_copies(_: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if not 1 <= value <= 20:
        raise ValueError(f"“{attribute.name}”应为 1 到 20 的整数，这里是 {value}")


def _check_grade(_: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if not 0 <= value <= 6:
        raise ValueError(f"“{attribute.name}”应为 0 到 6 的整数，这里是 {value}")


@attrs.frozen
class PledgeRelation:
    """One step of the cascade (签订关系).

    Attributes:
        id: stable id.
        name: what tables call it, such as 学校（幼儿园）与教职工.
        title: printed title of the paper, with slots.
        signer: who signs.
        units: ids of the parties whose units sign or, when people sign, in whose units they are.
        receivers: ids of the parties a unit signs with: the nearest bureau or school above it must be one
            of them. Empty where people sign: they sign with their own school.
        copies: how many copies are signed (份数), 1 to 20.
        clause: id of the clause that asks for it.
        paper: pledge or responsibility letter.
        enabled: whether it is signed here.
        authority: the document that allows a responsibility letter (责任书), without which none is on.
        guardian_grades: up to which grade of primary school the guardian signs for the child, 0 to 6;
            in kindergarten the guardian always does.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    name: str = attrs.field(validator=check_name)
    title: Prose
    signer: Signer
    units: tuple[str, ...]
    receivers: tuple[str, ...] = ()
    copies: int = attrs.field(default=1, validator=_check_copies)
    clause: str = "4.2.6"
    paper: PledgePaper = PledgePaper.PLEDGE
    enabled: bool = True
    authority: str = attrs.field(default="", validator=check_line)
    guardian_grades: int = attrs.field(default=2, validator=_check_grade)
    readings: Mapping[str, str] = attrs.Factory(dict)

    def voices(self, levels: Iterable[SchoolLevel]) -> tuple[Voice, ...]:
        """Return in whose words it may have to be printed where *levels* are taught, in the order of `Voice`.

        >>> families = PledgeRelation("families", "学生和家长", Prose(), Signer.FAMILY, ("schools",))
        >>> [voice.value for voice in families.voices([SchoolLevel.PRIMARY, SchoolLevel.JUNIOR])]
        ['guardian', 'primary', 'junior']
        """
        match self.signer:
            case Signer.UNIT if self.paper is PledgePaper.RESPONSIBILITY_LETTER:
                return Voice.UNIT, Voice.SUPERIOR
            case Signer.UNIT:
                return (Voice.UNIT,)
            case Signer.STAFF:
                return (Voice.STAFF,)
            case Signer.CLASS_TEACHER:
                return (Voice.CLASS_TEACHER,)
            case Signer.STUDENT | Signer.FAMILY:
                found = {
                    voice for level in levels for voice in possible_voices(level, None, self.guardian_grades)
                }
                return tuple(voice for voice in Voice if voice in found)
            case _:
                assert_never(self.signer)
