"""A lower level may tighten, never loosen; a county is free against a base plan, but is told."""

import pytest

from antifraud_plan.loading.loosening import find_loosened
from antifraud_plan.loading.toml.document import load_tree
from antifraud_plan.loading.toml.tree import Table
from antifraud_plan.problems import Severity

DUTY = """
[[task]]
id = "4.1.2"
name = "专题会议"
cadence = "每月至少1次"
"""
ISSUED = '[names]\nbureau = "示例县教育体育局"\n' + DUTY


def read(text: str, file: str = "plan.toml") -> Table:
    tree, problems = load_tree(text, file)
    assert problems == ()
    return tree


def said(base: str, overlay: str) -> list[tuple[str, Severity, str]]:
    found = find_loosened(read(base, "base.toml"), read(overlay))
    return [(problem.code, problem.severity, str(problem.location)) for problem in found]


@pytest.mark.parametrize("cadence", ["每月至少1次", "每周1次", "每月至少2次", "按需召开"])
def test_as_often_more_often_or_not_comparable_is_let_be(cadence: str) -> None:
    assert said(ISSUED, f'[[task]]\nid = "4.1.2"\ncadence = "{cadence}"') == []


@pytest.mark.parametrize("cadence", ["每季度1次", "每学期至少2次", "每年1次"])
def test_a_school_may_not_do_less_than_an_issued_plan_asks(cadence: str) -> None:
    overlay = f'[[task]]\nid = "4.1.2"\ncadence = "{cadence}"'
    assert said(ISSUED, overlay) == [("duty-loosened", Severity.ERROR, "plan.toml:3:11")]


def test_a_county_may_do_less_than_a_base_plan_and_is_told() -> None:
    overlay = '[[task]]\nid = "4.1.2"\ncadence = "每季度1次"'
    assert said(DUTY, overlay) == [("duty-loosened", Severity.NOTE, "plan.toml:3:11")]


def test_leaving_a_duty_out_is_doing_less() -> None:
    overlay = '[[task]]\nid = "4.1.2"\nremove = true'
    assert said(ISSUED, overlay) == [("duty-removed", Severity.ERROR, "plan.toml:3:1")]
    assert said(DUTY, overlay) == [("duty-removed", Severity.NOTE, "plan.toml:3:1")]


def test_a_duty_of_one_s_own_is_nobody_else_s_business() -> None:
    assert said(ISSUED, '[[task]]\nid = "9.1"\ncadence = "每年1次"') == []


REST = """
year = 2023
[[task]]
id = "4.1.2"
name = "专题会议"
cadence = "定期"
county_reading = "每月1次"
responsible = ["schools"]
evidence = ["会议记录"]
[[metric]]
id = "rate"
name = "知晓率"
target = "100%"
[[submission]]
id = "plan"
name = "学校方案"
deadline = "2月28日前"
reporting = ["reporters"]
[[consequence]]
id = "5.3.1"
trigger = "责任不落实"
measures = ["全县通报"]
"""


@pytest.mark.parametrize(
    ("table", "key", "looser", "fine"),
    [
        ("task", "county_reading", '"每季度1次"', '"每周1次"'),
        ("task", "effective_from", "2023-03-01", "2023-01-01"),
        ("task", "responsible", "[]", '["classes"]'),
        ("task", "evidence", "[]", '["会议照片"]'),
        ("metric", "target", '"80%"', '"100%，零发案"'),
        ("metric", "target", '"60%→80%→100%"', '"尽量达到"'),
        ("submission", "deadline", '"3月20日前"', '"2月20日前"'),
        ("submission", "reporting", "[]", '["schools"]'),
        ("consequence", "measures", "[]", '["约谈"]'),
    ],
)
def test_every_duty_may_be_tightened_and_not_loosened(table: str, key: str, looser: str, fine: str) -> None:
    name = {"task": "4.1.2", "metric": "rate", "submission": "plan", "consequence": "5.3.1"}[table]
    patch = f'[[{table}]]\nid = "{name}"\n{key} = '
    place = f"plan.toml:3:{len(key) + 4}"
    issued = REST + '[names]\nbureau = "示例县教育体育局"\n'
    assert said(issued, patch + looser) == [("duty-loosened", Severity.ERROR, place)]
    assert said(REST, patch + looser) == [("duty-loosened", Severity.NOTE, place)]
    assert said(issued, patch + fine) == []


@pytest.mark.parametrize(
    ("table", "name"), [("metric", "rate"), ("submission", "plan"), ("consequence", "5.3.1")]
)
def test_no_kind_of_duty_may_be_left_out(table: str, name: str) -> None:
    overlay = f'[[{table}]]\nid = "{name}"\nremove = true'
    assert said(REST, overlay) == [("duty-removed", Severity.NOTE, "plan.toml:3:1")]


def test_a_base_plan_without_a_year_counts_from_the_overlay_s_first_day() -> None:
    patch = '[[task]]\nid = "4.1.2"\neffective_from = 2023-03-01\n'
    base = REST.replace("year = 2023\n", "")
    assert said(base, "first_day = 2023-03-01\n" + patch) == []
    assert [code for code, _, _ in said(base, "year = 2023\n" + patch)] == ["duty-loosened"]


PLEDGE = '[[pledge]]\nid = "families"\nname = "学生和家长"\n'


@pytest.mark.parametrize(("change", "code"), [("enabled = false", "loosened"), ("remove = true", "removed")])
def test_a_pledge_that_an_issued_plan_asks_for_is_signed(change: str, code: str) -> None:
    overlay = f'[[pledge]]\nid = "families"\n{change}'
    ((found, severity, place),) = said(ISSUED + PLEDGE, overlay)
    assert (found, severity) == (f"duty-{code}", Severity.ERROR)
    assert place.startswith("plan.toml:3:")


@pytest.mark.parametrize("change", ["enabled = false", "remove = true"])
def test_what_the_plan_above_does_not_have_signed_may_go(change: str) -> None:
    assert said(ISSUED + PLEDGE + "enabled = false", f'[[pledge]]\nid = "families"\n{change}') == []
