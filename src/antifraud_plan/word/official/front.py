"""What stands around the body text: head, title, annex mark and note, signature, imprint."""

from antifraud_plan.word.jinja.tags import Tag, as_operand, find_tags
from antifraud_plan.word.layout import MM_PER_POINT, Layout, twips_of_mm, twips_of_points
from antifraud_plan.word.official.drawing import TextBox, at_margin
from antifraud_plan.word.official.markup import (
    TAB,
    indent,
    justify,
    paragraph,
    rule,
    run,
    runs,
    space_before,
    statements,
)
from antifraud_plan.word.source.blocks import Annex, AnnexNote, Head, Imprint, Signature
from antifraud_plan.word.source.inline import parse_inline
from antifraud_plan.word.typesetting.titles import break_title

# Characters that a line of a title leaves free, for fonts a little wider than their size.
_TITLE_SLACK = 0.8
# Characters that the imprint keeps for 2023年12月26日印发 and the space around it, in any font.
_DATE_WIDTH = 13


def head_xml(head: Head, layout: Layout) -> str:
    """Write 版头. Clauses 7.2.4 to 7.2.7.

    How wide the mark's text is shows only when the template is filled, so its squeeze is a tag.
    """
    widest = layout.type_width_mm / MM_PER_POINT / layout.mark_size_pt
    squeeze = f"{{% character_scale {as_operand(head.mark)} | squeeze({widest:.2f}) %}}"
    mark = paragraph("IssuerMark", run(squeeze, style="Tag") + run(head.mark))
    number = runs(parse_inline(head.number))  # a number not yet assigned is a marked blank
    if not head.signatory:
        return mark + paragraph("DocumentNumber", number)
    # Number left and signatory right, each one character in; tabs, because indents would shorten the rule.
    left = twips_of_points(layout.character_advance_pt)
    right = twips_of_mm(layout.type_width_mm) - left
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    content = TAB + number + TAB + run("签发人：") + run(head.signatory, style="Lead")
    return mark + paragraph("DocumentNumber", content, properties=tabs + justify("left"))


def title_xml(
    title: str, layout: Layout, *, width_mm: float, style: str = "Title", properties: str = ""
) -> str:
    """Write a title; *properties* may start it on a new page. Clause 7.3.1.

    How long it is shows only when the template is filled, so a filter breaks it into lines.
    """
    capacity = width_mm / MM_PER_POINT / layout.title_size_pt - _TITLE_SLACK
    if not any(isinstance(tag, Tag) for tag in find_tags(title)):
        return paragraph(style, run(break_title(title, capacity)), properties=properties)
    broken = f"{{{{ {as_operand(title)} | title_lines({capacity:.2f}) }}}}"
    return paragraph(style, run(broken), properties=properties)


def annex_xml(annex: Annex, layout: Layout, *, width_mm: float) -> str:
    """Write 附件N on line 1 of a new page, its title on line 3. Clause 7.3.7."""
    mark = paragraph("AnnexMark", run(f"附件{annex.number}"))
    return mark + title_xml(annex.title, layout, width_mm=width_mm)


def annex_note_xml(note: AnnexNote, layout: Layout) -> str:
    """Write 附件： after one blank line; numbered when there are several. Clause 7.3.4."""
    advance = layout.character_advance_pt
    first = space_before(layout.line_pitch_pt)
    return (
        statements(f"{{% for title in {as_operand(note.titles)} %}}")
        + statements("{% if loop.length == 1 %}")
        + paragraph(
            "AnnexNote", run("附件：{{ title }}"), properties=first + indent(5 * advance, 3 * advance)
        )
        + statements("{% elif loop.first %}")
        + paragraph(
            "AnnexNote", run("附件：1.{{ title }}"), properties=first + indent(6 * advance, 4 * advance)
        )
        + statements("{% else %}")
        + paragraph("AnnexNote", run("{{ loop.index }}.{{ title }}"), properties=indent(6 * advance, advance))
        + statements("{% endif %}{% endfor %}")
    )


