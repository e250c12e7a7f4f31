"""Pages as LibreOffice prints them: counted and measured on paper, in millimetres.

The named Chinese fonts are not installed where tests run; LibreOffice takes Noto CJK, whose characters are
as square as theirs.
"""

import datetime
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from office_tools import Page, is_full, is_indented, read_pages, read_red_ink
from sample_notice import NOTICE, SENTENCE, VALUES, filled

from antifraud_plan.word import Layout

ADVANCE = 15.75 * 25.4 / 72  # one character and its spacing, millimetres
PITCH = 28.95 * 25.4 / 72
TOP, LEFT, WIDTH, HEIGHT = 37.0, 28.0, 156.0, 225.0

PUNCTUATED = (
    "为深入贯彻“四个意识”，落实《反电信网络诈骗法》（以下简称“本法”）要求，切实加强宣传教育；"
    "各校（含幼儿园）应当组织班会、培训，做到人人知晓、人人参与。"
)
SIGNED = """\
正文。

::: signature
issuer: {{ issuer }}
date: {{ date | cn_date }}
sealed: {{ sealed }}
:::
"""
SHORT, LONG = datetime.date(2023, 2, 6), datetime.date(2023, 12, 16)  # 6 and 7 characters wide
SIGNATURES = [
    # issuer, date, sealed, characters from the right edge to the issuer and to the date
    ("县局", SHORT, True, 6, 4),
    ("某县教育局", SHORT, True, 4.5, 4),
    ("某县教育局", LONG, True, 5, 4),
    ("某县教育和体育局", SHORT, True, 3, 4),
    ("某某土家族苗族自治县教育和体育局办公室", SHORT, True, 0.5, 7),
    ("县局", SHORT, False, 8, 2),
    ("某县教育局", LONG, False, 6, 2),
    ("某县教育和体育局", SHORT, False, 2, 2),
    ("某某土家族苗族自治县教育和体育局办公室", SHORT, False, 2, 13),
]

LONG_ISSUER = ["某某土家族苗族自治县教育和体育局", "防范电信网络诈骗工作领导小组"]
LONG_PRINTER = "某某土家族苗族自治县教育和体育局政策法规安全股"


@pytest.fixture(scope="module")
def printed(
    tmp_path_factory: pytest.TempPathFactory, render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]]
) -> dict[str, Path]:
    """Every document of this file, converted in one start of LibreOffice."""
    documents = {
        "plain": filled("\n\n".join(["{{ text }}"] * 4), {"text": SENTENCE * 12}),
        "punctuated": filled("\n\n".join(["{{ text }}"] * 4), {"text": PUNCTUATED * 12}),
        "notice": filled(NOTICE, VALUES),
        "long-mark": filled(NOTICE, VALUES | {"issuer": "某某土家族苗族自治县教育和体育局"}),
        "lower": filled(NOTICE, VALUES, Layout(mark_drop_mm=50, rule_drop_mm=8)),
        "full": filled(
            "{{ text }}\n\n::: landscape\n| 甲 |\n| 乙 |\n:::\n\n{{ text }}\n\n::: pagebreak\n\n{{ text }}",
            {"text": "字" * (28 * 22 - 2)},
        ),
    }
    for number, (issuer, date, sealed, *_) in enumerate(SIGNATURES):
        documents[f"signature-{number}"] = filled(SIGNED, {"issuer": issuer, "date": date, "sealed": sealed})
    for sealed in (True, False):
        values = {"issuer": "".join(LONG_ISSUER), "date": SHORT, "sealed": sealed}
        documents[f"long-signature-{sealed}"] = filled(SIGNED, values)
    imprint = f"正文。\n\n::: imprint\nprinter: {LONG_PRINTER}\ndate: 2023年12月26日\n:::\n"
    documents["long-printer"] = filled(imprint, {})
    folder = tmp_path_factory.mktemp("printed")
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    return dict(zip(documents, render_pdfs([folder / f"{name}.docx" for name in documents]), strict=True))


@pytest.mark.parametrize("name", ["plain", "punctuated"])
def test_a_page_of_body_text_has_22_lines(printed: dict[str, Path], name: str) -> None:
    *full, last = read_pages(printed[name])
    assert len(full) >= 2
    assert {len(page.body) for page in full} == {22}
    assert len(last.body) <= 22


