"""Columns that a loop prints: ``{%tc … %}`` in a cell of its own, as a clerk draws it in Word."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from drawn_in_word import PROPERTIES, places_of, saved
from lxml import etree
from office_tools import read_pages

from antifraud_plan.word import compile_template

HEADING = ("单位", "{%tc for 月 in 月份 %}", "{{ 月 }}月", "{%tc endfor %}", "合计")
FIGURES = ("{{ 校.名 }}", "{%tc for 数 in 校.数 %}", "{{ 数 }}", "{%tc endfor %}", "{{ 校.数 | sum }}")
VALUES = {
    "月份": [3, 4, 5, 6],
    "学校": [{"名": "一中", "数": [1, 2, 3, 4]}, {"名": "二中", "数": [5, 6, 7, 8]}],
}
PRINTED = [
    ["单位", "3月", "4月", "5月", "6月", "合计"],
    ["一中", "1", "2", "3", "4", "10"],
    ["二中", "5", "6", "7", "8", "26"],
]


def drawn(*rows: Sequence[str]) -> bytes:
    document = Document()
    table = document.add_table(0, len(rows[0]))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
            cell.width = Mm(30)
    for column in table.columns:
        column.width = Mm(30)
    return saved(document)


def monthly() -> bytes:
    loop = "{%tr for 校 in 学校 %}"
    return drawn(HEADING, (loop, *[""] * 4), FIGURES, ("{%tr endfor %}", *[""] * 4))


def filled(data: bytes, **values: object) -> bytes:
    return compile_template(data, file="月报.docx").render(values, properties=PROPERTIES)


def table_of(data: bytes) -> Table:
    return Document(io.BytesIO(data)).tables[0]


def cells_of(table: Table) -> list[list[str]]:
    return [
        ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in row._tr.tc_lst]
        for row in table.rows
    ]


def test_a_cell_of_statements_wraps_the_cells_after_it() -> None:
    assert cells_of(table_of(filled(monthly(), **VALUES))) == PRINTED


@pytest.mark.parametrize(
    "heading",
    [
        ("单位", "｛％tc for 月 in 月份 ％｝", "｛｛ 月 ｝｝月", "｛％tc endfor ％｝", "合计"),
        ("单位", "{%tc for 月 in 月份 if 月 != “无” %}", "{{ 月 }}月", "{%- tc endfor -%}", "合计"),
    ],
)
def test_tags_are_read_as_meant_whatever_marks_were_typed(heading: Sequence[str]) -> None:
    assert cells_of(table_of(filled(drawn(heading), **VALUES))) == PRINTED[:1]


def test_a_tag_broken_over_runs_is_joined() -> None:
    document = Document()
    cells = document.add_table(1, 3).rows[0].cells
    for text in ("{%t", "c for 月 in", " 月份 %}"):
        cells[0].paragraphs[0].add_run(text)
    cells[1].text, cells[2].text = "{{ 月 }}", "{%tc endfor %}"
    assert cells_of(table_of(filled(saved(document), 月份=[1, 2]))) == [["1", "2"]]


def test_a_condition_drops_a_column() -> None:
    row = ("甲", "{%tc if 有 %}", "乙", "{%tc endif %}", "丙")
    assert cells_of(table_of(filled(drawn(row), 有=True))) == [["甲", "乙", "丙"]]
    assert cells_of(table_of(filled(drawn(row), 有=False))) == [["甲", "丙"]]


def test_looped_columns_share_the_width_drawn_for_them() -> None:
    table = table_of(filled(monthly(), **VALUES))
    grid = [round(column.width.mm) for column in table.columns]
    assert grid == [30, 23, 23, 23, 23, 30]
    assert [[round(tc.width.mm) for tc in row._tr.tc_lst] for row in table.rows] == [grid] * 3


def test_columns_keep_their_proportions() -> None:
    row = ("{%tc for 月 in 月份 %}", "数", "率", "{%tc endfor %}")
    document = Document(io.BytesIO(drawn(row)))
    for index, width in enumerate((20, 10, 30, 20)):
        document.tables[0].columns[index].width = Mm(width)
        document.tables[0].cell(0, index).width = Mm(width)
    table = table_of(filled(saved(document), 月份=[3, 4]))
    assert [round(column.width.mm) for column in table.columns] == [10, 30, 10, 30]


def test_a_loop_within_rows_alone_leaves_the_grid_as_drawn() -> None:
    data = drawn(("{%tr for 校 in 学校 %}", *[""] * 4), FIGURES, ("{%tr endfor %}", *[""] * 4))
    table = table_of(filled(data, **VALUES))
    assert cells_of(table) == PRINTED[1:]
    assert len(table.columns) == 5


def test_only_the_first_row_decides_on_the_grid() -> None:
    table = table_of(filled(drawn(HEADING, HEADING), **VALUES))
    assert len(table.columns) == 6
    assert cells_of(table) == PRINTED[:1] * 2


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        (("甲{%tc if 有 %}", "乙"), "template-text-beside-tag", "第1列 “甲{%tc if 有 %}”"),
        (("{%tc if 有 %}", "乙"), "template-unclosed-block", "第1列 “{%tc if 有 %}”"),
        (("{%tc if 有 %}", "乙{% endif %}"), "template-crossed-tag", "第2列 “乙{% endif %}”"),
        (("{%tc for 月 on 年 %}", "{%tc endfor %}"), "template-syntax", "第1列 “{%tc for 月 on 年 …”"),
        (("{%tr if 有 %}", "{%tc endif %}"), "template-tag-misplaced", "第1列 “{%tr if 有 %}”"),
        (("{%tc for 月 in 年 %}", "{%tc endfor %}"), "template-undefined", "第1列 “{%tc for 月 in 年 …”"),
    ],
)
def test_mistakes_are_told_once_and_at_their_cell(row: Sequence[str], code: str, place: str) -> None:
    assert places_of(drawn(row), 有=True) == [(code, f"承诺书.docx:表格1第1行{place}")]


def test_a_cell_statement_outside_a_table_is_refused() -> None:
    document = Document()
    document.add_paragraph("{%tc if 有 %}")
    assert places_of(saved(document)) == [("template-tag-misplaced", "承诺书.docx:第1段 “{%tc if 有 %}”")]


def test_word_and_libreoffice_show_every_column(
    tmp_path: Path,
    validate_ooxml: Callable[[Path], None],
    render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]],
) -> None:
    path = tmp_path / "monthly.docx"
    path.write_bytes(filled(monthly(), **VALUES))
    validate_ooxml(path)
    (page,) = read_pages(render_pdfs([path])[0])[:1]
    assert [line.text for line in page.lines] == ["".join(row) for row in PRINTED]


def test_the_grid_holds_nothing_but_columns() -> None:
    document = zipfile.ZipFile(io.BytesIO(filled(monthly(), **VALUES))).read("word/document.xml")
    grid = next(etree.fromstring(document).iter(qn("w:tblGrid")))
    assert {child.tag for child in grid} == {qn("w:gridCol")}
