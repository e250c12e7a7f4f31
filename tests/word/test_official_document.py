"""Official documents as files: valid, the same bytes everywhere, with no trap of Word's in them."""

import io
import itertools
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from sample_notice import NOTICE, VALUES, blocks_of, filled

from antifraud_plan.word import Layout, build_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMPTY = VALUES | {"sections": [], "units": [], "annexes": []}


@pytest.fixture(scope="module")
def notice() -> bytes:
    return filled(NOTICE, VALUES)


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


FORM = (
    "::: compact\n# 承诺书\n\n::: plain\n各校：\n:::\n一、不乱转账。^^四（三）^^\n:::\n\n::: pagebreak\n\n"
    "::: compact\n背面\n:::\n\n::: cut\n沿虚线剪下\n:::\n\n"
    '::: form size="large" borders="none"\n| 姓名 | |\n:::'
)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("template", lambda: build_template(blocks_of(NOTICE), Layout())),
        ("filled", lambda: filled(NOTICE, VALUES)),
        ("sealed-and-empty", lambda: filled(NOTICE, EMPTY | {"sealed": True})),
        ("one-annex", lambda: filled(NOTICE, VALUES | {"annexes": ["单位名单"]})),
        ("landscape-only", lambda: filled("::: landscape\n| 甲 |\n| 乙 |\n:::", {})),
        ("another-layout", lambda: filled(NOTICE, VALUES, Layout(heading_2_bold=True, keep_headings=True))),
        ("form", lambda: filled(FORM, {})),
        ("nothing", lambda: filled("", {})),
    ],
)
def test_both_validators_accept_the_file(
    name: str,
    make: Callable[[], bytes],
    tmp_path: Path,
    validate_ooxml: Callable[[Path], None],
    openxml_audit: Callable[[Path], None],
) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(make())
    validate_ooxml(path)
    openxml_audit(path)


@pytest.mark.parametrize(
    "source",
    [
        "| 甲 |\n| 乙 |",
        "{% if True %}\n::: form\n| 甲 |\n:::\n{% endif %}",
        "::: compact\n| 甲 |\n| 乙 |\n:::",
        "::: landscape\n| 甲 |\n| 乙 |\n:::",
    ],
)
def test_a_table_is_never_the_last_so_word_adds_no_line_of_its_own(source: str) -> None:
    body = part(filled(source, {}), "word/document.xml").find(f"{W}body")
    assert body is not None
    table, anchor, section = list(body)
    assert [element.tag.split("}")[1] for element in (table, anchor, section)] == ["tbl", "p", "sectPr"]
    style = anchor.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    assert style.attrib[f"{W}val"] == "Anchor"


def test_the_same_input_gives_the_same_bytes_in_any_time_zone_and_locale(notice: bytes) -> None:
    program = "import sys; from sample_notice import *;sys.stdout.buffer.write(filled(NOTICE, VALUES))"
    for zone, locale, seed in (("UTC", "C", "1"), ("Asia/Shanghai", "C.UTF-8", "2")):
        environment = {
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(__file__).parent),
        }
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True
        )
        assert done.stdout == notice


