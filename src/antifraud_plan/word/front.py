"""What stands before and after the body text: head, annex mark and note, signature, imprint."""

from antifraud_plan.word.blocks import Annex, AnnexNote, Head, Imprint, Signature
from antifraud_plan.word.layout import TWIPS_PER_MM, Layout, twips_of_mm, twips_of_points
from antifraud_plan.word.markup import paragraph, rule, run, statement, tab
from antifraud_plan.word.tags import Tag, as_expression, find_tags

_EMU_PER_MM = 36_000
_RED = "FF0000"
_LONGEST_SQUEEZE = 40  # percent: below this a mark is no longer readable, so it wraps


def head_xml(head: Head, layout: Layout) -> str:
    """Write 版头. Clauses 7.2.4 to 7.2.7."""
    width_pt = layout.type_width_mm * TWIPS_PER_MM / 20
    fitting = f"{width_pt * 100 / layout.mark_size_pt:.0f}"
    squeeze = (
        f"[100, [{_LONGEST_SQUEEZE}, ({fitting} / (({as_expression(head.mark)}) | text_width))] | max] | min"
    )
    mark = paragraph(
        "IssuerMark",
        run(f"{{% character_scale {squeeze} %}}{head.mark}"),
        properties=_spacing(layout.mark_drop_mm * TWIPS_PER_MM / 20, layout.mark_size_pt * 1.15),
    )
    red_rule = f"<w:pBdr>{rule('bottom', layout.rule_width_pt, colour=_RED, space_pt=round(layout.rule_drop_mm * 72 / 25.4))}</w:pBdr>"
    gap = layout.number_gap_lines * layout.line_pitch_pt
    pitch = layout.body_size_pt + 4
    if not head.signatory:
        number = paragraph("DocumentNumber", run(head.number), properties=red_rule + _spacing(gap, pitch))
        return mark + number
    indent = twips_of_points(layout.character_advance_pt)
    stop = twips_of_mm(layout.type_width_mm) - indent
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
    number = paragraph(
        "DocumentNumber",
        run(head.number) + tab() + run("签发人：") + run(head.signatory, properties="", style="Lead"),
        properties=red_rule + tabs + _spacing(gap, pitch) + f'<w:ind w:left="{indent}"/><w:jc w:val="left"/>',
    )
    return mark + number


def annex_xml(annex: Annex, layout: Layout) -> str:
    """Write 附件N on line 1 of a new page, its title on line 3. Clause 7.3.7."""
    title = paragraph(
        "Title", run(annex.title), properties=_spacing(layout.line_pitch_pt, layout.title_pitch_pt)
    )
    return paragraph("AnnexMark", run(f"附件{annex.number}")) + title


def annex_note_xml(note: AnnexNote, layout: Layout) -> str:
    """Write 附件： after one blank line; numbered when there are several. Clause 7.3.4."""
    source = next((tag.source for tag in find_tags(note.titles) if isinstance(tag, Tag)), "[]")
    advance = layout.character_advance_pt

    def indent(left: float, hanging: float) -> str:
        return f'<w:ind w:left="{twips_of_points(left * advance)}" w:hanging="{twips_of_points(hanging * advance)}"/>'

    before = _spacing(layout.line_pitch_pt, layout.line_pitch_pt)
    return (
        statement(f"{{%p for title in {source} %}}")
        + statement("{%p if loop.length == 1 %}")
        + paragraph("AnnexNote", run("附件：{{ title }}"), properties=before)
        + statement("{%p elif loop.first %}")
        + paragraph("AnnexNote", run("附件：1.{{ title }}"), properties=before + indent(6, 4))
        + statement("{%p else %}")
        + paragraph("AnnexNote", run("{{ loop.index }}.{{ title }}"), properties=indent(6, 1))
        + statement("{%p endif %}")
        + statement("{%p endfor %}")
    )


def signature_xml(signature: Signature, layout: Layout) -> str:
    """Write 署名 and 成文日期; how far in they stand follows from their lengths. Clause 7.3.5."""
    issuer, date, sealed = map(as_expression, (signature.issuer, signature.date, signature.sealed))
    if signature.sealed in {"true", "false"}:
        sealed = signature.sealed
    advance = layout.character_advance_pt
    issuer_tag = f"{{% right_indent {advance} * (({issuer}) | issuer_indent(({date}), {sealed})) %}}"
    date_tag = f"{{% right_indent {advance} * (({date}) | date_indent(({issuer}), {sealed})) %}}"
    before = _spacing(2 * layout.line_pitch_pt, layout.line_pitch_pt)
    return paragraph(
        "Signature", run(issuer_tag + signature.issuer), properties="<w:keepNext/>" + before
    ) + paragraph("Signature", run(date_tag + signature.date))


def imprint_xml(imprint: Imprint, layout: Layout) -> str:
    """Write 版记 in a text box whose last rule lies on the type area's bottom. Clause 7.4."""
    raise NotImplementedError


def _spacing(before_pt: float, pitch_pt: float) -> str:
    return (
        f'<w:spacing w:before="{twips_of_points(before_pt)}" w:after="0"'
        f' w:line="{twips_of_points(pitch_pt)}" w:lineRule="exact"/>'
    )
