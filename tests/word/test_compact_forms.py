"""Forms that must keep to one page: no page number, closer lines, small notes, a line to cut along."""

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from office_tools import read_pages
from sample_notice import filled

from antifraud_plan.word import Layout

PROMISE = "一、不打开陌生链接，不向可疑账户汇款，遇事先与老师和家长商量。^^四（三）^^\n\n"
FORM = f"""\
::: unnumbered

::: compact
# 承诺书

{PROMISE * 8}
:::

::: form size="large" borders="none"
| 承诺人（签字）：{{{{ 6 | blank }}}} | |
:::

::: cut
沿虚线剪下
:::

回执
"""


@pytest.fixture(scope="module")
def form() -> bytes:
    return filled(FORM, {})


def test_lines_of_a_compact_form_stand_closer_in_letters_of_full_size(
    form: bytes, tmp_path: Path, render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]]
) -> None:
    (tmp_path / "form.docx").write_bytes(form)
    (pdf,) = render_pdfs([tmp_path / "form.docx"])
    (page,) = read_pages(pdf)
    assert page.body == page.lines  # no page number
    promises = page.body[1:17]
    first_lines = [line for line in promises if line.text.startswith("一、")]
    assert [len(line.text) for line in first_lines] == [26] * 8
    pitch = Layout().compact_pitch_pt * 25.4 / 72
    middles = [(line.top + line.bottom) / 2 for line in first_lines]
    assert [lower - upper for upper, lower in pairwise(middles)] == pytest.approx([2 * pitch] * 7, abs=0.1)
    cut, slip = page.body[-2:]
    assert (cut.text, slip.text) == ("沿虚线剪下", "回执")


def test_what_is_special_is_said_by_styles(form: bytes) -> None:
    document = docx.Document(io.BytesIO(form))
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert names[0] == "标题（紧凑）"
    assert names[1:9] == ["公文正文（紧凑）"] * 8
    assert names[9:] == ["裁剪线", "公文正文"]
    notes = [run for run in document.paragraphs[1].runs if run.style and run.style.name == "小字"]
    assert [run.text for run in notes] == ["四（三）"]
    (cell,) = {cell.text for cell in document.tables[0].rows[0].cells} - {""}
    assert cell == "承诺人（签字）：____________"
    sizes = {style.name: style.element.find(f".//{qn('w:sz')}") for style in document.styles}
    assert sizes["小字"].get(qn("w:val")) == "21"
    assert sizes["表格文字（四号）"].get(qn("w:val")) == "28"


def test_a_county_may_choose_the_distance() -> None:
    document = docx.Document(io.BytesIO(filled(FORM, {}, Layout(compact_pitch_pt=24))))
    style = document.styles["公文正文（紧凑）"].element.find(f".//{qn('w:spacing')}")
    assert style.get(qn("w:line")) == "480"


def test_pages_lying_on_their_side_carry_no_number_either() -> None:
    def footers(source: str) -> list[bool]:
        document = docx.Document(io.BytesIO(filled(source, {})))
        return [
            "PAGE" in footer._element.xml
            for section in document.sections
            for footer in (section.footer, section.even_page_footer)
        ]

    lying = "甲\n\n::: landscape\n乙\n:::\n"
    assert footers(lying) == [True] * 4
    assert footers(f"::: unnumbered\n\n{lying}") == [False] * 4
