"""docs/how-to/records.md: what it tells a county to write is read, and prints what the page says."""

import re

import antifraud_plan_records
import pytest
from pages import page

from antifraud_plan.offers import Brief, Item
from antifraud_plan.plugin import Audience
from antifraud_plan.testing import load_county, make_registry

PAGE = page("how-to/records.md")
CHANGES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
KINDS = {kind.title: kind for kind in antifraud_plan_records.document_kinds()}


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The small county with every change of the page in its plan."""
    return load_county(make_registry(), "county-education", tables="\n".join(CHANGES))


def rooms(item: Item) -> dict[str, str]:
    rows = item.values["rows"]
    assert isinstance(rows, tuple)
    return {row.label: row.room for row in rows}


def test_every_kind_of_the_plugin_is_told() -> None:
    assert [title for title in KINDS if title not in PAGE] == []


def test_the_changed_meeting_record_prints_its_headings_and_room(brief: Brief) -> None:
    item = next(iter(KINDS["会议记录"].items(brief)))
    assert rooms(item)["会议议题"].count("\n") == 2
    assert "会议时间" in rooms(item)


def test_the_countys_own_record_comes_out(brief: Brief) -> None:
    items = list(KINDS["其他工作记录"].items(brief))
    assert {item.path[0] for item in items} == {"家访记录"}
    assert list(rooms(items[0])) == ["家访日期", "谈话内容", "家长意见"]


def test_the_countys_own_record_is_asked_for_by_its_title(brief: Brief) -> None:
    registry = make_registry(antifraud_plan_records)
    assert "build 家访记录" in PAGE
    assert registry.find_kind("家访记录", brief.plan) == registry.require_kind("其他工作记录")
    assert registry.find_kind("家访记录") is None
    assert registry.find_kind("家校记录", brief.plan) is None


def test_the_countys_questions_are_asked(brief: Brief) -> None:
    questions = {question.id for question in brief.plan.survey.questions_for(Audience.PARENTS)}
    assert "local-trick" in questions
    assert "online-loans" not in questions
    assert brief.plan.survey.pass_mark == 90
