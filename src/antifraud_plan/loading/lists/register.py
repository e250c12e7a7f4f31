"""Files that schools sent back → signing registers, with every fault at the cell that has it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

import attrs

from antifraud_plan.loading.lists import forms
from antifraud_plan.loading.lists.cells import read_day
from antifraud_plan.loading.lists.days import find_yearless_day
from antifraud_plan.loading.lists.personal import has_personal_number
from antifraud_plan.loading.lists.rows import Body, find_body
from antifraud_plan.loading.lists.table import Cell, ListColumn, ListTable, Record, Report, is_blank
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.pledges.register import Register, RegisterRow
from antifraud_plan.problems import Location, Problem, Severity, find_nearest, has_errors

GUIDE = "填写说明"


def read_registers(
    tables: Mapping[str, ListTable], whole: Location, span: DateSpan
) -> Iterator[Register | Problem]:
    """Yield the registers of one file, and each problem.

    Every table with 签订台账 in its title is one: a school may have copied the sheet, and a CSV file has
    no title but its name.

    Args:
        tables: of the file, by title.
        whole: the file.
        span: the days a pledge may be signed, which tell the year of a date written without one.
    """
    titles = [title for title in tables if forms.REGISTER.title in title]
    if not titles:
        wanted = forms.REGISTER.title
        near = find_nearest(wanted, (title for title in tables if title != forms.REGISTER_ORIGIN.title))
        remedy = f"请核对是不是放错了文件夹；表的名称要有“{wanted}”。"
        if near:
            remedy = f"“{near}”是否应为“{wanted}”？"
        message = f"文件里没有“{wanted}”表，没有读取。"
        yield Problem("no-register", message, whole, remedy, Severity.NOTE)
        return
    problems: dict[Problem, None] = {}
    report = problems.setdefault
    origin = tables.get(forms.REGISTER_ORIGIN.title)
    blank = Register(whole, ()) if origin is None else _read_origin(origin, whole, report)
    for title, table in tables.items():
        if title in titles:
            for problem in table.problems:
                report(problem)
            rows = tuple(_read_rows(table, span, report))
            yield attrs.evolve(blank, place=table.whole, rows=rows)
        elif title not in (GUIDE, forms.REGISTER_ORIGIN.title) and _holds_anything(table):
            message = f"“{title}”表没有读，只读“{forms.REGISTER.title}”表。"
            report(Problem("unread-table", message, table.whole, "如有要登记的，请移过去。", Severity.NOTE))
    yield from problems


def _holds_anything(table: ListTable) -> bool:
    return any(not is_blank(value) for values in table.rows for value in values)


def _read_origin(table: ListTable, whole: Location, report: Report) -> Register:
    """Read for whom and what a register was drawn; a sheet nobody sees is not worth a clerk's trouble."""
    body = find_body(table, forms.REGISTER_ORIGIN, lambda _: None)
    for row, values in enumerate(body.rows if body else (), body.first_row if body else 0):
        record = body.find_record(row, values) if body else None
        if record is None:
            continue
        version = record[forms.ORIGIN_VERSION]
        if version is not None and version > forms.REGISTER_VERSION:
            message = f"台账是新版程序做的（格式 {version}），这一版程序只认识到 {forms.REGISTER_VERSION}。"
            report(Problem("register-newer", message, whole, "请升级程序。"))
        return Register(
            whole,
            (),
            record[forms.ORIGIN_PLAN] or "",
            record[forms.ORIGIN_YEAR],
            record[forms.ORIGIN_KEEPER] or "",
        )
    return Register(whole, ())


def _read_rows(table: ListTable, span: DateSpan, report: Report) -> Iterator[RegisterRow]:
    body = find_body(table, forms.REGISTER, report)
    if body is None:
        return
    if forms.REGISTER_DAY.heading not in body.positions:
        message = f"“{forms.REGISTER.title}”表没有“{forms.REGISTER_DAY.heading}”列，不知道谁签了。"
        report(Problem("missing-column", message, table.whole, "请补上这一列。"))
        return
    assumed: list[Location] = []
    day_column = attrs.evolve(forms.REGISTER_DAY, read=partial(_read_day, span=span, assumed=assumed))
    unread = body.headed.difference(body.positions.values())
    found: list[Problem] = []
    body = attrs.evolve(body, report=found.append)
    for row, values in enumerate(body.rows, body.first_row):
        record = body.find_record(row, values)
        if record is not None:
            _check_unread(body, record, unread, found.append)
            yield _read_row(record, day_column, found)
        for problem in found:
            report(problem)
        found.clear()
    if assumed:
        message = f"有 {len(assumed)} 行的签订日期没有写年份，按方案期间里的那一天读。"
        report(Problem("year-assumed", message, assumed[0], severity=Severity.NOTE))


def _read_row(record: Record, day_column: ListColumn[date], found: Sequence[Problem]) -> RegisterRow:
    return RegisterRow(
        id=record[forms.REGISTER_ID] or "",
        relation=record[forms.REGISTER_RELATION] or "",
        class_name=record[forms.REGISTER_CLASS] or "",
        signer=record[forms.REGISTER_SIGNER] or "",
        counterpart=record[forms.REGISTER_COUNTERPART] or "",
        copies_due=record[forms.REGISTER_COPIES_DUE],
        day=record[day_column],
        copies=record[forms.REGISTER_COPIES],
        remark=record[forms.REGISTER_REMARK] or "",
        locate=partial(_locate, record),
        is_sound=not has_errors(found),  # last: reading the cells is what finds them
    )


def _locate(record: Record, heading: str) -> Location:
    return record.table.place(record.row, record.positions.get(heading, 0))


def _check_unread(body: Body, record: Record, unread: set[int], report: Report) -> None:
    """Look at what stands in columns of the school's own: noted once a column, personal numbers refused.

    Args:
        body: the table.
        record: the row.
        unread: positions under headings of the school's own, not noted yet.
        report: takes problems.
    """
    read = set(body.positions.values())
    for position, value in enumerate(record.values):
        if position in read or is_blank(value):
            continue
        place = body.table.place(record.row, position)
        if has_personal_number(value):
            message = "这一格里有11位以上的数字，疑似电话、证件或银行卡号。"
            report(Problem("personal-number", message, place, "台账不收这类号码，请删去。"))
        elif position in unread:
            unread.discard(position)
            message = "这一列不是台账的列，没有读。"
            report(Problem("unread-column", message, place, "要说明的话请写在备注里。", Severity.NOTE))


def _read_day(cell: Cell, span: DateSpan, assumed: list[Location]) -> date | None:
    """Read a date; one without a year is of the only year that puts it into *span*, and *assumed*."""
    day = find_yearless_day(cell.value, span) if isinstance(cell.value, str) else None
    if day is None:
        return read_day(cell)
    assumed.append(cell.locate())
    return day
