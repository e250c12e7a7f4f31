"""The styles of an official document: everything a style can say is said here, once."""

import attrs

from antifraud_plan.ooxml.xml import DECLARATION, W
from antifraud_plan.word.layout import MM_PER_POINT, Layout, twips_of_points
from antifraud_plan.word.official.markup import NO_GRID, fonts, half_points, justify, rule, spacing

_RED = "FF0000"
_NO_SPACING = '<w:spacing w:val="0"/>'


@attrs.frozen
class Style:
    """A paragraph style.

    Attributes:
        identifier: what paragraphs refer to.
        name: what Word lists.
        paragraph: paragraph properties in schema order.
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
    tracking = f'<w:spacing w:val="{twips_of_points(layout.character_spacing_pt)}"/>'
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f"{fonts(layout.body_font, layout.latin_font)}{tracking}{half_points(layout.body_size_pt)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        + "".join(style.xml() for style in _paragraph_styles(layout))
        + _character_styles(layout)
        + _TABLE_STYLES
        + "</w:styles>"
    )


def _paragraph_styles(layout: Layout) -> tuple[Style, ...]:
    pitch, latin = layout.line_pitch_pt, layout.latin_font
    title_font = fonts(layout.title_font, layout.title_font)
    number_font = fonts(layout.page_number_font, layout.page_number_font)
    heading_1 = fonts(layout.heading_1_font, latin)
    asian = (
        '<w:widowControl w:val="0"/><w:kinsoku w:val="1"/>'
        f'<w:overflowPunct w:val="{layout.hanging_punctuation:d}"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    )
    close = NO_GRID + spacing(layout.compact_pitch_pt)
    at_least = f'<w:spacing w:line="{twips_of_points(layout.table_pitch_pt)}" w:lineRule="atLeast"/>'
    return (
        Style("Normal", "Normal", asian + spacing(pitch) + justify("both")),
        Style("Body", "公文正文", _first_line(layout)),
        Style("Flush", "公文顶格"),
        Style("BodyCompact", "公文正文（紧凑）", close, based_on="Body"),
        Style("FlushCompact", "公文顶格（紧凑）", close, based_on="Flush"),
        Style(
            "Title",
            "Title",
            NO_GRID + spacing(layout.title_pitch_pt, after_pt=pitch) + justify("center"),
            title_font + _NO_SPACING + half_points(layout.title_size_pt),
        ),
        Style(
            "TitleCompact",
            "标题（紧凑）",
            spacing(layout.title_pitch_pt, after_pt=pitch / 2),
            based_on="Title",
        ),
        _heading(layout, 1, heading_1),
        _heading(layout, 2, _lead(layout)),
        _heading(layout, 3, ""),
        _heading(layout, 4, ""),
        Style(
            "IssuerMark",
            "发文机关标志",
            NO_GRID + spacing(layout.mark_pitch_pt, before_pt=_mark_drop(layout)) + justify("center"),
            f'{title_font}<w:color w:val="{_RED}"/>{_NO_SPACING}{half_points(layout.mark_size_pt)}',
        ),
        Style(
            "DocumentNumber",
            "发文字号",
            f"<w:pBdr>{_red_rule(layout)}</w:pBdr>"
            + NO_GRID
            + spacing(
                layout.number_pitch_pt,
                before_pt=layout.number_gap_lines * pitch,
                after_pt=layout.title_gap_lines * pitch,
            )
            + justify("center"),
        ),
        Style("Addressee", "主送机关", spacing(pitch)),
        Style("AnnexNote", "附件说明", spacing(pitch) + justify("left")),
        Style("AnnexMark", "附件标识", "<w:pageBreakBefore/>" + spacing(pitch, after_pt=pitch), heading_1),
        Style("Signature", "署名和成文日期", "<w:keepLines/>" + spacing(pitch) + justify("right")),
        Style(
            "Imprint",
            "版记",
            NO_GRID + spacing(layout.imprint_pitch_pt) + justify("left"),
            half_points(layout.imprint_size_pt),
        ),
        Style(
            "Footer",
            "footer",
            NO_GRID + spacing(layout.page_number_size_pt),
            number_font + _NO_SPACING + half_points(layout.page_number_size_pt),
        ),
        Style(
            "TableText",
            "表格文字",
            NO_GRID + at_least + justify("left"),
            _NO_SPACING + half_points(layout.table_size_pt),
        ),
        Style(
            "TableTextLarge",
            "表格文字（四号）",
            spacing(layout.table_large_pitch_pt),
            half_points(layout.table_large_size_pt),
            based_on="TableText",
        ),
        Style(
            "CutLine",
            "裁剪线",
            "<w:keepNext/><w:pBdr>"
            + rule("top", layout.table_rule_pt, kind="dashed", space_pt=1)
            + "</w:pBdr>"
            + NO_GRID
            + spacing(layout.table_pitch_pt, before_pt=layout.line_pitch_pt, after_pt=layout.line_pitch_pt)
            + justify("center"),
            _NO_SPACING + half_points(layout.table_size_pt),
        ),
        # As high as what stands in it, which an exact distance would clip.
        Style(
            "Figure",
            "图",
            "<w:keepLines/>"
            + NO_GRID
            + f'<w:spacing w:before="{twips_of_points(pitch / 4)}" w:after="{twips_of_points(pitch / 4)}"'
            + ' w:line="240" w:lineRule="auto"/>'
            + justify("center"),
            _NO_SPACING + half_points(layout.table_size_pt),
        ),
        Style("TableHead", "表头", justify("center"), heading_1, based_on="TableText"),
        Style(
            "Statement",
            "模板语句",
            NO_GRID + spacing(12),
            f'<w:color w:val="7F7F7F"/>{_NO_SPACING}{half_points(9)}',
        ),
        # Half a point high: it fits the two twentieths of a line that 22 lines leave free.
        Style("Anchor", "分节和锚点", NO_GRID + spacing(0.5), half_points(1)),
    )


def _heading(layout: Layout, level: int, run: str) -> Style:
    keep = "<w:keepNext/>" if layout.keep_headings else ""
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return Style(
        f"Heading{level}", f"heading {level}", keep + _first_line(layout) + outline, run, following="Body"
    )


def _mark_drop(layout: Layout) -> float:
    """Measure from the type area to the mark's line, so that its letters and not their line stand right."""
    return max(layout.mark_drop_mm / MM_PER_POINT - (layout.mark_pitch_pt - layout.mark_size_pt) / 2, 0)


