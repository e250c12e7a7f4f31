"""The kit for plugin authors: what it hands out is whole, what is wrong is refused by name."""

import io
import zipfile
from collections.abc import Iterator

import antifraud_plan_documents
import pytest

from antifraud_plan.plugin import BasePlan, Check, Problem, hookimpl
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.testing import (
    load_county,
    make_registry,
    render_markdown,
    render_word,
    run_check,
    small_county,
)


class County:
    """A plugin with a base plan and a check."""

    @hookimpl
    def base_plans(self) -> Iterator[BasePlan]:
        yield BasePlan("fire", "消防", lambda: 'id = "fire"\ntitle = "{county}消防方案"\n')

    @hookimpl
    def checks(self) -> Iterator[Check]:
        yield Check("names", "名称", lambda brief: [Problem("named", brief.plan.names.county)])


def test_a_plugin_that_cannot_be_used_is_refused() -> None:
    class Broken:
        @hookimpl
        def checks(self) -> Iterator[Check]:
            raise ValueError("坏了")

    with pytest.raises(ProblemsFoundError, match="Broken 无法使用"):
        make_registry(Broken())


def test_a_plugin_that_takes_a_name_is_refused() -> None:
    class Proud:
        @hookimpl
        def base_plans(self) -> Iterator[BasePlan]:
            yield BasePlan("county-education", "底稿", str)

    with pytest.raises(ProblemsFoundError, match="county-education"):
        make_registry(Proud())


def test_the_plugins_base_plan_is_loaded_under_the_small_county() -> None:
    brief = load_county(make_registry(County()), "fire")
    assert brief.plan.fill(brief.plan.title) == "示例县消防方案"
    assert brief.tree == small_county().tree


def test_a_mistake_in_further_tables_is_refused() -> None:
    with pytest.raises(ProblemsFoundError, match="unknown-key"):
        load_county(make_registry(County()), "fire", tables="[nobody]\nkey = 1\n")


def test_a_check_is_run_by_name() -> None:
    assert run_check(make_registry(County()), "names", small_county()) == (Problem("named", "示例县"),)
    with pytest.raises(LookupError, match="nothing"):
        run_check(make_registry(County()), "nothing", small_county())


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(LookupError, match="实施方案"):
        make_registry(antifraud_plan_documents).require_document_kind("通报")


def test_papers_come_as_text_and_as_word_under_the_same_paths() -> None:
    kind = make_registry(antifraud_plan_documents).require_document_kind("学校方案")
    texts, files = render_markdown(kind, small_county()), render_word(kind, small_county())
    assert {f"{path}.docx" for path in texts} == set(files)
    path = "学校方案/示例县第一小学2023年防范电信网络诈骗工作实施方案"
    assert "与校务会合并召开，单列反诈议题" in texts[path]
    with zipfile.ZipFile(io.BytesIO(files[f"{path}.docx"])) as package:
        assert "与校务会合并召开，单列反诈议题" in package.read("word/document.xml").decode()
