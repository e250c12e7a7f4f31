"""Charts among the values: DrawingML in a part of its own, with a workbook that Word's editor opens."""

import hashlib

from antifraud_plan.ooxml.package import write_package
from antifraud_plan.ooxml.xml import (
    CONTENT_TYPES,
    DECLARATION,
    RELATIONSHIPS,
    R,
    escape_attribute,
    escape_text,
)
from antifraud_plan.word.chart import Chart, ChartKind, ChartSeries
from antifraud_plan.word.template.embedded import Drawn, Embedded
from antifraud_plan.word.template.parts import links_name
from antifraud_plan.word.template.pictures import UNITS_PER_MM, draw_inline

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET, _COLUMNS = "数据", "BCDE"
_CATEGORY_AXIS, _VALUE_AXIS = 1, 2

# Grey and hatching that a photocopy keeps apart, and the ink in which a figure can be read upon it.
_BLACK, _WHITE = '<a:srgbClr val="000000"/>', '<a:srgbClr val="FFFFFF"/>'
_LOOKS = (
    ('<a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill>', _BLACK),
    (f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_BLACK}</a:fgClr><a:bgClr>{_WHITE}</a:bgClr></a:pattFill>', ""),
    ('<a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill>', _WHITE),
    (f"<a:solidFill>{_BLACK}</a:solidFill>", _WHITE),
)
_OUTLINE = f'<a:ln w="6350"><a:solidFill>{_BLACK}</a:solidFill></a:ln>'
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def draw_chart(chart: Chart) -> Drawn:
    """Draw a chart in the line of text.

    Raises:
        UnprintableError: see `Chart.require_printable`.
        IllegalCharacterError: in a name or the description.
    """
    chart.require_printable()
    content, book = chart_xml(chart).encode(), chart_workbook(chart)
    name = hashlib.sha256(content + book).hexdigest()[:16]
    part, workbook, link = f"word/charts/chart{name}.xml", f"word/embeddings/{name}.xlsx", f"rIdChart{name}"
    reference = f'<c:chart xmlns:c="{_C}" r:id="{link}"/>'
    text = Drawn(
        draw_inline(
            f'<a:graphicData uri="{_C}">{reference}</a:graphicData>',
            size=(round(chart.width * UNITS_PER_MM), round(chart.height * UNITS_PER_MM)),
            name=f"chart{name}",
            description=chart.description,
        )
    )
    links = (
        f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rIdWorkbook"'
        f' Type="{R}/package" Target="../embeddings/{name}.xlsx"/></Relationships>'
    )
    text.embedded = Embedded(
        part,
        f"{R}/chart",
        link,
        {part: content, links_name(part): links.encode(), workbook: book},
        {part: _CHART_TYPE, workbook: _BOOK_TYPE},
    )
    return text


def chart_xml(chart: Chart) -> str:
    """Write the chart part."""
    lying, stacked = chart.kind is not ChartKind.COLUMNS, chart.kind is ChartKind.PARTS
    drawn = "".join(_series(chart, number, each) for number, each in enumerate(chart.series))
    bars = (
        f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/>'
        f'<c:grouping val="{"percentStacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="{40 if lying else 60}"/><c:overlap val="{100 if stacked else 0}"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
    )
    # Lying bars are read from the top, where charts begin at the bottom.
    order = "maxMin" if lying else "minMax"
    axes = (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General"'
        ' sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{_OUTLINE}</c:spPr><c:crossAx val="{_VALUE_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        f'</c:scaling><c:delete val="1"/><c:axPos val="{"t" if lying else "l"}"/>'
        f'<c:numFmt formatCode="{escape_attribute(chart.number_format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/></c:valAx>'
    )
    legend = (
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    )
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{R}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{bars}{axes}'
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:solidFill>{_WHITE}</a:solidFill>{_NO_LINE}</c:spPr>{_text(_BLACK)}"
        '<c:externalData r:id="rIdWorkbook"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(chart: Chart, number: int, series: ChartSeries) -> str:
    fill, ink = _LOOKS[number]
    column, last = _COLUMNS[number], len(chart.categories) + 1
    stacked = chart.kind is ChartKind.PARTS
    # Upon hatching a figure stands on white; beside a bar it needs neither.
    paper = f"<a:solidFill>{_WHITE}</a:solidFill>" if stacked and not ink else "<a:noFill/>"
    # In a bar of several parts those that are nothing have no room for their 0.
    printed = f"{chart.number_format};;" if stacked else chart.number_format
    names = _cache(chart.categories)
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{point!r}</c:v></c:pt>'
        for index, point in enumerate(series.points)
        if point is not None
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{_SHEET}!${column}$1</c:f>{_cache((series.name,))}</c:strRef></c:tx>"
        f'<c:spPr>{fill}{_OUTLINE}</c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{escape_attribute(printed)}" sourceLinked="0"/>'
        f"<c:spPr>{paper}{_NO_LINE}</c:spPr>{_text(ink if stacked and ink else _BLACK)}"
        f'<c:dLblPos val="{"ctr" if stacked else "outEnd"}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        f"</c:dLbls><c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f>{names}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{escape_text(chart.number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(series.points)}"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _cache(texts: tuple[str, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape_text(text)}</c:v></c:pt>' for index, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _text(ink: str) -> str:
    # Fonts that every Windows has: a chart knows no substitutes for others.
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="900" b="0"><a:solidFill>{ink}</a:solidFill>'
        '<a:latin typeface="Times New Roman"/><a:ea typeface="仿宋"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def chart_workbook(chart: Chart) -> bytes:
    """Write the workbook behind a chart: categories in the first column, a column for each series."""
    head = "".join(_text_cell(f"{_COLUMNS[number]}1", each.name) for number, each in enumerate(chart.series))
    rows = "".join(
        f'<row r="{row}">{_text_cell(f"A{row}", category)}{_point_cells(chart, row)}</row>'
        for row, category in enumerate(chart.categories, 2)
    )
    sheet = (
        f'{DECLARATION}<worksheet xmlns="{_S}"><sheetData><row r="1">{head}</row>{rows}</sheetData>'
        "</worksheet>"
    )
    book = (
        f'{DECLARATION}<workbook xmlns="{_S}" xmlns:r="{R}"><sheets>'
        f'<sheet name="{_SHEET}" sheetId="1" r:id="rIdSheet"/></sheets></workbook>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    types = (
        f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet1.xml" ContentType="{kind}worksheet+xml"/></Types>'
    )
    return write_package(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": _link("rIdBook", "officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": _link("rIdSheet", "worksheet", "sheet1.xml"),
            "xl/sheet1.xml": sheet.encode(),
        }
    )


def _point_cells(chart: Chart, row: int) -> str:
    return "".join(
        f'<c r="{_COLUMNS[number]}{row}"><v>{each.points[row - 2]!r}</v></c>'
        for number, each in enumerate(chart.series)
        if each.points[row - 2] is not None
    )


def _text_cell(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{escape_text(text)}</t></is></c>'


def _link(identifier: str, kind: str, target: str) -> bytes:
    return (
        f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">'
        f'<Relationship Id="{identifier}" Type="{R}/{kind}" Target="{target}"/></Relationships>'
    ).encode()
