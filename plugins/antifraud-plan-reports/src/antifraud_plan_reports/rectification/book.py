"""The register of what is to be mended as a workbook (整改台账), which goes back into records as it is."""

import io
from collections.abc import Iterator, Mapping, Sequence

from antifraud_plan.plugin import (
    Brief,
    Document,
    FileKind,
    Form,
    Problem,
    ProblemsFoundError,
    Scope,
    Severity,
)
from antifraud_plan_reports.kept import read_kept
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING
from antifraud_plan_reports.rectification.register import (
    RECTIFICATIONS,
    MendState,
    Rectification,
    carry_on,
    find_notices,
)
from antifraud_plan_reports.settings import ReportSettings
from antifraud_plan_reports.workbook import XLSX, Heading, Value, draw_book, draw_table

_TITLE = "整改台账"
_WIDTHS = {"unit": 20, "reference": 9, "task": 18, "period": 14, "part": 16, "problem": 34, "closed_by": 40}
_OTHER_WIDTH = 12


def find_rectifications(brief: Brief) -> tuple[Rectification, ...]:
    """Return the register of the day of the papers, always the whole county's: it replaces the last.

    Raises:
        ProblemsFoundError: a line of the register cannot be read; it would be missing from the next one.
    """
    kept = read_kept(brief, RECTIFICATIONS)
    if any(each.severity is Severity.ERROR for each in kept.problems):
        raise ProblemsFoundError(kept.problems)
    mend_days = brief.setting(ReportSettings).mend_days
    names = Names(brief.plan, brief.tree)
    return carry_on(find_notices(kept.records, brief.on), brief.assess(), names, mend_days)


def _documents(brief: Brief) -> Iterator[Document]:
    form = next((each for each in brief.plan.forms if each.id == RECTIFICATIONS and each.enabled), None)
    found = find_rectifications(brief) if form else ()
    if form is not None and found:
        notes = tuple(_find_idle(found, form))
        yield Document((_TITLE, f"{form.title}.xlsx"), XLSX, (_draw(form, found, brief),), notes)


def _find_idle(found: Sequence[Rectification], form: Form) -> Iterator[Problem]:
    """Yield a note for each open line of which nothing like it is due: no return will ever close it."""
    closed = "、".join(f"“{each.heading}”" for each in form.columns if each.id in ("closed", "closed_by"))
    for each in found:
        if each.finding is None and each.state is not MendState.CLOSED:
            message = "方案里没有这样一项工作（时段、班级或关系对不上），看不出整改了没有，台账照样保留。"
            remedy = f"请核对这一行；已经整改的，请自己填{closed}。"
            yield Problem("rectification-idle", message, each.notice.place, remedy, Severity.NOTE)


def _draw(form: Form, found: Sequence[Rectification], brief: Brief) -> bytes:
    stream = io.BytesIO()
    headings = [Heading(each.heading, _WIDTHS.get(each.id, _OTHER_WIDTH)) for each in form.columns]
    lines = (_write_line(brief, each) for each in found)
    rows = [[line.get(column.id) for column in form.columns] for line in lines]
    with draw_book(stream, _TITLE, brief.on) as book:
        draw_table(book, form.title, headings, rows, title=_TITLE)
    return stream.getvalue()


def _write_line(brief: Brief, found: Rectification) -> Mapping[str, Value]:
    """Return column id → what stands in it; an empty text is an empty cell, as a register is read."""
    plan, notice, subject = brief.plan, found.notice, found.subject
    unit = brief.tree.require(subject.unit)
    reference, name = Names(plan, brief.tree).find(subject.item)
    return {
        "unit": unit.name if brief.tree.find(unit.name) == unit else unit.id,
        "reference": None if reference == NOTHING else reference,
        "task": name,
        "period": subject.period or None,
        "part": subject.part or None,
        "problem": notice.problem or None,
        "notified": notice.notified,
        "mend_by": notice.mend_by,
        "state": found.state.value,
        "closed": notice.closed,
        "closed_by": notice.closed_by or None,
    }


RECTIFICATION_REGISTER = FileKind(
    "rectification-register",
    title=_TITLE,
    scope=Scope.COUNTY,
    documents=_documents,
    awaits="到这一天没有要整改的事项；考核到哪一天用 --on 写明。",
)
