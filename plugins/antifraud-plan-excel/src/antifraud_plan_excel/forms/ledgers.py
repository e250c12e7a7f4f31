"""Ledgers (台账) that are kept all year: one workbook a school, and those the bureau keeps itself."""

from collections.abc import Iterator, Sequence

from antifraud_plan.plugin import (
    Brief,
    ColumnKind,
    Document,
    DueRow,
    FileKind,
    Form,
    OrganisationKind,
    RowsPer,
    Scope,
    Source,
    derive_returns,
    returns_identity,
)
from antifraud_plan_excel.drawing.pattern import gap
from antifraud_plan_excel.drawing.sheets import XLSX
from antifraud_plan_excel.forms.books import Book, BookKind, Line, draw_book_pattern, fill_book
from antifraud_plan_excel.forms.cover import Cover
from antifraud_plan_excel.forms.fields import Days
from antifraud_plan_excel.forms.guidance import HOW_TO_READ, NO_PERSONAL_NUMBERS, guide_forms
from antifraud_plan_excel.forms.returns import make_lines
from antifraud_plan_excel.signing.signed import Signed

_TITLE = "工作台账"
_RECORDS = "records"


def build_ledgers(brief: Brief) -> Iterator[Document]:
    """Yield the ledger of every school, then a workbook for each form that the bureau keeps."""
    plan, tree = brief.plan, brief.tree
    kept = [form for form in plan.forms if form.enabled and form.ledger and form.source is Source.SCHOOL]
    if kept:
        due = _find_lines(brief)
        kind = _describe(brief, f"{plan.year}年{_TITLE}", kept, gap("unit"), _guide_school(kept))
        pattern = draw_book_pattern(kind, plan, brief.on)
        for school in filter(brief.wants, tree.schools()):
            lines = {form.id: due.get((school.id, form.id), ()) for form in kept}
            data = fill_book(pattern, kind, Book(school, (school,), lines), tree)
            yield Document((_TITLE, f"{school.name}{_TITLE}.xlsx"), XLSX, (data,))
    bureau = next((unit for unit in tree if unit.kind is OrganisationKind.BUREAU), None)
    if bureau is None or not tree.schools() or not brief.wants(bureau):
        return
    for form in plan.forms:
        if form.enabled and form.source is not Source.SCHOOL:
            kind = _describe(brief, form.title, [form], plan.names.bureau, _guide_bureau(form))
            pattern = draw_book_pattern(kind, plan, brief.on)
            data = fill_book(pattern, kind, Book(bureau, tuple(tree.schools()), {}), tree)
            yield Document((_TITLE, plan.names.bureau, f"{form.title}.xlsx"), XLSX, (data,))


def _find_lines(brief: Brief) -> dict[tuple[str, str], list[Line]]:
    """Return (id of a school, id of a form) → what is due in the year, time by time."""
    rows: dict[tuple[str, str], list[DueRow]] = {}
    for spec in brief.plan.returns:
        for due in derive_returns(brief.plan, brief.tree, spec):
            for sheet in due.sheets:
                if sheet.form.ledger and sheet.form.rows is RowsPer.OCCASION:
                    for row in sheet.rows:
                        rows.setdefault((row.unit.id, sheet.form.id), []).append(row)
    nothing = Signed({})
    return {
        (school, form): make_lines(brief.plan.form(form), found, nothing)
        for (school, form), found in rows.items()
    }


def _describe(
    brief: Brief, title: str, forms: Sequence[Form], unit: str, guidance: Iterator[str]
) -> BookKind:
    plan = brief.plan
    tasks = [plan.find_task(each) for form in forms for each in form.records]
    return BookKind(
        title,
        returns_identity.LEDGER,
        f"{plan.year}年",
        tuple((form, Days(plan.span, plan.last_day)) for form in forms),
        tuple(dict.fromkeys(task.name for task in tasks if task is not None)),
        Cover(f"{unit}{title}", (("单位", unit), ("记录时间", f"{plan.year}年")), None, tuple(guidance)),
    )


def _guide_school(forms: Sequence[Form]) -> Iterator[str]:
    yield f"本台账由学校全年使用，随时记录，留校备查；填上报表时照台账抄录。{HOW_TO_READ}"
    yield from guide_forms(forms)
    yield NO_PERSONAL_NUMBERS


def _guide_bureau(form: Form) -> Iterator[str]:
    yield (
        f"本表由主管局填写，不发给学校。填好后放进工作文件夹里的 {_RECORDS} 文件夹，"
        f"文件名保持“{form.title}.xlsx”。{HOW_TO_READ}"
    )
    dates = "日期写成 2023-3-5；" if form.find_kind(ColumnKind.DAY) else ""
    yield f"从第一个空行填起，每行先从下拉列表选学校。{dates}人数、件数、金额只填数字。"
    yield NO_PERSONAL_NUMBERS


LEDGER = FileKind("ledger", title=_TITLE, scope=Scope.SCHOOL, documents=build_ledgers)
