"""Plans as schools file them: the words of Word files, whoever wrote them, and what is refused."""

import contextlib
import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from drawn_in_word import saved, typed
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import read_lines
from antifraud_plan.word.filed import read_filed_plan


def codes(data: bytes) -> list[str]:
    with pytest.raises(ProblemsFoundError) as refused:
        read_filed_plan(data, file="方案.docx")
    assert all(problem.location is not None for problem in refused.value.problems)
    return [problem.code for problem in refused.value.problems]


def zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


def with_xml(fragment: str) -> bytes:
    document = Document()
    document.element.body.insert(0, parse_xml(fragment))
    return saved(document)


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_filed_plan(data, file="方案.docx").lines]


def test_paragraphs_and_rows_have_the_places_a_person_counts() -> None:
    document = Document()
    document.add_paragraph("一、工作措施")
    document.add_paragraph("")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("任务", "责任人", "主题班会", ""), strict=True):
        cell.text = text
    document.add_paragraph("二、其他")

    lines = read_filed_plan(saved(document), file="方案.docx").lines

    assert [(line.place, line.cells) for line in lines] == [
        ("第1段", ("一、工作措施",)),
        ("第1个表第1行", ("任务", "责任人")),
        ("第1个表第2行", ("主题班会", "")),
        ("第2段", ("二、其他",)),
    ]


def test_a_merged_cell_stands_in_every_row_and_column_it_covers() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for number, cell in enumerate(table._cells):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "甲"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "乙"

    lines = read_filed_plan(saved(document), file="方案.docx").lines

    assert [line.cells for line in lines] == [("甲", "甲", "2"), ("3", "4", "乙"), ("6", "7", "乙")]
    assert lines[0].text == "甲\t2"


@pytest.mark.parametrize(
    ("fragment", "read"),
    [
        ("<w:p {0}><w:ins w:id='1'><w:r><w:t>增加的</w:t></w:r></w:ins></w:p>", ["增加的"]),
        ("<w:p {0}><w:del w:id='1'><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>", []),
        (
            "<w:sdt {0}><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            ["控件里"],
        ),
        (
            "<w:p {0}><w:r><w:t>外</w:t></w:r><w:r><w:pict><w:txbxContent>"
            "<w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            ["外", "框里"],
        ),
        (
            "<w:p {0}><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>字</w:t></w:r></w:p>",
            ["字"],
        ),
    ],
    ids=["inserted", "deleted", "control", "text box", "tab stops"],
)
def test_words_are_found_wherever_word_keeps_them(fragment: str, read: list[str]) -> None:
    assert texts(with_xml(fragment.format(nsdecls("w")))) == read


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("班会 月1次；\t", max_size=8), max_size=6), st.integers(1, 3))
def test_the_words_are_those_that_python_docx_reads(paragraphs: list[str], columns: int) -> None:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    row = document.add_table(1, columns).rows[0]
    for number, cell in enumerate(row.cells):
        cell.text = f"第{number}格"
    data = saved(document)

    assert texts(data) == list(read_lines(data))


def test_pictures_are_counted() -> None:
    drawing = "<w:p {0}><w:r><w:drawing/></w:r><w:r><w:pict/></w:r></w:p>"

    assert read_filed_plan(with_xml(drawing.format(nsdecls("w"))), file="方案.docx").pictures == 2


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n", b"GIF89a", b"BM6"])
def test_a_pdf_or_picture_is_said_to_be_one(start: bytes) -> None:
    assert codes(start + bytes(100)) == ["filed-not-word"]


def test_another_office_file_is_no_plan() -> None:
    assert codes(zipped({"xl/workbook.xml": b"<workbook/>"})) == ["filed-not-word"]


def test_hostile_files_are_refused() -> None:
    bomb = {"word/document.xml": b"<a/>", "word/media/a.bin": bytes(8 * 1024 * 1024)}
    entity = {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    deep = {"word/document.xml": b"<a>" * 100_000}

    assert codes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == ["old-office-format"]
    assert codes(b"no archive") == ["not-a-zip"]
    assert codes(zipped(bomb)) == ["zip-suspicious"]
    assert codes(zipped(entity)) == ["xml-with-dtd"]
    assert codes(zipped(deep)) == ["xml-damaged"]


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 4000))
def test_bytes_changed_anywhere_never_crash_the_reader(noise: bytes, where: int) -> None:
    data = typed("主题班会每学期每班2次")
    with contextlib.suppress(ProblemsFoundError):
        read_filed_plan(data[:where] + noise + data[where + len(noise) :], file="方案.docx")
