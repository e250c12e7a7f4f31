"""Tags that do not end where they begin: cut in two by a paragraph or cell, or never ended."""

import re
from collections.abc import Mapping

from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location, Problem
from antifraud_plan.word.compiling.places import narrow_place, paragraph_text
from antifraud_plan.word.jinja.tags import UnclosedTag

CLOSING_MARKS = re.compile("[}｝%％#＃][}｝]")
_OPENING_MARKS = re.compile("[{｛][{｛%％#＃]")
_CLOSERS = {"{": "[}｝][}｝]", "%": "[%％][}｝]", "#": "[#＃][}｝]"}
_PLAIN_MARKS = str.maketrans("｛％＃", "{%#")
_FARTHEST = 12  # paragraphs: one cell or a few blank lines on


def find_end(paragraph: etree._Element, tag: UnclosedTag) -> etree._Element | None:
    """Return the paragraph in which *tag* ends that opens in *paragraph*; ``None`` if it never does."""
    closer = re.compile(_CLOSERS[tag.text[1].translate(_PLAIN_MARKS)])
    if closer.search(paragraph_text(paragraph), tag.start):
        return None  # it ends here but for its quotes
    following = paragraph.xpath(f"following::w:p[position() <= {_FARTHEST}]", namespaces={"w": W})
    for later in following if isinstance(following, list) else []:
        if isinstance(later, etree._Element):
            text = paragraph_text(later)
            end, opening = closer.search(text), _OPENING_MARKS.search(text)
            if end is not None and (opening is None or end.start() < opening.start()):
                return later
            if opening is not None:
                return None
    return None


def describe_unclosed(
    paragraph: etree._Element, tag: UnclosedTag, places: Mapping[etree._Element, Location]
) -> Problem:
    """Say whether *tag* was cut in two, and where its rest is, or has no end."""
    text = paragraph_text(paragraph)
    place = narrow_place(places[paragraph], text, tag.start, len(text))
    end = find_end(paragraph, tag)
    if end is None:
        message = f"“{tag.text}”处的标签没有结束。"
        return Problem("template-unclosed-tag", message, place, "请补上 }} 或 %}，并检查引号是否成对。")
    message = f"标签“{tag.text}”从这里开始，却到{places[end].part}才结束。"
    remedy = "一个标签要写在同一段、同一个单元格里，请并到一处。"
    return Problem("template-split-tag", message, place, remedy)
