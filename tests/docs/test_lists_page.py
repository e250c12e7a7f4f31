"""docs/reference/lists.md has every table of the lists and says which kinds of organisation there are."""

import re

from pages import page, tables_after

from antifraud_plan.loading.lists.forms import (
    LISTED_KINDS,
    LISTS,
    STAFF,
    STUDENTS,
    STUDENTS_AND_STAFF,
)

PAGE = page("reference/lists.md")


def test_every_table_is_there() -> None:
    forms = (*LISTS, STUDENTS, STAFF, STUDENTS_AND_STAFF)

    assert re.findall(r"<!-- generated: list-(\w+) -->", PAGE) == [form.title for form in forms]


def test_every_kind_of_organisation_can_be_chosen() -> None:
    (table,) = tables_after(PAGE, "## 类别怎么选")

    assert [row[0] for row in table] == [kind.value for kind in LISTED_KINDS]
