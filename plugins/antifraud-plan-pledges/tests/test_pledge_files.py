"""The demo county's pledges as Word files: valid, on as many pages as they should, also with long names."""

from collections.abc import Mapping
from pathlib import Path

import attrs
import docx
import pytest
from office_tools import Page, audit_mistakes, convert_to_pdf, microsoft_mistakes, read_pages
from paper_words import words_of_docx, words_of_markdown
from pledge_papers import PAPERS, REGISTRY, ROOT, item_of, items_of, kind_of, markdown, render, word

from antifraud_plan.offers import Brief, Item
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.word import DocumentProperties, Layout, read_lines
from antifraud_plan.workspace import open_workspace

SECOND = ROOT / "examples" / "second-county"

LONG = {
    "name": "阿卜杜热合曼·麦麦提吐尔逊·买买提依明·艾合买提江·吐尔逊",
    "class_name": "九年级实验班12班（寄宿）",
    "post": "道德与法治教师兼少先队大队辅导员",
    "school": "某某土家族苗族自治县某某镇某某村九年一贯制寄宿学校（东校区）",
    "counterpart": "某某土家族苗族自治县教育和体育局",
    "plan_title": "某某土家族苗族自治县教体系统2023年防范电信网络诈骗工作实施方案",
}
ASKED = {
    "unit-pledge": ("school", "counterpart", "plan_title"),
    "responsibility-letter": ("school", "counterpart", "plan_title"),
    "staff-pledge": ("school", "name", "post"),
    "class-teacher-pledge": ("school", "name", "class_name"),
    "student-pledge": ("school", "name", "class_name"),
    "family-pledge": ("school", "name", "class_name"),
    "parents-letter": ("school", "name", "class_name"),
}
LETTERS = [name for name in PAPERS if name.startswith("parents-letter")]
ONE_PAGE = [name for name in PAPERS if name not in LETTERS and name != "pledge-clauses"]
# Of each kind one, and the other shape of the family's.
SHAPES = [*{kind: name for name, (kind, _) in PAPERS.items()}.values(), "family-pledge-guardian"]
PAGES = {"parents-letter": 2, "parents-letter-guardian": 2, "pledge-clauses": 5}

# What is printed once is looked at by one worker.
pytestmark = pytest.mark.xdist_group("pledge-files")


