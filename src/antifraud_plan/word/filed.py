"""Reads a plan that a school filed as a Word file: hostile input, kept within the limits of templates."""

from collections.abc import Iterator

from lxml import etree

from antifraud_plan.model.review.filed import FiledLine, FiledPlan
from antifraud_plan.ooxml.limits import TEMPLATE_LIMITS
from antifraud_plan.ooxml.package import read_package
from antifraud_plan.ooxml.xml import W, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError

_PART = "word/document.xml"
_W = f"{{{W}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
# Deleted words are no longer in the plan; a fallback says again what its choice said.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback"})
_MOST_COLUMNS = 63  # Word's own limit


def read_filed_plan(data: bytes, *, file: str) -> FiledPlan:
    """Read the words of a .docx: paragraphs and table rows, text boxes and inserted words too.

    Args:
        data: the file as it came.
        file: its name, for messages.

    Raises:
        ProblemsFoundError: ``filed-not-word`` for a PDF, a picture or another kind of Office file, else what
            `read_package` and `parse_xml` raise.
    """
    if data.startswith((b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")):
        raise ProblemsFoundError([_not_word(file)])
    package = read_package(data, file=file, limits=TEMPLATE_LIMITS)
    if _PART not in package:
        raise ProblemsFoundError([_not_word(file)])
    root = parse_xml(package[_PART], file=file, part=_PART)
    pictures = sum(1 for _ in root.iter(*_PICTURES))
    return FiledPlan(tuple(_number(_walk(root))), pictures)


def _not_word(file: str) -> Problem:
    return Problem(
        "filed-not-word",
        "这不是 Word 文件，是 PDF、图片或别的文件，文字读不出来。",
        Location(file),
        "请向学校要 .docx，或者由人工审核。",
    )


def _number(lines: Iterator[tuple[str, ...] | None]) -> Iterator[FiledLine]:
    """Number paragraphs, tables and rows as a person counts them; ``None`` opens a table."""
    paragraph = table = row = 0
    is_row = False
    for cells in lines:
        if cells is None:
            is_row, table, row = not is_row, table + (not is_row), 0
        elif is_row:
            row += 1
            if any(cell.strip() for cell in cells):
                yield FiledLine(f"第{table}个表第{row}行", cells, table)
        elif cells[0].strip():
            paragraph += 1
            yield FiledLine(f"第{paragraph}段", cells)


def _walk(element: etree._Element) -> Iterator[tuple[str, ...] | None]:
    """Yield the cells of each paragraph and row; ``None`` before a table and behind it."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}p":
            yield (_text(child),)
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag in _SKIPPED for above in box.iterancestors()):
                    yield from _walk(box)
        elif child.tag == f"{_W}tbl":
            yield None
            yield from _rows(child)
            yield None
        else:
            yield from _walk(child)


def _rows(table: etree._Element) -> Iterator[tuple[str, ...]]:
    above: tuple[str, ...] = ()
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue  # of a table within a cell, whose words stand in that cell
        cells: list[str] = []
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is not row:
                continue
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            is_continued = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            text = above[len(cells)] if is_continued and len(cells) < len(above) else _cell_text(cell)
            cells += [text] * _span(cell)
        above = tuple(cells[:_MOST_COLUMNS])
        yield above


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    written = "" if span is None else span.get(f"{_W}val", "")
    return min(int(written), _MOST_COLUMNS) if written.isdecimal() and int(written) else 1


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(filter(None, (_text(each) for each in cell.iter(f"{_W}p"))))


def _text(paragraph: etree._Element) -> str:
    return "".join(_runs(paragraph))


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{_W}txbxContent" or child.tag in _PICTURES:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t" if element.tag == f"{_W}r" else ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _runs(child)
