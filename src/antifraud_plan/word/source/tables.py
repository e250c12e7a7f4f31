"""Pipe tables and forms of the text source."""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.jinja.mistakes import offer_names
from antifraud_plan.word.jinja.tags import Tag, UnclosedTag, split_tags
from antifraud_plan.word.source.blocks import Align, Block, Cell, Column, Row, Statement, Table
from antifraud_plan.word.source.directives import Opening
from antifraud_plan.word.source.inline import InlineError, parse_inline

_HEIGHT = re.compile(r"^(\d+(?:\.\d+)?)mm\s*(?=\|)")
_RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+$")
_ATTRIBUTES = {
    "table": ("widths", "align", "split", "size"),
    "form": ("widths", "align", "borders", "split", "size"),
}
_CHOICES = {"borders": ("all", "none"), "split": ("false", "true"), "size": ("normal", "large")}
_ALIGNS = {"left": Align.START, "centre": Align.CENTRE, "center": Align.CENTRE, "right": Align.END}

Line = tuple[str, Location]


def is_table_line(line: str) -> bool:
    """Tell whether *line* is a row: ``| … |``, or ``20mm | … |`` with a least height."""
    return line.startswith("|") or _HEIGHT.match(line) is not None


def build_table(lines: Sequence[Line], opening: Opening | None) -> Table:
    """Build a table from its lines; *opening* is the directive around it, if any.

    Raises:
        ProblemsFoundError: ``source-bad-table``.
    """
    place = opening.place if opening else lines[0][1]
    form = opening is not None and opening.name == "form"
    attributes = dict(opening.attributes) if opening else {}
    allowed = _ATTRIBUTES["form" if form else "table"]
    unknown = next((key for key in attributes if key not in allowed), None)
    if unknown is not None:
        raise _bad(f"表格没有“{unknown}”这个属性。", place, offer_names(unknown, allowed))
    for name, choices in _CHOICES.items():
        if attributes.get(name, choices[0]) not in choices:
            raise _bad(f"{name}=“{attributes[name]}”不认识。", place, f"可用 {'、'.join(choices)}。")
    rule = next((index for index, (text, _) in enumerate(lines) if _RULE.match(text)), None)
    rows = [_read_line(text, where) for index, (text, where) in enumerate(lines) if index != rule]
    if not any(isinstance(row, Row) for row in rows):
        raise _bad("表格里一行也没有。", place, "请写上“| 甲 | 乙 |”这样的行。")
    columns = _columns(attributes, rows, lines[rule][0] if rule is not None else "", place)
    misfits = [row for row in rows if isinstance(row, Row) and not _fits(row, len(columns))]
    if misfits:
        raise ProblemsFoundError(
            Problem(
                "source-bad-table",
                f"这一行有 {_width(row)} 列，表格有 {len(columns)} 列。",
                row.place,
                "请补齐，或用“||”让前一格多占一列。",
            )
            for row in misfits
        )
    fitted = [_widened(row, len(columns)) if isinstance(row, Row) else row for row in rows]
    header_size = 0 if form else 1 if rule is None else rule
    header = tuple(row for row in fitted[:header_size] if isinstance(row, Row))
    if len(header) != header_size:
        raise _bad("表头里不能有 {% … %} 行。", place, "请把它移到表头下面。")
    return Table(
        columns,
        header,
        tuple(fitted[header_size:]),
        bordered=attributes.get("borders") != "none",
        splits=attributes.get("split") == "true",
        large=attributes.get("size") == "large",
        place=place,
    )


def keep_whole(blocks: Iterable[Block], around: Opening) -> Iterator[Block]:
    """Yield blocks, tables kept on one page if what is *around* them is a closing passage."""
    for block in blocks:
        if isinstance(block, Table) and around.name == "closing":
            yield attrs.evolve(block, closing=True)
        else:
            yield block


def split_cells(line: str) -> Iterator[str]:
    """Yield what stands between the pipes, tags kept whole; nothing between two pipes is an empty string.

    >>> list(split_cells("| {{ 单位 | join('、') }} | 乙 ||"))
    [" {{ 单位 | join('、') }} ", ' 乙 ', '']
    """
    written: list[str] = []
    started = False
    for part in split_tags(line):
        match part:
            case Tag():
                written.append(line[part.start : part.end])
            case UnclosedTag():
                written.append(line[part.start :])
            case str():
                for character in re.split(r"(\\.|\|)", part):
                    if character != "|":
                        written.append(character)
                        continue
                    if started:
                        yield "".join(written)
                    started = True
                    written.clear()
    if "".join(written).strip():
        yield "".join(written)


def _read_line(text: str, place: Location) -> Row | Statement:
    height = _HEIGHT.match(text)
    if not is_table_line(text):
        return Statement(text, place)
    cells: list[Cell] = []
    for content in split_cells(text[height.end() :] if height else text):
        if content == "" and cells:
            cells[-1] = Cell(cells[-1].spans, cells[-1].columns + 1)
            continue
        try:
            cells.append(Cell(parse_inline(content.strip())))
        except InlineError as error:
            raise ProblemsFoundError(
                [
                    Problem(
                        "source-unclosed-mark", f"{error}。", place, "请补上，或在前面加“\\”表示就是这个字。"
                    )
                ]
            ) from None
    return Row(tuple(cells), float(height[1]) if height else 0.0, place)


def _columns(
    attributes: dict[str, str], rows: Sequence[Row | Statement], rule: str, place: Location
) -> tuple[Column, ...]:
    widest = (_width(row) for row in rows if isinstance(row, Row) and len(row.cells) > 1)
    count = next(widest, 1)
    aligns = [_rule_align(item.strip()) for item in split_cells(rule)] or [Align.START] * count
    if "align" in attributes:
        names = attributes["align"].replace(",", " ").split()
        for name in names:
            if name not in _ALIGNS:
                raise _bad(f"对齐方式“{name}”不认识。", place, "可用 left、centre、right。")
        aligns = [_ALIGNS[name] for name in names]
    try:
        widths = [float(width) for width in attributes.get("widths", "1 " * count).replace(",", " ").split()]
    except ValueError:
        raise _bad("列宽要写成用空格隔开的数。", place, '例如 widths="1 3 2"。') from None
    if len(widths) != count or len(aligns) != count or any(width <= 0 for width in widths):
        raise _bad(
            f"表格有 {count} 列，列宽写了 {len(widths)} 个、对齐写了 {len(aligns)} 个。",
            place,
            "请让个数一致，列宽大于 0。",
        )
    return tuple(Column(width, align) for width, align in zip(widths, aligns, strict=True))


def _rule_align(dashes: str) -> Align:
    match dashes[:1] == ":", dashes[-1:] == ":":
        case True, True:
            return Align.CENTRE
        case False, True:
            return Align.END
        case _:
            return Align.START


def _width(row: Row) -> int:
    return sum(cell.columns for cell in row.cells)


def _fits(row: Row, count: int) -> bool:
    return len(row.cells) == 1 or _width(row) == count


def _widened(row: Row, count: int) -> Row:
    """Give a lone cell the whole width."""
    return Row((Cell(row.cells[0].spans, count),), row.height_mm, row.place) if len(row.cells) == 1 else row


def _bad(message: str, place: Location, remedy: str) -> ProblemsFoundError:
    return ProblemsFoundError([Problem("source-bad-table", message, place, remedy)])
