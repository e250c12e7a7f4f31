"""How much schools are asked to fill in (填报负担表): by kind of unit and return, and what is asked twice."""

import io
from collections.abc import Iterator, Sequence

from xlsxwriter.format import Format

from antifraud_plan.plugin import (
    Brief,
    Burden,
    BurdenLine,
    Document,
    FileKind,
    OrganisationKind,
    Scope,
    measure_burden,
)
from antifraud_plan_excel.drawing.cells import LINE_HEIGHT, count_lines
from antifraud_plan_excel.drawing.sheets import (
    XLSX,
    Drawing,
    Styles,
    Value,
    draw_workbook,
    set_up_page,
    write_value,
)

_TITLE = "填报负担表"
_LINES = (
    ("对象", 14),
    ("上报表", 14),
    ("时段", 26),
    ("单位（班级）数", 15),
    ("每个平均填几格", 15),
    ("最多填几格", 12),
    ("合计格数", 12),
)
_COLUMNS = (("表", 20), ("栏目", 18), ("由谁填", 10), ("事实编号", 26), ("说明", 46))
_AIR = 10  # points
_FACTS = (("问题", 16), ("表", 20), ("栏目", 18), ("另见", 50))


def build_burden(brief: Brief) -> Iterator[Document]:
    """Yield the workbook, where the plan has returns."""
    if not brief.plan.returns:
        return
    burden = measure_burden(brief.plan, brief.tree)
    stream = io.BytesIO()
    with draw_workbook(stream, _TITLE, brief.on) as drawing:
        lines = [_line_of(line) for line in burden.lines]
        _draw(drawing, "按对象", say_burden(burden), _LINES, lines)
        _draw(drawing, "栏目", "每一栏由学校填，还是由程序填好。", _COLUMNS, [*_columns(brief)])
        _draw(drawing, "重复和可汇总", _say_facts(burden), _FACTS, [*_facts(burden)])
    yield Document((f"{_TITLE}.xlsx",), XLSX, (stream.getvalue(),))


def say_burden(burden: Burden) -> str:
    """Say in one sentence what a unit of each kind fills in while the plan lasts."""
    said = []
    for kind in OrganisationKind:
        lines = [line for line in burden.lines if line.kind is kind]
        units = max((line.units for line in lines), default=0)
        if units:
            cells = round(sum(line.cells for line in lines) / units)
            said.append(f"{kind.value}（{units} 个）平均每个填 {cells} 格")
    return f"方案期内：{'，'.join(said)}。{_say_facts(burden)}" if said else "没有要填报的。"


def _say_facts(burden: Burden) -> str:
    if not burden.asked_twice and not burden.summable:
        return "没有一项要填两次，也没有可由其他数汇总而仍要填的。"
    return f"有 {len(burden.asked_twice)} 项要填两次，{len(burden.summable)} 项可由其他数汇总。"


def _line_of(line: BurdenLine) -> Sequence[Value]:
    names = (line.kind.value, line.spec.title, line.period)
    return (*names, line.units, round(float(line.cells_each), 1), line.most, line.cells)


def _columns(brief: Brief) -> Iterator[Sequence[Value]]:
    for form in brief.plan.forms:
        if form.enabled:
            for column in form.columns:
                who = "程序填好" if column.kind.is_given else form.source.value
                yield form.title, column.heading, who, column.fact, column.meaning


def _facts(burden: Burden) -> Iterator[Sequence[Value]]:
    for first, again in burden.asked_twice:
        other = f"已在“{first.form.title}”的“{first.column.heading}”填过"
        yield "填了两次", again.form.title, again.column.heading, other
    for asked, parts in burden.summable:
        others = "、".join(f"“{part.form.title}”的“{part.column.heading}”" for part in parts)
        yield "可汇总", asked.form.title, asked.column.heading, f"可由{others}得到"


def _draw(
    drawing: Drawing,
    name: str,
    sentence: str,
    columns: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[Value]],
) -> None:
    sheet, styles = drawing.workbook.add_worksheet(name), drawing.styles
    sheet.merge_range(0, 0, 0, len(columns) - 1, "", styles.text)
    sheet.write_string(0, 0, sentence, styles.text)
    sheet.set_row(0, LINE_HEIGHT * count_lines(sentence, sum(width for _, width in columns)) + _AIR)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        if lines:
            sheet.write_string(1, column, heading, styles.heading)
    for row, line in enumerate(lines, 2):
        for column, value in enumerate(line):
            write_value(sheet, row, column, value, _style_of(value, styles))
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    set_up_page(sheet, f"{_TITLE}（{name}）")


def _style_of(value: Value, styles: Styles) -> Format:
    match value:
        case int():
            return styles.number
        case float():
            return styles.number if value.is_integer() else styles.amount
        case _:
            return styles.text


FORM_BURDEN = FileKind("form-burden", title=_TITLE, scope=Scope.COUNTY, documents=build_burden)
