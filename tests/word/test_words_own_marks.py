"""Tags amid what Word itself puts between the words: comments, content controls, bookmarks, fields, boxes."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from drawn_in_word import PROPERTIES, places_of, problems_of, rewritten, saved, typed
from lxml import etree

from antifraud_plan.word import compile_template


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def row(text: str) -> str:
    return f"<w:tr><w:tc><w:tcPr/>{paragraph(run(text))}</w:tc></w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
    return f"<w:tbl>{grid}{''.join(rows)}</w:tbl><w:p/>"


def control(content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def field(code: str, shown: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{shown}{end}"


def box(content: str) -> str:
    """A text box as Word stores it: once for itself and once for older versions."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def body(content: str) -> bytes:
    data = saved(Document())
    return rewritten(data, b"<w:body>", f"<w:body>{content}".encode())


def fill(content: str, **values: object) -> str:
    """The text of every ``<w:t>`` in order, paragraphs ended by |."""
    filled = compile_template(body(content), file="a.docx").render(values, properties=PROPERTIES)
    root = Document(io.BytesIO(filled)).element
    return "".join(
        "|" if element.tag == qn("w:p") else element.text or "" for element in root.iter(qn("w:t"), qn("w:p"))
    )


COMMENT = '<w:r><w:commentReference w:id="3"/></w:r>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            paragraph(
                run("甲{{ "), '<w:commentRangeStart w:id="3"/>', run("名"), '<w:commentRangeEnd w:id="3"/>',
                COMMENT, run(" }}乙"),
            ),
            "|甲子乙",
        ),
        (paragraph(run("甲"), control(run("{{ 名 }}")), run("乙")), "|甲子乙"),
        (paragraph(run("甲{{ "), control(run("名 }}")), run("乙")), "|甲子乙"),
        (paragraph(control(run("{% if 名 %}甲{% endif %}")), run("乙")), "|甲乙"),
        (paragraph('<w:hyperlink w:anchor="a">', run("甲{{ 名"), run(" }}"), "</w:hyperlink>"), "|甲子"),
        (paragraph('<w:fldSimple w:instr="AUTHOR">', run("{{ 名 }}"), "</w:fldSimple>"), "|子"),
        (paragraph(field("AUTHOR", run("{{ 名 }}"))), "|子"),
        (paragraph("<w:smartTag>", run("{{ "), "</w:smartTag>", run("名 }}")), "|子"),
        (
            paragraph(
                run("{{ "), '<w:bookmarkStart w:id="0" w:name="a"/>', run("名"), '<w:bookmarkEnd w:id="0"/>',
                run("}}"),
            ),
            "|子",
        ),
        (
            control(
                paragraph(run("{%p for 数 in 列 %}"))
                + paragraph(run("{{ 数 }}"))
                + paragraph(run("{%p endfor %}"))
            ),
            "|1|2",
        ),
        (table(control(row("{{ 名 }}"))), "|子|"),
        (table(row("{%tr for 数 in 列 %}"), control(row("{{ 数 }}")), row("{%tr endfor %}")), "|1|2|"),
        (table(control(row("{%tr for 数 in 列 %}") + row("{{ 数 }}") + row("{%tr endfor %}"))), "|1|2|"),
        (paragraph(run("甲"), box(paragraph(run("{{ 名 }}")))), "|甲|子|子"),
        (
            paragraph(
                box(
                    paragraph(run("{%p for 数 in 列 %}"))
                    + paragraph(run("{{ 数 }}"))
                    + paragraph(run("{%p endfor %}"))
                )
            ),
            "||1|2||1|2|",
        ),
    ],
)  # fmt: skip
def test_a_tag_is_read_across_whatever_word_puts_in_between(content: str, expected: str) -> None:
    assert fill(content, 名="子", 列=[1, 2]) == expected


