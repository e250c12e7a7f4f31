"""plan.toml over the base plan; ◆ marks where each problem is expected to point."""

import attrs
import pytest
from plan_reading import BASE, BASES, COUNTY

from antifraud_plan.loading import LoadedPlan, load_plan
from antifraud_plan.model.cadence import Cadence

MARK = "◆"
SPRING = """\
[[calendar.semester]]
name = "第二学期"
first = 2023-02-13
last = 2023-07-07
"""


@attrs.frozen
class PaperSettings:
    sealed: bool = False


def read(marked: str) -> LoadedPlan:
    """Load the text without its marks and see that the problems stand where the marks stood."""
    loaded = load_plan(
        marked.replace(MARK, ""),
        "plan.toml",
        bases=BASES,
        settings={"papers": PaperSettings},
    )
    expected = [
        f"plan.toml:{number}:{line.index(MARK) + 1}"
        for number, line in enumerate(marked.split("\n"), 1)
        if MARK in line
    ]
    assert [str(problem.location) for problem in loaded.problems] == expected, loaded.problems
    assert (loaded.plan is None) == bool(expected)
    return loaded


def test_a_county_that_gives_its_names_has_a_plan() -> None:
    loaded = read(COUNTY + SPRING + '[[task]]\nid = "4.1.2"\ncadence = "每月至少2次"\n')
    assert loaded.plan is not None
    assert loaded.plan.names.county == "某县"
    assert loaded.plan.task("4.1.2").cadence == Cadence.parse("每月至少2次")
    assert [semester.name for semester in loaded.plan.calendar.semesters] == ["第二学期"]
    assert str(loaded.origins.find(("task", "4.1.2", "cadence"))) == "plan.toml:19:11"
    other = loaded.origins.find(("task", "4.1.1", "cadence"))
    assert other is not None
    assert other.file == "county-education.toml"


def test_every_task_leads_to_the_line_that_set_its_cadence() -> None:
    loaded = read(COUNTY)
    lines = BASE.read_text(encoding="utf-8").split("\n")
    assert loaded.plan is not None
    for task in loaded.plan.tasks:
        place = loaded.origins.find(("task", task.id, "cadence"))
        assert place is not None
        assert place.line is not None
        assert lines[place.line - 1].startswith(f'cadence = "{task.cadence}"')


