"""The default plugin, written as anyone's: base plan, CSV lists, public holidays, checks."""

from collections.abc import Iterable
from importlib.resources import files

from antifraud_plan.builtin.checks import (
    find_empty_sections,
    find_loosened_cadences,
    find_missing_authorities,
    find_unassigned_tasks,
    find_unknown_units,
    find_unread_cadences,
)
from antifraud_plan.builtin.csv_lists import read_lists, read_people, read_table
from antifraud_plan.builtin.date_checks import find_odd_years, find_wrong_dates
from antifraud_plan.builtin.form_checks import (
    find_needless_questions,
    find_repeated_returns,
    find_unknown_traits,
)
from antifraud_plan.builtin.holidays import national_holidays
from antifraud_plan.builtin.pledge_checks import find_missing_counterparts, find_unmatched_people
from antifraud_plan.builtin.starter import clerk_guide
from antifraud_plan.plugin import (
    BasePlan,
    Check,
    HolidaySource,
    ListsReader,
    PeopleReader,
    Settings,
    StarterFile,
    TableReader,
    hookimpl,
)
from antifraud_plan.word.layout import Layout


def _read_county_education() -> str:
    return (files(__name__) / "plans" / "county-education.toml").read_text(encoding="utf-8")


@hookimpl
def base_plans() -> Iterable[BasePlan]:
    """The source plan of 2023, neutral of county and year."""
    yield BasePlan(
        "county-education",
        title="县级教体系统防范电信网络诈骗工作实施方案（底稿）",
        read=_read_county_education,
    )


@hookimpl
def lists_readers() -> Iterable[ListsReader]:
    """Lists as CSV, for those who export them from another system."""
    yield ListsReader("csv", file_name="单位.csv", read=read_lists)


@hookimpl
def people_readers() -> Iterable[PeopleReader]:
    """One school's people as CSV."""
    yield PeopleReader("csv", suffix=".csv", read=read_people)


@hookimpl
def table_readers() -> Iterable[TableReader]:
    """Returns as CSV."""
    yield TableReader("csv", suffix=".csv", read=read_table)


@hookimpl
def holidays() -> Iterable[HolidaySource]:
    """Public holidays as the State Council announced them, kept by the package chinesecalendar."""
    yield HolidaySource("chinesecalendar", holidays=national_holidays)


@hookimpl
def checks() -> Iterable[Check]:
    """What a plan leaves open."""
    yield Check("missing-authorities", title="追责依据的文件", run=find_missing_authorities)
    yield Check("unread-cadences", title="读不懂或尚待明确的频次和目标", run=find_unread_cadences)
    yield Check("wrong-dates", title="不存在或不在方案期间的日期", run=find_wrong_dates)
    yield Check("odd-years", title="像是上年留下的日期", run=find_odd_years)
    yield Check("loosened-cadences", title="比县里宽松的学校频次", run=find_loosened_cadences)
    yield Check("unknown-units", title="名册里没有的责任单位", run=find_unknown_units)
    yield Check("unassigned-tasks", title="没有责任单位的任务", run=find_unassigned_tasks)
    yield Check("empty-sections", title="没有正文的章节", run=find_empty_sections)
    yield Check("pledge-counterparts", title="没有对方的承诺书", run=find_missing_counterparts)
    yield Check("pledge-people", title="名单、班级、班主任对不上的", run=find_unmatched_people)
    yield Check("needless-questions", title="重复填报的栏目", run=find_needless_questions)
    yield Check("repeated-returns", title="重复上报的事项", run=find_repeated_returns)
    yield Check("school-types", title="名册看不出学校类型的频次", run=find_unknown_traits)


@hookimpl
def settings() -> Iterable[Settings]:
    """The page layout, table ``[layout]``."""
    yield Settings("layout", record=Layout)


@hookimpl
def starter_files() -> Iterable[StarterFile]:
    """A guide for the clerk."""
    yield StarterFile("使用说明.txt", meaning="给办公室人员的说明", content=clerk_guide)
