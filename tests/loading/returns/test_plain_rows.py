"""The short way through a plain row tells the same as the careful one, whatever a school did to the row."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from returned_books import CASES, MEETINGS, PLAN, TREE

from antifraud_plan.loading.lists.table import ListTable, Unreadable
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.rows import RowReader
from antifraud_plan.loading.returns.sheets import SheetReading, read_sheet
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.problems import Location, Problem

STRICT = tuple(
    attrs.evolve(
        form, columns=tuple(attrs.evolve(each, required=each.id in ("day", "nil")) for each in form.columns)
    )
    for form in (MEETINGS, CASES)
)
DUE = {
    form.id: [
        row
        for spec in PLAN.returns
        for due in derive_returns(PLAN, TREE, spec)
        for sheet in due.sheets
        if sheet.form.id == form.id
        for row in sheet.rows
    ]
    for form in (MEETINGS, CASES)
}
PLAIN = {
    "unit": "示例县第一小学",
    "task": "专题会议",
    "period": "3月",
    "class": "一年级1班",
    "day": date(2023, 3, 8),
    "title": "议题",
    "due": 20.0,
    "present": 19.0,
    "men": 9.0,
    "women": 10.0,
    "all": 19.0,
    "role": "学生",
    "method": "刷单",
    "nil": "有",
}
ODD = st.sampled_from(
    [
        "",
        " ",
        None,
        0,
        0.0,
        1,
        1.0,
        True,
        False,
        -3,
        2.5,
        "2023.3.5",
        "3月5日",
        "２０",
        "20人",
        "百分之五",
        "无",
        "没有",
        "有 ",
        "学 生",
        "一(1)班",
        "二年级1班",
        "【示例】议题",
        "议" * 40,
        "=1+1",
        "东示镇第二小学",
        "专题讲座",
        "3 月",
        timedelta(0),
        date(2024, 9, 9),
        Unreadable(Problem("personal-number", "…", Location("a.xlsx")), "x"),
    ]
)


@pytest.mark.parametrize(
    "form", [MEETINGS, CASES, *STRICT], ids=["meetings", "cases", "meetings-strict", "cases-strict"]
)
@given(st.data())
def test_plain_rows_are_read_as_the_careful_way_reads_them(form: Form, data: st.DataObject) -> None:
    ids = data.draw(st.permutations([column.id for column in form.columns]))
    headings = [*(form.column(each).heading for each in ids), *data.draw(st.sampled_from([[], ["备注"]]))]
    rows: list[list[object]] = [list(headings)]
    for _ in range(data.draw(st.integers(1, 5))):
        row = data.draw(st.sampled_from(DUE[form.id]))
        blank = data.draw(st.booleans())
        values = [
            row.values.get(each, "" if blank or form.column(each).kind.is_given else PLAIN[each])
            for each in ids
        ]
        values += [""] * data.draw(st.integers(0, 2))
        for at in data.draw(st.lists(st.integers(0, len(values) - 1), max_size=2)):
            values[at] = data.draw(ODD)
        rows.append(values)
    assert read(form, rows, short=True) == read(form, rows, short=False)


def read(form: Form, rows: list[list[object]], *, short: bool) -> tuple[object, ...]:
    table = ListTable(form.title, Location("a.xlsx"), rows, lambda row, column: Location(f"{row}:{column}"))
    problems: list[Problem] = []
    with pytest.MonkeyPatch.context() as patch:
        if not short:
            patch.setattr(RowReader, "find_plain", lambda *_: None)
        reading: SheetReading = read_sheet(
            table, form, Known(PLAN, TREE), TREE.schools(), problems.append, due=DUE[form.id]
        )
    places = [[str(each.locate(column.id)) for column in form.columns] for each in reading.evidence]
    types = [{key: type(value) for key, value in each.values.items()} for each in reading.evidence]
    return reading, problems, places, types
