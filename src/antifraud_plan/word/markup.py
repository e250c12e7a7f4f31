"""Small builders of WordprocessingML, so that the rooms above say what they mean and not how it is spelt."""

from collections.abc import Iterable

from antifraud_plan.ooxml.xml import escape_attribute, escape_text
from antifraud_plan.word.blocks import Mark, Span

_CHARACTER_STYLES = {Mark.PLAIN: "", Mark.BOLD: "Strong", Mark.LEAD: "Lead", Mark.BLANK: "Blank"}


def run(text: str, *, style: str = "", properties: str = "") -> str:
    """Write a run. Its hint gives “ ” — … the Chinese font; without it they take the Latin one."""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:r><w:rPr>{styled}<w:rFonts w:hint="eastAsia"/>{properties}</w:rPr>'
        f'<w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>'
    )


def runs(spans: Iterable[Span]) -> str:
    """Write spans as runs, each in its character style."""
    return "".join(run(span.text, style=_CHARACTER_STYLES[span.mark]) for span in spans)


def tab() -> str:
    """Write a tab to the next stop."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, content: str, *, properties: str = "") -> str:
    """Write a paragraph in *style*; *properties* is what a style cannot say."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def statement(text: str) -> str:
    """Write a paragraph that holds only a statement, as a clerk would type it."""
    return paragraph("Statement", run(text))


def fonts(east_asian: str, latin: str) -> str:
    """Write explicit fonts; theme fonts would override them and are never used."""
    name, other = escape_attribute(east_asian), escape_attribute(latin)
    return f'<w:rFonts w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{name}" w:cs="{other}"/>'


def half_points(size_pt: float) -> str:
    """Write a font size."""
    return f'<w:sz w:val="{round(size_pt * 2)}"/><w:szCs w:val="{round(size_pt * 2)}"/>'


def rule(side: str, width_pt: float, *, colour: str = "000000", space_pt: int = 0) -> str:
    """Write a border line; Word counts its width in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{max(round(width_pt * 8), 2)}" w:space="{space_pt}" w:color="{colour}"/>'
