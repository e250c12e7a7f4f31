"""Figures of the police and of the bureau (公安通报案件, 上年基数) → evidence, read as returns are."""

from collections.abc import Iterator, Mapping

from antifraud_plan.loading.lists.table import ListTable
from antifraud_plan.loading.returns.identity import OWN_SHEETS
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.notes import Once
from antifraud_plan.loading.returns.screening import screen_table
from antifraud_plan.loading.returns.sheets import count_cells, read_sheet
from antifraud_plan.loading.returns.titles import find_form
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.problems import Location, Problem, Severity, find_nearest


def find_kept_form(stem: str, plan: Plan) -> Form | None:
    """Return the form that a file of this name holds, ``None`` if it is no file of figures."""
    return next((form for form in _kept_forms(plan) if form.title == stem.strip()), None)


def find_meant_form(stem: str, plan: Plan) -> Form | None:
    """Return the form whose figures a file is likely to hold that is all but named so: 上年基数(1)."""
    by_title = {form.title: form for form in _kept_forms(plan)}
    nearest = next((title for title in by_title if title in stem), None) or find_nearest(stem, by_title)
    return by_title[nearest] if nearest else None


def _kept_forms(plan: Plan) -> Iterator[Form]:
    return (form for form in plan.forms if form.enabled and form.source is not Source.SCHOOL)


def read_figures(
    tables: Mapping[str, ListTable],
    place: Location,
    form: Form,
    plan: Plan,
    tree: OrganisationTree,
) -> Iterator[Evidence | Problem]:
    """Yield the records of one file, then its problems.

    Its sheet may have any title, so long as the headings are the form's.

    Args:
        tables: of the file, by title.
        place: the file.
        form: the one it holds, see `find_kept_form`.
        plan: for the days it covers, and the items.
        tree: tells the schools; any may be named.
    """
    told = Once()
    known = Known(plan, tree)
    has_any = False
    for table in tables.values():
        screened = screen_table(table, told.take)
        for problem in screened.problems:
            told.take(problem)
        if find_form(screened, [form]) is not None:
            has_any = True
            yield from read_sheet(screened, form, known, known.schools, told.take).evidence
        elif screened.title not in OWN_SHEETS and count_cells(screened):
            message = f"“{screened.title}”表没有读。"
            remedy = f"这个文件里读的是“{form.title}”。"
            told.take(Problem("unread-table", message, screened.whole, remedy, Severity.NOTE))
    if not has_any:
        message = f"文件里找不到“{form.title}”表，没有读取。"
        told.take(Problem("no-return-table", message, place, "请核对工作表的名称和列标题。"))
    yield from told.problems
