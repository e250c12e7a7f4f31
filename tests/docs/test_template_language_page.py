"""docs/reference/template-language.md lists every statement and test a Word template may use."""

import re

from pages import page, tables_after

from antifraud_plan.word.jinja.environment import MIDDLE, OPENING, SINGLE, find_mistakes, make_environment
from antifraud_plan.word.jinja.tags import Tag, find_tags

PAGE = page("reference/template-language.md")


def test_every_test_is_listed() -> None:
    listed = re.findall(r"`(\w+)`", PAGE.split("以及 `is` 加下面的词：\n")[1].split("\n\n")[0])

    assert listed == sorted(make_environment(str).tests)


def test_every_statement_is_listed() -> None:
    (table,) = tables_after(PAGE, "## 标签")
    listed = {word for row in table for word in re.findall(r"{% (\w+)", row[0])}

    assert listed == {*OPENING, *OPENING.values(), *MIDDLE, *SINGLE}


def test_the_tags_on_the_page_are_right() -> None:
    values = [row[0].strip("`") for row in tables_after(PAGE, "## 标签")[0] if row[0].startswith("`{{")]
    tags = [tag for text in values for tag in find_tags(text) if isinstance(tag, Tag)]

    assert [list(find_mistakes(tag)) for tag in tags] == [[]]
