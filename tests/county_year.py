"""The demo county with what its schools sent back until a day: most of it good, some late, short or missing.

To look at papers made from it: ``python tests/county_year.py FOLDER 2023-05-20``.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
from antifraud_plan_excel.forms.returns import draw_returns
from antifraud_plan_excel.signing.signed import Signed

from antifraud_plan import copy_demo, open_workspace
from antifraud_plan.model.assessment.expectation import derive_expectations
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.forms.column import NOTHING, Column, ColumnKind
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.returns.owed.due import DueReturn, DueRow, DueSheet, derive_returns

PRIMARY, HIGH, KINDERGARTEN, TOWN, SILENT = "X01", "X02", "Y01", "Z01", "Z02"
"""示例县第一实验小学, which does everything in time; 示例县第一中学, 示例县实验幼儿园 and 东示镇中心学校 with
a fault each; 西例镇中心学校, which sends nothing for its schools."""

NEVER_SENT = {(HIGH, "3月")}
LATE = {(HIGH, "第1季度"): date(2023, 4, 15)}
NOT_DONE = {(KINDERGARTEN, "4.1.2", "4月"), ("Z12", "4.2.4", "第1季度")}
DONE_ONCE = ("Z13", "4.2.5")
"""Of the class meetings of 东示镇初级中学 only every other one was held."""
CASE_DAY = date(2023, 4, 12)
"""When somebody of 示例县第一中学 was cheated; school and police both say so."""
HUSHED_UP = "Z13", date(2023, 3, 8)
"""A case that only the police tell."""
PLANS = {PRIMARY: "2023-02-20", HIGH: "2023-02-28", KINDERGARTEN: "2023-03-03", TOWN: "2023-02-27"}

_ANSWERS = {
    ColumnKind.COUNT: 38,
    ColumnKind.PEOPLE: 40,
    ColumnKind.REMARK: "按要求落实。",
    ColumnKind.TEXT: "识破刷单返利骗局",
}
_Spans = dict[tuple[str, str, str], DateSpan]


def make_county_year(folder: Path, until: date) -> Path:
    """Write the county into *folder*, with all returns whose period is over on *until*; return *folder*."""
    copy_demo(folder)
    brief = open_workspace(folder).brief()
    dues = [
        due
        for spec in brief.plan.returns
        for due in derive_returns(brief.plan, brief.tree, spec)
        if due.period.span.last < until
        and due.deadline >= brief.plan.issue.date
        and due.unit.id != SILENT
        and (due.unit.id, due.period.label) not in NEVER_SENT
    ]
    spans = {
        (each.unit.id, each.item, each.period.label): each.period.span
        for each in derive_expectations(brief.plan, brief.tree)
    }
    (folder / "returns").mkdir(exist_ok=True)
    for due, document in zip(dues, draw_returns(brief, dues, Signed({})), strict=True):
        (folder / "returns" / document.path[-1]).write_bytes(_fill(due, document.chunks[0], spans))
    _keep(folder / "records", dues)
    return folder


def _fill(due: DueReturn, data: bytes, spans: _Spans) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cover = book["填报说明"]
    for row in cover.iter_rows():
        if row[0].value == "填报日期":
            row[1].value = due.period.span.last + timedelta(days=2)
    for sheet in due.sheets:
        _fill_sheet(due, sheet, book[sheet.form.title], spans)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill_sheet(due: DueReturn, sheet: DueSheet, page: Any, spans: _Spans) -> None:
    headings = [str(cell.value or "").rstrip("*") for cell in page[1]]
    times = count(1)
    for number, row in enumerate(sheet.rows, 2):
        answers = _answer(due, sheet, row, next(times), spans)
        for column in sheet.form.asked:
            cell = page.cell(number, headings.index(column.heading) + 1)
            if cell.value is None and column.id in answers:
                cell.value = answers[column.id]
    if sheet.form.id == "incidents" and due.unit.id == HIGH and CASE_DAY in due.period.span:
        case = {"有无情况": "有", "发生日期": CASE_DAY, "当事人身份": "学生", "诈骗手法": "刷单返利"}
        for column in sheet.form.asked:
            page.cell(2, headings.index(column.heading) + 1).value = None
        for column in sheet.form.columns:
            said = case.get(column.heading, "有" if column.kind is ColumnKind.NIL else None)
            if said is None and column.required and not column.kind.is_given:
                said = column.choices[0] if column.choices else _ANSWERS.get(column.kind)
            if said is not None:
                page.cell(2, headings.index(column.heading) + 1).value = said


def _answer(due: DueReturn, sheet: DueSheet, row: DueRow, number: int, spans: _Spans) -> dict[str, object]:
    """Return column id → what the school writes; nothing where it did nothing."""
    form = sheet.form
    period = form.find_kind(ColumnKind.PERIOD)
    label = str(row.values.get(period.id, "")) if period else due.period.label
    if (row.unit.id, row.item, label) in NOT_DONE:
        return {}
    if (row.unit.id, row.item) == DONE_ONCE and number % 2:
        return {}
    nil = form.find_kind(ColumnKind.NIL)
    if nil is not None and form.rows is RowsPer.EVENT and (NOTHING in nil.proves):
        return {nil.id: NOTHING}
    span = spans.get((row.unit.id, row.item, label), due.period.span)
    day = min(span.last, due.period.span.last) - timedelta(days=number % min(span.days, 5))
    answers = {each.id: _write(each, day) for each in form.asked}
    people = form.find_kind(ColumnKind.PEOPLE)
    if people is not None:
        # As many came as should have.
        due_people = row.values.get(people.id, _ANSWERS[ColumnKind.PEOPLE])
        answers.update({each.id: due_people for each in form.asked if each.not_above == people.id})
    if nil is not None:
        answers[nil.id] = "有"
    for each in form.asked:
        if each.kind is ColumnKind.TEXT:
            answers[each.id] = f"识破刷单返利骗局（{number}）"
        if each.kind is ColumnKind.CLASS and not row.class_id:
            answers.pop(each.id)
    return answers


def _write(column: Column, day: date) -> object:
    if column.choices:
        return column.choices[0]
    return day if column.kind is ColumnKind.DAY else _ANSWERS.get(column.kind, 1)


def _keep(folder: Path, dues: Iterable[DueReturn]) -> None:
    """Write what the bureau keeps: log of arrivals, cases the police told, last year's figures."""
    folder.mkdir(exist_ok=True)
    plans = (f"{day},{unit},年度工作方案," for unit, day in PLANS.items())
    log = [*plans, *_log(dues)]
    _write_csv(folder / "收文登记.csv", "收文日期,单位,事项,时段", log)
    unit, day = HUSHED_UP
    cases = [f"{HIGH},{CASE_DAY},学生,刷单返利,3000", f"{unit},{day},学生,冒充客服,500"]
    _write_csv(folder / "公安通报案件.csv", "学校,发生日期,当事人身份,诈骗手法,涉案金额（元）", cases)
    people = {PRIMARY: 1250, HIGH: 2600, KINDERGARTEN: 350, TOWN: 1400, "Z13": 720}
    figures = [
        f"{unit},{month},{int(unit == HIGH and month in (3, 4))},{number}"
        for unit, number in people.items()
        for month in range(1, 13)
    ]
    _write_csv(folder / "上年基数.csv", "学校,月份,案件数,师生人数", figures)


def _log(dues: Iterable[DueReturn]) -> Iterator[str]:
    for due in dues:
        day = LATE.get((due.unit.id, due.period.label), due.period.span.last + timedelta(days=3))
        yield f"{day},{due.unit.id},{due.spec.title},{due.period.label}"


def _write_csv(path: Path, heading: str, lines: Iterable[str]) -> None:
    path.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8-sig")


if __name__ == "__main__":
    make_county_year(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
