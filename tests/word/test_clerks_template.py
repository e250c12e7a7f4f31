"""Templates as a clerk draws them in Word: here python-docx is the clerk, and reads the result back."""

import base64
import datetime
import io
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from drawn_in_word import PROPERTIES, fill, places_of, problems_of, rewritten, saved, typed
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import compile_template


def test_a_tag_broken_over_runs_takes_the_look_of_its_opening() -> None:
    document = Document()
    paragraph = document.add_paragraph("由")
    paragraph.add_run("{{ 单").bold = True
    paragraph.add_run("位")
    paragraph.add_run(" }").italic = True
    paragraph.add_run("}负责")
    filled = compile_template(saved(document), file="a.docx").render({"单位": "一中"}, properties=PROPERTIES)
    (result,) = Document(io.BytesIO(filled)).paragraphs
    assert result.text == "由一中负责"
    assert [(run.text, run.bold) for run in result.runs if run.text] == [
        ("由", None),
        ("一中", True),
        ("负责", None),
    ]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_tag_may_be_broken_anywhere(data: st.DataObject) -> None:
    text = "甲{{ 名 | default(“无”) }}乙{% if 有 %}丙{{ 名 }}{% endif %}丁"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=6)))
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert fill(typed(parts), 名="子", 有=True) == ["甲子乙丙子丁"]


def test_statements_in_a_line() -> None:
    named = "{% if 男 %}先生{% else %}女士{% endif %}，"
    listed = "{% for 校 in 学校 %}{{ 校 }}{% if not loop.last %}、{% endif %}{% endfor %}"
    assert fill(typed(named + listed), 男=False, 学校=["一中", "二中"]) == ["女士，一中、二中"]


def test_statements_between_runs_leave_no_empty_runs_behind() -> None:
    document = Document()
    paragraph = document.add_paragraph("甲{% if 有 %}")
    paragraph.add_run("乙").bold = True
    paragraph.add_run("{% endif %}")
    filled = compile_template(saved(document), file="a.docx").render({"有": False}, properties=PROPERTIES)
    (result,) = Document(io.BytesIO(filled)).paragraphs
    assert [run.text for run in result.runs] == ["甲"]


@pytest.mark.parametrize("p", ["p ", ""])
def test_a_paragraph_of_statements_wraps_the_paragraphs_after_it(p: str) -> None:
    source = typed("前", f"{{%{p}for 人 in 人员 %}}", "{{ loop.index }}. {{ 人 }}", f"{{%{p}endfor %}}", "后")
    assert fill(source, 人员=["甲", "乙"]) == ["前", "1. 甲", "2. 乙", "后"]
    assert fill(source, 人员=[]) == ["前", "后"]


@pytest.mark.parametrize("note", ["{% set 数 = 3 %}", "{# 给自己看的说明 #}", "{% if 有 %}{% endif %}"])
def test_a_paragraph_that_prints_nothing_is_not_there(note: str) -> None:
    assert fill(typed("前", note, "后"), 有=True) == ["前", "后"]


def test_a_row_of_statements_wraps_the_rows_after_it() -> None:
    document = Document()
    table = document.add_table(4, 2)
    for row, texts in enumerate(
        (("单位", "数"), ("{%tr for u in us %}", ""), ("{{ u.n }}", "{{ u.c }}"), ("", "{%tr endfor %}"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    us = [{"n": "一中", "c": 3}, {"n": "二中", "c": 5}]
    filled = compile_template(saved(document), file="a.docx").render({"us": us}, properties=PROPERTIES)
    (result,) = Document(io.BytesIO(filled)).tables
    assert [[cell.text for cell in row.cells] for row in result.rows] == [
        ["单位", "数"],
        ["一中", "3"],
        ["二中", "5"],
    ]


def test_a_cell_never_ends_up_without_a_paragraph() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if 有 %}"
    cell.add_paragraph("内容")
    cell.add_paragraph("{%p endif %}")
    filled = compile_template(saved(document), file="a.docx").render({"有": False}, properties=PROPERTIES)
    assert Document(io.BytesIO(filled)).tables[0].cell(0, 0).text == ""
    assert b"<w:tc>" in zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml")
    assert len(Document(io.BytesIO(filled)).tables[0].cell(0, 0).paragraphs) == 1


def test_headers_and_footers_are_filled_too() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ 单位 }}"
    document.sections[0].footer.paragraphs[0].text = "{{ 年 }}年"
    filled = compile_template(saved(document), file="a.docx").render(
        {"单位": "一中", "年": 2023}, properties=PROPERTIES
    )
    section = Document(io.BytesIO(filled)).sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == ("一中", "2023年")


