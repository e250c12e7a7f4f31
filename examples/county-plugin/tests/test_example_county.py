"""样例县's plugin, tested with the kit of antifraud-plan: what a school reads, what a clerk is told."""

from datetime import date

import attrs
import example_county
import pytest

from antifraud_plan.plugin import Brief, ProblemsFoundError, Starter
from antifraud_plan.testing import (
    load_county,
    make_registry,
    render_markdown,
    render_word,
    run_check,
    small_county,
)

REGISTRY = make_registry(example_county)
REMINDER = REGISTRY.require_document_kind("工作提醒函")


def water_safety(tables: str = "", *, on: date = date(2023, 5, 4)) -> Brief:
    """The small county under this plugin's plan, on the day of the letter."""
    return attrs.evolve(load_county(REGISTRY, "water-safety", tables=tables), on=on)


def test_in_may_a_school_is_reminded_of_its_patrols_and_not_of_the_survey_of_april() -> None:
    letter = render_markdown(REMINDER, water_safety())["工作提醒函/示例县第一小学"]
    assert "重点水域巡查。要求4月至10月，中小学每周至少1次、幼儿园每月至少1次" in letter
    assert "周边水域排查" not in letter


def test_in_april_the_survey_is_due() -> None:
    letter = render_markdown(REMINDER, water_safety(on=date(2023, 4, 3)))["工作提醒函/示例县第一小学"]
    assert "周边水域排查。要求4月20日前，留存材料：重点水域台账。" in letter


def test_home_visits_are_no_duty_of_a_kindergarten() -> None:
    letters = render_markdown(REMINDER, water_safety(on=date(2023, 7, 3)))
    assert "留守儿童家访" in letters["工作提醒函/示例县东镇小学"]
    assert "留守儿童家访" not in letters["工作提醒函/示例县机关幼儿园"]


def test_nobody_gets_a_letter_in_a_month_without_anything_due() -> None:
    plan = small_county().plan
    quiet = attrs.evolve(small_county(), plan=attrs.evolve(plan, tasks=()))
    assert render_markdown(REMINDER, quiet) == {}


def test_a_school_by_the_water_is_asked_for_patrols() -> None:
    letters = render_markdown(REMINDER, water_safety('[reminder]\nwaterside = ["示例县第一小学"]'))
    assert "你校邻近水域" in letters["工作提醒函/示例县第一小学"]
    assert "你校邻近水域" not in letters["工作提醒函/示例县东镇小学"]


def test_a_missing_contact_is_a_marked_blank_and_a_gap() -> None:
    brief = water_safety()
    assert "[待填：联系人]" in render_markdown(REMINDER, brief)["工作提醒函/示例县第一小学"]
    assert {gap.code for item in REMINDER.items(brief) for gap in item.gaps} == {"no-contact"}


def test_a_named_contact_closes_the_gap() -> None:
    brief = water_safety('[reminder]\ncontact = "值班室"')
    assert "联系人：值班室。" in render_markdown(REMINDER, brief)["工作提醒函/示例县第一小学"]
    assert not [gap for item in REMINDER.items(brief) for gap in item.gaps]


def test_a_waterside_school_that_is_not_listed_is_an_error_at_its_line() -> None:
    brief = water_safety('[reminder]\nwaterside = [\n  "示例县第一小学",\n  "不存在的学校",\n]')
    (problem,) = run_check(REGISTRY, "waterside", brief)
    assert problem.code == "waterside-school-unknown"
    assert "“不存在的学校”" in problem.message
    assert problem.location is not None
    assert problem.location.line is not None


def test_the_letter_is_a_word_file_for_every_school() -> None:
    files = render_word(REMINDER, water_safety())
    assert set(files) == {
        "工作提醒函/示例县东镇中心学校.docx",
        "工作提醒函/示例县东镇小学.docx",
        "工作提醒函/示例县第一小学.docx",
        "工作提醒函/示例县机关幼儿园.docx",
    }
    assert all(data.startswith(b"PK") for data in files.values())


@pytest.mark.parametrize("task", ["lessons", "reminders", "letters", "visits", "survey", "patrol"])
def test_every_cadence_of_the_plan_is_understood(task: str) -> None:
    assert water_safety().plan.task(task).cadence.unread == ()


def test_a_year_from_the_gazette_completes_the_calendar() -> None:
    (source,) = [source for source in REGISTRY.holidays if source.name == "example-county"]
    known = source.holidays(2028)
    assert known is not None
    assert date(2028, 10, 1) in [holiday.first for holiday in known]


def test_a_new_workspace_gets_a_register_of_waters_that_excel_reads() -> None:
    (register,) = [file for file in REGISTRY.starter_files if file.path == "重点水域台账.csv"]
    text = register.content(Starter(small_county().plan)).decode("utf-8-sig")
    assert text.splitlines()[0].split(",")[:3] == ["水域名称", "所在镇街", "邻近学校"]


def test_due_dates_stand_in_a_calendar_on_the_last_day_of_each_period() -> None:
    (kind,) = [kind for kind in REGISTRY.file_kinds if kind.name == "due-dates"]
    (calendar,) = kind.documents(water_safety())
    lines = b"".join(calendar.chunks).decode().replace("\r\n ", "").split("\r\n")
    survey = lines.index("SUMMARY:周边水域排查（4月20日前）")
    assert lines[survey - 2] == "DTSTART;VALUE=DATE:20230420"
    names = [line for line in lines if line.startswith("UID:")]
    assert lines.count("BEGIN:VEVENT") == len(names) == len(set(names))


def test_due_dates_need_the_semesters() -> None:
    (kind,) = [kind for kind in REGISTRY.file_kinds if kind.name == "due-dates"]
    brief = water_safety()
    calendar = attrs.evolve(brief.plan.calendar, semesters=())
    with pytest.raises(ProblemsFoundError, match="校历不全"):
        tuple(kind.documents(attrs.evolve(brief, plan=attrs.evolve(brief.plan, calendar=calendar))))
