"""Judges what is left of a clause once its tokens are taken out: mere content, or time we could not read."""

import re

import attrs

from antifraud_plan.model.cadence.rules import Scope
from antifraud_plan.model.cadence.words import Mark, Token
from antifraud_plan.model.numerals import NUMBER

FILLER = " ()[]{}“”\"'《》「」『』【】:…·.的"
"""Characters that say nothing at the ends of a stretch."""

_SIGNAL = re.compile(
    rf"\d|每|[%‰]|{NUMBER}个?(?:次|课时|节|天|日|周|月|年(?!级)|学期|季度|学年|小时|分钟)"
    r"|学期|季度|学年|期间|上旬|中旬|下旬|月底|月初|日内|[之以课学假会节考][前后]|^[前初末底]|^至$|周末|早晚|课间|双休日|假期|期中"
)
_WHO = re.compile(
    r"(?:院校|校区|年级|[初高][一二三]|毕业班|教学点|机构|新生|园所"
    r"|(?<!^)(?<!各)(?<!本)(?<!所有)(?<!各级各类)(?<!全[县市区镇乡])学校)$"
)
_WHICH = re.compile(r"(?:[农乡]村|城[区镇乡]|乡镇|[公民]办|其[他它余]|部分|有条件的)$")
_JOINT = re.compile(r"和|及|与|以及")


@attrs.frozen
class Rest:
    """What a stretch of text says besides its tokens.

    Attributes:
        content: whether it says anything.
        unread: what speaks of time or number, as stretches of the text.
        refused: whether it limits the tokens in words that are none of ours: 农村学校每月1次 asks for
            less than 每月1次 seems to, and 早晚各1次 for more than once.
        who: whether it ends by naming somebody in such words: 农村学校，每月1次.
    """

    content: bool
    unread: tuple[tuple[int, int], ...]
    refused: bool
    who: bool


def read_rest(text: str, start: int, end: int, tokens: list[Token]) -> Rest:
    """Judge what ``text[start:end]`` says more than *tokens*."""
    content = refused = who = False
    unread = []
    edges = [start, *(edge for token in tokens for edge in (token.start, token.end)), end]
    followers = [*(token.value for token in tokens), None]
    for first, last, follower in zip(edges[::2], edges[1::2], followers, strict=True):
        rest = text[first:last].strip(FILLER)
        content = content or bool(rest and not _JOINT.fullmatch(rest))
        who = _WHO.search(rest) is not None
        match follower:
            case Scope(levels=levels, traits=traits) if levels or traits:
                refused = refused or _WHICH.search(rest) is not None
            case Mark.APART:
                refused = refused or bool(rest)
            case Scope() | Mark() | None:
                pass
            case _:
                refused = refused or who
        if _SIGNAL.search(rest):
            unread.append((first, last))
    return Rest(content, tuple(unread), refused, who)


def is_talked_about(token: Token, start: int, tokens: list[Token]) -> bool:
    """Tell whether a school level in a segment is only talked about: 每月到小学宣讲1次.

    A level limits a rule where it opens the segment or touches another token: 小学每月1次.
    """
    if not isinstance(token.value, Scope) or not (token.value.levels or token.value.traits):
        return False
    ends = {start, *(other.end for other in tokens)}
    starts = {other.start for other in tokens}
    return token.start not in ends and token.end not in starts
