"""Charts as values: Word's own, with a workbook of their figures, told apart without colour."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from drawn_in_word import PROPERTIES, problems_of, saved, typed
from drawn_pictures import png
from lxml import etree
from office_tools import read_pages

from antifraud_plan.plugin import Chart, ChartKind, ChartSeries, Picture
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import Layout, build_template, compile_template, parse_source, render_markdown

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SCHOOLS = ("甲校<一>", "乙校", "丙校")
CHART = Chart(
    ChartKind.PARTS,
    SCHOOLS,
    (ChartSeries("已完成", (12, 0, 3)), ChartSeries("未完成", (1, None, 4))),
    width=156,
    height=80,
    description="甲校已完成12项",
)
SHARES = Chart(ChartKind.BARS, SCHOOLS, (ChartSeries("完成率", (0.5, 1.0, 0.123)),), 156, 60, "0.0%")


def fill(data: bytes, **values: object) -> bytes:
    return compile_template(data, file="报告.docx").render(values, properties=PROPERTIES)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def drawn(chart: Chart) -> tuple[etree._Element, bytes]:
    """The chart part and the workbook of a chart that stands alone in a paper."""
    parts = parts_of(fill(typed("{{ chart }}"), chart=chart))
    (part,) = (data for name, data in parts.items() if name.startswith("word/charts/chart"))
    (book,) = (data for name, data in parts.items() if name.startswith("word/embeddings/"))
    return etree.fromstring(part), book


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_shows_the_figures_it_was_given(kind: ChartKind) -> None:
    root, _ = drawn(attrs.evolve(CHART, kind=kind))
    said = [
        (
            series.findtext(f"{C}tx//{C}v"),
            [point.text for point in series.iterfind(f"{C}cat//{C}v")],
            {point.get("idx"): point.findtext(f"{C}v") for point in series.iterfind(f"{C}val//{C}pt")},
        )
        for series in root.iter(f"{C}ser")
    ]
    assert said == [
        ("已完成", list(SCHOOLS), {"0": "12", "1": "0", "2": "3"}),
        ("未完成", list(SCHOOLS), {"0": "1", "2": "4"}),
    ]


def test_its_workbook_holds_the_same_figures_where_the_chart_looks_for_them() -> None:
    root, book = drawn(CHART)
    sheet = openpyxl.load_workbook(io.BytesIO(book))["数据"]
    assert list(sheet.values) == [
        (None, "已完成", "未完成"), ("甲校<一>", 12, 1), ("乙校", 0, None), ("丙校", 3, 4)
    ]  # fmt: skip
    for series in root.iter(f"{C}ser"):
        for place in ("tx", "cat", "val"):
            address = series.findtext(f"{C}{place}//{C}f") or ""
            cells = sheet[address.partition("!")[2].replace("$", "")]
            rows = cells if isinstance(cells, tuple) else ((cells,),)
            shown = {int(point.get("idx")): point[0].text for point in series.iterfind(f"{C}{place}//{C}pt")}
            assert shown == {
                index: str(row[0].value) for index, row in enumerate(rows) if row[0].value is not None
            }


def test_series_are_told_apart_without_colour() -> None:
    four = attrs.evolve(CHART, series=tuple(ChartSeries(name, (1, 2, 3)) for name in "甲乙丙丁"))
    root, _ = drawn(four)
    colours = {element.get("val") for element in root.iter("{*}srgbClr")}
    assert all(len(set(re.findall("..", colour or ""))) == 1 for colour in colours)
    looks = [etree.tostring(series.find(f"{C}spPr")) for series in root.iter(f"{C}ser")]
    assert len(set(looks)) == 4


def test_a_paper_with_charts_is_a_sound_word_file(
    tmp_path: Path, validate_ooxml: Callable[[Path], None]
) -> None:
    source = "# 报告\n\n::: figure\n{{ first }}<br>^^图1　完成情况^^\n:::\n\n::: figure\n{{ second }}\n:::\n"
    template = build_template(parse_source(source, file="a.md"), Layout())
    path = tmp_path / "report.docx"
    path.write_bytes(fill(template, first=CHART, second=SHARES))
    validate_ooxml(path)
    for name, data in parts_of(path.read_bytes()).items():
        if name.endswith(".xlsx"):
            book = tmp_path / "book.xlsx"
            book.write_bytes(data)
            validate_ooxml(book)
    shapes = Document(str(path)).inline_shapes
    assert [(shape.width.mm, shape.height.mm) for shape in shapes] == [(156, 80), (156, 60)]
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ["甲校已完成12项", ""]


@pytest.mark.parametrize("frozen", [False, True])
def test_charts_stand_beside_pictures_in_body_and_header(
    frozen: bool, tmp_path: Path, validate_ooxml: Callable[[Path], None]
) -> None:
    drawing = Document()
    drawing.add_paragraph("{{ chart }}{{ seal }}")
    drawing.sections[0].header.paragraphs[0].text = "{{ chart }}"
    template = compile_template(saved(drawing), file="报告.docx")
    values = {"chart": CHART, "seal": Picture(png(4, 4), width=10)}
    if frozen:
        fixed = template.freeze(values, set(), properties=PROPERTIES)
        assert fixed is not None
        data = fixed.render({})
    else:
        data = template.render(values, properties=PROPERTIES)
    path = tmp_path / "filled.docx"
    path.write_bytes(data)
    validate_ooxml(path)
    document = Document(str(path))
    for holder in (document, document.sections[0].header):
        (reference,) = holder._element.iter(f"{C}chart")
        part = holder.part.related_parts[reference.get(qn("r:id"))]
        assert part.content_type == "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    assert data == (template.render(values, properties=PROPERTIES) if not frozen else fixed.render({}))


def test_a_chart_in_a_line_of_its_own_is_not_clipped() -> None:
    source = "::: figure\n{{ chart }}\n:::\n"
    document = Document(
        io.BytesIO(fill(build_template(parse_source(source, file="a.md"), Layout()), chart=CHART))
    )
    style = document.paragraphs[0].style
    assert style is not None
    assert style._element.pPr.spacing.get(qn("w:lineRule")) == "auto"


def test_markdown_says_what_a_chart_shows() -> None:
    blocks = parse_source("::: figure\n{{ chart }}<br>^^图1^^\n:::\n", file="a.md")
    assert render_markdown(blocks, {"chart": CHART}) == "甲校已完成12项<br>图1\n"


def test_a_chart_that_only_one_paper_has_cannot_be_spliced_in() -> None:
    frozen = compile_template(typed("{{ chart }}"), file="报告.docx").freeze(
        {}, {"chart"}, properties=PROPERTIES
    )
    assert frozen is not None
    with pytest.raises(ProblemsFoundError) as caught:
        frozen.render({"chart": CHART})
    assert [problem.code for problem in caught.value.problems] == ["template-unprintable"]


@pytest.mark.parametrize(
    ("chart", "reason"),
    [
        (attrs.evolve(CHART, width=0), "边长"),
        (attrs.evolve(CHART, height=421), "边长"),
        (attrs.evolve(CHART, categories=(), series=(ChartSeries("甲", ()),)), "分类"),
        (attrs.evolve(CHART, series=()), "系列应有"),
        (attrs.evolve(CHART, series=CHART.series * 3), "系列应有"),
        (attrs.evolve(CHART, series=(ChartSeries("甲", (1, 2)),)), "个数和分类个数不一样"),
        (attrs.evolve(CHART, series=(ChartSeries("甲", (1, 2, float("nan"))),)), "不是一个数"),
        (attrs.evolve(CHART, categories=("甲", "乙", "\x00")), "不能容纳"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_its_tag(chart: Chart, reason: str) -> None:
    (problem,) = problems_of(typed("首段", "图{{ chart }}"), chart=chart)
    assert str(problem.location) == "承诺书.docx:第2段 “图{{ chart }}”"
    assert reason in problem.message


def test_libreoffice_prints_every_figure(
    tmp_path: Path, render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]]
) -> None:
    path = tmp_path / "chart.docx"
    path.write_bytes(fill(typed("{{ chart }}"), chart=SHARES))
    (pdf,) = render_pdfs([path])
    said = "".join(line.text for page in read_pages(pdf) for line in page.lines)
    assert all(figure in said for figure in ("50.0%", "100.0%", "12.3%", "乙校"))
