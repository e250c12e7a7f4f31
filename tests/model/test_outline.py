"""Numbers and references of the outline, as headings print them and papers cite them."""

import pytest

from antifraud_plan.model.numerals import chinese_number
from antifraud_plan.model.outline import Clause, Outline, Section
from antifraud_plan.model.prose import Prose


def clause(clause_id: str, section: str, *, new_paragraph: bool = False) -> Clause:
    return Clause(clause_id, section, Prose.parse(f"第{clause_id}条。"), new_paragraph)


OUTLINE = Outline(
    (
        Section("0"),
        Section("a", "指导思想"),
        Section("d", "工作任务"),
        Section("d1", "压实责任", under="d"),
        Section("d2", "宣传教育", under="d", itemised=True),
        Section("d21", "载体", under="d2"),
    ),
    (
        clause("0", "0"),
        clause("4.2.1", "d2"),
        clause("4.2.2", "d2"),
        clause("4.2.3", "d2", new_paragraph=True),
        clause("4.2.3.1", "d21"),
    ),
)


@pytest.mark.parametrize(
    ("section", "heading", "reference"),
    [
        ("0", "", ""),
        ("a", "一、", "一"),
        ("d", "二、", "二"),
        ("d2", "（二）", "二（二）"),
        ("d21", "1.", "二（二）1"),
    ],
)
def test_sections_are_numbered_by_their_place(section: str, heading: str, reference: str) -> None:
    entry = next(entry for entry in OUTLINE.entries if entry.section.id == section)
    assert (entry.number, entry.reference) == (heading, reference)


def test_a_clause_is_cited_by_the_section_it_stands_in() -> None:
    assert OUTLINE.reference("4.2.3") == "二（二）"
    with pytest.raises(KeyError):
        OUTLINE.reference("9.9")


def test_clauses_join_into_paragraphs_and_are_counted_off_across_them() -> None:
    section = next(entry for entry in OUTLINE.entries if entry.section.id == "d2")
    assert [paragraph.leads for paragraph in section.paragraphs] == [("一是", "二是"), ("三是",)]


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numerals_stop_where_official_documents_do(number: int) -> None:
    with pytest.raises(ValueError, match="1 至 99"):
        chinese_number(number)


def test_numerals_are_what_a_person_would_count() -> None:
    digits = "一二三四五六七八九"
    spoken = [*digits, "十", *(f"十{digit}" for digit in digits)]
    spoken += [f"{tens}十{unit}" for tens in digits[1:] for unit in ("", *digits)]
    assert [chinese_number(number) for number in range(1, 100)] == spoken
