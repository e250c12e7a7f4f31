import pytest

from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word.source.blocks import (
    Addressee,
    Align,
    Annex,
    Compact,
    CutLine,
    Head,
    Heading,
    Landscape,
    Mark,
    PageBreak,
    Paragraph,
    Row,
    Span,
    Statement,
    Table,
)
from antifraud_plan.word.source.parsing import parse_source


def problems_of(source: str, shared: dict[str, str] | None = None) -> list[tuple[str, int | None]]:
    with pytest.raises(ProblemsFoundError) as caught:
        parse_source(source, file="通知.md", shared=shared or {})
    found = caught.value.problems
    assert all(problem.location and problem.location.file for problem in found)
    return [(problem.code, problem.location.line if problem.location else None) for problem in found]


def text_of(block: object) -> str:
    assert isinstance(block, Heading | Paragraph | Addressee)
    return "".join(span.text for span in block.spans)


def test_hashes_are_levels_and_paragraphs_are_parted_by_blank_lines() -> None:
    blocks = parse_source("# 标题\n## 一、目标\n第一行\n第二行\n\n第二段\n##### （1）细\n", file="a.md")
    assert [(type(block).__name__, text_of(block)) for block in blocks] == [
        ("Heading", "标题"),
        ("Heading", "一、目标"),
        ("Paragraph", "第一行第二行"),
        ("Paragraph", "第二段"),
        ("Heading", "（1）细"),
    ]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [0, 1, 4]
    assert [block.place.line for block in blocks] == [1, 2, 3, 6, 7]


def test_marks_and_tags_within_a_line() -> None:
    (block,) = parse_source(
        "**重**__一是__[[{{ 人 or '**' }}]]{% if a %}乙{% endif %}\\*\\*<br>末", file="a.md"
    )
    assert isinstance(block, Paragraph)
    assert block.spans == (
        Span("重", Mark.BOLD),
        Span("一是", Mark.LEAD),
        Span("{{ 人 or '**' }}", Mark.BLANK),
        Span("{% if a %}乙{% endif %}**\n末"),
    )


def test_a_line_of_statements_is_a_block_of_its_own() -> None:
    blocks = parse_source("甲\n{% for x in xs %}{% if x %}\n{{ x }}\n{% endif %}{% endfor %}", file="a.md")
    assert [type(block) for block in blocks] == [Paragraph, Statement, Paragraph, Statement]


def test_a_table_with_rows_in_a_loop_and_a_row_across() -> None:
    (table,) = parse_source(
        '::: table widths="3 1" split="true"\n| 单位 | 数 |\n|:-:|--:|\n{% for u in us %}\n'
        "| {{ u | join('|') }} | 1 |\n{% endfor %}\n| 合计 |\n:::",
        file="a.md",
    )
    assert isinstance(table, Table)
    assert [(column.width, column.align) for column in table.columns] == [(3, Align.CENTRE), (1, Align.END)]
    assert len(table.header) == 1
    assert [type(row) for row in table.rows] == [Statement, Row, Statement, Row]
    assert [cell.columns for row in table.rows if isinstance(row, Row) for cell in row.cells] == [1, 1, 2]
    assert table.splits
    assert table.bordered


def test_a_form_has_heights_and_wide_cells_and_no_header() -> None:
    (form,) = parse_source('::: form borders="none"\n20mm | 标题 | {{ t }} ||\n| a | b | |\n:::', file="a.md")
    assert isinstance(form, Table)
    assert form.header == ()
    assert [[cell.columns for cell in row.cells] for row in form.rows if isinstance(row, Row)] == [
        [1, 2],
        [1, 1, 1],
    ]
    assert [row.height_mm for row in form.rows if isinstance(row, Row)] == [20, 0]
    assert not form.bordered


def test_directives() -> None:
    blocks = parse_source(
        "::: head\nmark：某县教育局文件\nnumber: 某教发〔2023〕6号\n:::\n::: addressee\n各校：\n:::\n"
        "::: pagebreak\n"
        '::: landscape\n::: annex number="1"\ntitle: 名单：甲\n:::\n正文\n:::\n::: plain\n此段顶格。\n:::',
        file="a.md",
    )
    head, addressee, pagebreak, landscape, plain = blocks
    assert isinstance(head, Head)
    assert (head.mark, head.number, head.signatory) == ("某县教育局文件", "某教发〔2023〕6号", "")
    assert isinstance(addressee, Addressee)
    assert isinstance(pagebreak, PageBreak)
    assert isinstance(landscape, Landscape)
    annex, text = landscape.blocks
    assert isinstance(annex, Annex)
    assert (annex.number, annex.title) == ("1", "名单：甲")
    assert isinstance(text, Paragraph)
    assert text.indented
    assert isinstance(plain, Paragraph)
    assert not plain.indented


def test_shared_text_keeps_its_own_file_and_lines() -> None:
    blocks = parse_source("甲\n\n::: include 落款\n\n丙", file="a.md", shared={"落款": "\n乙"})
    assert [(text_of(block), str(block.place)) for block in blocks] == [
        ("甲", "a.md:1"),
        ("乙", "落款:2"),
        ("丙", "a.md:5"),
    ]


