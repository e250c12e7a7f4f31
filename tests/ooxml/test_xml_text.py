from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from antifraud_plan.ooxml.xml import IllegalCharacterError, escape_attribute, escape_text, parse_xml
from antifraud_plan.problems import ProblemsFoundError


def is_xml_character(character: str) -> bool:
    """The production Char of XML 1.0."""
    code = ord(character)
    return (
        code in {9, 10, 13}
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )


@given(st.text(st.characters(exclude_categories=())))
def test_text_is_carried_exactly_or_refused(text: str) -> None:
    if not all(map(is_xml_character, text)):
        with pytest.raises(IllegalCharacterError):
            escape_text(text)
        return
    assume("\r" not in text)  # every XML parser reads it as a line feed
    element = ElementTree.fromstring(f'<t a="{escape_attribute(text)}">{escape_text(text)}</t>')
    assert (element.text or "") == text


@pytest.mark.parametrize("code", [0, 8, 0xB, 0xC, 0xE, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_the_edges_of_what_xml_cannot_hold(code: int) -> None:
    with pytest.raises(IllegalCharacterError):
        escape_text(f"甲{chr(code)}乙")


@pytest.mark.parametrize("code", [0x9, 0xA, 0x20, 0x7F, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF])
def test_the_edges_of_what_xml_can_hold(code: int) -> None:
    assert escape_text(f"甲{chr(code)}乙") == f"甲{chr(code)}乙"


def test_the_refused_character_is_named_with_its_place() -> None:
    with pytest.raises(IllegalCharacterError, match=r"第 3 个字.*U\+0007"):
        escape_text("响铃\x07")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(ProblemsFoundError) as caught:
        parse_xml(bomb.encode(encoding), file="a.docx", part="word/document.xml")
    assert [problem.code for problem in caught.value.problems] == ["xml-with-dtd"]


def test_broken_xml_is_a_problem() -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        parse_xml(b"<a><b></a>", file="a.docx", part="word/document.xml")
    assert [problem.code for problem in caught.value.problems] == ["xml-damaged"]


def test_comments_and_instructions_do_not_reach_the_tree() -> None:
    root = parse_xml(b"<a><!-- x --><?jinja 3?><b/></a>", file="a.docx", part="p")
    assert [child.tag for child in root] == ["b"]
