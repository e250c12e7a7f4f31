"""Print files as they come out of the printer: LibreOffice lays them out, pdftotext reads the pages."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from drawn_in_word import PROPERTIES, saved
from office_tools import Page, convert_to_pdf, read_pages

from antifraud_plan.word import PageStart, compile_template, merge_papers

NAMES = ("甲", "乙", "丙")
BLANK_PAGES_TOO = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'


def form(lines: int, *, table: bool = False, numbered: bool = False) -> bytes:
    """A paper of *lines* lines of exactly 10 mm on pages that hold 20 of them."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(260.5)
    section.top_margin = section.bottom_margin = Mm(30)
    style = document.styles["Normal"].paragraph_format
    style.line_spacing, style.space_after, style.space_before = Mm(10), Pt(0), Pt(0)
    for number in range(lines - table):
        document.add_paragraph(f"{{{{ name }}}}{number + 1}")
    if table:
        document.add_table(1, 1).cell(0, 0).text = "{{ name }}签名"
    if numbered:
        paragraph = section.footer.paragraphs[0]
        paragraph.add_run("— ")
        paragraph._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>')
        )
        paragraph.add_run(" —")
    return saved(document)


def merged(data: bytes, start: PageStart) -> bytes:
    template = compile_template(data, file="承诺书.docx").freeze({}, {"name"}, properties=PROPERTIES)
    assert template is not None
    return merge_papers([(template, {"name": name}) for name in NAMES], properties=PROPERTIES, start=start)


def owners(pages: Sequence[Page]) -> list[str]:
    """Whose paper each page is of; nothing for a blank page."""
    return ["".join(sorted({line.text[0] for line in page.lines if line.text[0] in NAMES})) for page in pages]


CASES = {
    "one-page": (form(5), ["甲", "乙", "丙"]),
    "full": (form(20), ["甲", "乙", "丙"]),
    "full-with-table": (form(20, table=True), ["甲", "乙", "丙"]),
    "two-pages": (form(21), ["甲", "甲", "乙", "乙", "丙", "丙"]),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Page, ...]]:
    """Every case and start, laid out in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("merged")
    files = []
    cases = [(name, data, start) for name, (data, _) in CASES.items() for start in PageStart]
    for name, data, start in [*cases, ("numbered", form(21, numbered=True), PageStart.NEXT_PAGE)]:
        files.append(folder / f"{name}-{start.value}.docx")
        files[-1].write_bytes(merged(data, start))
    pdfs = convert_to_pdf(files, folder, form=BLANK_PAGES_TOO)
    return {pdf.stem: read_pages(pdf) for pdf in pdfs}


@pytest.mark.parametrize("name", CASES)
def test_papers_follow_one_another_without_a_page_between(
    name: str, printed: dict[str, tuple[Page, ...]]
) -> None:
    assert owners(printed[f"{name}-nextPage"]) == CASES[name][1]


@pytest.mark.parametrize("name", CASES)
def test_on_both_sides_each_paper_begins_a_sheet(name: str, printed: dict[str, tuple[Page, ...]]) -> None:
    expected = CASES[name][1]
    if len(expected) == len(NAMES):
        expected = ["甲", "", "乙", "", "丙"]
    assert owners(printed[f"{name}-oddPage"]) == expected


def test_each_paper_counts_its_own_pages(printed: dict[str, tuple[Page, ...]]) -> None:
    numbers = [page.number.text.strip("— ") for page in printed["numbered-nextPage"]]
    assert numbers == ["1", "2"] * 3


def test_a_paper_begins_at_the_top_as_it_does_alone(
    printed: dict[str, tuple[Page, ...]],
    tmp_path: Path,
    render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]],
) -> None:
    path = tmp_path / "alone.docx"
    template = compile_template(form(20, table=True), file="承诺书.docx")
    path.write_bytes(template.render({"name": "乙"}, properties=PROPERTIES))
    (alone,) = read_pages(render_pdfs([path])[0])
    assert Document(io.BytesIO(path.read_bytes())).tables
    assert printed["full-with-table-nextPage"][1] == alone