def test_a_form_to_sign_stands_close_and_ends_in_a_slip() -> None:
    blocks = parse_source(
        '::: compact\n# 承诺书\n\n一、不乱转账。^^四（三）^^\n:::\n::: form size="large"\n| 姓名 | |\n:::\n'
        "::: cut\n沿虚线\n剪下\n:::",
        file="a.md",
    )
    compact, form, cut = blocks
    assert isinstance(compact, Compact)
    title, promise = compact.blocks
    assert isinstance(title, Heading)
    assert isinstance(promise, Paragraph)
    assert promise.spans == (Span("一、不乱转账。"), Span("四（三）", Mark.NOTE))
    assert isinstance(form, Table)
    assert form.large
    assert isinstance(cut, CutLine)
    assert cut.spans == (Span("沿虚线剪下"),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("正文\n::: landscape\n甲", [("source-unclosed-directive", 2)]),
        ("::: table\n| 甲 |", [("source-unclosed-directive", 1)]),
        ("甲\n:::", [("source-unclosed-directive", 2)]),
        ("::: haed\n:::", [("source-unknown-directive", 1), ("source-unclosed-directive", 2)]),
        ("::: head\nmark: 甲\n:::", [("source-bad-directive", 1)]),
        ("::: head\nmark: 甲\nnumber: 1\n没有冒号\n:::", [("source-bad-directive", 4)]),
        ("::: signature\nissuer: 甲\ndate: 乙\nseal: true\n:::", [("source-bad-directive", 1)]),
        ("::: signature\nissuer: 甲\ndate: 乙\nsealed: 盖章\n:::", [("source-bad-directive", 1)]),
        ("::: annex-note\ntitles: 名单、{{ 表 }}\n:::", [("source-bad-directive", 1)]),
        (
            "| 甲 | 乙 |\n| 丙 | 丁 | 戊 |\n| 己 | 庚 |\n|辛|壬|癸|",
            [("source-bad-table", 2), ("source-bad-table", 4)],
        ),
        ('::: table widths="1 2 3"\n| 甲 | 乙 |\n:::', [("source-bad-table", 1)]),
        ('::: table width="1"\n| 甲 |\n:::', [("source-bad-table", 1)]),
        ("::: table widths=“1”\n| 甲 |\n:::", [("source-bad-directive", 1)]),
        ('::: form borders="no"\n| 甲 |\n:::', [("source-bad-table", 1)]),
        ('::: table split="yes"\n| 甲 |\n:::', [("source-bad-table", 1)]),
        ('::: table align="middle"\n| 甲 |\n:::', [("source-bad-table", 1)]),
        ("::: landscape\n::: landscape\n甲\n:::\n:::", [("source-bad-directive", 2)]),
        ("::: compact\n甲\n\n::: landscape\n乙\n:::\n:::", [("source-bad-directive", 4)]),
        ("::: cut 3\n剪下\n:::", [("source-bad-directive", 1)]),
        ('::: form size="big"\n| 甲 |\n:::', [("source-bad-table", 1)]),
        ("承诺^^四（二）", [("source-unclosed-mark", 1)]),
        ("::: pagebreak 2", [("source-bad-directive", 1)]),
        ("::: unnumbered 2", [("source-bad-directive", 1)]),
        ("::: compact\n甲\n\n::: unnumbered\n:::", [("source-bad-directive", 4)]),
        ('::: plain indent="no"\n甲\n:::', [("source-bad-directive", 1)]),
        ("一\n\n**没有结束", [("source-unclosed-mark", 3)]),
        ("{{ 没有结束", [("source-unclosed-mark", 1)]),
        ("::: include 没有", [("source-unknown-include", 1)]),
        ("####### 太深", [("source-bad-heading", 1)]),
        ("{{ a b }}\n\n{{ c | nosuch }}", [("template-syntax", 1), ("template-unknown-filter", 3)]),
        ("{{ a.__class__ }}", [("template-forbidden", 1)]),
        ("{% include 'x' %}", [("template-unknown-statement", 1)]),
        ("{% if a %}\n\n甲", [("template-unclosed-block", 1)]),
        ("甲{% if a %}乙", [("template-unclosed-block", 1)]),
        ("{% endfor %}", [("template-crossed-tag", 1)]),
        ("{% if a %}\n::: landscape\n{% endif %}\n甲\n:::", [("template-crossed-tag", 3)]),
        ("{% for a in b %}\n\n| 甲 |\n| 乙 |\n{% endfor %}", [("template-crossed-tag", 5)]),
    ],
)
def test_mistakes_are_found_at_their_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert problems_of(source) == expected


def test_all_mistakes_come_at_once() -> None:
    source = "{{ a b }}\n\n::: nosuch\n\n**c\n\n::: include x\n"
    assert [line for _, line in problems_of(source)] == [1, 3, 5, 7]


def test_an_include_of_itself_ends_in_a_problem() -> None:
    assert [code for code, _ in problems_of("::: include 甲", {"甲": "::: include 甲"})] == [
        "source-unknown-include"
    ]
