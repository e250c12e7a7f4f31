"""Holds what came back against the plan: each record by itself, with the cell that is at fault."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from antifraud_plan.model.calendar import CalendarGapError, DateSpan
from antifraud_plan.model.duties import derive_duties
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook
from antifraud_plan.model.returns.judged.placing import find_labels
from antifraud_plan.model.returns.judged.versions import find_forms
from antifraud_plan.model.returns.owed.due import DueReturn
from antifraud_plan.model.task import Metric, Submission, Task
from antifraud_plan.problems import Problem, Severity, has_errors


@attrs.frozen
class Judge:
    """Holds the files of one return against what is due in it.

    Attributes:
        plan, tree: whose.
        due: the return of the unit and period.
        owed: (form, school, item) of every row that the unit owes in any period of this return.
        on: nothing can have happened later.
    """

    plan: Plan
    tree: OrganisationTree
    due: DueReturn
    owed: frozenset[tuple[str, str, str]]
    on: date
    _duties: dict[tuple[str, str], Mapping[tuple[str, str], tuple[DateSpan, ...]]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    def judge(self, book: ReturnedBook) -> ReturnedBook:
        """Return *book* with the problems found, and each record's `Evidence.is_sound` set."""
        problems = [*book.problems, *self._check_version(book)]
        evidence = []
        for record in book.evidence:
            found = tuple(self.find_problems(record))
            problems += found
            evidence.append(attrs.evolve(record, is_sound=False) if has_errors(found) else record)
        return attrs.evolve(book, evidence=tuple(evidence), problems=tuple(problems))

    def _check_version(self, book: ReturnedBook) -> Iterator[Problem]:
        if book.identity is not None and book.identity.version not in ("", self.due.version):
            message = "这份文件是照以前的方案或名册做的，现在要报的内容不同了；记录照样按内容对应。"
            remedy = "对得上的不用重填；少报的，请重新发表，让学校补报。"
            yield Problem("return-older", message, book.place, remedy, Severity.NOTE)

    def find_problems(self, record: Evidence) -> Iterator[Problem]:
        """Yield everything that speaks against one record."""
        yield from self._check_owed(record)
        yield from self._check_days(record)
        yield from self._check_standing(record)
        for column in record.form.columns:
            yield from _check_numbers(record, column, self._subject(record))

    def find_missing(self, books: Iterable[ReturnedBook]) -> Iterator[Problem]:
        """Yield a problem for each sheet that is owed and that none of the files which count holds.

        Also one where the files say nothing at all: blank rows mean that nothing took place only if somebody
        put a date to them.
        """
        read = tuple(books)
        if not any(book.evidence or book.written or has_errors(book.problems) for book in read):
            message = f"{self.due.unit.name}：整份没有填，也没有写填报日期，不知道是没有开展还是没有填。"
            remedy = "开展了的请填好；确实都没有开展的，请在“填报说明”表写上填报日期，再报送。"
            yield Problem("nothing-filled", message, read[0].place, remedy)
        if not all(book.forms for book in read):
            return
        held = {form for book in read for form in find_forms(book)}
        for sheet in self.due.sheets:
            if sheet.form.id not in held:
                message = f"{self.due.unit.name}：少了“{sheet.form.title}”表，有 {len(sheet.rows)} 行要填。"
                remedy = "请在原来发的表里填好，整份重新报送，没有发生的也要写明。"
                yield Problem("missing-sheet", message, read[0].place, remedy)

    def _subject(self, record: Evidence) -> str:
        return word_subject(record, self.plan, self.tree)

    def _check_owed(self, record: Evidence) -> Iterator[Problem]:
        if not record.unit or not record.item or (record.form.id, record.unit, record.item) in self.owed:
            return
        task = record.form.find_kind(ColumnKind.TASK) or record.form.columns[0]
        message = f"{self._subject(record)}不在这个单位的{self.due.spec.title}里，没有统计。"
        remedy = "请核对学校和工作任务；不归这份表报的，请填进该报的那一份。"
        yield Problem("not-owed", message, record.locate(task.id), remedy)

    def _check_days(self, record: Evidence) -> Iterator[Problem]:
        spans = self._windows(record)
        for column in record.form.columns:
            day = record.values.get(column.id)
            if column.kind is not ColumnKind.DAY or not isinstance(day, date):
                continue
            place, subject = record.locate(column.id), f"{self._subject(record)}{column.heading} {day}"
            if day > self.on:
                message = f"{subject} 还没有到（现在是 {self.on}）。"
                yield Problem("date-ahead", message, place, "请核对日期；还没有开展的，整行留空。")
            elif day == record.day and not any(day in span for span in spans):
                listed = "、".join(_word_span(span) for span in spans)
                message = f"{subject} 不在应填的时段里，应在 {listed} 之内。"
                remedy = "请核对年月日；别的时段的，请填进那个时段的上报表。"
                yield Problem("date-outside-period", message, place, remedy)

    def _windows(self, record: Evidence) -> tuple[DateSpan, ...]:
        """Return on which days it may have happened: of the duty, else of the return."""
        whole = (self.due.period.span,)
        if record.form.rows is not RowsPer.OCCASION:
            return whole
        spans = self._spans_of(record.item, record.unit)
        if not record.period:
            labels = find_labels(self.due)
            own = (span for (label, _), each in spans.items() if label in labels for span in each)
            return tuple(dict.fromkeys((*whole, *own)))
        named = {class_id: each for (label, class_id), each in spans.items() if label == record.period}
        if record.class_id in named:
            return named[record.class_id]
        return tuple(dict.fromkeys(span for each in named.values() for span in each)) or whole

    def _spans_of(self, item: str, unit: str) -> Mapping[tuple[str, str], tuple[DateSpan, ...]]:
        """Return label and class of each duty of a task on a school → its days."""
        if (item, unit) not in self._duties:
            task, school = self.plan.find_task(item), self.tree.find(unit)
            spans: dict[tuple[str, str], tuple[DateSpan, ...]] = {}
            try:
                duties = tuple(derive_duties(self.plan, self.tree, task, school)) if task and school else ()
            except CalendarGapError:  # of a task that stands in another return
                duties = ()
            for duty in duties:
                key = (duty.period.label, duty.class_.id if duty.class_ else "")
                spans[key] = (*spans.get(key, ()), duty.period.span)
            self._duties[item, unit] = spans
        return self._duties[item, unit]

    def _check_standing(self, record: Evidence) -> Iterator[Problem]:
        school = self.tree.find(record.unit)
        if school is None:
            return
        column = record.form.find_kind(ColumnKind.CLASS)
        class_ = self.tree.find(record.class_id) if record.class_id else None
        if column is not None and class_ is not None and class_ not in self.tree.classes_of(school):
            message = f"{self._subject(record)}“{class_.name}”不是这个学校的班级。"
            yield Problem("other-class", message, record.locate(column.id), "请从下拉列表里重新选。")
            class_ = None
        place = record.locate(find_day_column(record))
        for unit in (school, class_):
            if unit is not None and record.day is not None and not unit.stands(record.day):
                message = f"{self._subject(record)}{record.day} 这一天“{unit.name}”{_word_standing(unit)}。"
                yield Problem("unit-closed", message, place, "请核对日期；不对的是单位名册，请改名册。")


