"""Finds what was reported twice: within a file, and across the files that count."""

from collections.abc import Iterable, Iterator

import attrs

from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook, Value
from antifraud_plan.model.returns.judged.judging import find_day_column, word_subject
from antifraud_plan.problems import Problem

_KEYS = (ColumnKind.AUDIENCE, ColumnKind.RELATION, ColumnKind.PAPER)


def refuse_repeats(
    books: Iterable[ReturnedBook], plan: Plan, tree: OrganisationTree
) -> Iterator[ReturnedBook]:
    """Yield each book, with a problem for each record that stands somewhere before; the first one counts.

    An event is the same where form, school, task, class, date and title agree; the title is the form's first
    column of text, and where it has none every column must agree. A row that is given once for a school, task
    and audience is the same in one period.
    """
    seen: dict[tuple[object, ...], Evidence] = {}
    for book in books:
        problems = list(book.problems)
        evidence = []
        for record in book.evidence:
            key = _find_key(record, book)
            first = seen.setdefault(key, record) if key else record
            if first is not record:
                column = find_day_column(record)
                message = (
                    f"{word_subject(record, plan, tree)}与 {first.locate(column)} 是同一件事，报了两次。"
                )
                remedy = "只留一行；确实是两次的，请把主题或日期写清楚。"
                problems.append(Problem("same-event", message, record.locate(column), remedy))
            evidence.append(record if first is record else attrs.evolve(record, is_sound=False))
        yield attrs.evolve(book, evidence=tuple(evidence), problems=tuple(problems))


def _find_key(record: Evidence, book: ReturnedBook) -> tuple[object, ...] | None:
    """Return what a record may share with no other; ``None`` where that cannot be told."""
    form = record.form
    whose = (form.id, record.unit, record.item, record.class_id)
    if form.rows is RowsPer.ITEM:
        told = tuple(record.values.get(column.id) for column in form.columns if column.kind in _KEYS)
        period = book.identity.period if book.identity else record.period
        return None if None in told else (*whose, period, *told)
    if record.day is None:
        return None
    title = form.find_kind(ColumnKind.TEXT)
    if title is not None:
        return (*whose, record.day, record.values.get(title.id))
    return (*whose, record.day, *_asked(record))


def _asked(record: Evidence) -> Iterator[Value | None]:
    return (record.values.get(column.id) for column in record.form.asked)