def test_a_full_line_of_chinese_has_28_characters(printed: dict[str, Path]) -> None:
    lines = [line.text for page in read_pages(printed["plain"]) for line in page.body]
    lengths = [len(line) for line in lines]
    paragraph = len(SENTENCE) * 12
    rest = paragraph - 26  # the first line starts two characters in
    expected = [26] + [28] * (rest // 28) + ([rest % 28] if rest % 28 else [])
    assert lengths == expected * 4


def test_punctuation_hangs_or_moves_a_line_by_one_at_most(printed: dict[str, Path]) -> None:
    lines = [line for page in read_pages(printed["punctuated"]) for line in page.body]
    assert "".join(line.text for line in lines) == PUNCTUATED * 48
    for line, following in itertools.pairwise(lines):
        assert is_indented(following) or is_full(line, following), line.text


def test_body_text_fills_the_type_area(printed: dict[str, Path]) -> None:
    page = read_pages(printed["plain"])[0]
    assert page.lines[1].left == pytest.approx(LEFT, abs=0.3)
    assert page.lines[1].right == pytest.approx(LEFT + WIDTH, abs=0.5)
    assert page.lines[0].left == pytest.approx(LEFT + 2 * 16 * 25.4 / 72, abs=0.3)
    middles = [(line.top + line.bottom) / 2 for line in page.body]
    pitches = [lower - upper for upper, lower in itertools.pairwise(middles)]
    assert pitches == pytest.approx([PITCH] * 21, abs=0.1)
    assert page.lines[0].top >= TOP
    assert page.body[-1].bottom <= TOP + HEIGHT + 0.5


@pytest.mark.parametrize("name", ["plain", "notice"])
def test_page_numbers_stand_outside_one_character_in(printed: dict[str, Path], name: str) -> None:
    upright = [
        (index, page) for index, page in enumerate(read_pages(printed[name]), 1) if page.width < page.height
    ]
    character = 14 * 25.4 / 72
    for number, page in upright:
        assert page.number.text.replace(" ", "") == f"—{number}—"
        if number % 2:
            assert page.number.right == pytest.approx(LEFT + WIDTH - character, abs=0.5)
        else:
            assert page.number.left == pytest.approx(LEFT + character, abs=0.5)
        middle = (page.number.top + page.number.bottom) / 2
        assert middle - (TOP + HEIGHT) == pytest.approx(7, abs=1)


def test_on_a_landscape_page_the_number_stays_at_its_place_on_the_sheet(printed: dict[str, Path]) -> None:
    pages = read_pages(printed["notice"])
    lying = [(number, page) for number, page in enumerate(pages, 1) if page.width > page.height]
    assert {number % 2 for number, _ in lying} == {0, 1}
    character = 14 * 25.4 / 72
    for number, page in lying:
        # Turn the page back: the landscape left edge is the sheet's bottom, its top the sheet's left.
        dashes = [line for line in page.lines if "—" in line.text and line.left < 35]
        digits = [line for line in page.lines if line.text.startswith(str(number)) and line.left < 35]
        assert len(dashes) == 2
        assert len(digits) == 1
        below_type_area = 35 - (dashes[0].left + dashes[0].right) / 2
        assert below_type_area == pytest.approx(7, abs=1)
        if number % 2:
            assert max(line.bottom for line in dashes) == pytest.approx(LEFT + WIDTH - character, abs=1)
        else:
            assert min(line.top for line in dashes) == pytest.approx(LEFT + character, abs=1)


@pytest.mark.parametrize(
    ("name", "mark_drop", "rule_drop"), [("notice", 35, 4), ("long-mark", 35, 4), ("lower", 50, 8)]
)
def test_the_head_stands_where_the_standard_measures_it(
    printed: dict[str, Path], name: str, mark_drop: float, rule_drop: float
) -> None:
    mark, rule = read_red_ink(printed[name], 1)
    page = read_pages(printed[name])[0]
    number = next(line for line in page.lines if line.text.startswith("某教发"))
    title = next(line for line in page.lines if line.text.startswith("关于"))
    assert mark.top - TOP == pytest.approx(mark_drop, abs=1)
    assert mark.width <= WIDTH
    assert rule.width == pytest.approx(WIDTH, abs=0.5)
    glyph_bottom = (number.top + number.bottom) / 2 + 16 / 2 * 25.4 / 72
    assert rule.top - glyph_bottom == pytest.approx(rule_drop, abs=1)
    title_top = (title.top + title.bottom) / 2 - 33 / 2 * 25.4 / 72
    assert (title_top - rule.bottom) / PITCH == pytest.approx(2, abs=0.15)


def test_a_short_mark_keeps_its_size_and_a_long_one_is_squeezed_to_one_line(printed: dict[str, Path]) -> None:
    short, long = (read_red_ink(printed[name], 1)[0] for name in ("notice", "long-mark"))
    assert short.width < long.width
    assert long.bottom - long.top == pytest.approx(short.bottom - short.top, abs=1)


@pytest.mark.parametrize("number", range(len(SIGNATURES)))
def test_issuer_and_date_stand_as_the_standard_says(printed: dict[str, Path], number: int) -> None:
    # Right edges only: how wide digits print depends on the font that stands in for Times New Roman.
    name, _, sealed, issuer_indent, date_indent = SIGNATURES[number]
    (page,) = read_pages(printed[f"signature-{number}"])
    text, issuer, date = page.body
    assert issuer.text == name
    assert (LEFT + WIDTH - issuer.right) / ADVANCE == pytest.approx(issuer_indent, abs=0.2)
    assert (LEFT + WIDTH - date.right) / ADVANCE == pytest.approx(date_indent, abs=0.2)
    assert (issuer.top - text.top) / PITCH == pytest.approx(3 if sealed else 2, abs=0.05)
    assert (date.top - issuer.top) / PITCH == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("sealed", [True, False])
def test_an_issuer_longer_than_a_line_stands_in_lines_of_its_own(
    printed: dict[str, Path], *, sealed: bool
) -> None:
    (page,) = read_pages(printed[f"long-signature-{sealed}"])
    _, *issuer, date = page.body
    assert [line.text for line in issuer] == LONG_ISSUER
    if sealed:
        assert LEFT + WIDTH - issuer[0].right == pytest.approx(ADVANCE / 2, abs=0.6)
        first, second = ((line.left + line.right) / 2 for line in issuer)
        assert second == pytest.approx(first, abs=0.6)
        assert (LEFT + WIDTH - date.right) / ADVANCE == pytest.approx(5.5, abs=0.2)
    else:
        assert {round((LEFT + WIDTH - line.right) / ADVANCE) for line in issuer} == {2}


def test_a_long_printer_never_touches_the_date(printed: dict[str, Path]) -> None:
    first, last = read_pages(printed["long-printer"])[0].body[-2:]
    assert (first.text + last.text).startswith(LONG_PRINTER)
    assert last.text.replace(" ", "").endswith("2023年12月26日印发")
    assert first.right < LEFT + WIDTH - 12 * 14 * 25.4 / 72
    assert last.right == pytest.approx(LEFT + WIDTH - 14 * 25.4 / 72, abs=0.7)


def test_the_imprint_ends_with_the_type_area_of_the_last_page(printed: dict[str, Path]) -> None:
    last = read_pages(printed["notice"])[-1]
    *_, copies, printer = last.body
    assert printer.text.startswith("某县教育局办公室")
    assert printer.text.replace(" ", "").endswith("2023年2月6日印发")
    character = 14 * 25.4 / 72
    assert printer.left == pytest.approx(LEFT + character, abs=0.5)
    assert printer.right == pytest.approx(LEFT + WIDTH - character, abs=0.7)
    assert TOP + HEIGHT - 6 < printer.bottom < TOP + HEIGHT
    assert copies.top < printer.top


def test_an_annex_starts_a_page_its_title_on_the_third_line(printed: dict[str, Path]) -> None:
    page = next(
        page for page in read_pages(printed["notice"]) if page.lines[0].text.replace(" ", "") == "附件1"
    )
    mark, title, *_ = page.lines
    assert mark.left == pytest.approx(LEFT, abs=0.3)
    assert (title.left + title.right) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=1)
    assert ((title.top + title.bottom) / 2 - TOP) / PITCH == pytest.approx(2.5, abs=0.25)


def test_the_head_of_a_long_table_repeats_on_its_next_page(printed: dict[str, Path]) -> None:
    pages = [
        page for page in read_pages(printed["notice"]) if any("月份" in line.text for line in page.lines)
    ]
    assert len(pages) == 2


def test_a_section_or_page_that_ends_with_a_full_page_leaves_no_empty_one(printed: dict[str, Path]) -> None:
    pages: tuple[Page, ...] = read_pages(printed["full"])
    assert [len(page.body) for page in pages if page.width < page.height] == [22, 22, 22]
    assert len(pages) == 4