def test_a_paragraph_may_set_its_own_right_indent() -> None:
    data = typed("{% right_indent 10 * 缩进 %}落款")
    filled = compile_template(data, file="a.docx").render({"缩进": 3.5}, properties=PROPERTIES)
    (paragraph,) = Document(io.BytesIO(filled)).paragraphs
    assert (paragraph.text, paragraph.paragraph_format.right_indent.pt) == ("落款", 35)


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_value_is_printed_exactly(value: str) -> None:
    assert fill(typed("前{{ 值 }}后"), 值=value) == [f"前{value}后"]


@pytest.mark.parametrize(
    "value", ["<w:p/>", "{{ 密 }}", "{% if %}", "]]>", "&amp;", " 前后空格 ", "甲\n乙", "甲\t乙"]
)
def test_a_value_never_becomes_structure(value: str) -> None:
    assert fill(typed("{{ 值 }}"), 值=value, 密="泄露") == [value]


def test_breaks_and_tabs_in_a_value_are_words_own() -> None:
    filled = compile_template(typed("{{ 值 }}"), file="a.docx").render(
        {"值": "甲\t乙\n丙"}, properties=PROPERTIES
    )
    (run,) = Document(io.BytesIO(filled)).paragraphs[0].runs
    assert [child.tag.rpartition("}")[2] for child in run._r] == ["t", "tab", "t", "br", "t"]


def test_line_breaks_of_any_system_are_one_break() -> None:
    assert fill(typed("{{ 值 }}"), 值="甲\r\n乙\r丙") == ["甲\n乙\n丙"]


def test_a_value_with_a_control_character_is_refused_at_its_place() -> None:
    assert places_of(typed("首段", "填{{ 值 }}"), 值="响\x07铃") == [
        ("illegal-character", "承诺书.docx:第2段 “填{{ 值 }}”")
    ]


def test_every_undefined_name_is_reported_with_the_nearest_known() -> None:
    problems = problems_of(
        typed("{{ 单为 }}", "{% if 学校.人数 %}甲{% endif %}", "{{ 单位 }}{{ 年度 }}"),
        单位="一中",
        学校={"人数量": 3},
    )
    assert [(problem.code, problem.location and problem.location.part) for problem in problems] == [
        ("template-undefined", "第1段 “{{ 单为 }}”"),
        ("template-undefined", "第2段 “{% if 学校.人数 %}甲{…”"),
        ("template-undefined", "第3段 “{{ 单位 }}{{ 年度 }}”"),
    ]
    assert problems[0].remedy == "是否想写“单位”？"
    assert problems[1].remedy == "是否想写“人数量”？"


def test_an_undefined_name_in_a_branch_not_taken_is_no_mistake() -> None:
    assert fill(typed("{% if 甲 is defined %}{{ 甲 }}{% endif %}{{ 乙 | default('无') }}")) == ["无"]


def in_cell(text: str) -> bytes:
    document = Document()
    document.add_table(2, 3).cell(1, 2).text = text
    return saved(document)


