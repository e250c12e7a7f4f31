"""docs/reference/lists.md describes every table and column of the lists as they describe themselves."""

import re

import pytest
from pages import page, tables_after

from antifraud_plan.loading.lists_forms import (
    LISTED_KINDS,
    LISTS,
    STAFF,
    STUDENTS,
    STUDENTS_AND_STAFF,
)

PAGE = page("reference/lists.md")
FORMS = {form.title: form for form in (*LISTS, STUDENTS, STAFF, STUDENTS_AND_STAFF)}


@pytest.mark.parametrize("title", FORMS)
def test_every_column_is_described(title: str) -> None:
    (table,) = tables_after(PAGE, f"<!-- list: {title} -->")

    assert table == [
        (column.heading, "必" if column.required else "", column.meaning) for column in FORMS[title].columns
    ]


def test_no_other_table_is_described() -> None:
    assert re.findall(r"<!-- list: (\w+) -->", PAGE) == list(FORMS)


def test_every_kind_of_organisation_can_be_chosen() -> None:
    (table,) = tables_after(PAGE, "## 类别怎么选")

    assert [row[0] for row in table] == [kind.value for kind in LISTED_KINDS]