def _check_numbers(record: Evidence, column: Column, subject: str) -> Iterator[Problem]:
    value = _find_number(record, column.id)
    if value is None:
        return
    place, shown = record.locate(column.id), f"{subject}{column.heading} {_word_number(value)}"
    limit = _find_number(record, column.not_above) if column.not_above else None
    if column.not_above and limit is not None and value > limit:
        heading = record.form.column(column.not_above).heading
        message = f"{shown} 多于{heading} {_word_number(limit)}。"
        yield Problem("above-limit", message, place, "请核对这两格，哪一格写错就改哪一格。")
    parts = [(record.form.column(each).heading, _find_number(record, each)) for each in column.parts]
    numbers = [number for _, number in parts if number is not None]
    if parts and len(numbers) == len(parts) and sum(numbers) != value:
        listed = "、".join(
            f"{heading} {_word_number(number)}" for heading, number in parts if number is not None
        )
        total = _word_number(sum(numbers, Fraction()))
        message = f"{shown} 不等于各分项之和 {total}（{listed}）。"
        yield Problem("parts-differ", message, place, "请核对合计和各分项，哪一格写错就改哪一格。")


def _find_number(record: Evidence, column: str) -> Fraction | None:
    value = record.values.get(column)
    return Fraction(value) if isinstance(value, int | Decimal | Fraction) else None


def _word_number(number: Fraction) -> str:
    """Write a number as a table shows it; 1/3 is never typed, so decimals end.

    >>> _word_number(Fraction(45)), _word_number(Fraction("12.50"))
    ('45', '12.5')
    """
    return str(number.numerator) if number.denominator == 1 else str(float(number))


def word_subject(record: Evidence, plan: Plan, tree: OrganisationTree) -> str:
    """Say whose record it is and of which clause, to begin a message: 东示镇第一小学 四（二）主题班会：."""
    school = tree.find(record.unit) if record.unit else None
    name = f"{school.name} " if school else ""
    items: tuple[Task | Metric | Submission, ...] = (*plan.tasks, *plan.metrics, *plan.submissions)
    for item in items:
        if item.id == record.item:
            return f"{name}{plan.reference(item.clause)}{item.name}："
    return f"{name}{record.form.title}："


def find_day_column(record: Evidence) -> str:
    """Return the id of the column that bears a record's date, of its first where its form asks no date."""
    return (record.form.find_kind(ColumnKind.DAY) or record.form.columns[0]).id


def _word_standing(unit: Organisation) -> str:
    opened = f"{unit.opened} 起" if unit.opened else ""
    closed = f"{unit.closed} 止" if unit.closed else ""
    return f"不在（{'，'.join(each for each in (opened, closed) if each)}）"


def _word_span(span: DateSpan) -> str:
    return f"{span.first} 至 {span.last}"
