"""填报负担表 says what a slow count over the returns says, and that nothing is asked twice."""

import io
from collections import Counter
from pathlib import Path

import antifraud_plan_excel
import openpyxl
import pytest
from antifraud_plan_excel.reports.burden import build_burden
from office_tools import audit_mistakes, microsoft_mistakes

from antifraud_plan import builtin
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.registry import Registry
from antifraud_plan.workspace import open_workspace

DEMO = Path(__file__).parents[3] / "examples/demo-county"
REGISTRY = Registry([("builtin", builtin), ("excel", antifraud_plan_excel)])


@pytest.fixture(scope="module")
def brief():
    return open_workspace(DEMO, REGISTRY).brief()


@pytest.fixture(scope="module")
def drawn(brief):
    (document,) = build_burden(brief)
    return document.chunks[0]


def rows(data: bytes, title: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data))[title].iter_rows(min_row=3, values_only=True))


def test_cells_are_counted_as_one_would_on_the_returns_themselves(brief, drawn):
    cells: Counter[tuple[str, str, str]] = Counter()
    for spec in brief.plan.returns:
        for due in derive_returns(brief.plan, brief.tree, spec):
            for sheet in due.sheets:
                for row in sheet.rows:
                    kind = "班级" if row.class_id else row.unit.kind.value
                    blank = [
                        column
                        for column in sheet.form.asked
                        if column.id not in row.values and column.heading != "班级"
                    ]
                    count = 1 if sheet.form.rows is RowsPer.EVENT else len(blank)
                    cells[kind, spec.title, due.period.label] += count
    assert {row[:3]: row[6] for row in rows(drawn, "按对象")} == cells


def test_the_sentence_on_top_says_the_result(drawn):
    sentence = openpyxl.load_workbook(io.BytesIO(drawn))["按对象"]["A1"].value
    assert sentence.startswith("方案期内：")
    assert sentence.endswith("没有一项要填两次，也没有可由其他数汇总而仍要填的。")
    assert rows(drawn, "重复和可汇总") == []


def test_every_column_says_who_fills_it_in(brief, drawn):
    told = Counter(row[2] for row in rows(drawn, "栏目"))
    columns = [column for form in brief.plan.forms if form.enabled for column in form.columns]
    assert told["程序填好"] == sum(column.kind.is_given for column in columns)
    assert told.total() == len(columns)


def test_both_validators_find_no_mistake(drawn, tmp_path):
    path = tmp_path / "burden.xlsx"
    path.write_bytes(drawn)
    assert microsoft_mistakes(path) == ""
    assert audit_mistakes(path) == ""
