"""Judges what is left of a clause once its tokens are taken out: mere content, or time we could not read."""

import re

from antifraud_plan.model.cadence.rules import Scope
from antifraud_plan.model.cadence.terms import Period
from antifraud_plan.model.cadence.words import Count, Token
from antifraud_plan.model.numerals import NUMBER

FILLER = " ()[]{}“”\"'《》「」『』【】:…·.的"
"""Characters that say nothing at the ends of a stretch."""

_SIGNAL = re.compile(
    rf"\d|每|[%‰]|{NUMBER}个?(?:次|课时|节|天|日|周|月|年(?!级)|学期|季度|学年|小时|分钟)"
    r"|学期|季度|学年|期间|上旬|中旬|下旬|月底|月初|日内|[之以课学假会节][前后]|^[前初末底]|^至$|周末|双休日|假期|期中"
)
_WHO = re.compile(r"(?:学校|院校|校区|年级|毕业班|教学点|机构|新生|园所)$")


def read_rest(text: str, start: int, end: int, tokens: list[Token]) -> tuple[bool, list[tuple[int, int]]]:
    """Tell whether ``text[start:end]`` says more than *tokens*, and which stretches stay unread.

    Unread is what speaks of time or number, and whoever is named right before a period or count in
    words that are none of ours: 农村学校每月1次 asks for less than 每月1次 seems to.
    """
    content = False
    unread = []
    edges = [start, *(edge for token in tokens for edge in (token.start, token.end)), end]
    followers = [*(token.value for token in tokens), None]
    for first, last, follower in zip(edges[::2], edges[1::2], followers, strict=True):
        rest = text[first:last].strip(FILLER)
        content = content or bool(rest)
        limits = isinstance(follower, Period | Count) and _WHO.search(rest)
        if limits or _SIGNAL.search(rest):
            unread.append((first, last))
    return content, unread


def is_talked_about(token: Token, start: int, tokens: list[Token]) -> bool:
    """Tell whether a school level in a segment is only talked about: 每月到小学宣讲1次.

    A level limits a rule where it opens the segment or touches another token: 小学每月1次.
    """
    if not isinstance(token.value, Scope) or not (token.value.levels or token.value.traits):
        return False
    ends = {start, *(other.end for other in tokens)}
    starts = {other.start for other in tokens}
    return token.start not in ends and token.end not in starts
