"""What a county may do to the base plan's forms and returns, and the mistakes it is told of."""

import re
from pathlib import Path

import pytest
from plan_reading import COUNTY, codes_at, read

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "plan-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"```toml\n(.*?)```", PAGE.partition("### 改表和上报表")[2].partition("## [[record]]")[0], re.S
)


def test_the_examples_of_the_page_work_together() -> None:
    plan = read(COUNTY + "\n".join(EXAMPLES)).plan

    assert plan is not None
    columns = [column.id for column in plan.form("activities").columns]
    assert columns[columns.index("leader") + 1] == "place"
    assert plan.form("activities").column("medium").choices == ("会议", "讲座", "班会", "其他")
    assert plan.form("activities").column("medium").heading == "形式"
    assert plan.find_form("4.4.1") == plan.form("cards-named")
    returns = {spec.id: spec for spec in plan.returns}
    assert "4.1.2" in returns["quarterly"].items
    assert "4.1.2" not in returns["monthly"].items
    assert returns["quarterly"].due_days == 15
    assert plan.find_form("5.1") == plan.form("school-plan")


def test_what_is_removed_falls_away_from_forms_returns_and_records() -> None:
    removed = "".join(f'\n[[{key}]]\nid = "4.1.1"\nremove = true\n' for key in ("task", "clause"))
    plan = read(COUNTY + removed).plan

    assert plan is not None
    assert plan.find_form("4.1.1") is None
    assert all("4.1.1" not in spec.items for spec in plan.returns)
    assert "self-inspection-record" not in {paper.id for paper in plan.records}


def test_what_the_county_names_itself_and_removes_is_a_mistake() -> None:
    text = '\n[[task]]\nid = "4.1.1"\nremove = true\n[[clause]]\nid = "4.1.1"\nremove = true\n'
    loaded = read(COUNTY + text + '[[return]]\nid = "monthly"\nitems = ["4.1.1", "4.4.2"]\n')

    assert [code for code, _ in codes_at(loaded)] == ["dangling-reference"]


GROUPS = '\n[[form]]\nid = "groups"\n'
COLUMN = '\n[[form]]\nid = "activities"\n[[form.column]]\nid = "x"\nheading = "其"\n'


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('\n[[form]]\nid = "activities"\nrecords = ["9.9"]\n', "dangling-reference", 16),
        ('\n[[return]]\nid = "monthly"\nitems = ["9.9"]\n', "dangling-reference", 16),
        ('\n[[return]]\nid = "monthly"\nreporting = ["nobody"]\n', "dangling-reference", 16),
        ('\n[[return]]\nid = "monthly"\nsubmission = "9"\n', "dangling-reference", 16),
        ('\n[[record]]\nid = "meeting-record"\nform = "none"\n', "dangling-reference", 16),
        ('\n[[record]]\nid = "meeting-record"\ncolumns = ["none"]\n', "dangling-reference", 16),
        ('\n[[survey.question]]\nid = "rented-accounts"\nclause = "9"\n', "dangling-reference", 16),
        (COLUMN + 'not_above = "none"\n', "dangling-reference", 19),
        (COLUMN + 'parts = ["none"]\n', "dangling-reference", 19),
        (COLUMN + 'summed_from = ["none"]\n', "dangling-reference", 19),
        (COLUMN + 'kind = "选项"\n', "column-choices", 19),
        (COLUMN + 'choices = ["是"]\n', "column-choices", 19),
        (COLUMN + 'kind = "整数"\nat_least = 3\nat_most = 2\n', "limits-reversed", 20),
        (COLUMN.replace("其", "主题"), "heading-repeated", 18),
        ('\n[[form]]\nid = "cards-named"\nenabled = true\n', "item-in-two-forms", 16),
        ('\n[[return]]\nid = "monthly"\nitems = ["5.1"]\n', "item-not-recorded", 16),
        (GROUPS + 'title = "警校会商"\n', "sheet-title", None),
        (GROUPS + 'title = "群/核验"\n', "sheet-title", 16),
        (GROUPS + '[[form.column]]\nid = "nil"\nremove = true\n', "form-lacks-column", None),
        (COLUMN + 'kind = "整数"\nnot_above = "title"\n', "column-not-number", None),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(text: str, code: str, line: int | None) -> None:
    found = codes_at(read(COUNTY + text))

    assert code in [each for each, _ in found]
    if line is not None:
        assert any(place.startswith(f"plan.toml:{line}:") for each, place in found if each == code), found


OWN_PLAN = """
[[clause]]
id = "patrol"
section = "1"
text = "各学校{cadence patrol}巡查水域。"

[[section]]
id = "1"
title = "工作任务"

[[party]]
id = "schools"
name = "各学校"
kinds = ["县直学校", "学校"]

[[task]]
id = "patrol"
name = "水域巡查"
cadence = "每周1次"
responsible = ["schools"]

[[form]]
id = "patrols"
title = "巡查情况"
records = ["patrol"]
column = [
    { id = "unit", heading = "学校", kind = "学校" },
    { id = "task", heading = "任务", kind = "工作任务" },
    { id = "day", heading = "日期", kind = "日期", fact = "patrol.day" },
]

[[return]]
id = "weekly"
title = "周报表"
period = "每周"
items = ["patrol"]
reporting = ["schools"]
"""


def test_a_plan_without_our_tasks_has_forms_and_returns_of_its_own() -> None:
    own = COUNTY.replace('extends = "county-education"', 'title = "防溺水工作方案"\nsubject = "防溺水工作"')
    loaded = read(own + OWN_PLAN)
    assert codes_at(loaded) == []
    assert loaded.plan is not None
    assert [spec.submission for spec in loaded.plan.returns] == [""]


def test_returns_stay_when_the_submission_they_are_part_of_is_removed() -> None:
    loaded = read(
        COUNTY + '\n[[submission]]\nid = "5.4.2"\nremove = true\n[[clause]]\nid = "5.4.2"\nremove = true\n'
    )
    assert codes_at(loaded) == []
    assert loaded.plan is not None
    assert {(spec.id, spec.submission) for spec in loaded.plan.returns} == {
        ("monthly", ""),
        ("quarterly", ""),
        ("semester", ""),
    }


def test_what_is_removed_falls_away_from_the_appraisal_table() -> None:
    def remove(id_: str, *keys: str) -> str:
        return "".join(f'\n[[{key}]]\nid = "{id_}"\nremove = true\n' for key in keys)

    meetings = remove("4.1.2", "task", "clause") + remove("meetings", "promise")
    plan = read(COUNTY + remove("4.1.1", "task", "clause") + meetings).plan

    assert plan is not None
    lines = {line.id: line.items for line in plan.scores}
    assert "4.1.1" not in lines["standing"]
    assert "meetings" not in lines
