"""Can every form be drawn, filled in and told apart, and does all that is returned stand in one of them."""

from collections.abc import Iterable, Iterator

from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer, Source
from antifraud_plan.model.integrity.fault import PlanFault
from antifraud_plan.model.integrity.form_references import find_items
from antifraud_plan.model.plan import Plan
from antifraud_plan.problems import Problem

_NUMBERS = frozenset(
    {ColumnKind.EXPECTED, ColumnKind.PEOPLE, ColumnKind.COUNT, ColumnKind.SHARE, ColumnKind.AMOUNT}
)
_BAD_IN_SHEET_TITLE = frozenset("[]:*?/\\'")
_LONGEST_SHEET_TITLE = 31
_SHEETS_OF_OURS = frozenset({"填报说明", "上报表标识"})


def find_unusable_forms(plan: Plan) -> Iterator[PlanFault]:
    """Yield what keeps a form from being drawn, filled in or read back, and a return from being complete."""
    yield from _find_wrong_titles(plan.forms)
    yield from _find_wrong_records(plan)
    for form in plan.forms:
        yield from _find_missing_columns(form)
        yield from _find_repeated_headings(form)
        for column in form.columns:
            yield from _find_wrong_column(form, column)


def _find_wrong_titles(forms: Iterable[Form]) -> Iterator[PlanFault]:
    seen: set[str] = set()
    for form in forms:
        if not form.enabled:
            continue
        wrong = ""
        if form.title in seen:
            wrong = "与另一张表重名"
        elif form.title in _SHEETS_OF_OURS:
            wrong = "是程序自己要用的名称"
        elif len(form.title) > _LONGEST_SHEET_TITLE or not _BAD_IN_SHEET_TITLE.isdisjoint(form.title):
            wrong = f"不能用作工作表名：最多{_LONGEST_SHEET_TITLE}个字，不能有 [ ] : * ? / \\ '"
        seen.add(form.title)
        if wrong:
            problem = Problem("sheet-title", f"表名“{form.title}”{wrong}。", remedy="请改 title。")
            yield PlanFault(("form", form.id, "title"), problem)


def _find_wrong_records(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for an item of two forms in use, and for one that is returned and stands in none."""
    recorded: dict[str, Form] = {}
    for form in plan.forms:
        if not form.enabled:
            continue
        for item in form.records:
            if item in recorded:
                problem = Problem(
                    "item-in-two-forms",
                    f"“{item}”同时记在“{recorded[item].title}”和“{form.title}”两张表里，学校要填两遍。",
                    remedy="请把不用的那张写上 enabled = false，或从其中一张的 records 里删去。",
                )
                yield PlanFault(("form", form.id, "enabled"), problem)
            recorded.setdefault(item, form)
    known = find_items(plan)
    for spec in plan.returns:
        for place, item in enumerate(spec.items):
            if item in known and (item not in recorded or recorded[item].source is not Source.SCHOOL):
                problem = Problem(
                    "item-not-recorded",
                    f"“{spec.title}”要报“{item}”，却没有一张学校填的表记它。",
                    remedy="请在一张在用的表（[[form]]）的 records 里加上它，或从 items 里删去。",
                )
                yield PlanFault(("return", spec.id, "items", place), problem)


def _find_missing_columns(form: Form) -> Iterator[PlanFault]:
    """Yield a fault for a form without a column that tells whose or what a row is."""
    needed = [ColumnKind.UNIT]
    if form.rows is RowsPer.EVENT and form.source is Source.SCHOOL:
        needed.append(ColumnKind.NIL)
    elif form.rows is not RowsPer.EVENT and len(form.records) > 1:
        needed.append(ColumnKind.TASK)
    for kind in needed:
        if form.find_kind(kind) is None:
            problem = Problem(
                "form-lacks-column",
                f"“{form.title}”没有“{kind.value}”这一栏，交回来就分不清是谁的、报的是什么。",
                remedy=f'请加一栏 kind = "{kind.value}"。',
            )
            yield PlanFault(("form", form.id), problem)


def _find_repeated_headings(form: Form) -> Iterator[PlanFault]:
    seen: set[str] = set()
    for column in form.columns:
        heading = "".join(column.heading.split()).strip("*＊")
        if heading in seen:
            problem = Problem(
                "heading-repeated",
                f"“{form.title}”有两栏都叫“{column.heading}”，交回来分不清。",
                remedy="请把其中一栏的 heading 改成不同的。",
            )
            yield PlanFault(("form", form.id, "column", column.id, "heading"), problem)
        seen.add(heading)


def _find_wrong_column(form: Form, column: Column) -> Iterator[PlanFault]:
    path = ("form", form.id, "column", column.id)
    if (column.kind is ColumnKind.CHOICE) != bool(column.choices):
        remedy = '请写上 choices，例如 ["是", "否"]。' if not column.choices else '请写 kind = "选项"。'
        problem = Problem(
            "column-choices",
            f"“{column.heading}”的 kind 是“{column.kind.value}”，"
            f"{'却写了' if column.choices else '没有写'}可选的词。",
            remedy=remedy,
        )
        yield PlanFault((*path, "choices" if column.choices else "kind"), problem)
    if column.at_least is not None and column.at_most is not None and column.at_least > column.at_most:
        problem = Problem(
            "limits-reversed",
            f"“{column.heading}”最少 {column.at_least}、最多 {column.at_most}，什么数都填不进。",
            remedy="请改 at_least 或 at_most。",
        )
        yield PlanFault((*path, "at_least"), problem)
    numbers = {each.id for each in form.columns if each.kind in _NUMBERS}
    columns = {each.id for each in form.columns}
    for other in (column.id if column.not_above or column.parts else "", column.not_above, *column.parts):
        if other in columns and other not in numbers:
            problem = Problem(
                "column-not-number",
                f"“{form.column(other).heading}”不是数字，不能拿来比大小或相加。",
                remedy="请改 kind，例如“整数”，或删去 not_above、parts。",
            )
            yield PlanFault(path, problem)
