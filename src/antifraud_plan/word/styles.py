"""The styles of an official document: everything a style can say is said here, once."""

import attrs

from antifraud_plan.ooxml.xml import DECLARATION, W
from antifraud_plan.word.layout import Layout, twips_of_points
from antifraud_plan.word.markup import fonts, half_points

_RED = "FF0000"


@attrs.frozen
class Style:
    """A paragraph style.

    Attributes:
        identifier: what paragraphs refer to.
        name: what Word lists.
        paragraph: paragraph properties after ``widowControl``, in schema order.
        run: run properties in schema order.
        based_on: parent style.
        following: style of the next paragraph.

    """

    identifier: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""

    def xml(self) -> str:
        """Write the style."""
        parent = f'<w:basedOn w:val="{self.based_on}"/>' if self.identifier != "Normal" else ""
        default = ' w:default="1"' if self.identifier == "Normal" else ""
        custom = "" if self.name.isascii() else ' w:customStyle="1"'
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.identifier}">'
            f'<w:name w:val="{self.name}"/>{parent}{following}<w:qFormat/>'
            f"<w:pPr>{self.paragraph}</w:pPr><w:rPr>{self.run}</w:rPr></w:style>"
        )


def styles_xml(layout: Layout) -> str:
    """Write ``styles.xml``."""
    spacing = f'<w:spacing w:val="{twips_of_points(layout.character_spacing_pt)}"/>'
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f"{fonts(layout.body_font, layout.latin_font)}{spacing}{half_points(layout.body_size_pt)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        + "".join(style.xml() for style in _paragraph_styles(layout))
        + _character_styles(layout)
        + _TABLE_STYLES
        + "</w:styles>"
    )


def _paragraph_styles(layout: Layout) -> tuple[Style, ...]:
    characters = _Characters(layout)
    pitch = layout.line_pitch_pt
    keep = "<w:keepNext/>" if layout.keep_headings else ""
    heading_2 = fonts(layout.heading_2_font, layout.latin_font) + (
        "<w:b/><w:bCs/>" if layout.heading_2_bold else ""
    )
    title_font = fonts(layout.title_font, layout.title_font)
    title = f'{_no_grid}{_exact(layout.title_pitch_pt)}<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
    hanging = int(layout.hanging_punctuation)
    return (
        Style(
            "Normal", "Normal",
            f'<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="{hanging}"/>'
            f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{_exact(pitch)}<w:jc w:val="both"/>',
        ),
        Style("Body", "公文正文", characters.first_line(2)),
        Style("Flush", "公文顶格"),
        Style("Title", "Title", title, title_font + _no_spacing + half_points(layout.title_size_pt), following="Body"),
        Style(
            "Heading1", "heading 1", keep + characters.first_line(2) + '<w:outlineLvl w:val="0"/>',
            fonts(layout.heading_1_font, layout.latin_font), following="Body",
        ),
        Style("Heading2", "heading 2", keep + characters.first_line(2) + '<w:outlineLvl w:val="1"/>', heading_2,
              following="Body"),
        Style("Heading3", "heading 3", keep + characters.first_line(2) + '<w:outlineLvl w:val="2"/>',
              following="Body"),
        Style("Heading4", "heading 4", keep + characters.first_line(2) + '<w:outlineLvl w:val="3"/>',
              following="Body"),
        Style(
            "IssuerMark", "发文机关标志",
            f'{_no_grid}{_exact(layout.mark_size_pt * 1.15)}<w:jc w:val="center"/>',
            f'{title_font}<w:color w:val="{_RED}"/>{_no_spacing}{half_points(layout.mark_size_pt)}',
        ),
        Style("DocumentNumber", "发文字号", f'{_no_grid}{_exact(layout.body_size_pt + 4)}<w:jc w:val="center"/>'),
        Style("Addressee", "主送机关", _exact(pitch, before=pitch), following="Body"),
        Style("AnnexNote", "附件说明", f'{_exact(pitch)}{characters.hanging(5, 3)}<w:jc w:val="left"/>'),
        Style("AnnexMark", "附件标识", "<w:pageBreakBefore/>", fonts(layout.heading_1_font, layout.latin_font)),
        Style("Signature", "署名和成文日期", f'<w:keepLines/>{_exact(pitch)}<w:jc w:val="right"/>'),
        Style(
            "Imprint", "版记", f'{_no_grid}{_exact(layout.imprint_size_pt + 8)}<w:jc w:val="left"/>',
            half_points(layout.imprint_size_pt),
        ),
        Style(
            "Footer", "footer", f'{_no_grid}{_exact(layout.page_number_size_pt)}',
            fonts(layout.page_number_font, layout.page_number_font) + _no_spacing
            + half_points(layout.page_number_size_pt),
        ),
        Style(
            "TableText", "表格文字",
            f'{_no_grid}<w:spacing w:line="{twips_of_points(layout.table_pitch_pt)}" w:lineRule="atLeast"/>'
            '<w:jc w:val="left"/>',
            _no_spacing + half_points(layout.table_size_pt),
        ),
        Style(
            "TableHead", "表头", '<w:jc w:val="center"/>', fonts(layout.heading_1_font, layout.latin_font),
            based_on="TableText",
        ),
        Style("Statement", "模板语句", "", '<w:color w:val="7F7F7F"/>'),
        Style("Anchor", "分节和锚点", f'{_no_grid}{_exact(1)}', half_points(1)),
    )  # fmt: skip


@attrs.frozen
class _Characters:
    """Indents counted in characters, as Word's dialog does, with twips for programs that cannot."""

    layout: Layout

    def first_line(self, count: float) -> str:
        width = twips_of_points(count * self.layout.body_size_pt)
        return f'<w:ind w:firstLineChars="{round(count * 100)}" w:firstLine="{width}"/>'

    def hanging(self, left: float, back: float) -> str:
        advance = self.layout.character_advance_pt
        return f'<w:ind w:left="{twips_of_points(left * advance)}" w:hanging="{twips_of_points(back * advance)}"/>'


_no_grid = '<w:snapToGrid w:val="0"/>'
_no_spacing = '<w:spacing w:val="0"/>'


def _exact(pitch_pt: float, *, before: float = 0, after: float = 0) -> str:
    return (
        f'<w:spacing w:before="{twips_of_points(before)}" w:after="{twips_of_points(after)}"'
        f' w:line="{twips_of_points(pitch_pt)}" w:lineRule="exact"/>'
    )


def _character_styles(layout: Layout) -> str:
    def style(identifier: str, name: str, properties: str) -> str:
        custom = "" if name.isascii() else ' w:customStyle="1"'
        return (
            f'<w:style w:type="character"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/><w:qFormat/>'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )

    lead = fonts(layout.heading_2_font, layout.latin_font) + (
        "<w:b/><w:bCs/>" if layout.heading_2_bold else ""
    )
    return (
        style("Strong", "Strong", "<w:b/><w:bCs/>")
        + style("Lead", "段首楷体", lead)
        + style("Blank", "待填", '<w:shd w:val="clear" w:color="auto" w:fill="FFF2AB"/>')
    )


_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)
