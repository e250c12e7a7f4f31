"""docs/reference/template-language.md lists every filter, test and value a Word template may use."""

import re

import pytest
from pages import page, tables_after

from antifraud_plan.registry import Registry
from antifraud_plan.word.environment import MIDDLE, OPENING, SINGLE, find_mistakes, make_environment
from antifraud_plan.word.filters import JINJA_FILTERS, OWN_FILTERS
from antifraud_plan.word.tags import Tag, find_tags

PAGE = page("reference/template-language.md")
KINDS = {kind.name: kind for kind in Registry.from_entry_points().document_kinds}


def test_every_filter_is_listed() -> None:
    own, jinja = tables_after(PAGE, "## 过滤器")

    assert own == [(f"`{item.name}`", item.meaning) for item in OWN_FILTERS.values()]
    assert jinja == [(f"`{name}`", meaning) for name, meaning in JINJA_FILTERS.items()]


def test_every_test_is_listed() -> None:
    listed = re.findall(r"`(\w+)`", PAGE.split("以及 `is` 加下面的词：\n")[1].split("\n\n")[0])

    assert listed == sorted(make_environment(str).tests)


def test_every_statement_is_listed() -> None:
    (table,) = tables_after(PAGE, "## 标签")
    listed = {word for row in table for word in re.findall(r"{% (\w+)", row[0])}

    assert listed == {*OPENING, *OPENING.values(), *MIDDLE, *SINGLE}


@pytest.mark.parametrize("name", KINDS)
def test_every_value_of_a_kind_is_listed(name: str) -> None:
    (table,) = tables_after(PAGE, f"### {KINDS[name].title} `{name}`")

    assert table == [
        (f"`{variable.name}`", variable.meaning, variable.example) for variable in KINDS[name].variables
    ]


def test_the_tags_on_the_page_are_right() -> None:
    values = [row[0].strip("`") for row in tables_after(PAGE, "## 标签")[0] if row[0].startswith("`{{")]
    tags = [tag for text in values for tag in find_tags(text) if isinstance(tag, Tag)]

    assert [list(find_mistakes(tag)) for tag in tags] == [[]]
