"""Pages: their size, margins, grid, and the page number — N — on the outer side."""

from antifraud_plan.ooxml.xml import DECLARATION, R, W
from antifraud_plan.word.layout import MM_PER_POINT, Layout, twips_of_mm, twips_of_points
from antifraud_plan.word.official.drawing import DRAWING_NAMESPACES, TextBox, from_page
from antifraud_plan.word.official.markup import paragraph, run

PORTRAIT_FOOTERS = ("rIdFooterOdd", "rIdFooterEven")
LANDSCAPE_FOOTERS = ("rIdFooterLandscapeOdd", "rIdFooterLandscapeEven")


def section_xml(layout: Layout, *, landscape: bool) -> str:
    """Write the section properties. A landscape page is the portrait sheet turned a quarter clockwise."""
    margins = [layout.top_margin_mm, layout.right_margin_mm, layout.bottom_margin_mm, layout.left_margin_mm]
    width, height = twips_of_mm(layout.page_width_mm), twips_of_mm(layout.page_height_mm)
    orientation = ""
    if landscape:
        margins = [margins[3], *margins[:3]]
        width, height = height, width
        orientation = ' w:orient="landscape"'
    top, right, bottom, left = map(twips_of_mm, margins)
    odd, even = LANDSCAPE_FOOTERS if landscape else PORTRAIT_FOOTERS
    half_line_mm = layout.page_number_size_pt / 2 * MM_PER_POINT
    # A landscape footer only anchors the number's text box: near the edge it takes no room from the page.
    footer_mm = (
        5 if landscape else max(layout.bottom_margin_mm - layout.page_number_drop_mm - half_line_mm, 0)
    )
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851"'
        f' w:footer="{twips_of_mm(footer_mm)}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{twips_of_points(layout.line_pitch_pt)}"/></w:sectPr>'
    )


def footer_xml(layout: Layout, *, odd: bool, landscape: bool) -> str:
    """Write a footer: the number right on odd pages, left on even ones, one character in. Clause 7.5.

    On a landscape page the number stays at the same place on the sheet of paper: a text box beside
    the type area holds the same paragraph, turned as the page is turned.
    """
    number = _page_number(layout, odd=odd)
    if landscape:
        line_mm = layout.page_number_size_pt * MM_PER_POINT
        box = TextBox(
            number=1001 if odd else 1002,
            name="页码",
            width_mm=line_mm,
            height_mm=layout.type_width_mm,
            horizontal=from_page(layout.bottom_margin_mm - layout.page_number_drop_mm - line_mm / 2),
            vertical=from_page(layout.left_margin_mm),
            turned=True,
            grows=False,
        )
        number = paragraph("Footer", box.run(number))
    return _footer(number)


def empty_footer_xml() -> str:
    """Write the footer of a document without page numbers."""
    return _footer(paragraph("Footer", ""))


def _footer(content: str) -> str:
    return f'{DECLARATION}<w:ftr xmlns:w="{W}" xmlns:r="{R}"{DRAWING_NAMESPACES}>{content}</w:ftr>'


def _page_number(layout: Layout, *, odd: bool) -> str:
    side = "right" if odd else "left"
    indent = twips_of_points(layout.page_number_size_pt)
    content = (
        run("— ")
        + _FIELD.format(kind="begin")
        + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        + _FIELD.format(kind="separate")
        + "<w:r><w:t>1</w:t></w:r>"
        + _FIELD.format(kind="end")
        + run(" —")
    )
    place = f'<w:ind w:{side}Chars="100" w:{side}="{indent}"/><w:jc w:val="{side}"/>'
    return paragraph("Footer", content, properties=place)


_FIELD = '<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
