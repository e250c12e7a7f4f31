"""Fonts, sizes, lines and alignment of the styles, against figures typed from the standard."""

import io
import zipfile

import pytest
from lxml import etree

from antifraud_plan.word import Layout, build_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# style, clause | Chinese font, size in half-points, exact line in twips, alignment
STANDARD = [
    ("Body", "5.2.2 正文三号仿宋", "仿宋_GB2312", "32", "579", "both"),
    ("Title", "7.3.1 标题二号小标宋居中", "方正小标宋简体", "44", "660", "center"),
    ("Heading1", "7.3.3 第一层黑体", "黑体", "32", "579", "both"),
    ("Heading2", "7.3.3 第二层楷体", "楷体_GB2312", "32", "579", "both"),
    ("Heading3", "7.3.3 第三层仿宋", "仿宋_GB2312", "32", "579", "both"),
    ("Heading4", "7.3.3 第四层仿宋", "仿宋_GB2312", "32", "579", "both"),
    ("IssuerMark", "7.2.4 发文机关标志小标宋居中", "方正小标宋简体", "104", "1196", "center"),
    ("DocumentNumber", "7.2.5 发文字号居中", "仿宋_GB2312", "32", "360", "center"),
    ("Addressee", "7.3.2 主送机关", "仿宋_GB2312", "32", "579", "both"),
    ("AnnexMark", "7.3.7 附件三号黑体", "黑体", "32", "579", "both"),
    ("Signature", "7.3.5 署名和成文日期", "仿宋_GB2312", "32", "579", "right"),
    ("Imprint", "7.4.2 版记四号仿宋", "仿宋_GB2312", "28", "440", "left"),
    ("Footer", "7.5 页码四号宋体", "宋体", "28", "280", "both"),
    ("Lead", "7.3.3 楷体", "楷体_GB2312", "32", None, None),
]

Styles = dict[str, etree._Element]


@pytest.fixture(scope="module")
def styles() -> Styles:
    with zipfile.ZipFile(io.BytesIO(build_template((), Layout()))) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    found = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    return found | {"": root.find(f"{W}docDefaults/{W}rPrDefault")}


def look_up(styles: Styles, style: str, path: str, attribute: str) -> str | None:
    """Return a setting as Word resolves it: the style's own, else what it is based on, else the default."""
    place = "/".join(f"{W}{step}" for step in path.split("/"))
    while True:
        found = styles[style].find(place)
        if found is not None and found.get(f"{W}{attribute}") is not None:
            return found.get(f"{W}{attribute}")
        if not style:
            return None
        above = styles[style].find(f"{W}basedOn")
        style = "" if above is None else above.get(f"{W}val", "")


@pytest.mark.parametrize(
    ("style", "clause", "font", "size", "line", "alignment"), STANDARD, ids=[row[1] for row in STANDARD]
)
def test_each_style_is_as_the_standard_says(
    styles: Styles, style: str, clause: str, font: str, size: str, line: str | None, alignment: str | None
) -> None:
    assert clause
    assert look_up(styles, style, "rPr/rFonts", "eastAsia") == font
    assert look_up(styles, style, "rPr/sz", "val") == size
    if line is not None:
        assert look_up(styles, style, "pPr/spacing", "line") == line
        assert look_up(styles, style, "pPr/spacing", "lineRule") == "exact"
        assert look_up(styles, style, "pPr/jc", "val") == alignment


def test_the_issuer_mark_is_red_and_body_text_is_not(styles: Styles) -> None:
    assert look_up(styles, "IssuerMark", "rPr/color", "val") == "FF0000"
    assert look_up(styles, "Body", "rPr/color", "val") in (None, "000000", "auto")


def test_body_text_starts_two_characters_in_and_stands_a_little_closer(styles: Styles) -> None:
    assert look_up(styles, "Body", "pPr/ind", "firstLineChars") == "200"
    assert look_up(styles, "Body", "rPr/spacing", "val") == "-5"


def test_a_county_s_own_fonts_reach_the_styles() -> None:
    layout = Layout(heading_1_font="方正黑体", page_number_font="新宋体")
    with zipfile.ZipFile(io.BytesIO(build_template((), layout))) as archive:
        text = archive.read("word/styles.xml").decode()
    assert 'w:eastAsia="方正黑体"' in text
    assert 'w:eastAsia="新宋体"' in text
