"""What the end of a page must not part: a closing passage and its signature, a row and those it heads."""

import io
from datetime import date

import docx
from docx.document import Document

from antifraud_plan.word import DocumentProperties, Layout, build_template, compile_template, parse_source


def printed(source: str) -> Document:
    template = compile_template(build_template(parse_source(source, file="a.md"), Layout()), file="a.docx")
    return docx.Document(
        io.BytesIO(template.render({}, properties=DocumentProperties("", "", date(2023, 2, 6))))
    )


def test_a_closing_passage_stays_with_what_follows_it() -> None:
    document = printed(
        "前文。\n\n::: closing\n## 五、报送\n\n按时报送。\n:::\n\n"
        "::: signature\nissuer: 某校\ndate: 某日\n:::"
    )
    kept = {
        paragraph.text: bool(paragraph.paragraph_format.keep_with_next) for paragraph in document.paragraphs
    }
    assert kept["前文。"] is False
    assert (kept["五、报送"], kept["按时报送。"], kept["某校"]) == (True, True, True)


def test_a_closing_paragraph_is_body_text_like_any_other() -> None:
    first, second = printed("前文。\n\n::: closing\n后文。\n:::").paragraphs[:2]
    assert first.style == second.style


def test_a_row_that_heads_others_goes_with_them() -> None:
    (table,) = printed("| 时间 | 任务 |\n|---|---|\n| 二月 |\n| 3日 | 开会 |").tables
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [False, True, False]


def test_a_closing_form_stays_on_one_page_with_its_heading() -> None:
    document = printed(
        "::: closing\n## 审核意见\n\n::: form\n| 意见 | |\n| 审核人 | |\n| 审定人 | |\n:::\n:::\n\n后文。"
    )
    (table,) = document.tables
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [True, True, False]


def test_a_document_number_may_be_a_marked_blank() -> None:
    document = printed("::: head\nmark: 某局文件\nnumber: 某字[[待填]]号\n:::")
    (number,) = (paragraph for paragraph in document.paragraphs if "某字" in paragraph.text)
    looks = {run.text: run.style.name if run.style else "" for run in number.runs}
    assert looks["待填"] == "待填"
    assert looks["号"] != "待填"