def signature_xml(signature: Signature, layout: Layout) -> str:
    """Write 署名 and 成文日期, sealed or not as the template's values say. Clause 7.3.5."""
    match signature.sealed:
        case "true":
            return _signature(signature, layout, sealed=True)
        case "false":
            return _signature(signature, layout, sealed=False)
        case _:
            return (
                statements(f"{{% if {as_operand(signature.sealed)} %}}")
                + _signature(signature, layout, sealed=True)
                + statements("{% else %}")
                + _signature(signature, layout, sealed=False)
                + statements("{% endif %}")
            )


def _signature(signature: Signature, layout: Layout, *, sealed: bool) -> str:
    """Write both lines; how far in they stand follows from their lengths, so the indents are tags too."""
    issuer, date = as_operand(signature.issuer), as_operand(signature.date)
    advance = layout.character_advance_pt
    if sealed:
        # Centred between the right edge and a left indent that puts the middle where it belongs.
        width = layout.type_width_mm / MM_PER_POINT
        place = f"left_indent {width:.2f} - {2 * advance} * ({issuer} | signature_axis({date}))"
        gap, side = layout.seal_gap_lines, justify("center")
    else:
        place = f"right_indent {advance} * ({issuer} | issuer_indent({date}))"
        gap, side = layout.signature_gap_lines, ""
    how = "true" if sealed else "false"
    date_place = f"right_indent {advance} * ({date} | date_indent({issuer}, {how}))"
    return paragraph(
        "Signature",
        run(f"{{% {place} %}}", style="Tag") + run(f"{{{{ {issuer} | signature_lines }}}}"),
        properties="<w:keepNext/>" + space_before(gap * layout.line_pitch_pt) + side,
    ) + paragraph("Signature", run(f"{{% {date_place} %}}", style="Tag") + run(signature.date))


def imprint_xml(imprint: Imprint, layout: Layout) -> str:
    """Write 版记 in a text box whose last rule lies on the type area's bottom. Clause 7.4."""
    total = twips_of_mm(layout.type_width_mm)
    inset = layout.imprint_size_pt  # one character left and right
    # The date has a cell of its own: a long printer goes on below itself and never touches it.
    dated = twips_of_points(_DATE_WIDTH * layout.imprint_size_pt)
    outer, inner = layout.imprint_outer_rule_pt, layout.imprint_inner_rule_pt
    copies = ""
    if imprint.copies:
        # Further lines start under the first character after the colon.
        place = f'<w:ind w:left="{twips_of_points(4 * inset)}" w:right="{twips_of_points(inset)}"'
        place += f' w:hanging="{twips_of_points(3 * inset)}"/>'
        content = paragraph("Imprint", run(f"抄送：{imprint.copies}。"), properties=place)
        borders = rule("top", outer) + rule("bottom", inner)
        copies = f"<w:tr>{_imprint_cell(content, total, borders, columns=2)}</w:tr>"
    borders = ("" if copies else rule("top", outer)) + rule("bottom", outer)
    printer = paragraph("Imprint", run(imprint.printer), properties=indent(inset))
    ends = f'<w:ind w:right="{twips_of_points(inset)}"/>{justify("right")}'
    date = paragraph("Imprint", run(f"{imprint.date}印发"), properties=ends)
    last = _imprint_cell(printer, total - dated, borders) + _imprint_cell(date, dated, borders)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{total - dated}"/><w:gridCol w:w="{dated}"/></w:tblGrid>'
        f"{copies}<w:tr>{last}</w:tr></w:tbl>"
    )
    lines = 2 if copies else 1
    box = TextBox(
        number=1,
        name="版记",
        width_mm=layout.type_width_mm,
        height_mm=lines * layout.imprint_pitch_pt * MM_PER_POINT + 1,
        horizontal=at_margin("left"),
        vertical=at_margin("bottom"),
        turned=False,
        grows=True,
    )
    return paragraph("Anchor", box.run(table + paragraph("Anchor", "")))


def _imprint_cell(content: str, width: int, borders: str, *, columns: int = 1) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:tcBorders>{borders}</w:tcBorders>'
        f'<w:vAlign w:val="bottom"/></w:tcPr>{content}</w:tc>'
    )
