"""The demo county's plan is whole: it leaves nothing open and contradicts nothing."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

from base_plan import load, text_of

from antifraud_plan.model.cadence.rules import Deadline

DEMO = Path(__file__).parents[2] / "examples" / "demo-county" / "plan.toml"
PLAN = load(DEMO.read_text(encoding="utf-8"))


def test_title_and_number() -> None:
    assert PLAN.fill(PLAN.title) == "示例县教体系统2023年防范电信网络诈骗工作实施方案"
    assert str(PLAN.document_number) == "示教体字〔2023〕5号"


def test_it_is_issued_before_its_first_deadline_and_counts_from_then() -> None:
    (deadline,) = next(item for item in PLAN.submissions if item.id == "5.4.1").deadline.rules
    assert isinstance(deadline, Deadline)
    assert (deadline.by.month, deadline.by.day) == (2, 28)
    assert PLAN.first_day == PLAN.issue.date < date(2023, 2, 28)
    assert PLAN.last_day == date(2023, 12, 31)


def test_every_post_is_filled_with_an_invented_name() -> None:
    posts = [post for group in PLAN.leading_groups for post in group.posts]
    posts += [post for group in PLAN.leading_groups for office in group.offices for post in office.posts]
    assert {post.role for post in posts} == {"组长", "副组长", "办公室主任", "办公室副主任"}
    assert [post.role for post in posts if not post.holder.endswith(("示例", "样例", "示范", "样本"))] == []


def test_the_county_says_how_often_its_indefinite_duties_fall_due() -> None:
    said = {task.id: str(task.county_reading) for task in PLAN.tasks if task.county_reading}
    assert said == {"4.4.1": "每季度1次", "4.5.1": "每学期1次"}
    assert {str(task.cadence) for task in PLAN.tasks if task.county_reading} == {"定期"}


def test_the_document_for_accountability_is_named() -> None:
    assert [item.id for item in PLAN.consequences if item.authority == ""] == []


def test_semesters_and_vacations_fill_the_plan_s_days_without_gaps() -> None:
    spans = sorted((item.first, item.last) for item in (*PLAN.calendar.semesters, *PLAN.calendar.vacations))
    joints = pairwise(spans)
    assert all((later[0] - earlier[1]).days == 1 for earlier, later in joints)
    assert spans[0][0] <= date(2023, 1, 1)
    assert spans[-1][1] >= PLAN.last_day


def test_the_examples_in_its_comments_work_once_uncommented() -> None:
    text = DEMO.read_text(encoding="utf-8")
    changed = load(re.sub(r"^# (?=\[\[|\w+ = )", "", text, flags=re.MULTILINE))
    assert str(changed.task("4.1.2").cadence) == "每月至少2次"
    assert "专题会议每月至少2次" in text_of(changed)
    assert changed.find_task("4.3.3") is None
    assert "家长微信群" not in text_of(changed)
