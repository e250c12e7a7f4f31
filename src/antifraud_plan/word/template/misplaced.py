"""Tags where no value is ever printed: in charts, in SmartArt, in the address of a link."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from antifraud_plan.ooxml.xml import parse_xml
from antifraud_plan.problems import Location, Problem
from antifraud_plan.word.jinja.tags import Tag, find_tags

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWN = {
    "图表": re.compile(r"word/charts/chart\d*\.xml$"),
    "SmartArt 图形": re.compile(r"word/diagrams/data\d*\.xml$"),
}


def find_misplaced_tags(package: Mapping[str, bytes], *, file: str) -> Iterator[Problem]:
    """Yield a problem for every text with a tag that would be printed as it stands."""
    for name, data in package.items():
        for word, pattern in _DRAWN.items():
            if pattern.match(name):
                for paragraph in parse_xml(data, file=file, part=name).iter(f"{{{_A}}}p"):
                    text = "".join(node.text or "" for node in paragraph.iter(f"{{{_A}}}t"))
                    yield from _judge(text, word, file)
        if name.endswith(".rels"):
            for link in parse_xml(data, file=file, part=name):
                yield from _judge(unquote(link.get("Target", "")), "超链接的网址", file)


def _judge(text: str, word: str, file: str) -> Iterator[Problem]:
    if any(isinstance(tag, Tag) for tag in find_tags(text)):
        yield Problem(
            "template-tag-misplaced",
            f"{word}“{text.strip()}”里的标签不会替换。",
            Location(file),
            "请把标签写在正文里。",
        )