def test_no_chinese_is_left_to_a_theme_font(notice: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(notice)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("word/"))
    assert b"asciiTheme" not in everything
    assert b"eastAsiaTheme" not in everything
    defaults = part(notice, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert defaults is not None
    assert defaults.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_every_run_of_text_asks_for_the_chinese_form_of_ambiguous_marks(notice: bytes) -> None:
    for run in part(notice, "word/document.xml").iter(f"{W}r"):
        if run.find(f"{W}t") is not None:
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None
            assert fonts.get(f"{W}hint") == "eastAsia"


def test_nothing_is_spaced_by_empty_paragraphs_or_blanks(notice: bytes) -> None:
    styles = [p.style.style_id for p in Document(io.BytesIO(notice)).paragraphs if not p.text]
    assert set(styles) == {"Anchor"}
    for paragraph in part(notice, "word/document.xml").iter(f"{W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        assert not text.startswith((" ", "\u3000"))


def test_every_style_that_is_used_is_defined_and_named_once(notice: bytes) -> None:
    styles = part(notice, "word/styles.xml")
    defined = [style.get(f"{W}styleId") for style in styles.iter(f"{W}style")]
    names = [name.get(f"{W}val") for name in styles.iter(f"{W}name")]
    document = part(notice, "word/document.xml")
    used = {
        element.get(f"{W}val") for kind in ("pStyle", "rStyle") for element in document.iter(f"{W}{kind}")
    }
    assert used <= set(defined)
    assert len(set(defined)) == len(defined)
    assert len(set(names)) == len(names)


def test_a_break_typed_in_a_title_stays_where_it_was_typed(notice: bytes) -> None:
    titles = [p.text for p in Document(io.BytesIO(notice)).paragraphs if p.style.name == "Title"]
    assert titles[0] == "关于印发《2023年预防电信网络诈骗工作\n实施方案》的通知"


def test_headings_reach_words_navigation(notice: bytes) -> None:
    paragraphs = Document(io.BytesIO(notice)).paragraphs
    assert [p.text for p in paragraphs if p.style.name == "Heading 1"] == ["一、工作目标", "二、工作任务"]


def test_a_county_overrides_single_measures() -> None:
    section = Document(io.BytesIO(filled("正文", {}, Layout(top_margin_mm=35, right_margin_mm=25)))).sections[
        0
    ]
    assert round(section.top_margin.mm, 1) == 35
    assert round(section.right_margin.mm, 1) == 25
    assert round(section.left_margin.mm, 1) == 28


def test_the_grid_and_margins_of_the_standard() -> None:
    document = part(filled("正文", {}), "word/document.xml")
    margins = document.find(f".//{W}pgMar")
    grid = document.find(f".//{W}docGrid")
    assert margins is not None
    assert grid is not None
    found = [margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")]
    assert found == ["2098", "1474", "1984", "1587"]
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")


def test_the_header_row_repeats_and_rows_stay_whole(notice: bytes) -> None:
    table = Document(io.BytesIO(notice)).tables[0]
    marks = [
        (row._tr.find(f"{W}trPr/{W}tblHeader") is not None, row._tr.find(f"{W}trPr/{W}cantSplit") is not None)
        for row in table.rows
    ]
    assert marks == [(True, True)] + [(False, True)] * (len(marks) - 1)


@pytest.mark.parametrize(("borders", "sides"), [("none", 0), ("all", 6)])
def test_a_form_has_rules_unless_told_otherwise(borders: str, sides: int) -> None:
    data = filled(f'::: form borders="{borders}"\n| 甲 | 乙 |\n:::', {})
    rules = part(data, "word/document.xml").find(f".//{W}tblBorders")
    assert rules is not None
    assert len(rules) == sides


def test_an_imprint_without_copies_keeps_its_first_rule() -> None:
    data = filled("::: imprint\nprinter: 甲\ndate: 乙\n:::", {})
    for borders in part(data, "word/document.xml").iter(f"{W}tcBorders"):
        assert [(rule.tag.removeprefix(W), rule.get(f"{W}sz")) for rule in borders] == [
            ("top", "8"),
            ("bottom", "8"),
        ]


def test_column_widths_follow_the_shares_and_fill_the_type_area(notice: bytes) -> None:
    widths = [column.width.mm for column in Document(io.BytesIO(notice)).tables[0].columns]
    assert sum(widths) == pytest.approx(156, abs=0.1)
    assert [round(width / widths[2], 1) for width in widths] == [2, 3, 1]


def test_a_landscape_page_turns_the_margins_with_the_sheet(notice: bytes) -> None:
    upright, lying, last = Document(io.BytesIO(notice)).sections
    assert upright.page_width == lying.page_height == last.page_width
    sides = [(s.top_margin, s.right_margin, s.bottom_margin, s.left_margin) for s in (upright, lying)]
    (top, right, bottom, left), turned = sides
    assert turned == (left, top, right, bottom)


@pytest.mark.parametrize(
    ("override", "complaint"),
    [
        ({"top_margin_mm": -1}, "不能小于 0"),
        ({"body_size_pt": 0}, "应大于 0"),
        ({"body_font": " "}, "字体名称"),
        ({"left_margin_mm": 200.0}, "没有地方排正文"),
        ({"character_spacing_pt": -16.0}, "挤没了"),
        ({"line_pitch_pt": float("nan")}, "应大于 0"),
    ],
)
def test_senseless_layouts_are_refused_in_chinese(override: dict[str, float], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Layout(**override)  # type: ignore[arg-type] # one override at a time, of whatever type


def test_reading_a_layout_loads_no_heavy_library() -> None:
    program = "import sys, antifraud_plan.word.layout; print({'docx', 'jinja2', 'lxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_drawings_are_numbered_apart(notice: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(notice)) as archive:
        roots = [
            ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if "word/" in name and name.endswith(".xml")
        ]
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    numbers = [
        element.get("id") for element in itertools.chain.from_iterable(root.iter(drawing) for root in roots)
    ]
    assert len(numbers) == len(set(numbers)) == 3
