"""Cuts a phrase into tokens: what each stretch of text says, left to right, the rest left alone."""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from antifraud_plan.model.cadence.rules import Duration, Scope
from antifraud_plan.model.cadence.terms import Per, Period
from antifraud_plan.model.cadence.windows import find_window_token
from antifraud_plan.model.cadence.words import (
    ANCHOR_WORDS,
    AUDIENCE_WORDS,
    LEVEL_WORDS,
    PER_WORDS,
    PERIOD_WORDS,
    TRAIT_WORDS,
    VAGUE_WORDS,
    Anchors,
    Count,
    Mark,
    Token,
    Value,
)
from antifraud_plan.model.numerals import NUMBER, find_number


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_PERIOD = _any(PERIOD_WORDS)
_AUDIENCES = rf"{_any(AUDIENCE_WORDS)}(?:(?:、|和|及|与|以及)?(?:全体|广大)?{_any(AUDIENCE_WORDS)}){{0,5}}"
_UNIT = "[次节堂场回遍条篇份期人名个]"
_UNITS = "人次|课时|学时|次|节|堂|场|回|遍|条|篇|份|期|人|名"
_AT_LEAST = "至少|最少|不[得能应]?[少低]于"
_COUNT = rf"(?P<number>{NUMBER})(?:[-–—~～至到]{NUMBER})?(?P<unit>{_UNITS})(?!性|数|员|民|级)"
_SO_OFTEN = rf"(?=(?:开展|进行|组织)?(?:{_AT_LEAST})?{NUMBER}(?:{_UNITS}))"


def _period(match: re.Match[str]) -> Value | None:
    return PERIOD_WORDS[match["period"]]


def _count(match: re.Match[str]) -> Value | None:
    number = find_number(match["number"])
    if not number:
        return Mark.REFUSAL
    return Count(number, match["unit"], match["about"] is not None)


def _audiences(match: re.Match[str]) -> Value | None:
    words = re.findall(_any(AUDIENCE_WORDS), match["audiences"])
    per = Per.PERSON if match[0].startswith(("每", "所有")) else Per.SCHOOL
    return Scope(audiences=[audience for word in words for audience in AUDIENCE_WORDS[word]], per=per)


def _anchors(match: re.Match[str]) -> Value | None:
    return Mark.REFUSAL if match["aside"] else Anchors(ANCHOR_WORDS[match["anchor"]])


def _duration(match: re.Match[str]) -> Value | None:
    if match["days"]:
        return Duration(100, Period.DAY)
    if match["half"]:
        return Duration(6, Period.MONTH)
    length = find_number(match["number"])
    return Duration(length, PERIOD_WORDS[match["unit"]]) if length else None


_Build: TypeAlias = Callable[[re.Match[str]], Value | None]


def _compile(rules: Iterable[tuple[str, _Build]]) -> tuple[tuple[re.Pattern[str], _Build], ...]:
    return tuple((re.compile(pattern), build) for pattern, build in rules)


def _unreadable(match: re.Match[str]) -> Value:
    return Mark.UNREADABLE


def _refusal(match: re.Match[str]) -> Value:
    return Mark.REFUSAL


