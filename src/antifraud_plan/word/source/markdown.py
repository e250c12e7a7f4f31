"""The same blocks as Markdown: what people diff and tests snapshot."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from antifraud_plan.problems import Location
from antifraud_plan.word.jinja.printing import print_value
from antifraud_plan.word.jinja.program import Piece, Program, Slot, compile_program
from antifraud_plan.word.jinja.tags import Tag, TagKind, as_operand, split_tags
from antifraud_plan.word.source.blocks import (
    Addressee,
    Align,
    Annex,
    AnnexNote,
    Block,
    Cell,
    Compact,
    CutLine,
    Figure,
    Head,
    Heading,
    Imprint,
    Landscape,
    Mark,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Span,
    Spans,
    Statement,
    Table,
    Unnumbered,
)
from antifraud_plan.word.source.inline import parse_inline

_AROUND = {
    Mark.PLAIN: ("", ""),
    Mark.BOLD: ("**", "**"),
    Mark.LEAD: ("*", "*"),
    Mark.BLANK: ("`[", "]`"),
    Mark.NOTE: ("", ""),
}
_RULES = {Align.START: "---", Align.CENTRE: ":-:", Align.END: "--:"}


def render_markdown(blocks: Iterable[Block], values: Mapping[str, object]) -> str:
    """Render *blocks* with *values* as Markdown.

    Raises:
        ProblemsFoundError: as `CompiledTemplate.render`, at lines of the source.
    """
    rendered = compile_markdown(blocks).render(values)
    return rendered.strip("\n") + "\n"


def compile_markdown(blocks: Iterable[Block]) -> Program:
    """Compile *blocks* for rendering as Markdown many times."""
    return compile_program([piece for block in blocks for piece in _block(block)], _plain)


def _plain(value: object) -> str:
    return print_value(value).replace("\n", "<br>")


def _block(block: Block) -> Iterator[Piece]:
    match block:
        case Statement():
            yield from _text(block.text, block.place)
        case Heading():
            yield "#" * (block.level + 1) + " "
            yield from _spans(block.spans, block.place)
            yield "\n\n"
        case Paragraph() | Addressee() | Figure():
            yield from _spans(block.spans, block.place)
            yield "\n\n"
        case Table():
            yield from _table(block)
        case AnnexNote():
            yield from _annex_note(block)
        case Head() | Annex() | Signature() | Imprint():
            for line in _lines(block):
                yield from _spans(parse_inline(line), block.place)
                yield "\n\n"
        case CutLine():
            yield "---\n\n"
            yield from _spans(block.spans, block.place)
            yield "\n\n"
        case PageBreak() | Unnumbered():
            yield "---\n\n" if isinstance(block, PageBreak) else ""
        case Landscape() | Compact():
            for item in block.blocks:
                yield from _block(item)
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[Piece]:
    rule = "|" + "|".join(_RULES[column.align] for column in table.columns) + "|\n"
    if not table.header:
        yield "|" + "  |" * len(table.columns) + "\n" + rule
    for index, row in enumerate((*table.header, *table.rows)):
        match row:
            case Statement():
                yield from _text(row.text, row.place)
            case Row():
                yield "|"
                for cell in row.cells:
                    yield from _cell(cell, row.place)
                yield "\n"
        if index == len(table.header) - 1:
            yield rule
    yield "\n"


def _cell(cell: Cell, place: Location) -> Iterator[Piece]:
    yield " "
    yield from _spans(cell.spans, place)
    yield " |" + "  |" * (cell.columns - 1)


def _annex_note(note: AnnexNote) -> Iterator[Piece]:
    text = (
        f"{{% for title in {as_operand(note.titles)} %}}{{% if loop.first %}}附件：{{% endif %}}"
        "{% if loop.length > 1 %}{{ loop.index }}.{% endif %}{{ title }}"
    )
    yield from _text(text, note.place)
    yield "\n\n"
    yield from _text("{% endfor %}", note.place)


def _lines(block: Head | Annex | Signature | Imprint) -> tuple[str, ...]:
    match block:
        case Head():
            signatory = f" 签发人：{block.signatory}" if block.signatory else ""
            return f"**{block.mark}**", f"{block.number}{signatory}", "---"
        case Annex():
            return "---", f"**附件{block.number}**", f"# {block.title}"
        case Signature():
            return block.issuer, block.date
        case Imprint():
            copies = (f"抄送：{block.copies}。",) if block.copies else ()
            return "---", *copies, f"{block.printer} {block.date}印发"
        case _:
            assert_never(block)


def _spans(spans: Spans, place: Location) -> Iterator[Piece]:
    for span in spans:
        yield from _span(span, place)


def _span(span: Span, place: Location) -> Iterator[Piece]:
    before, after = _AROUND[span.mark]
    yield before
    yield from _text(span.text, place)
    yield after


def _text(text: str, place: Location) -> Iterator[Piece]:
    for item in split_tags(text):
        match item:
            case str():
                yield item.replace("\n", "<br>")
            case Tag(kind=TagKind.EXPRESSION | TagKind.STATEMENT):
                yield Slot(item, place)