def test_comments_are_for_those_who_work_on_the_template() -> None:
    content = paragraph(
        '<w:commentRangeStart w:id="3"/>', run("甲{{ 名 }}"), '<w:commentRangeEnd w:id="3"/>', COMMENT
    )
    filled = compile_template(body(content), file="a.docx").render({"名": "子"}, properties=PROPERTIES)
    assert b"comment" not in zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml")


def test_no_paper_tells_what_was_said_about_the_template_and_by_whom(
    tmp_path: Path, validate_ooxml: Callable[[Path], None]
) -> None:
    document = Document()
    document.add_comment(document.add_paragraph("{{ 名 }}").runs, "请核对", author="某甲", initials="甲")
    filled = compile_template(saved(document), file="a.docx").render({"名": "子"}, properties=PROPERTIES)
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert not {"word/comments.xml", "docProps/thumbnail.jpeg"} & set(archive.namelist())
        assert not any("某甲".encode() in archive.read(name) for name in archive.namelist())
    paper = tmp_path / "a.docx"
    paper.write_bytes(filled)
    validate_ooxml(paper)


def test_a_bookmark_that_begins_in_a_paragraph_of_statements_goes_with_it(
    tmp_path: Path, validate_ooxml: Callable[[Path], None]
) -> None:
    content = (
        paragraph('<w:bookmarkStart w:id="7" w:name="a"/>', run("{%p if 有 %}"))
        + paragraph(run("甲"), '<w:bookmarkEnd w:id="7"/>')
        + paragraph(run("{%p endif %}"))
    )
    path = tmp_path / "filled.docx"
    path.write_bytes(compile_template(body(content), file="a.docx").render({"有": 1}, properties=PROPERTIES))
    assert not list(Document(str(path)).element.iter(qn("w:bookmarkEnd")))
    validate_ooxml(path)


@pytest.mark.parametrize(
    "change",
    [
        '<w:ins w:id="1" w:author="某" w:date="2023-02-06T00:00:00Z">' + run("{% if 有 %}") + "</w:ins>",
        '<w:del w:id="1" w:author="某"><w:r><w:delText>旧</w:delText></w:r></w:del>',
        "<w:r><w:rPr><w:b/>"
        '<w:rPrChange w:id="1" w:author="某"><w:rPr/></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>',
    ],
)
def test_changes_that_nobody_accepted_are_refused_and_nothing_else_is_blamed(change: str) -> None:
    data = body(paragraph(run("前")) + paragraph(change, run("甲{% endif %}" if "if" in change else "甲")))
    ((code, place),) = places_of(data)
    assert (code, place.partition(" ")[0]) == ("template-with-changes", "承诺书.docx:第2段")


@pytest.mark.parametrize(
    "content",
    [
        field('HYPERLINK "{{ 名 }}"', run("甲")),
        '<w:fldSimple w:instr="AUTHOR {{ 名 }}">' + run("甲") + "</w:fldSimple>",
    ],
)
def test_a_tag_in_a_fields_code_is_refused_and_not_left_unfilled(content: str) -> None:
    assert places_of(body(paragraph(content))) == [("template-tag-misplaced", "承诺书.docx:第1段 “甲”")]


@pytest.mark.parametrize(
    ("part", "word"),
    [("word/charts/chart1.xml", "图表"), ("word/diagrams/data1.xml", "SmartArt 图形")],
)
def test_a_tag_in_a_drawing_is_refused_and_not_left_unfilled(part: str, word: str) -> None:
    texts = "<a:p><a:r><a:t>{{ 名</a:t></a:r><a:r><a:t> }}情况</a:t></a:r></a:p>"
    changed = io.BytesIO(typed("甲"))
    with zipfile.ZipFile(changed, "a") as archive:
        archive.writestr(
            part, f'<a xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{texts}</a>'
        )
    (problem,) = problems_of(changed.getvalue())
    assert (problem.code, problem.message) == (
        "template-tag-misplaced", f"{word}“{{{{ 名 }}}}情况”里的标签不会替换。",
    )  # fmt: skip