def in_a_table_within(text: str) -> bytes:
    document = Document()
    document.add_table(2, 1).cell(1, 0).add_table(1, 2).cell(0, 1).text = text
    return saved(document)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (typed("好", "{{ 没有结束"), [("template-unclosed-tag", "第2段 “{{ 没有结束”")]),
        (in_cell("{{ a b }}"), [("template-syntax", "表格1第2行第3列 “{{ a b }}”")]),
        (in_a_table_within("{{ a b }}"), [("template-syntax", "表格2第1行第2列 “{{ a b }}”")]),
        (typed("{{ a | 求和 }}"), [("template-unknown-filter", "第1段 “{{ a | 求和 }}”")]),
        (typed("{% include 'x' %}甲"), [("template-unknown-statement", "第1段 “{% include 'x' %…”")]),
        (typed("{{ a._b }}"), [("template-forbidden", "第1段 “{{ a._b }}”")]),
        (typed("{{ }}"), [("template-empty-tag", "第1段 “{{ }}”")]),
        (typed("{% set a %}甲"), [("template-syntax", "第1段 “{% set a %}甲”")]),
        (typed("{%p for a in b %}", "甲"), [("template-unclosed-block", "第1段 “{%p for a in b %…”")]),
        (typed("甲{% if a %}", "乙{% endif %}"), [("template-crossed-tag", "第2段 “乙{% endif %}”")]),
        (typed("{% endif %}甲"), [("template-crossed-tag", "第1段 “{% endif %}甲”")]),
        (typed("{%p if a %}甲"), [("template-text-beside-tag", "第1段 “{%p if a %}甲”")]),
        (typed("{%tr if a %}"), [("template-tag-misplaced", "第1段 “{%tr if a %}”")]),
        (in_cell("甲{%tr if a %}"), [("template-text-beside-tag", "表格1第2行第3列 “甲{%tr if a %}”")]),
    ],
)
def test_mistakes_in_a_template_are_found_at_their_place(
    data: bytes, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        compile_template(data, file="承诺书.docx")
    found = [
        (problem.code, problem.location.part if problem.location else "") for problem in caught.value.problems
    ]
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        ("{{ 没有结束", "template-unclosed-tag"),
        ("{% if 没有结束", "template-unclosed-tag"),
        ("{%tr if 甲 %}", "template-tag-misplaced"),
        ("{%p if 甲 %}乙", "template-text-beside-tag"),
    ],
)
def test_a_tag_that_cannot_stand_hides_no_mistake_within_the_others(paragraph: str, code: str) -> None:
    data = typed("{{ a b }}" + paragraph, "{{ c | d }}", "{{ e._f }}")
    assert [code for code, _ in places_of(data)] == [
        code, "template-syntax", "template-unknown-filter", "template-forbidden",
    ]  # fmt: skip


def test_a_value_tag_without_end_hides_no_pair_without_partner() -> None:
    codes = [code for code, _ in places_of(typed("{{ 没有结束", "{% endif %}甲", "{% if 甲 %}乙"))]
    assert codes == ["template-unclosed-tag", "template-crossed-tag", "template-unclosed-block"]


def test_nothing_is_said_of_the_partner_of_a_statement_that_cannot_be_read() -> None:
    assert [code for code, _ in places_of(typed("{% if 甲", "乙{% endif %}"))] == ["template-unclosed-tag"]
    assert [code for code, _ in places_of(typed('{{ "甲 }}{% if 乙 %}', "丙{% endif %}"))] == [
        "template-unclosed-tag"
    ]


def test_a_row_that_cannot_be_lifted_hides_no_mistake_within_it() -> None:
    codes = [code for code, _ in places_of(in_cell("{{ a b }}{%tr if a %}"))]
    assert codes == ["template-text-beside-tag", "template-syntax"]


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("{{ 1/0 }}", "除数是 0"),
        ("{{ 1 + '甲' }}", "值不是这里能用的"),
        ("{{ range(99999 * 9) | list }}", "数太大"),
        ("{{ 1 | cn_date }}", "cn_date 要的是日期，这里是“1”"),
    ],
)
def test_a_tag_that_cannot_be_worked_out_says_why_in_chinese(tag: str, reason: str) -> None:
    (problem,) = problems_of(typed(tag))
    assert problem.code == "template-failed"
    assert f"算不出来：{reason}" in problem.message


def test_all_mistakes_of_a_template_come_at_once() -> None:
    codes = [code for code, _ in places_of(typed("{{ a b }}", "{{ c | d }}", "{% if %}甲{% endif %}"))]
    assert codes == ["template-syntax", "template-unknown-filter", "template-syntax"]