@pytest.fixture(scope="module")
def files(demo: Brief, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """One file of each paper, and again with the longest names of schools, classes and people."""
    folder = tmp_path_factory.mktemp("pledges")
    made = {name: word(name, demo) for name in PAPERS}
    made |= {f"{name}-long": render(PAPERS[name][0], demo, _lengthen(item_of(name, demo))) for name in PAPERS}
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    return {name: folder / f"{name}.docx" for name in made}


@pytest.fixture(scope="module")
def printed(
    files: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, tuple[Page, ...]]:
    """Every file as LibreOffice prints it, from one start of the program."""
    made = convert_to_pdf(list(files.values()), tmp_path_factory.mktemp("printed"))
    return {name: read_pages(pdf) for name, pdf in zip(files, made, strict=True)}


def _lengthen(item: Item) -> Item:
    """Give a paper the longest names there are."""
    values, shared = (
        {key: LONG.get(key, value) for key, value in given.items()} for given in (item.values, item.shared)
    )
    return attrs.evolve(item, values=values, shared=shared)


@pytest.mark.parametrize("name", SHAPES)
def test_microsofts_validator_accepts_it(files: Mapping[str, Path], name: str) -> None:
    assert microsoft_mistakes(files[name]) == ""


@pytest.mark.parametrize("name", SHAPES)
def test_openxml_audit_accepts_it(files: Mapping[str, Path], name: str) -> None:
    assert audit_mistakes(files[name]) == ""


@pytest.mark.parametrize("name", PAPERS)
def test_word_says_what_markdown_says(files: Mapping[str, Path], demo: Brief, name: str) -> None:
    assert words_of_docx(files[name].read_bytes()) == words_of_markdown(markdown(name, demo))


@pytest.mark.parametrize("name", PAPERS)
def test_it_has_as_many_pages_as_it_should(printed: Mapping[str, tuple[Page, ...]], name: str) -> None:
    assert len(printed[name]) == PAGES.get(name, 1)


@pytest.mark.parametrize("name", PAPERS)
def test_long_names_need_no_further_page(printed: Mapping[str, tuple[Page, ...]], name: str) -> None:
    assert len(printed[f"{name}-long"]) == PAGES.get(name, 1)


@pytest.mark.parametrize("name", [name for name in PAPERS if "blank" not in PAPERS[name][0]])
def test_names_are_carried_exactly(files: Mapping[str, Path], name: str) -> None:
    text = "".join(read_lines(files[f"{name}-long"].read_bytes()))
    for key, value in LONG.items():
        if key in ASKED.get(PAPERS[name][0], ()):
            assert value in text


@pytest.mark.parametrize("name", LETTERS)
def test_the_slip_stands_below_the_line_on_the_letters_second_page(
    printed: Mapping[str, tuple[Page, ...]], name: str
) -> None:
    letter, slip = printed[name]
    lines = [line.text for line in slip.body]
    cut = next(number for number, line in enumerate(lines) if line.startswith("沿虚线剪下"))
    assert lines[cut + 1] == "回执"
    below = "".join(lines[cut:])
    for word_ in ("东示镇第二小学", "班级：", "学生姓名：", "家长（签字）：", "年", "月", "日"):
        assert word_ in below
    assert letter.body[0].text == "致家长的一封信"


@pytest.mark.parametrize("name", LETTERS)
def test_the_letters_first_page_is_well_filled(printed: Mapping[str, tuple[Page, ...]], name: str) -> None:
    layout = Layout()
    filled_mm = printed[name][0].body[-1].bottom - layout.top_margin_mm
    assert filled_mm / layout.type_height_mm > 0.85


def test_another_countys_layout_and_promises_need_no_further_page(tmp_path: Path) -> None:
    brief = open_workspace(SECOND, REGISTRY).brief()
    school = brief.tree.find("样板区滨河学校")
    assert school is not None
    brief = attrs.evolve(brief, selected=(school,))
    made: list[Path] = []
    for kind in ("responsibility-letter", "pledge-blank", "family-pledge", "student-pledge"):
        template = compile_kind(kind_of(kind), brief.setting(Layout))
        for item in items_of(kind, brief):
            made.append(tmp_path / f"{'-'.join(item.path)}.docx")
            properties = DocumentProperties(item.title, brief.plan.names.bureau, brief.on)
            made[-1].write_bytes(template.render({**item.shared, **item.values}, properties=properties))
    pages = {path.stem: len(read_pages(path)) for path in convert_to_pdf(made, tmp_path)}
    assert pages == {name: 2 if "致家长" in name else 1 for name in pages}
    assert len(pages) == len(made) == 23


def test_every_blank_form_of_the_county_has_as_many_pages_as_the_filled_one(
    demo: Brief, tmp_path: Path
) -> None:
    blanks = {item.path[-1]: item for item in items_of("pledge-blank", demo)}
    made = [tmp_path / f"{name}.docx" for name in blanks]
    for path, item in zip(made, blanks.values(), strict=True):
        path.write_bytes(render("pledge-blank", demo, item))
    pages = {path.stem: len(read_pages(path)) for path in convert_to_pdf(made, tmp_path)}
    assert pages == {name: 2 if name.startswith("致家长") else 1 for name in blanks}
    assert len(pages) == 12


def test_forms_and_letters_carry_no_page_number(printed: Mapping[str, tuple[Page, ...]]) -> None:
    for name in (*ONE_PAGE, *LETTERS):
        assert all(page.body == page.lines for page in printed[name])


@pytest.mark.parametrize("name", PAPERS)
def test_who_signs_has_room_for_it(files: Mapping[str, Path], name: str) -> None:
    rows = [row for table in docx.Document(str(files[name])).tables for row in table.rows]
    signed = [row for row in rows if any("____" in cell.text for cell in row.cells)]
    assert all(row.height is not None and row.height.mm >= 9.99 for row in signed)
    assert bool(signed) == (name != "pledge-clauses")


def test_titles_are_of_the_size_and_place_official_papers_have(
    printed: Mapping[str, tuple[Page, ...]],
) -> None:
    for name in ONE_PAGE:
        title = printed[name][0].body[0]
        assert (title.left + title.right) / 2 == pytest.approx(28 + 156 / 2, abs=1)


def test_the_same_bytes_come_out_again(files: Mapping[str, Path], demo: Brief) -> None:
    for name in ("family-pledge-junior", "unit-pledge", "parents-letter"):
        assert word(name, demo) == files[name].read_bytes()


def test_another_countys_third_grade_is_spoken_for_by_guardians() -> None:
    brief = open_workspace(SECOND, REGISTRY).brief()
    forms = list(items_of("family-pledge", brief, "学生和家长承诺书/样板区滨河学校/"))
    spoken_for = {(item.path[2], {**item.shared, **item.values}["guardian_signs"]) for item in forms}
    assert spoken_for == {("三年级1班", True), ("三年级2班", True), ("七年级1班", False)}
