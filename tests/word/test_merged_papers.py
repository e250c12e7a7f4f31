"""Papers in one file for printing, held against the same papers one by one."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from drawn_in_word import PROPERTIES, rewritten, saved, typed
from drawn_pictures import png
from hypothesis import given, settings
from hypothesis import strategies as st
from office_tools import read_pages

from antifraud_plan.plugin import Picture
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import (
    CompiledTemplate,
    FrozenTemplate,
    PageStart,
    compile_template,
    merge_papers,
    read_lines,
)

PEOPLE = [{"name": "张示例"}, {"name": "李·样本"}, {"name": "𠮷<王>&"}]
PLEDGE = typed("承诺书", "{%p for 条 in 条款 %}", "{{ 条 }}", "{%p endfor %}", "承诺人：{{ name }}")
SHARED = {"条款": ["不轻信", "不透露"]}


def compiled(data: bytes) -> CompiledTemplate:
    return compile_template(data, file="承诺书.docx")


def frozen(data: bytes, shared: Mapping[str, object] = SHARED) -> FrozenTemplate:
    template = compiled(data).freeze(shared, {"name"}, properties=PROPERTIES)
    assert template is not None
    return template


def merge_frozen(data: bytes, people: Sequence[Mapping[str, object]] = PEOPLE) -> bytes:
    template = frozen(data)
    return merge_papers([(template, person) for person in people], properties=PROPERTIES)


def merge_compiled(data: bytes, people: Sequence[Mapping[str, object]] = PEOPLE) -> bytes:
    template = compiled(data)
    return merge_papers([(template, {**SHARED, **person}) for person in people], properties=PROPERTIES)


def one_by_one(data: bytes, people: Sequence[Mapping[str, object]] = PEOPLE) -> list[str]:
    template = compiled(data)
    papers = (template.render({**SHARED, **person}, properties=PROPERTIES) for person in people)
    return [line for paper in papers for line in read_lines(paper)]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table_ends() -> bytes:
    document = Document()
    document.add_paragraph("承诺书")
    document.add_table(1, 2).cell(0, 1).text = "{{ name }}"
    return saved(document)


def only_a_table() -> bytes:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{{ name }}"
    return saved(document)


def sections() -> bytes:
    document = Document()
    document.add_paragraph("竖排 {{ name }}")
    for orientation in (WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = orientation
        section.page_width, section.page_height = section.page_height, section.page_width
        document.add_paragraph(f"{orientation.name} {{{{ name }}}}")
    return saved(document)


@pytest.mark.parametrize("merge", [merge_frozen, merge_compiled])
@pytest.mark.parametrize("data", [PLEDGE, table_ends(), only_a_table(), sections()])
def test_a_merged_file_says_what_its_papers_say(merge: Callable[[bytes], bytes], data: bytes) -> None:
    assert list(read_lines(merge(data))) == one_by_one(data)


def test_a_frozen_template_makes_the_same_file() -> None:
    assert parts_of(merge_frozen(PLEDGE)) == parts_of(merge_compiled(PLEDGE))
    assert merge_frozen(PLEDGE) == merge_frozen(PLEDGE)


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


@settings(max_examples=12, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_every_value_is_carried_exactly(names: list[str]) -> None:
    data = typed("前{{ name }}后")
    people = [{"name": name} for name in names]
    for merge in (merge_frozen, merge_compiled):
        texts = [paragraph.text for paragraph in Document(io.BytesIO(merge(data, people))).paragraphs]
        assert texts == [f"前{name}后" for name in names]


def test_papers_may_differ_in_what_others_share() -> None:
    data = typed("{{ 学段 }}", "{{ name }}")
    stages = [frozen(data, {"学段": stage}) for stage in ("小学", "初中")]
    papers = [(stages[index // 2], person) for index, person in enumerate([*PEOPLE, *PEOPLE][:4])]
    lines = read_lines(merge_papers(papers, properties=PROPERTIES))
    assert lines[::2] == ("小学", "小学", "初中", "初中")


def test_a_bad_value_is_refused_at_its_tag() -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        merge_frozen(PLEDGE, [*PEOPLE, {"name": "响\x07铃"}])
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.location)) == (
        "illegal-character",
        "承诺书.docx:第5段 “承诺人：{{ name }}”",
    )


def test_there_is_no_file_of_no_papers() -> None:
    with pytest.raises(ValueError, match="no papers"):
        merge_papers([], properties=PROPERTIES)


@pytest.mark.parametrize("start", PageStart)
def test_each_paper_is_a_section_that_begins_where_asked(start: PageStart) -> None:
    template = frozen(PLEDGE)
    papers = [(template, person) for person in PEOPLE]
    document = Document(io.BytesIO(merge_papers(papers, properties=PROPERTIES, start=start)))
    kinds = {PageStart.NEXT_PAGE: WD_SECTION.NEW_PAGE, PageStart.ODD_PAGE: WD_SECTION.ODD_PAGE}
    assert [section.start_type for section in document.sections] == [kinds[start]] * 3


def test_a_bookmark_that_ends_behind_the_last_paragraph_adds_no_line() -> None:
    start, end = (f'<w:bookmark{side} w:id="7" w:name="甲"/>'.encode() for side in ("Start", "End"))
    data = rewritten(typed("{{ name }}"), b"<w:body>", b"<w:body>" + start)
    document = Document(io.BytesIO(merge_frozen(rewritten(data, b"<w:sectPr", end + b"<w:sectPr"))))
    assert [paragraph.text for paragraph in document.paragraphs] == [person["name"] for person in PEOPLE]
    assert len(document.element.xpath("//w:p/w:bookmarkEnd")) == len(PEOPLE)


def test_landscape_sections_stay_so() -> None:
    found = [section.orientation for section in Document(io.BytesIO(merge_frozen(sections()))).sections]
    assert found == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT] * 3


def with_footer_field(code: str) -> bytes:
    document = Document()
    document.add_paragraph("{{ name }}")
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"/>'))
    return saved(document)


@pytest.mark.parametrize(("data", "starts"), [(with_footer_field(" PAGE "), "1"), (PLEDGE, None)])
def test_page_numbers_begin_anew_if_there_are_any(data: bytes, starts: str | None) -> None:
    numbers = Document(io.BytesIO(merge_frozen(data))).element.findall(f".//{qn('w:pgNumType')}")
    assert [number.get(qn("w:start")) for number in numbers] == ([starts] * 3 if starts else [])


def cannot_merge(data: bytes, people: Sequence[Mapping[str, object]] = PEOPLE) -> tuple[str, str]:
    """Where and why."""
    places = set()
    for merge in (merge_frozen, merge_compiled):
        with pytest.raises(ProblemsFoundError) as caught:
            merge(data, people)
        (problem,) = caught.value.problems
        assert problem.code == "template-cannot-merge"
        places.add((str(problem.location), problem.message.rpartition("：")[2]))
    (found,) = places
    return found


def test_a_count_of_all_pages_would_count_every_paper() -> None:
    assert "总页数" in cannot_merge(with_footer_field(" NUMPAGES "))[1]


def test_notes_cannot_stand_twice() -> None:
    note = b'<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = rewritten(
        typed("首段", "{{ name }}甲"), b"</w:t></w:r><w:proofErr", b"</w:t></w:r>" + note + b"<w:proofErr"
    )
    assert cannot_merge(data) == ("承诺书.docx:第1段", "它有脚注或尾注。")


def test_a_first_section_must_not_inherit_the_header_of_the_paper_before() -> None:
    document = Document()
    document.add_paragraph("{{ name }}")
    document.add_section().header.is_linked_to_previous = False
    assert "第一节" in cannot_merge(saved(document))[1]


def with_header(text: str) -> bytes:
    document = Document()
    document.add_paragraph("{{ name }}")
    document.sections[0].header.paragraphs[0].text = text
    return saved(document)


def test_a_header_is_there_once_for_all_papers() -> None:
    assert "页眉" in cannot_merge(with_header("{{ name }}"))[1]
    same = merge_frozen(with_header("{{ name }}"), [{"name": "某校"}] * 3)
    assert read_lines(same) == ("某校",) * 3
    assert Document(io.BytesIO(same)).sections[2].header.paragraphs[0].text == "某校"


def with_marks() -> bytes:
    """A bookmark with a link and a field that point at it, a content control, a drawing."""
    document = Document()
    paragraph = document.add_paragraph("{{ name }}")
    start = OxmlElement("w:bookmarkStart", {qn("w:id"): "0", qn("w:name"): "签名"})
    paragraph._p.append(start)
    paragraph._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): "0"}))
    paragraph.add_run().add_picture(io.BytesIO(png(2, 2)))
    for xml in (
        '<w:hyperlink {} w:anchor="签名"><w:r><w:t>见签名</w:t></w:r></w:hyperlink>',
        '<w:fldSimple {} w:instr=" PAGEREF 签名 \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        '<w:sdt {}><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>',
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    return saved(document)


@pytest.mark.parametrize("merge", [merge_frozen, merge_compiled])
def test_nothing_that_must_be_unique_stands_twice(merge: Callable[[bytes], bytes]) -> None:
    root = Document(io.BytesIO(merge(with_marks()))).element
    numbers = [
        *(element.get("id") for element in root.iter(qn("wp:docPr"))),
        *(element.get(qn("w:id")) for element in root.iter(qn("w:bookmarkStart"))),
        *(element.get(qn("w:val")) for element in root.iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}")),
    ]
    assert len(numbers) == len(set(numbers)) == 9
    names = [element.get(qn("w:name")) for element in root.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == 3
    assert [element.get(qn("w:anchor")) for element in root.iter(qn("w:hyperlink"))] == names
    fields = [element.get(qn("w:instr"), "") for element in root.iter(qn("w:fldSimple"))]
    assert [field.split()[1] for field in fields] == names
    ends = [element.get(qn("w:id")) for element in root.iter(qn("w:bookmarkEnd"))]
    assert ends == [element.get(qn("w:id")) for element in root.iter(qn("w:bookmarkStart"))]


@pytest.mark.parametrize("style", ["List Number", None])
def test_automatic_numbers_begin_anew(
    style: str | None, tmp_path: Path, render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]]
) -> None:
    document = Document()
    for text in ("甲", "乙", "{{ name }}"):
        paragraph = document.add_paragraph(text, style=style)
        if style is None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 5
    path = tmp_path / "numbered.docx"
    data = merge_frozen(saved(document))
    assert parts_of(data) == parts_of(merge_compiled(saved(document)))
    path.write_bytes(data)
    used = re.findall(r'<w:numId w:val="(\d+)"/>', parts_of(data)["word/document.xml"].decode())
    assert len(used) == 9
    assert len(set(used)) == 3
    numbering = Document(str(path)).part.numbering_part.element
    assert set(used) <= {number.get(qn("w:numId")) for number in numbering.findall(qn("w:num"))}
    (pdf,) = render_pdfs([path])
    firsts = [re.match(r"\d+", line.text) for page in read_pages(pdf) for line in page.lines]
    assert [match[0] for match in firsts if match] == ["1", "2", "3"] * 3


def test_pictures_of_single_papers_are_kept_once_and_found_by_each() -> None:
    seals = [Picture(png(3, 3, (shade, 0, 0)), width=10) for shade in (10, 20, 10)]
    people = [{"name": seal} for seal in seals]
    data = merge_compiled(typed("{{ name }}"), people)
    document = Document(io.BytesIO(data))
    blips = [blip.get(qn("r:embed")) for blip in document.element.iter(qn("a:blip"))]
    assert [document.part.related_parts[number].blob for number in blips] == [seal.data for seal in seals]
    assert sum("media/" in name for name in zipfile.ZipFile(io.BytesIO(data)).namelist()) == 2
    assert len({element.get("id") for element in document.element.iter(qn("wp:docPr"))}) == 3


@pytest.mark.parametrize(
    "data", [PLEDGE, table_ends(), sections(), with_marks(), with_footer_field(" PAGE ")]
)
@pytest.mark.parametrize("count", [2, 50])
def test_microsofts_validator_accepts_it(
    data: bytes, count: int, tmp_path: Path, validate_ooxml: Callable[[Path], None]
) -> None:
    path = tmp_path / "merged.docx"
    path.write_bytes(merge_frozen(data, [{"name": f"示例{number}"} for number in range(count)]))
    validate_ooxml(path)