def test_a_failing_tag_is_a_problem_and_no_traceback() -> None:
    assert places_of(typed("{{ 1 / 数 }}"), 数=0) == [("template-failed", "承诺书.docx:第1段 “{{ 1 / 数 }}”")]
    assert places_of(typed("{{ 日 | cn_date }}"), 日="2023") == [
        ("template-failed", "承诺书.docx:第1段 “{{ 日 | cn_date }…”")
    ]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (["甲"], "join"), (None, "空的"), (True, "if"), ({"甲": 1}, "字段"), (b"\x89PNG", "文件的内容"),
        (float("nan"), "不是一个数"), (float("inf"), "不是一个数"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused_with_a_hint(value: object, hint: str) -> None:
    (problem,) = problems_of(typed("{{ 值 }}"), 值=value)
    assert (problem.code, str(problem.location)) == ("template-unprintable", "承诺书.docx:第1段 “{{ 值 }}”")
    assert hint in problem.message


def test_what_is_no_word_file_is_refused() -> None:
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        )
    for data, code in ((b"", "not-a-zip"), (workbook.getvalue(), "not-a-word-file")):
        with pytest.raises(ProblemsFoundError) as caught:
            compile_template(data, file="a.docx")
        assert [problem.code for problem in caught.value.problems] == [code]


def test_strict_open_xml_is_refused_and_not_left_unfilled() -> None:
    data = rewritten(
        typed("{{ 甲 }}"),
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with pytest.raises(ProblemsFoundError) as caught:
        compile_template(data, file="a.docx")
    assert [problem.code for problem in caught.value.problems] == ["not-a-word-file"]


def test_a_loop_does_not_repeat_words_paragraph_numbers() -> None:
    data = typed("{%p for 人 in 人员 %}", "{{ 人 }}", "{%p endfor %}")
    numbered = rewritten(
        data,
        b"<w:p><w:r>",
        b'<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="1A2B3C4D"><w:r>',
    )
    assert b"1A2B3C4D" in zipfile.ZipFile(io.BytesIO(numbered)).read("word/document.xml")
    filled = compile_template(numbered, file="a.docx").render({"人员": ["甲", "乙"]}, properties=PROPERTIES)
    document = zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml")
    assert b"1A2B3C4D" not in document
    assert [paragraph.text for paragraph in Document(io.BytesIO(filled)).paragraphs] == ["甲", "乙"]


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_pictures_and_the_mark_of_the_last_edit_may_stand_in_a_loop(
    tmp_path: Path, validate_ooxml: Callable[[Path], None]
) -> None:
    document = Document()
    document.add_paragraph("{%p for 人 in 人员 %}")
    paragraph = document.add_paragraph("{{ 人 }}")
    paragraph.add_run().add_picture(io.BytesIO(PICTURE))
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag, {qn("w:id"): "0"})
        paragraph._p.append(mark)
    paragraph._p.find(qn("w:bookmarkStart")).set(qn("w:name"), "_GoBack")
    document.add_paragraph("{%p endfor %}")
    path = tmp_path / "filled.docx"
    compiled = compile_template(saved(document), file="a.docx")
    path.write_bytes(compiled.render({"人员": ["甲", "乙", "丙"]}, properties=PROPERTIES))
    assert len(Document(str(path)).inline_shapes) == 3
    validate_ooxml(path)


def test_properties_are_the_arguments_and_never_the_clock() -> None:
    filled = compile_template(typed("甲"), file="a.docx").render({}, properties=PROPERTIES)
    core = Document(io.BytesIO(filled)).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("承诺书", "某县教育局", "某县教育局")
    assert core.created == core.modified
    assert core.created.date() == datetime.date(2023, 2, 6)


def test_a_compiled_template_crosses_process_boundaries() -> None:
    compiled = compile_template(typed("{{ 甲 }}"), file="a.docx")
    again = pickle.loads(pickle.dumps(compiled))
    assert again.variables == ("甲",)
    assert again.render({"甲": 1}, properties=PROPERTIES) == compiled.render({"甲": 1}, properties=PROPERTIES)


def test_what_holds_no_tag_is_left_as_it_was_drawn() -> None:
    document = Document()
    paragraph: Paragraph = document.add_paragraph("照旧")
    paragraph.runs[0].bold = True
    paragraph.add_run().add_break()
    before = paragraph._p.xml
    filled = compile_template(saved(document), file="a.docx").render({}, properties=PROPERTIES)
    assert Document(io.BytesIO(filled)).paragraphs[0]._p.xml == before