def _red_rule(layout: Layout) -> str:
    drop = layout.rule_drop_mm / MM_PER_POINT - (layout.number_pitch_pt - layout.body_size_pt) / 2
    return rule("bottom", layout.rule_width_pt, colour=_RED, space_pt=round(max(drop, 0)))


def _first_line(layout: Layout) -> str:
    """Indent by two characters as Word's dialog does, with twips for programs that cannot count them."""
    return f'<w:ind w:firstLineChars="200" w:firstLine="{twips_of_points(2 * layout.body_size_pt)}"/>'


def _lead(layout: Layout) -> str:
    bold = "<w:b/><w:bCs/>" if layout.heading_2_bold else ""
    return fonts(layout.heading_2_font, layout.latin_font) + bold


def _character_styles(layout: Layout) -> str:
    def style(identifier: str, name: str, properties: str) -> str:
        custom = "" if name.isascii() else ' w:customStyle="1"'
        return (
            f'<w:style w:type="character"{custom} w:styleId="{identifier}">'
            f'<w:name w:val="{name}"/><w:qFormat/>'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )

    return (
        style("Strong", "Strong", "<w:b/><w:bCs/>")
        + style("Lead", "段首楷体", _lead(layout))
        + style("Tag", "模板标签", f'<w:color w:val="7F7F7F"/>{_NO_SPACING}{half_points(9)}')
        + style("Note", "小字", _NO_SPACING + half_points(layout.note_size_pt))
        + style("Blank", "待填", '<w:shd w:val="clear" w:color="auto" w:fill="FFF2AB"/>')
    )


_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)