@pytest.mark.parametrize(
    ("marked", "code", "in_words"),
    [
        (COUNTY.replace("[issue]", "◆yaer = 1\n[issue]"), "unknown-key", "是否想写“year”"),
        (MARK + COUNTY.replace("year = 2023\n", ""), "missing-key", "“year”"),
        (COUNTY + "[◆paper]\n", "unknown-key", "是否想写“papers”"),
        (COUNTY + "[papers]\n◆seald = true\n", "unknown-key", "是否想写“sealed”"),
        (COUNTY.replace("[issue]", "papers = ◆3\n[issue]"), "wrong-type", "[papers]"),
        (
            COUNTY + SPRING + SPRING.replace("第二", "春季").replace("first = ", "first = ◆"),
            "dates-overlap",
            "“春季学期”与“第二学期”（2023-02-13 至 2023-07-07）",
        ),
        (COUNTY + SPRING.replace("last = 2023", "last = ◆2022"), "dates-reversed", "第二学期"),
        (COUNTY + SPRING.replace("2023-07-07", "◆2023-06-31"), "toml-date", "6月只有30天"),
        (
            COUNTY + '[[task]]\nid = "4.1.2"\nresponsible = [◆"scools"]\n',
            "dangling-reference",
            "责任主体",
        ),
        (COUNTY + '[[clause]]\nid = "4.1.2"\ntext = ◆"{cadence 4.9.9}"\n', "unknown-slot", "4.9.9"),
        (COUNTY + '[[clause]]\nid = "4.1.2"\ntext = ◆"{cadence"\n', "bad-value", "花括号"),
        (COUNTY.replace('"county-education"', '◆"county-educatoin"'), "unknown-base", "county-education"),
        (COUNTY.replace("year = 2023", "year = ◆1023"), "bad-value", "应在 2000 到 2100 之间"),
        (COUNTY.replace("[names]", "serial = ◆0\n[names]"), "bad-value", "应为 1 以上的整数"),
        (COUNTY.replace("[names]", "serial = ◆-5\n[names]"), "bad-value", "应为 1 以上的整数，这里是 -5"),
        (COUNTY.replace("year = 2023", "year = ◆99999"), "bad-value", "应在 2000 到 2100 之间，这里是 99999"),
        (COUNTY.replace("[issue]", "papers = ◆无\n[issue]"), "toml-boolean", "“无”不是值"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(marked: str, code: str, in_words: str) -> None:
    (problem,) = read(marked).problems
    assert problem.code == code
    assert in_words in problem.message + problem.remedy


@pytest.mark.parametrize(
    ("marked", "in_words"),
    [
        (COUNTY.replace('county = "某县"', 'county = ◆""'), "“county”是空的"),
        (COUNTY.replace('bureau = "某县教育局"', 'bureau = ◆"  "'), "“bureau”是空的"),
        (COUNTY.replace('county = "某县"', 'county = ◆"某\\n县"'), "“county”分成了几行，请写在一行里"),
        (COUNTY.replace('id = "test-county"', 'id = ◆"\u3000"'), "“id”是空的"),
        ('title = ◆" "\n' + COUNTY, "“title”是空的"),
        ('subject = ◆" "\n' + COUNTY, "“subject”里只有空格"),
        (COUNTY.replace("[names]", 'mark = ◆"某教字\\n"\n[names]'), "“mark”分成了几行"),
        (
            COUNTY.replace("[names]", 'addressees = ◆["各学校", "", "各\\n园"]\n[names]'),
            "“addressees”的第2项、第3项是空的，或分成了几行",
        ),
        (COUNTY.replace("[names]", 'copies_to = ◆[" "]\n[names]'), "“copies_to”的第1项"),
        (COUNTY + '[[section]]\nid = "1"\ntitle = ◆"指导\\n思想"\n', "“title”分成了几行"),
        (COUNTY + '[[task]]\nid = "4.1.2"\nname = ◆""\n', "“name”是空的"),
        (COUNTY + '[[task]]\nid = "4.1.2"\nevidence = ◆[""]\n', "“evidence”的第1项"),
        (COUNTY + '[[metric]]\nid = "awareness-rate"\nname = ◆" "\n', "“name”是空的"),
        (COUNTY + '[[party]]\nid = "schools"\nname = ◆""\n', "“name”是空的"),
        (COUNTY + SPRING.replace('name = "第二学期"', 'name = ◆""'), "“name”是空的"),
    ],
)
def test_what_is_printed_as_a_name_is_neither_blank_nor_of_several_lines(marked: str, in_words: str) -> None:
    (problem,) = read(marked).problems
    assert problem.code == "bad-value"
    assert in_words in problem.message


def test_what_may_be_left_out_may_be_written_empty() -> None:
    empty = 'mark = ""\nsignatory = ""\naddressees = []\n[names]'
    loaded = read('subject = ""\n' + COUNTY.replace("[names]", empty) + '[[section]]\nid = "0"\ntitle = ""\n')
    assert loaded.plan is not None


def test_a_plan_that_forgot_its_base_is_told_which_line_to_write() -> None:
    forgotten = COUNTY.replace('extends = "county-education"\n', "") + '[[task]]\nid = "4.1.2"\n'
    problems = load_plan(forgotten, "plan.toml", bases=BASES, settings={}).problems
    assert [problem.code for problem in problems] == ["missing-extends", "missing-key", "missing-key"]
    assert "“title”，底稿“county-education”里有" in problems[0].message
    assert 'extends = "county-education"' in problems[0].remedy


def test_a_plan_with_all_that_it_needs_is_not_told_of_a_base() -> None:
    alone = COUNTY.replace('extends = "county-education"', 'title = "某县方案"').replace("year = 2023\n", "")
    problems = load_plan(alone, "plan.toml", bases=BASES, settings={}).problems
    assert [problem.code for problem in problems] == ["missing-key"]


def test_settings_of_plugins_are_read_into_their_classes() -> None:
    assert read(COUNTY).settings == {}
    assert read(COUNTY + "[papers]\nsealed = true\n").settings == {PaperSettings: PaperSettings(sealed=True)}


def test_without_a_text_there_is_neither_plan_nor_origin() -> None:
    loaded = LoadedPlan.failed(())
    assert loaded.plan is None
    assert loaded.origins.find(("year",)) is None
