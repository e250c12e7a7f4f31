"""What a text source consists of: blocks of text with Jinja tags in them, each knowing its line."""

from enum import Enum

import attrs

from antifraud_plan.problems import Location


class Mark(Enum):
    """How text stands out: not at all, bold, a lead-in in 楷体, a blank to fill in, a small note."""

    PLAIN = ""
    BOLD = "**"
    LEAD = "__"
    BLANK = "[["
    NOTE = "^^"


@attrs.frozen
class Span:
    """A stretch of text in one look; the text may hold tags.

    Attributes:
        text: as typed, tags included.
        mark: see `Mark`.
    """

    text: str
    mark: Mark = Mark.PLAIN


Spans = tuple[Span, ...]


class Align(Enum):
    """Where text stands in a table column; the values are WordprocessingML's."""

    START = "left"
    CENTRE = "center"
    END = "right"


@attrs.frozen
class Statement:
    """A line of ``{% … %}`` that steers the blocks or rows after it.

    Attributes:
        text: one or more statements, as typed.
        place: file and line.
    """

    text: str
    place: Location


@attrs.frozen
class Heading:
    """A heading; its number is part of its text. Clauses 7.3.1, 7.3.3.

    Attributes:
        level: 0 the title (标题), 1 一、 2 （一） 3 1. 4 （1）.
        spans: the text.
        closing: see `Paragraph`.
        place: file and line.
    """

    level: int
    spans: Spans
    closing: bool
    place: Location


@attrs.frozen
class Paragraph:
    """Body text (正文).

    Attributes:
        spans: the text.
        indented: whether the first line starts two characters in, as body text does.
        closing: whether it stays with what follows, so that a signature never stands alone on a page.
        place: file and line.
    """

    spans: Spans
    indented: bool
    closing: bool
    place: Location


@attrs.frozen
class Addressee:
    """主送机关, flush left, one line below the title. Clause 7.3.2."""

    spans: Spans
    place: Location


@attrs.frozen
class Column:
    """A table column: its width as a share of all columns' widths, and its alignment."""

    width: float
    align: Align = Align.START


@attrs.frozen
class Cell:
    """A table cell: its text and how many columns it spans."""

    spans: Spans
    columns: int = 1


@attrs.frozen
class Row:
    """A table row; `height_mm` is its least height, 0 when the text decides."""

    cells: tuple[Cell, ...]
    height_mm: float
    place: Location


@attrs.frozen
class Table:
    """A table, or a form to be written on.

    Attributes:
        columns: widths and alignments.
        header: rows repeated on every page; empty in forms.
        rows: rows, and statements around rows.
        bordered: whether the cells have rules.
        splits: whether a row may break across pages.
        large: whether its text is 四号, as what people sign should be.
        place: file and line.
        closing: whether its rows stay on one page: an opinion with the lines for who signs it.
    """

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row | Statement, ...]
    bordered: bool
    splits: bool
    large: bool
    place: Location
    closing: bool = False


@attrs.frozen
class Head:
    """版头: red issuer mark, document number, red rule. Clauses 7.2.4 to 7.2.7.

    Attributes:
        mark: 发文机关标志.
        number: 发文字号.
        signatory: 签发人, in papers sent upwards; empty otherwise.
        place: file and line.
    """

    mark: str
    number: str
    signatory: str
    place: Location


@attrs.frozen
class AnnexNote:
    """附件说明: `titles` is a tag that gives the list of annex titles. Clause 7.3.4."""

    titles: str
    place: Location


@attrs.frozen
class Annex:
    """The start of an annex on a new page: 附件N, then its title. Clause 7.3.7.

    Attributes:
        number: N; empty when there is only one.
        title: 附件标题.
        place: file and line.
    """

    number: str
    title: str
    place: Location


@attrs.frozen
class Signature:
    """发文机关署名 and 成文日期. Clauses 7.3.5.1, 7.3.5.2.

    Attributes:
        issuer: who issues.
        date: the date as printed.
        sealed: ``true``, ``false`` or a tag.
        place: file and line.
    """

    issuer: str
    date: str
    sealed: str
    place: Location


@attrs.frozen
class Imprint:
    """版记 at the bottom of the last page. Clause 7.4.

    Attributes:
        copies: 抄送机关; empty for none.
        printer: 印发机关.
        date: 印发日期, 印发 is added.
        place: file and line.
    """

    copies: str
    printer: str
    date: str
    place: Location


@attrs.frozen
class Figure:
    """A picture or a chart in a line of its own, centred, with the words under it (图)."""

    spans: Spans
    place: Location


@attrs.frozen
class CutLine:
    """A dashed line to cut along, such as above a receipt slip (回执), and the words under it."""

    spans: Spans
    place: Location


@attrs.frozen
class PageBreak:
    """What follows starts on a new page."""

    place: Location


@attrs.frozen
class Unnumbered:
    """A mark of a document whose pages carry no numbers, such as a pledge of one page."""

    place: Location


@attrs.frozen
class Landscape:
    """Blocks on pages lying on their side, their page number at the same place on the sheet."""

    blocks: "tuple[Block, ...]"
    place: Location


@attrs.frozen
class Compact:
    """Blocks whose lines stand closer, in letters of full size: a form that must keep to one page."""

    blocks: "tuple[Block, ...]"
    place: Location


Block = (
    Statement
    | Heading
    | Paragraph
    | Addressee
    | Table
    | Head
    | AnnexNote
    | Annex
    | Signature
    | Imprint
    | Figure
    | CutLine
    | PageBreak
    | Unnumbered
    | Landscape
    | Compact
)
