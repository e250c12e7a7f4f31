"""Small builders of WordprocessingML, so that the rooms above say what they mean and not how it is spelt."""

from collections.abc import Iterable

from antifraud_plan.ooxml.xml import escape_attribute, escape_text
from antifraud_plan.word.jinja.tags import Scope, Tag, find_tags
from antifraud_plan.word.layout import twips_of_points
from antifraud_plan.word.source.blocks import Mark, Span

_CHARACTER_STYLES = {
    Mark.PLAIN: "",
    Mark.BOLD: "Strong",
    Mark.LEAD: "Lead",
    Mark.BLANK: "Blank",
    Mark.NOTE: "Note",
}
TAB = "<w:r><w:tab/></w:r>"
NO_GRID = '<w:snapToGrid w:val="0"/>'


def run(text: str, *, style: str = "") -> str:
    """Write a run. Its hint gives “ ” — … the Chinese font; without it they take the Latin one."""
    if not text:
        return ""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    written = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape_text(line)}</w:t>' for line in text.split("\n")
    )
    return f'<w:r><w:rPr>{styled}<w:rFonts w:hint="eastAsia"/></w:rPr>{written}</w:r>'


def runs(spans: Iterable[Span]) -> str:
    """Write spans as runs, each in its character style."""
    return "".join(run(span.text, style=_CHARACTER_STYLES[span.mark]) for span in spans)


def paragraph(style: str, content: str, *, properties: str = "") -> str:
    """Write a paragraph in *style*; *properties* is what a style cannot say."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def statements(text: str, *, scope: Scope = Scope.PARAGRAPH) -> str:
    """Write each statement of *text* as a paragraph of its own: ``{%p … %}``, or ``{%tr … %}`` in a row."""
    return "".join(
        paragraph("Statement", run(str(Tag(tag.kind, tag.source, scope))))
        for tag in find_tags(text)
        if isinstance(tag, Tag)
    )


def fonts(east_asian: str, latin: str) -> str:
    """Write explicit fonts; theme fonts would override them and are never used."""
    name, other = escape_attribute(east_asian), escape_attribute(latin)
    return f'<w:rFonts w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{name}" w:cs="{other}"/>'


def half_points(size_pt: float) -> str:
    """Write a font size."""
    return f'<w:sz w:val="{round(size_pt * 2)}"/><w:szCs w:val="{round(size_pt * 2)}"/>'


def spacing(pitch_pt: float, *, before_pt: float = 0, after_pt: float = 0) -> str:
    """Write an exact line distance and the space around a paragraph."""
    return (
        f'<w:spacing w:before="{twips_of_points(before_pt)}" w:after="{twips_of_points(after_pt)}"'
        f' w:line="{twips_of_points(pitch_pt)}" w:lineRule="exact"/>'
    )


def space_before(length_pt: float) -> str:
    """Write the space before one paragraph; its line distance stays its style's."""
    return f'<w:spacing w:before="{twips_of_points(length_pt)}"/>'


def indent(left_pt: float, hanging_pt: float = 0) -> str:
    """Write a left indent whose first line hangs back."""
    return f'<w:ind w:left="{twips_of_points(left_pt)}" w:hanging="{twips_of_points(hanging_pt)}"/>'


def justify(side: str) -> str:
    """Write an alignment: ``left``, ``center``, ``right``, ``both``."""
    return f'<w:jc w:val="{side}"/>'


def rule(
    side: str, width_pt: float, *, kind: str = "single", colour: str = "000000", space_pt: int = 0
) -> str:
    """Write a border line; Word counts its width in eighths of a point, at least two."""
    size = max(round(width_pt * 8), 2)
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space_pt}" w:color="{colour}"/>'
