"""The readable text source of our Word templates, parsed into blocks before Jinja ever runs."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.jinja.environment import find_mistakes
from antifraud_plan.word.jinja.mistakes import offer_names
from antifraud_plan.word.jinja.program import Slot, find_crossings
from antifraud_plan.word.jinja.tags import Tag, TagKind, split_tags
from antifraud_plan.word.source.blocks import (
    Block,
    Compact,
    Heading,
    Landscape,
    PageBreak,
    Paragraph,
    Row,
    Spans,
    Statement,
    Table,
    Unnumbered,
)
from antifraud_plan.word.source.directives import (
    KEYED,
    LEAVES,
    ONE_TEXT,
    Opening,
    build_keyed,
    find_opening,
    find_opening_mistake,
    is_closing,
    texts_of,
)
from antifraud_plan.word.source.inline import InlineError, parse_inline
from antifraud_plan.word.source.tables import build_table, is_table_line, keep_whole

_CONTAINERS = frozenset({"landscape", "compact", "plain", "closing", "table", "form", *ONE_TEXT})
_NAMES = KEYED.keys() | LEAVES | _CONTAINERS
_ALONE: Mapping[str, type[PageBreak | Unnumbered]] = {"pagebreak": PageBreak, "unnumbered": Unnumbered}
_DEEPEST_INCLUDE = 8


@attrs.frozen
class Line:
    """One line of a source and where it stands."""

    text: str
    place: Location


def parse_source(
    text: str, *, file: str, shared: Mapping[str, str] = MappingProxyType({})
) -> tuple[Block, ...]:
    """Parse a text source.

    Args:
        text: the source.
        file: its name, for messages.
        shared: name → source of what ``::: include NAME`` may name.

    Raises:
        ProblemsFoundError: every mistake of the source at its line: ``source-unknown-directive``,
            ``source-unclosed-directive``, ``source-bad-directive``, ``source-bad-table``,
            ``source-unclosed-mark``, ``source-unknown-include``, and the ``template-…`` codes of tags.
    """
    parser = _Parser(shared)
    lines = list(parser.read_lines(text, file, 0))
    blocks = parser.parse_blocks(iter(lines), None)
    parser.check_tags()
    if parser.problems:
        raise ProblemsFoundError(
            sorted(parser.problems, key=lambda item: (item.location.line or 0) if item.location else 0)
        )
    return blocks


@attrs.define
class _Parser:
    shared: Mapping[str, str]
    problems: list[Problem] = attrs.field(factory=list)
    slots: list[Slot] = attrs.field(factory=list)
    containers: Iterator[int] = attrs.field(factory=itertools.count)

    def refuse(self, code: str, message: str, place: Location, remedy: str) -> None:
        self.problems.append(Problem(code, message, place, remedy))

    def read_lines(self, text: str, file: str, depth: int) -> Iterator[Line]:
        """Yield the lines of *text* with those of its includes in place."""
        for number, line in enumerate(text.splitlines(), 1):
            place = Location(file, number)
            opening = find_opening(line, place)
            if opening is None or opening.name != "include":
                yield Line(line.strip(), place)
            elif opening.argument not in self.shared:
                self.refuse(
                    "source-unknown-include", f"没有名为“{opening.argument}”的公用段落。", place,
                    offer_names(opening.argument, self.shared),
                )  # fmt: skip
            elif depth >= _DEEPEST_INCLUDE:
                self.refuse(
                    "source-unknown-include",
                    f"公用段落“{opening.argument}”一层套一层，没有尽头。",
                    place,
                    "请去掉循环的引用。",
                )
            else:
                yield from self.read_lines(self.shared[opening.argument], opening.argument, depth + 1)

    def parse_blocks(self, lines: Iterator[Line], opened: Opening | None) -> tuple[Block, ...]:
        """Parse up to the end of *opened*, or of the source."""
        container = next(self.containers)
        blocks: list[Block] = []
        paragraph: list[Line] = []
        rows: list[Line] = []

        def flush() -> None:
            if paragraph:
                blocks.append(self.paragraph(paragraph, opened))
                paragraph.clear()
            if rows:
                self.add_table(blocks, rows, None)
                rows.clear()

        for line in lines:
            opening = find_opening(line.text, line.place)
            if is_closing(line.text):
                flush()
                if opened is not None:
                    return tuple(blocks)
                self.refuse(
                    "source-unclosed-directive", "“:::”前面没有与它配对的开头。", line.place, "请删去这一行。"
                )
            elif opening is not None:
                flush()
                self.add_directive(blocks, opening, lines)
            elif is_table_line(line.text) or (rows and _is_statement(line.text)):
                if not rows:
                    flush()
                rows.append(line)
            elif not line.text:
                flush()
            elif line.text.startswith("#"):
                flush()
                blocks.append(self.heading(line, opened))
            elif _is_statement(line.text):
                flush()
                blocks.append(Statement(line.text, line.place))
                self.note_tags(line.text, line.place, container)
            else:
                if rows:
                    flush()
                paragraph.append(line)
        flush()
        if opened is not None:
            self.refuse(
                "source-unclosed-directive",
                f"“::: {opened.name}”没有结束。",
                opened.place,
                "请在它的内容后面加一行“:::”。",
            )
        return tuple(blocks)

    def add_directive(self, blocks: list[Block], opening: Opening, lines: Iterator[Line]) -> None:
        mistake = find_opening_mistake(opening)
        if mistake is not None:
            self.problems.append(mistake)
        match opening.name:
            case "pagebreak" | "unnumbered":
                blocks.append(_ALONE[opening.name](opening.place))
            case "landscape":
                blocks.append(Landscape(self.upright_blocks(lines, opening), opening.place))
            case "compact":
                blocks.append(Compact(self.upright_blocks(lines, opening), opening.place))
            case "plain" | "closing":
                blocks.extend(keep_whole(self.parse_blocks(lines, opening), opening))
            case "table" | "form":
                self.add_table(blocks, self.lines_inside(lines, opening), opening)
            case name if name in ONE_TEXT:
                text = "".join(line.text for line in self.lines_inside(lines, opening))
                blocks.append(ONE_TEXT[opening.name](self.spans(text, opening.place), opening.place))
            case name if name in KEYED:
                inside = self.lines_inside(lines, opening)
                block, problems = build_keyed(opening, [(line.text, line.place) for line in inside])
                self.problems.extend(problems)
                if block is not None:
                    blocks.append(block)
                    for text in texts_of(block):
                        self.spans(text, opening.place)
            case name:
                self.refuse(
                    "source-unknown-directive",
                    f"不认识“::: {name}”。",
                    opening.place,
                    offer_names(name, _NAMES),
                )

    def upright_blocks(self, lines: Iterator[Line], opening: Opening) -> tuple[Block, ...]:
        """Parse the blocks of a directive that can decide nothing about pages."""
        blocks = self.parse_blocks(lines, opening)
        for item in blocks:
            if isinstance(item, Landscape | Unnumbered):
                message = f"“::: {opening.name}”里面不能有管整页的“::: landscape”和“::: unnumbered”。"
                self.refuse("source-bad-directive", message, item.place, "请删去，或移到外面。")
        return blocks

    def lines_inside(self, lines: Iterator[Line], opening: Opening) -> list[Line]:
        """Take the lines of a directive that holds no other."""
        inside: list[Line] = []
        for line in lines:
            if is_closing(line.text):
                return inside
            if find_opening(line.text, line.place) is not None:
                self.refuse(
                    "source-unclosed-directive",
                    f"“::: {opening.name}”里面不能再有“{line.text}”。",
                    line.place,
                    f"请先用“:::”结束第 {opening.place.line} 行的“::: {opening.name}”。",
                )
            inside.append(line)
        self.refuse(
            "source-unclosed-directive",
            f"“::: {opening.name}”没有结束。",
            opening.place,
            "请在它的内容后面加一行“:::”。",
        )
        return inside

    def add_table(self, blocks: list[Block], rows: Sequence[Line], opening: Opening | None) -> None:
        try:
            table = build_table([(line.text, line.place) for line in rows if line.text], opening)
        except ProblemsFoundError as error:
            self.problems.extend(error.problems)
            return
        blocks.append(table)
        self.note_table_tags(table)

    def note_table_tags(self, table: Table) -> None:
        container = next(self.containers)
        for row in (*table.header, *table.rows):
            match row:
                case Statement():
                    self.note_tags(row.text, row.place, container)
                case Row():
                    for cell in row.cells:
                        text = "".join(span.text for span in cell.spans)
                        self.note_tags(text, row.place, next(self.containers))

    def paragraph(self, lines: Sequence[Line], opened: Opening | None) -> Paragraph:
        around = opened.name if opened else ""
        text = "".join(line.text for line in lines)
        spans = self.spans(text, lines[0].place)
        return Paragraph(spans, around != "plain", around == "closing", lines[0].place)

    def heading(self, line: Line, opened: Opening | None) -> Heading:
        hashes = len(line.text) - len(line.text.lstrip("#"))
        text = line.text[hashes:].strip()
        if hashes > 5 or not text:
            self.refuse(
                "source-bad-heading",
                f"标题“{line.text}”写得不对。",
                line.place,
                "请写成一到五个 #、一个空格、标题文字。",
            )
        closing = opened is not None and opened.name == "closing"
        return Heading(min(hashes, 5) - 1, self.spans(text, line.place), closing, line.place)

    def spans(self, text: str, place: Location) -> Spans:
        try:
            spans = parse_inline(text)
        except InlineError as error:
            self.refuse("source-unclosed-mark", f"{error}。", place, "请补上，或在前面加“\\”表示就是这个字。")
            return ()
        self.note_tags(text, place, next(self.containers))
        return spans

    def note_tags(self, text: str, place: Location, container: int) -> None:
        self.slots.extend(Slot(item, place, container) for item in split_tags(text) if isinstance(item, Tag))

    def check_tags(self) -> None:
        for slot in self.slots:
            if slot.tag.kind is not TagKind.COMMENT:
                self.problems.extend(
                    Problem(code, message, slot.location, remedy)
                    for code, message, remedy in find_mistakes(slot.tag)
                )
        self.problems.extend(find_crossings(self.slots))


def _is_statement(text: str) -> bool:
    """Tell whether a line holds nothing but statements."""
    parts = [item for item in split_tags(text) if not (isinstance(item, str) and not item.strip())]
    return bool(parts) and all(
        isinstance(item, Tag) and item.kind is not TagKind.EXPRESSION for item in parts
    )
