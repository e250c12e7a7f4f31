"""The workbooks that schools fill in and hand in (上报表): one a reporting unit and period."""

from collections.abc import Iterator, Sequence
from datetime import date

from antifraud_plan.plugin import (
    Brief,
    ColumnKind,
    DateSpan,
    Document,
    DuePeriod,
    DueReturn,
    DueRow,
    DueSheet,
    FileKind,
    Form,
    Plan,
    RowsPer,
    Scope,
    derive_returns,
    due_periods,
    returns_identity,
)
from antifraud_plan_excel.books import Book, BookKind, Line, draw_book_pattern, fill_book
from antifraud_plan_excel.cover import Cover
from antifraud_plan_excel.form_fields import Days
from antifraud_plan_excel.guidance import HOW_TO_READ, NO_PERSONAL_NUMBERS, guide_forms
from antifraud_plan_excel.pattern import Pattern, gap
from antifraud_plan_excel.sheets import XLSX
from antifraud_plan_excel.signed import Signed, count_signed

_TITLE = "上报表"


def build_returns(brief: Brief) -> Iterator[Document]:
    """Yield the workbook of every reporting unit and period in which it owes anything."""
    signed = count_signed(brief)
    for spec in brief.plan.returns:
        patterns: dict[object, tuple[BookKind, Pattern]] = {}
        for due in derive_returns(brief.plan, brief.tree, spec):
            if not brief.wants(due.unit) or not brief.wants_period(due.period.label):
                continue
            days = tuple((sheet.form.id, find_days(brief.plan, due, sheet)) for sheet in due.sheets)
            key = (due.period, days)
            if key not in patterns:
                kind = _describe(due, brief.plan)
                patterns[key] = kind, draw_book_pattern(kind, brief.plan, brief.on)
            kind, pattern = patterns[key]
            lines = {
                sheet.form.id: [make_line(sheet.form, row, signed) for row in sheet.rows]
                for sheet in due.sheets
            }
            data = fill_book(pattern, kind, Book(due.unit, due.schools, lines), brief.tree)
            name = f"{due.unit.name}{kind.title}.xlsx"
            yield Document((_TITLE, spec.title, due.period.label, name), XLSX, (data,))


def make_line(form: Form, row: DueRow, signed: Signed) -> Line:
    """Return a row as it is handed out: what is given is locked, and what registers have told already."""
    locked = {column.id for column in form.columns if column.kind.is_given}
    values = dict(row.values)
    class_ = form.find_kind(ColumnKind.CLASS)
    if class_ is not None and row.class_id:
        locked.add(class_.id)
    relation = form.find_kind(ColumnKind.RELATION)
    if relation is not None:
        facts = signed.facts_of(row.unit.id, row.values.get(relation.id))
        for column in form.columns:
            known = [facts[fact] for fact in column.summed_from if fact in facts]
            if known:
                values[column.id] = sum(known)
                locked.add(column.id)
    return Line(values, frozenset(locked))


def find_days(plan: Plan, due: DueReturn, sheet: DueSheet) -> Days:
    """Return which dates a sheet takes: the return's period, and those of its duties that began before."""
    spans = [due.period.span]
    column = sheet.form.find_kind(ColumnKind.PERIOD)
    if column is not None and sheet.form.rows is RowsPer.OCCASION:
        for item, label in {(row.item, row.values.get(column.id)): None for row in sheet.rows}:
            spans += [period.span for period in _periods_of(plan, item) if period.label == label]
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return Days(DateSpan(first, last), max(last, due.deadline))


def _periods_of(plan: Plan, item: str) -> Iterator[DuePeriod]:
    task = plan.find_task(item)
    for rule in task.counted_cadence.rules if task is not None else ():
        yield from due_periods(rule, span=plan.span, calendar=plan.calendar, year=plan.year)


def _describe(due: DueReturn, plan: Plan) -> BookKind:
    spec, period, forms = due.spec, due.period, [sheet.form for sheet in due.sheets]
    title = f"{period.label}{spec.title}"
    receiver = plan.fill(spec.receiver) or plan.names.bureau_short
    facts = (
        ("报送单位", gap("unit")),
        ("包括的学校", gap("schools")),
        ("报送时段", f"{period.label}（{_date(period.span.first)}至{_date(period.span.last)}）"),
        ("截止日期", _date(due.deadline)),
        ("报给", receiver),
    )
    tasks = [plan.find_task(each) for form in forms for each in form.records if each in spec.items]
    return BookKind(
        title,
        spec.id,
        period.label,
        tuple((sheet.form, find_days(plan, due, sheet)) for sheet in due.sheets),
        tuple(dict.fromkeys(task.name for task in tasks if task is not None)),
        Cover(
            f"{gap('unit')}{title}",
            facts,
            DateSpan(period.span.first, max(plan.last_day, due.deadline)),
            tuple(_guide(forms, due.deadline, receiver)),
        ),
    )


def _guide(forms: Sequence[Form], deadline: date, receiver: str) -> Iterator[str]:
    yield f"只填黄色的格，灰色的格由程序填好。标题带 * 的栏，同一行填了别的栏就必须填。{HOW_TO_READ}"
    yield from guide_forms(forms)
    yield NO_PERSONAL_NUMBERS
    yield (
        f"填好后在上面填“{returns_identity.WRITTEN}”，{_date(deadline)}以前把文件报给{receiver}，文件名不用改。"
        "退回改正后重报的，“填报日期”改填重报的日期。"
    )


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


RETURN = FileKind("return", title=_TITLE, scope=Scope.SCHOOL, documents=build_returns)
