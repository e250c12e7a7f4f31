"""Pictures as values: a seal on a pledge, a school's mark in the header, a code to scan."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.image.image import Image
from docx.oxml.ns import qn
from drawn_in_word import PROPERTIES, problems_of, saved, typed
from drawn_pictures import jpeg, png
from office_tools import read_red_ink

from antifraud_plan.plugin import Picture
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import compile_template, parse_source, render_markdown

SEAL = Picture(png(40, 20), width=30, description="某校<公章>")


def fill(data: bytes, **values: object) -> bytes:
    return compile_template(data, file="承诺书.docx").render(values, properties=PROPERTIES)


def names_of(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_a_picture_stands_where_it_is_printed_in_the_size_it_says() -> None:
    document = Document(io.BytesIO(fill(typed("盖章{{ seal }}处"), seal=SEAL)))
    (shape,) = document.inline_shapes
    assert document.paragraphs[0].text == "盖章处"
    assert (shape.width.mm, shape.height.mm) == (30, 15)
    part = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert (part.blob, part.content_type) == (SEAL.data, "image/png")
    assert shape._inline.docPr.get("descr") == "某校<公章>"


def test_a_height_of_its_own_wins_over_the_proportions() -> None:
    data = fill(typed("{{ seal }}"), seal=Picture(SEAL.data, width=30, height=30))
    (shape,) = Document(io.BytesIO(data)).inline_shapes
    assert (shape.width.mm, shape.height.mm) == (30, 30)


def everywhere() -> bytes:
    document = Document()
    document.add_paragraph("{%p for seal in seals %}")
    document.add_paragraph("{{ seal }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph().add_run().add_picture(io.BytesIO(png(3, 3, (0, 0, 0))))
    document.add_table(1, 1).cell(0, 0).text = "{{ seals[0] }}"
    document.sections[0].header.paragraphs[0].text = "{{ seals[0] }}"
    document.sections[0].footer.paragraphs[0].text = "{{ seals[1] }}"
    return saved(document)


SEALS = (SEAL, Picture(png(10, 10), width=10), Picture(SEAL.data, width=5))


@pytest.mark.parametrize("frozen", [False, True])
def test_pictures_stand_in_body_cell_header_and_footer_and_are_kept_once(
    frozen: bool, tmp_path: Path, validate_ooxml: Callable[[Path], None]
) -> None:
    template = compile_template(everywhere(), file="承诺书.docx")
    if frozen:
        fixed = template.freeze({"seals": SEALS}, set(), properties=PROPERTIES)
        assert fixed is not None
        data = fixed.render({})
    else:
        data = template.render({"seals": SEALS}, properties=PROPERTIES)
    path = tmp_path / "filled.docx"
    path.write_bytes(data)
    validate_ooxml(path)
    assert sum(name.startswith("word/media/picture") or "/media/" in name for name in names_of(data)) == 3
    document = Document(str(path))
    ids = [element.get("id") for element in document.element.iter(qn("wp:docPr"))]
    assert sorted(ids) == ["1", "2", "3", "4", "5"]
    section = document.sections[0]
    for holder, kept in ((section.header, SEAL.data), (section.footer, SEALS[1].data)):
        (blip,) = holder._element.iter(qn("a:blip"))
        assert holder.part.related_parts[blip.get(qn("r:embed"))].blob == kept


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert fill(everywhere(), seals=SEALS) == fill(everywhere(), seals=SEALS)


def test_a_paper_without_pictures_is_as_small_as_before() -> None:
    assert not any("media" in name for name in names_of(fill(typed("{{ seal }}"), seal="（章）")))


@pytest.mark.parametrize(
    "data",
    [
        png(7, 3),
        jpeg(640, 480),
        jpeg(640, 480, frame=0xC2),  # progressive
        jpeg(640, 480, before=b"\xff\xc4\x00\x04\x00\x00"),  # a table whose number is next to the frames'
        jpeg(640, 480, before=b"\xff\xff\xff\xe1\x00\x06Exif"),  # filling between segments
    ],
)
def test_proportions_are_those_that_python_docx_reads(data: bytes) -> None:
    reference = Image.from_blob(data)
    width, height = Picture(data, width=100).printed_size()
    assert height == pytest.approx(width * reference.px_height / reference.px_width)


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (Picture(b"GIF89a", width=10), "不是 PNG 或 JPEG"),
        (Picture(b"", width=10), "不是 PNG 或 JPEG"),
        (Picture(png(4, 4)[:20], width=10), "不完整"),
        (Picture(png(0, 4), width=10), "不完整"),
        (Picture(jpeg(4, 4)[:24], width=10), "不完整"),
        (Picture(b"\xff\xd8\xff", width=10), "不完整"),
        (Picture(png(4, 4), width=0), "边长"),
        (Picture(png(4, 4), width=float("nan")), "边长"),
        (Picture(png(1, 4000), width=10), "边长"),
        (Picture(png(4, 4), width=10, height=-1), "边长"),
        (Picture(png(4, 4) + bytes(6_000_000), width=10), "5 MB"),
    ],
)
def test_what_cannot_be_a_printed_picture_is_refused_at_its_tag(picture: Picture, reason: str) -> None:
    (problem,) = problems_of(typed("首段", "章{{ seal }}"), seal=picture)
    assert (problem.code, str(problem.location)) == (
        "template-unprintable",
        "承诺书.docx:第2段 “章{{ seal }}”",
    )
    assert reason in problem.message


def test_a_picture_that_only_one_paper_has_cannot_be_spliced_in() -> None:
    frozen = compile_template(typed("{{ seal }}"), file="承诺书.docx").freeze(
        {}, {"seal"}, properties=PROPERTIES
    )
    assert frozen is not None
    with pytest.raises(ProblemsFoundError) as caught:
        frozen.render({"seal": SEAL})
    assert [problem.code for problem in caught.value.problems] == ["template-unprintable"]


def test_markdown_says_what_a_picture_shows() -> None:
    blocks = parse_source("盖章：{{ seal }}\n", file="a.md")
    assert "盖章：某校" in render_markdown(blocks, {"seal": SEAL})


def test_libreoffice_prints_a_picture_as_wide_as_it_says(
    tmp_path: Path, render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]]
) -> None:
    path = tmp_path / "seal.docx"
    path.write_bytes(fill(typed("{{ seal }}"), seal=SEAL))
    (pdf,) = render_pdfs([path])
    (ink,) = read_red_ink(pdf, 1)
    assert (ink.width, ink.bottom - ink.top) == pytest.approx((30, 15), abs=0.4)
