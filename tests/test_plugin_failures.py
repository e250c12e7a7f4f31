"""A plugin whose code fails while it works: it is named, and everything else is done all the same."""

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import attrs
import pytest

from antifraud_plan import Registry, Severity, builtin, check_brief
from antifraud_plan.holidays import add_holidays
from antifraud_plan.plugin import (
    Check,
    DocumentKind,
    HolidaySource,
    ListsReader,
    Scope,
    Settings,
    hookimpl,
)
from antifraud_plan.testing import small_county
from antifraud_plan.workspace import open_workspace


def fail(_: object) -> NoReturn:
    raise RuntimeError("内部")


class Faulty:
    """Every part of it fails when it is used, none when it is loaded."""

    @hookimpl
    def checks(self) -> Iterable[Check]:
        yield Check("faulty", title="出错的检查", run=fail)

    @hookimpl
    def document_kinds(self) -> Iterable[DocumentKind]:
        yield DocumentKind("faulty", title="出错的文种", scope=Scope.COUNTY, source="# 标题", items=fail)

    @hookimpl
    def holidays(self) -> Iterable[HolidaySource]:
        yield HolidaySource("a-faulty", holidays=fail)

    @hookimpl
    def lists_readers(self) -> Iterable[ListsReader]:
        yield ListsReader("faulty", file_name="名册.json", read=fail)


REGISTRY = Registry([("builtin", builtin), ("a-faulty", Faulty())])


def test_check_names_the_plugin_and_goes_on() -> None:
    found = check_brief(small_county(), REGISTRY)
    failed = [problem for problem in found if problem.code == "plugin-failed"]
    assert len(failed) == 2
    assert all("faulty" in problem.message and "内部" in problem.message for problem in failed)
    sound = check_brief(small_county(), Registry([("builtin", builtin)]))
    assert set(sound) <= set(found)


def test_another_source_of_holidays_is_asked() -> None:
    plan = attrs.evolve(small_county().plan, calendar=attrs.evolve(small_county().plan.calendar, holidays=()))
    completed, problems = add_holidays(plan, REGISTRY, "plan.toml")
    assert "春节" in [holiday.name for holiday in completed.calendar.holidays]
    assert [problem.code for problem in problems] == ["plugin-failed"]


def test_a_reader_that_fails_leaves_no_lists_and_says_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "名册.json").write_text("{}")
    problems = open_workspace(tmp_path, REGISTRY).problems
    assert "faulty" in next(problem.message for problem in problems if problem.code == "plugin-failed")


def test_a_plugin_that_cannot_be_loaded_is_only_a_note() -> None:
    class Strange:
        @hookimpl
        def checks(self) -> Iterable[Check]:
            raise ImportError("缺少模块")

    registry = Registry([("builtin", builtin), ("strange", Strange())])
    assert [problem.severity for problem in registry.problems] == [Severity.NOTE]


@attrs.frozen
class Needy:
    """A settings record that cannot be made of nothing."""

    contact: str


@pytest.mark.parametrize(
    ("offer", "reason"),
    [
        (Settings("task", record=attrs.make_class("Own", [])), "不能占用"),
        (Settings("mine", record=dict), "应给出 attrs 类"),
        (Settings("mine", record=Needy), "没有默认值"),
    ],
)
def test_settings_that_cannot_work_are_refused_at_once(offer: Settings, reason: str) -> None:
    class Claiming:
        @hookimpl
        def settings(self) -> Iterable[Settings]:
            yield offer

    registry = Registry([("claiming", Claiming())])
    assert registry.settings == ()
    assert reason in registry.plugins[0].failure
