"""How much is asked: against a slow obvious count, and what need not be asked."""

from collections import defaultdict

import attrs
from duty_samples import activities, county, plan, task

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.forms.burden import measure_burden
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.model.returns.owed.spec import Return


def sample(*columns: Column) -> Plan:
    meetings, training = task("每学期每班至少2次", "classes"), task("每季度至少1次", "schools", task_id="u")
    form = activities("t", "u")
    form = attrs.evolve(form, columns=(*form.columns, *columns))
    spec = Return("r", "报表", Cadence.parse("每学期"), ("t", "u"), ("reporters",))
    return plan([meetings, training], [form], [spec])


def test_every_cell_that_is_asked_is_counted_once() -> None:
    one, tree = sample(), county()
    slow: dict[tuple[OrganisationKind, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for due in derive_returns(one, tree, one.returns[0]):
        for sheet in due.sheets:
            for row in sheet.rows:
                unit = tree.require(row.class_id or row.unit.id)
                for column in sheet.form.columns:
                    if (
                        column.id not in ("unit", "task", "period", "expected", "class")
                        and column.id not in row.values
                    ):
                        slow[unit.kind, due.period.label][unit.id] += 1

    found = {(line.kind, line.period): line for line in measure_burden(one, tree).lines}

    assert found.keys() == slow.keys()
    for key, counts in slow.items():
        line = found[key]
        assert (line.units, line.cells, line.most) == (
            len(counts),
            sum(counts.values()),
            max(counts.values()),
        )


def test_a_fact_asked_twice_and_a_sum_of_others_are_named() -> None:
    burden = measure_burden(
        sample(
            Column("boys", "男生", ColumnKind.COUNT, "boys"),
            Column("girls", "女生", ColumnKind.COUNT, "girls"),
            Column("all", "合计", ColumnKind.COUNT, "all", parts=("boys", "girls")),
            Column("again", "男生数", ColumnKind.COUNT, "boys"),
        ),
        county(),
    )

    assert [(first.column.id, again.column.id) for first, again in burden.asked_twice] == [("boys", "again")]
    assert [(asked.column.id, [each.column.id for each in others]) for asked, others in burden.summable] == [
        ("all", ["boys", "girls"])
    ]


def test_a_form_that_is_in_no_return_asks_nothing() -> None:
    one = sample()
    kept = Form("kept", "留校", (Column("day", "日期", ColumnKind.DAY, "day"),) * 1, records=())

    assert not measure_burden(attrs.evolve(one, forms=(*one.forms, kept, kept)), county()).asked_twice
