"""Tables and forms in WordprocessingML."""

import itertools

from antifraud_plan.word.jinja.tags import Scope
from antifraud_plan.word.layout import Layout, twips_of_mm
from antifraud_plan.word.official.markup import justify, paragraph, rule, runs, statements
from antifraud_plan.word.source.blocks import Align, Column, Row, Statement, Table

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_xml(table: Table, layout: Layout, *, width_mm: float) -> str:
    """Write *table*, *width_mm* wide."""
    total = twips_of_mm(width_mm)
    shares = sum(column.width for column in table.columns)
    edges = [
        round(total * share / shares)
        for share in itertools.accumulate((column.width for column in table.columns), initial=0.0)
    ]
    widths = tuple(right - left for left, right in itertools.pairwise(edges))
    borders = "".join(rule(side, layout.table_rule_pt) for side in _SIDES) if table.bordered else ""
    body = "".join(_row(row, table, widths, header=True) for row in table.header)
    for number, item in enumerate(table.rows, 1):
        match item:
            case Statement():
                content = statements(item.text, scope=Scope.ROW)
                body += f"<w:tr>{_cell(content, total, len(table.columns))}</w:tr>"
            case Row():
                keeps = table.closing and number < len(table.rows)
                body += _row(item, table, widths, header=False, keeps=keeps)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(row: Row, table: Table, widths: tuple[int, ...], *, header: bool, keeps: bool = False) -> str:
    whole = "" if table.splits else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{twips_of_mm(row.height_mm)}" w:hRule="atLeast"/>' if row.height_mm else ""
    repeated = "<w:tblHeader/>" if header else ""
    # A row of one cell heads the rows below it and goes with them to the next page.
    is_heading = len(row.cells) == 1 and len(table.columns) > 1
    heading = "<w:keepNext/>" if is_heading or keeps else ""
    cells: list[str] = []
    first = 0
    for cell in row.cells:
        last = first + cell.columns
        if header:
            content = paragraph("TableHead", runs(cell.spans))
        else:
            look = heading + _alignment(table.columns[first])
            style = "TableTextLarge" if table.large else "TableText"
            content = paragraph(style, runs(cell.spans), properties=look)
        cells.append(_cell(content, sum(widths[first:last]), cell.columns))
        first = last
    properties = f"<w:trPr>{whole}{height}{repeated}</w:trPr>" if whole or height or repeated else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, columns: int) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{size}{span}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _alignment(column: Column) -> str:
    return "" if column.align is Align.START else justify(column.align.value)
