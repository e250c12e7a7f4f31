"""Sentences as schools type them into lists, made ready for a template that sets stops and numbers."""

import re

# A plan states; what was cried out or asked ends in a full stop too.
_STOPS = "。；;，,、！!？?. \u3000"
# 一是, （1）, 2.… before a point; not the 1. of 1.5万元.
_ORDINAL = (
    r"(?:[一二三四五六七八九十]是[：:，,]?|第[一二三四五六七八九十][，,、：:]|[一二三四五六七八九十]{1,2}、"
    r"|[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]、?|\d{1,2}(?:[、．)）]|\.(?!\d))|[①-⑳])\s*"
)
_FIRST_ORDINAL = re.compile(rf"\s*{_ORDINAL}")
_NEXT_POINT = re.compile(rf"(?:(?<=[。；;！!？?])\s*|\s*\n\s*)(?={_ORDINAL})")


def drop_stop(sentence: str) -> str:
    """Return a sentence without the stop at its end, so that the template sets the only one.

    >>> drop_stop("家长群入群核验不严。")
    '家长群入群核验不严'
    """
    return sentence.strip().rstrip(_STOPS)


def split_points(text: str) -> tuple[str, ...]:
    """Return the points of *text* without their numbers and stops, for a template that counts them off.

    >>> split_points("一是家长了解不够；二是群管理不严！")
    ('家长了解不够', '群管理不严')
    >>> split_points("1.5万元被骗的案件，五一是高发期。")
    ('1.5万元被骗的案件，五一是高发期',)
    """
    if not _FIRST_ORDINAL.match(text):
        return (drop_stop(text),)
    points = (drop_stop(_FIRST_ORDINAL.sub("", point, count=1)) for point in _NEXT_POINT.split(text))
    return tuple(point for point in points if point)
