"""A clerk's template held against what its kind of paper prints, before a single paper is made."""

import re
from collections.abc import Container, Iterator, Mapping

from lxml import etree

from antifraud_plan.ooxml.limits import TEMPLATE_LIMITS
from antifraud_plan.ooxml.package import read_package
from antifraud_plan.ooxml.xml import parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
from antifraud_plan.word.compiling.places import find_places, narrow_place, paragraph_text, reading_order
from antifraud_plan.word.compiling.settings import SETTINGS
from antifraud_plan.word.compiling.unclosed import CLOSING_MARKS, find_end
from antifraud_plan.word.jinja.program import Slot
from antifraud_plan.word.jinja.tags import Tag, TagKind, UnclosedTag, find_tags, split_tags
from antifraud_plan.word.linting.scopes import find_misuses
from antifraud_plan.word.linting.shapes import Shape
from antifraud_plan.word.template.compiled import compile_template
from antifraud_plan.word.template.parts import require_core_properties, require_templated_parts

_SINGLE_BRACES = re.compile(r"(?<!\{)\{\s*([^\W\d]\w*)(?:\.\w+)*\s*\}(?!\})")
# Word stores a text box twice, the second time for its older versions.
_TWIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def lint_template(data: bytes, *, file: str, known: Mapping[str, Shape] | None) -> tuple[Problem, ...]:
    """Find everything that is wrong with a .docx template: all at once, each at its place.

    Args:
        data: the .docx.
        file: its name, for messages.
        known: what the template is given, by name; ``None`` if that cannot be told.

    Returns:
        What compiling refuses, what the template asks for in vain or uses as what it is not, also where no
        paper goes yet, and notes on marks that will print as they stand.
    """
    try:
        parts = _read_parts(data, file)
    except ProblemsFoundError as error:
        return error.problems
    found: list[Problem] = []
    try:
        compile_template(data, file=file)
    except ProblemsFoundError as error:
        found += error.problems
    for root in parts:
        if known is not None:
            found += find_misuses(_find_slots(root, file), known)
        found += _find_stray_marks(root, file, known or {})
    order = reading_order(parts, file=file)
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: order(problem.location)))


def _read_parts(data: bytes, file: str) -> tuple[etree._Element, ...]:
    package = require_core_properties(read_package(data, file=file, limits=TEMPLATE_LIMITS), file=file)
    templated = require_templated_parts(package, file=file)
    parts = (
        parse_xml(content, file=file, part=name) for name, content in package.items() if name in templated
    )
    return tuple(sorted(parts, key=lambda root: etree.QName(root).localname != "document"))  # the body first


def _read_paragraphs(root: etree._Element, file: str) -> Iterator[tuple[etree._Element, Location]]:
    for paragraph, place in find_places(root, file=file).items():
        if next(paragraph.iterancestors(_TWIN), None) is None:
            yield paragraph, place


def _find_slots(root: etree._Element, file: str) -> Iterator[Slot]:
    """Yield every tag in reading order; one that does not end passes for a statement that makes names."""
    for paragraph, place in _read_paragraphs(root, file):
        text = paragraph_text(paragraph)
        for tag in find_tags(text):
            match tag:
                case UnclosedTag():
                    yield Slot(Tag(TagKind.STATEMENT, text[tag.start :]), place)
                case Tag(kind=TagKind.STATEMENT, keyword=keyword) if keyword in SETTINGS:
                    pieces = SETTINGS[keyword].pieces(tag, place)
                    yield from (each for each in pieces if isinstance(each, Slot))
                case Tag(kind=TagKind.EXPRESSION | TagKind.STATEMENT):
                    yield Slot(tag, narrow_place(place, text, tag.start, tag.end))
                case _:
                    pass


def _find_stray_marks(root: etree._Element, file: str, known: Container[str]) -> Iterator[Problem]:
    """Yield a note where a tag ends that began nowhere, and where a known name has one brace a side."""
    rests: set[etree._Element | None] = set()  # of tags cut in two, which are told where they begin
    for paragraph, place in _read_paragraphs(root, file):
        for item in split_tags(paragraph_text(paragraph)):
            if isinstance(item, UnclosedTag):
                rests.add(find_end(paragraph, item))
            if not isinstance(item, str):
                continue
            marks = CLOSING_MARKS.search(item)
            if marks is not None and paragraph not in rests:
                yield Problem(
                    "template-stray-mark",
                    f"这里有“{marks[0]}”，前面却没有标签，会照原样印出来。",
                    place,
                    "如果是标签的结尾，请补上开头。",
                    Severity.NOTE,
                )
            for name in _SINGLE_BRACES.finditer(item):
                if name[1] in known:
                    yield Problem(
                        "template-stray-mark",
                        f"“{name[0]}”只有一层花括号，会照原样印出来。",
                        place,
                        f"如果要印它的内容，请写成“{{{name[0]}}}”。",
                        Severity.NOTE,
                    )
