"""The workbooks that schools fill in and hand in (上报表): one a reporting unit and period."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from antifraud_plan.plugin import (
    Brief,
    ColumnKind,
    DateSpan,
    Document,
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
    find_return_periods,
    returns_identity,
)
from antifraud_plan_excel.drawing.pattern import Pattern, gap
from antifraud_plan_excel.drawing.sheets import XLSX
from antifraud_plan_excel.forms.books import Book, BookKind, Line, draw_book_pattern, fill_book
from antifraud_plan_excel.forms.cover import Cover
from antifraud_plan_excel.forms.fields import Days
from antifraud_plan_excel.forms.guidance import HOW_TO_READ, NO_PERSONAL_NUMBERS, guide_forms
from antifraud_plan_excel.signing.signed import Signed, count_signed

_TITLE = "上报表"


def build_returns(brief: Brief) -> Iterator[Document]:
    """Yield the workbook of every reporting unit and period in which it owes anything."""
    signed = count_signed(brief)
    for spec in brief.plan.returns:
        if any(brief.wants_period(period.label) for period in find_return_periods(brief.plan, spec)):
            yield from draw_returns(brief, derive_returns(brief.plan, brief.tree, spec), signed)


def draw_returns(brief: Brief, dues: Iterable[DueReturn], signed: Signed) -> Iterator[Document]:
    """Yield the workbooks of one return that are asked for.

    Args:
        brief: the plan, and what is asked for.
        dues: what is owed, unit by unit.
        signed: what registers have told already.
    """
    patterns: dict[object, tuple[BookKind, Pattern]] = {}
    reach = _Reach(brief.plan)
    for due in dues:
        if not brief.wants(due.unit) or not brief.wants_period(due.period.label):
            continue
        forms = tuple((sheet.form, reach.find_days(due, sheet)) for sheet in due.sheets)
        key = (due.period, tuple((form.id, days) for form, days in forms))
        if key not in patterns:
            kind = _describe(due, forms, brief.plan)
            patterns[key] = kind, draw_book_pattern(kind, brief.plan, brief.on)
        kind, pattern = patterns[key]
        lines = {sheet.form.id: make_lines(sheet.form, sheet.rows, signed) for sheet in due.sheets}
        data = fill_book(pattern, kind, Book(due.unit, due.schools, lines, due.version), brief.tree)
        path = (_TITLE, due.spec.title, due.period.label, f"{due.unit.name}{kind.title}.xlsx")
        yield Document(path, XLSX, (data,))


def make_lines(form: Form, rows: Iterable[DueRow], signed: Signed) -> list[Line]:
    """Return rows as they are handed out: what is given is locked, and what registers have told already."""
    given = frozenset(column.id for column in form.columns if column not in form.completed)
    relation = form.find_kind(ColumnKind.RELATION)
    if relation is None:
        return [Line(row.values, given) for row in rows]
    return [_settle(form, row, signed.facts_of(row.unit.id, row.values[relation.id]), given) for row in rows]


def _settle(form: Form, row: DueRow, facts: Mapping[str, int], given: frozenset[str]) -> Line:
    """Return a row with what is known filled in and locked."""
    known = {
        column.id: sum(facts[fact] for fact in column.summed_from)
        for column in form.columns
        if column.summed_from and facts.keys() >= set(column.summed_from)
    }
    return Line({**row.values, **known}, given | known.keys())


@attrs.frozen
class _Reach:
    """Finds how far back the duties of a sheet reach; each task is looked at once."""

    plan: Plan
    _spans: dict[str, dict[str, list[DateSpan]]] = attrs.field(factory=dict, init=False)

    def find_days(self, due: DueReturn, sheet: DueSheet) -> Days:
        """Return which dates a sheet takes: of the return's period, and of duties that began before."""
        spans = {due.period.span}
        column = sheet.form.find_kind(ColumnKind.PERIOD)
        if column is not None and sheet.form.rows is RowsPer.OCCASION:
            labels = {(row.item, str(row.values.get(column.id))) for row in sheet.rows}
            spans.update(span for item, label in labels for span in self._spans_of(item).get(label, ()))
        first, last = min(span.first for span in spans), max(span.last for span in spans)
        return Days(DateSpan(first, last), max(last, due.deadline))

    def _spans_of(self, item: str) -> dict[str, list[DateSpan]]:
        if item not in self._spans:
            found = self._spans[item] = {}
            plan, task = self.plan, self.plan.find_task(item)
            for rule in task.counted_cadence.rules if task is not None else ():
                for period in due_periods(rule, span=plan.span, calendar=plan.calendar, year=plan.year):
                    found.setdefault(period.label, []).append(period.span)
        return self._spans[item]


def _describe(due: DueReturn, dated: tuple[tuple[Form, Days], ...], plan: Plan) -> BookKind:
    spec, period, forms = due.spec, due.period, [form for form, _ in dated]
    title = spec.name_in(period.label)
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
        dated,
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