# 一月一次 is monthly and 六月 is June: what recurs is tried before dates, and names of days after them.
_RECURRENCE = _compile(
    (
        # A ceiling, an ordinal, a part or an amount per occasion is no minimum: better unread than misread.
        (rf"(?:不得?超过|不多于|至多|最多|少于|低于)[^、,;。]{{0,8}}?{_COUNT}", _refusal),
        (rf"{_COUNT}(?:以下|以内|之内)|\d+\.\d+(?:{_UNITS})", _refusal),
        # Nor is a rhythm, an average or an exception, nor a time of which we do not know the days.
        (
            r"[隔双单][日天周月季年]|[日周月季年]均|平均|若干|[数多几][次节场]|除外|以外|除了|不含|不包括",
            _refusal,
        ),
        (r"\((?:含|包括)[^()]*\)(?![、,;。]|$)", _refusal),
        (
            r"[春秋]季(?!(?:学期)?开学)|[夏冬]季|[春夏秋冬]{2}|[两四]季|上下半年|[上下本]学期(?!间)|工作日",
            _refusal,
        ),
        (rf"(?<!每)(?:周|星期)[一二三四五六日末](?!{_UNIT})", _refusal),
        (rf"(?:其中|每次|每[场节])[^、,;。]{{0,8}}?{_COUNT}", _unreadable),
        (rf"(?<![年期月])(?:共计?|累计|合计|总计)[^、,;。]{{0,4}}?{_COUNT}", _unreadable),
        (rf"第{NUMBER}[次期场节]|最后一[次节场]课?", _unreadable),
        (r"(?<=每周)[一二三四五六日天](?![次节课个条场期])", _unreadable),
        (_any(PER_WORDS), lambda match: PER_WORDS[match[0]]),
        (rf"(?:每一?(?:名|位|个)|所有)(?P<audiences>{_AUDIENCES})", _audiences),
        (
            rf"(?:对于?|向|面向|组织|针对|给|为)(?:全体|全校|广大|所有)?(?P<audiences>{_AUDIENCES})",
            _audiences,
        ),
        (rf"(?P<audiences>{_AUDIENCES})(?=每|按|:)", _audiences),
        (r"(?:每个?|各|所有|/)(?:教学)?班(?!主任)级?", lambda match: Scope(per=Per.CLASS)),
        (r"(?:每个?|每间|各|所有)(?:寝室|宿舍)", lambda match: Scope(per=Per.DORMITORY)),
        (r"每生(?!产)", lambda match: PER_WORDS["全班学生"]),
        (r"每一?(?:名|位|个)?(?:签订人|人员|人)(?!民)|人均", lambda match: Scope(per=Per.PERSON)),
        (r"每一?(?:所|个)?(?:学校|校|园|单位)|各学校|各校|各单位", lambda match: Scope()),
        (rf"(?:每个?|按|逐|/)一?个?(?P<period>{_PERIOD})(?!级|检)", _period),
        (rf"每隔?{NUMBER}个?{_PERIOD}[^、,;。]*", _refusal),
        (rf"(?<!第)(?<!最后)一个?(?P<period>{_PERIOD}){_SO_OFTEN}", _period),
        (rf"(?<!第)(?P<period>半年){_SO_OFTEN}", _period),
        (
            rf"(?<![\d第])[2-9两二三四五六七八九十](?:个月|个?(?:天|周|星期|季度|学期|学?年)){_SO_OFTEN}",
            _refusal,
        ),
        (r"(?<!\w)(?P<period>[日周月季年])(?=[查结报评清检巡])", _period),
        (r"全年(?!级)|(?<!\d)年度", lambda match: Period.YEAR),
    )
)
_NAMES = _compile(
    (
        (_any(LEVEL_WORDS) + "(?!生)", lambda match: Scope(levels=LEVEL_WORDS[match[0]])),
        (_any(TRAIT_WORDS), lambda match: Scope(traits=TRAIT_WORDS[match[0]])),
        # 开学后 is the opening; what comes before or after a holiday is not the holiday.
        (rf"(?P<anchor>{_any(ANCHOR_WORDS)})(?:期间|时|(?<=[学初])后|(?P<aside>[之以]?[前后]))?", _anchors),
        (_any(VAGUE_WORDS), lambda match: VAGUE_WORDS[match[0]]),
        (f"各{_SO_OFTEN}", lambda match: Mark.APART),
        (rf"{_AT_LEAST}|各|每个(?={_any(ANCHOR_WORDS)})", lambda match: Mark.NEUTRAL),
        (rf"(?P<about>约|大约)?{_COUNT}(?:及?以上)?", _count),
        (
            r"(?:(?P<lasting>为期|历时)|(?<![第前后])(?<!最后))(?:(?P<days>百[日天])(?:行动)?|(?P<half>半年)"
            rf"|(?P<number>{NUMBER})个?(?P<unit>天|周|星期|月|学期|季度|学年|年|(?(lasting)日|天)))"
            r"(?:时间|左右)?(?![级度前后内底来一\d])",
            _duration,
        ),
        (r"、", lambda match: Mark.SEPARATOR),
    )
)


def find_token(text: str, start: int) -> Token | None:
    """Return the token that begins at *start*, ``None`` when the character says nothing here."""
    return (
        _find_in(_RECURRENCE, text, start) or find_window_token(text, start) or _find_in(_NAMES, text, start)
    )


def _find_in(rules: tuple[tuple[re.Pattern[str], _Build], ...], text: str, start: int) -> Token | None:
    for pattern, build in rules:
        match = pattern.match(text, start)
        value = build(match) if match is not None else None
        if match is not None and value is not None:
            return Token(start, match.end(), value)
    return None


def find_tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the tokens of ``text[start:end]``, in order; what lies between them says nothing here."""
    text = text[:end]
    tokens: list[Token] = []
    while start < end:
        token = find_token(text, start)
        if token is None:
            start += 1
        else:
            tokens.append(token)
            start = token.end
    return tuple(tokens)