def test_a_tag_in_the_address_of_a_link_is_refused_and_not_left_unfilled() -> None:
    document = Document()
    document.part.relate_to("https://example.org/%7B%7B%20名%20%7D%7D", RELATIONSHIP_TYPE.HYPERLINK, True)
    (problem,) = problems_of(saved(document))
    assert (problem.code, "超链接的网址“" in problem.message) == ("template-tag-misplaced", True)


def test_a_mistake_in_a_text_box_is_told_once_and_boxes_do_not_count_among_the_paragraphs() -> None:
    within = paragraph(run("{{ 甲 乙 }}")) + table(row("{{ 丙 丁 }}"))
    data = body(paragraph(run("前"), box(within)) + table(row("{{ 戊 己 }}")) + paragraph(run("{{ 庚 辛 }}")))
    assert [place for _, place in places_of(data)] == [
        "承诺书.docx:文本框1第1段 “{{ 甲 乙 }}”",
        "承诺书.docx:表格1第1行第1列 “{{ 丙 丁 }}”",
        "承诺书.docx:表格2第1行第1列 “{{ 戊 己 }}”",
        "承诺书.docx:第3段 “{{ 庚 辛 }}”",
    ]


def test_a_content_control_keeps_the_value_and_not_what_word_has_it_tied_to() -> None:
    tied = '<w:dataBinding w:xpath="/title" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    data = body(paragraph(control(run("{{ 名 }}")).replace("</w:sdtPr>", f"{tied}</w:sdtPr>")))
    filled = compile_template(data, file="a.docx").render({"名": "子"}, properties=PROPERTIES)
    document = zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml")
    assert "子".encode() in document
    assert b"dataBinding" not in document


def test_what_only_another_program_knows_stays_as_it_wrote_it() -> None:
    theirs = "http://www.wps.cn/officeDocument/2013/wpsCustomData"
    data = body(paragraph(run("{{ 名 }}"), '<w:r><wpsCustomData:own wpsCustomData:kind="1"/></w:r>'))
    data = rewritten(data, b"<w:document ", f'<w:document xmlns:wpsCustomData="{theirs}" '.encode())
    data = rewritten(data, b'Ignorable="', b'Ignorable="wpsCustomData ')
    filled = compile_template(data, file="a.docx").render({"名": "子"}, properties=PROPERTIES)
    document = etree.fromstring(zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml"))
    assert document.find(f".//{{{theirs}}}own").attrib == {f"{{{theirs}}}kind": "1"}
    ignorable = document.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable")
    assert "wpsCustomData" in ignorable.split()
    assert set(ignorable.split()) <= document.nsmap.keys()


def test_notes_first_page_and_even_page_headers_are_filled() -> None:
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for holder in (section.first_page_header, section.even_page_header, section.even_page_footer):
        holder.paragraphs[0].text = "{{ 名 }}"
    filled = compile_template(saved(document), file="a.docx").render({"名": "子"}, properties=PROPERTIES)
    section = Document(io.BytesIO(filled)).sections[0]
    for holder in (section.first_page_header, section.even_page_header, section.even_page_footer):
        assert holder.paragraphs[0].text == "子"


@pytest.mark.parametrize("value", ["甲\n乙", "甲\t乙", "甲\r\n乙"])
def test_breaks_and_tabs_of_a_value_stand_in_cells_and_headers_too(value: str) -> None:
    document = Document(io.BytesIO(typed("{{ 值 }}")))
    document.add_table(1, 1).cell(0, 0).text = "{{ 值 }}"
    document.sections[0].header.paragraphs[0].text = "{{ 值 }}"
    filled = compile_template(saved(document), file="a.docx").render({"值": value}, properties=PROPERTIES)
    result = Document(io.BytesIO(filled))
    places = (result.tables[0].cell(0, 0).text, result.sections[0].header.paragraphs[0].text)
    assert places == (value.replace("\r\n", "\n"),) * 2
