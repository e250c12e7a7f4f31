"""Which workbook each reporting unit owes, with which rows."""

from datetime import date

import pytest
from duty_samples import activities, county, plan, task

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.duties import derive_duties
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.organisation import Organisation, OrganisationKind
from antifraud_plan.model.returns.owed.due import derive_returns, find_reporters
from antifraud_plan.model.returns.owed.owing import derive_owed
from antifraud_plan.model.returns.owed.spec import Return


def spec(period: str, *items: str) -> Return:
    return Return("r", "报表", Cadence.parse(period), items, ("reporters",), due_days=7)


def test_a_school_reports_itself_or_through_the_nearest_reporter_above_or_the_topmost_school() -> None:
    branch = Organisation("S1", "分校", OrganisationKind.SCHOOL, "S")
    tree = county(branch)
    groups = find_reporters(plan([]), tree, spec("每月", "t"))

    assert {key: [unit.id for unit in units] for key, units in groups.items()} == {
        "Z": ["Z", "N"], "S": ["S", "S1"], "O": ["O"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("period", "title", "names"),
    [
        ("每周", "周报表", {"第9周周报表"}),
        ("每月", "月报表", {"3月月报表"}),
        ("每季度", "季报表", {"第1季度季报表"}),
        ("每季度", "季度报表", {"第1季度报表"}),
        ("每半年", "半年报表", {"上半年报表", "下半年报表"}),
        ("每学期", "学期报表", {"2022—2023学年第二学期报表"}),
        ("每年", "年报表", {"2023年年报表"}),
        ("每学年", "学年报表", {"2022—2023学年报表"}),
        ("每月", "反诈报表", {"3月反诈报表"}),
    ],
)
def test_a_return_is_called_after_its_period_and_says_no_word_twice(
    period: str, title: str, names: set[str]
) -> None:
    each = Return("r", title, Cadence.parse(period), ("t",), ("reporters",))
    one = plan([task(period, "schools")], [activities("t")], [each])
    dues = tuple(derive_returns(one, county(), each))

    assert names <= {owed.title for owed in derive_owed(one, county(), dues)}


def test_a_duty_that_ends_in_a_vacation_stands_in_the_next_return_and_none_is_lost() -> None:
    monthly = task("每月至少1次", "schools")
    one = plan([monthly], [activities("t")], [spec("每学期", "t")])
    tree = county()
    found = [
        (due.period.label, [row.values["period"] for sheet in due.sheets for row in sheet.rows])
        for due in derive_returns(one, tree, one.returns[0])
        if due.unit.id == "S"
    ]

    assert found == [
        ("2022—2023学年第二学期", ["1月", "2月", "3月", "4月", "5月", "6月"]),
        ("2023—2024学年第一学期", [f"{month}月" for month in range(7, 13)]),
    ]


def test_rows_are_one_for_each_time_and_carry_what_the_lists_know() -> None:
    meetings = task("每学期每班至少2次", "classes")
    one = plan([meetings], [activities("t")], [spec("每学期", "t")])
    tree = county()
    rows = [
        row for due in derive_returns(one, tree, one.returns[0]) for sheet in due.sheets for row in sheet.rows
    ]
    expected = sum(
        duty.period.minimum for unit in tree.schools() for duty in derive_duties(one, tree, meetings, unit)
    )

    assert len(rows) == expected
    (first, second, *_) = [row for row in rows if row.class_id == "N/1"]
    assert first.values == second.values
    assert first.values["class"] == "三年级1班"
    assert (first.values["due"], first.values["expected"]) == (40, 2)
    assert all("due" not in row.values for row in rows if row.class_id != "N/1")


@pytest.mark.parametrize(
    ("cadence", "period", "expected"),
    [
        ("每天1次", "每月", {"1月": 31, "2月": 28}),
        ("每周至少2次", "每季度", {"第1季度": 2 * 13}),
        ("每月至少20次", "每月", {"3月": 20}),
    ],
)
def test_what_is_due_very_often_has_one_row_with_the_number(
    cadence: str, period: str, expected: dict[str, int]
) -> None:
    one = plan([task(cadence, "schools")], [activities("t")], [spec(period, "t")])
    found = {
        due.period.label: [(row.values["period"], row.values["expected"]) for row in sheet.rows]
        for due in derive_returns(one, county(), one.returns[0])
        for sheet in due.sheets
        if due.unit.id == "S"
    }

    for label, times in expected.items():
        assert found[label] == [(label, times)]


def test_rows_come_by_date_then_by_class_and_few_times_have_a_row_each() -> None:
    one = plan([task("每月每班至少1次", "schools")], [activities("t")], [spec("每季度", "t")])
    rows = [
        (row.values["period"], row.class_id)
        for due in derive_returns(one, county(), one.returns[0])
        for sheet in due.sheets
        for row in sheet.rows
        if row.unit.id == "N" and due.period.label == "第1季度"
    ]

    # N/2 closes on 15 March, and what ends first comes first.
    assert rows == [
        *((month, each) for month in ("1月", "2月") for each in ("N/1", "N/2")),
        *(("3月", each) for each in ("N/2", "N/1")),
    ]


def test_who_owes_nothing_gets_no_workbook() -> None:
    deadline = task("2月28日前", "schools")
    one = plan([deadline], [activities("t")], [spec("每月", "t")])
    dues = list(derive_returns(one, county(), one.returns[0]))

    assert [(due.unit.id, due.period.label, due.deadline) for due in dues] == [
        ("Z", "2月", date(2023, 3, 7)), ("S", "2月", date(2023, 3, 7)),
    ]  # fmt: skip
    assert [row.unit.id for row in dues[0].sheets[0].rows] == ["Z", "N"]


def test_of_events_every_school_has_one_row_a_period_while_it_stands() -> None:
    tasks = [task("常态化", "schools"), task("常态化", "schools", task_id="u")]
    one = plan(tasks, [activities("t", "u", rows=RowsPer.EVENT)], [spec("每季度", "t", "u")])
    rows = [
        (due.period.label, row.unit.id)
        for due in derive_returns(one, county(), one.returns[0])
        for sheet in due.sheets
        for row in sheet.rows
    ]

    assert sorted(rows) == sorted(
        (f"第{quarter}季度", unit)
        for quarter in (1, 2, 3, 4)
        for unit in ("Z", "N", "S", "O")
        if unit != "O" or quarter >= 3
    )


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("每月至少2次", {"第1季度": 6}),
        ("每学期1次", {"第3季度": 1, "第2季度": None}),
        ("定期", {"第1季度": None}),
    ],
)
def test_of_events_the_number_due_in_the_period_is_given_where_the_cadence_has_one(
    cadence: str, expected: dict[str, int | None]
) -> None:
    one = plan([task(cadence, "schools")], [activities("t", rows=RowsPer.EVENT)], [spec("每季度", "t")])
    found = {
        due.period.label: [row.values.get("expected") for sheet in due.sheets for row in sheet.rows]
        for due in derive_returns(one, county(), one.returns[0])
        if due.unit.id == "S"
    }

    for label, times in expected.items():
        assert found[label] == [times]
