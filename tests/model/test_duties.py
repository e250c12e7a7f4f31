"""What is due from whom: schools that open in the middle of the year, classes that close, scopes."""

from datetime import date

import pytest
from duty_samples import county, plan, task

from antifraud_plan.model.duties import derive_duties, find_duty_span, is_concerned
from antifraud_plan.model.task import Task


def due(one: Task, unit: str) -> list[str]:
    """Spell what is due, as 时段 起—止 ×次数 班级."""
    tree = county()
    return [
        f"{each.period.label} {each.period.span.first}—{each.period.span.last} ×{each.period.minimum}"
        + (f" {each.class_.name}" if each.class_ else "")
        for each in derive_duties(plan([one]), tree, one, tree.require(unit))
    ]


def test_a_new_school_owes_from_the_day_it_opens() -> None:
    assert due(task("每季度至少1次", "schools"), "O") == [
        "第3季度 2023-09-01—2023-09-30 ×1",
        "第4季度 2023-10-01—2023-12-31 ×1",
    ]


def test_what_takes_effect_later_counts_from_then() -> None:
    one = task("每半年至少2次", "schools", since=date(2023, 5, 1))

    assert due(one, "S") == ["上半年 2023-05-01—2023-06-30 ×2", "下半年 2023-07-01—2023-12-31 ×2"]


def test_a_semester_over_new_year_is_cut_and_keeps_its_minimum() -> None:
    assert due(task("每学期至少2次", "schools"), "S") == [
        "2022—2023学年第一学期 2023-01-01—2023-01-13 ×2",
        "2022—2023学年第二学期 2023-02-13—2023-07-07 ×2",
        "2023—2024学年第一学期 2023-09-01—2023-12-31 ×2",
    ]


@pytest.mark.parametrize("responsible", ["classes", "schools"])
def test_classes_owe_while_they_stand(responsible: str) -> None:
    assert due(task("每学期每班至少2次", responsible), "N") == [
        "2022—2023学年第一学期 2023-01-01—2023-01-13 ×2 三年级1班",
        "2022—2023学年第一学期 2023-01-01—2023-01-13 ×2 初一1班",
        "2022—2023学年第二学期 2023-02-13—2023-03-15 ×2 初一1班",
        "2022—2023学年第二学期 2023-02-13—2023-07-07 ×2 三年级1班",
        "2023—2024学年第一学期 2023-09-01—2023-12-31 ×2 三年级1班",
        "2023—2024学年第一学期 2023-09-10—2023-12-31 ×2 初一2班",
    ]


def test_a_school_without_listed_classes_owes_once() -> None:
    assert len(due(task("每学期每班至少2次", "classes"), "S")) == 3


def test_a_rule_for_a_school_level_falls_on_its_classes_only() -> None:
    owed = due(task("初中每学期每班至少1次", "schools"), "N")

    assert owed
    assert all("初一" in each for each in owed)
    assert due(task("初中每学期每班至少1次", "schools"), "S") == []


@pytest.mark.parametrize(
    ("cadence", "party"),
    [("每月至少1次", "police"), ("常态化", "schools"), ("寄宿制学校每月至少3次", "schools")],
)
def test_others_the_indefinite_and_unknown_kinds_of_school_make_no_duty(cadence: str, party: str) -> None:
    assert due(task(cadence, party), "S") == []


def test_a_task_of_others_concerns_those_who_support_it() -> None:
    tree = county()
    one = Task(
        "t", "工作", task("常态化").cadence, clause="c", responsible=("police",), supporting=("schools",)
    )

    assert is_concerned(plan([one]), tree, one, tree.require("S"))
    assert not is_concerned(plan([one]), tree, task("常态化", "police"), tree.require("S"))


def test_a_unit_that_stood_only_outside_the_plan_has_no_day() -> None:
    one = task("每月至少1次", "schools", since=date(2024, 1, 1))

    assert find_duty_span(plan([one]), one, county().require("S")) is None
