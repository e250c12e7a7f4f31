import io
import runpy
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from antifraud_plan_excel.lists.drawing import draw_lists
from antifraud_plan_excel.lists.starter import LIST_WORKBOOK, PEOPLE_WORKBOOK
from antifraud_plan_excel.reading.readers import SCHOOL_PEOPLE, read_county_lists
from list_workbooks import mistakes
from office_tools import microsoft_mistakes

from antifraud_plan.api import open_workspace
from antifraud_plan.plugin import Severity, StaffMember, Starter, Student

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "examples" / "demo-county"


@pytest.fixture(scope="module")
def plan():
    return open_workspace(DEMO).loaded.plan


@pytest.fixture(scope="module")
def starter(plan):
    return Starter(plan)


@pytest.fixture
def drawn(starter, tmp_path):
    path = tmp_path / "单位名册.xlsx"
    path.write_bytes(LIST_WORKBOOK.content(starter))
    return path


def test_a_new_workbook_reads_as_bureau_and_section_and_no_invented_school(drawn, starter):
    lists = read_county_lists(drawn)
    assert lists.tree is not None
    assert [unit.name for unit in lists.tree] == [starter.plan.names.bureau, starter.plan.names.section]
    assert not lists.tree.people
    assert not lists.facts
    assert {code for code, _ in mistakes(lists, Severity.NOTE)} == {"example-row"}
    assert not mistakes(lists)


def test_the_example_measure_is_one_that_every_school_takes(drawn):
    sheet = openpyxl.load_workbook(drawn)["工作措施"]
    assert [cell.value for cell in sheet[2]][1] == "主题班会"


def test_the_sample_of_a_schools_list_holds_nobody(starter, tmp_path):
    path = tmp_path / "示例县第一实验小学.xlsx"
    path.write_bytes(PEOPLE_WORKBOOK.content(starter))
    assert [problem.code for problem in SCHOOL_PEOPLE.read(path)] == ["example-row", "example-row"]
    assert openpyxl.load_workbook(path).sheetnames == ["填写说明", "学生", "教职工"]


def test_the_same_plan_gives_the_same_bytes(starter):
    assert LIST_WORKBOOK.content(starter) == LIST_WORKBOOK.content(starter)


def test_the_file_carries_the_date_of_issue_and_no_clock(drawn, starter):
    assert openpyxl.load_workbook(drawn).properties.created.date() == starter.plan.issue.date
    with zipfile.ZipFile(drawn) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_drop_downs_offer_kinds_levels_units_and_tasks(drawn, starter):
    workbook = openpyxl.load_workbook(drawn)
    offered = {
        (sheet.title, sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value.rstrip("*")): rule.formula1
        for sheet in workbook.worksheets
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert "中心学校" in offered["单位", "类别"]
    assert "班级" not in offered["单位", "类别"]
    assert "小学" in offered["单位", "学段"]
    for sheet, heading in (("单位", "上级"), ("班级", "学校"), ("人员", "单位"), ("工作措施", "学校")):
        assert offered[sheet, heading] == "'单位'!$B$2:$B$5001"
    title, _, area = offered["工作措施", "工作任务"].replace("'", "").replace("$", "").partition("!")
    assert [cell.value for (cell,) in workbook[title][area]] == [task.name for task in starter.plan.tasks]


def test_the_workbook_is_set_up_for_paper_and_for_text(drawn):
    workbook = openpyxl.load_workbook(drawn)
    for sheet in workbook.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0  # as many pages down as it takes, one across
    assert workbook["单位"]["A4"].number_format == "@"
    assert workbook["单位"].column_dimensions["A"].width > 0


def test_nothing_in_a_row_becomes_a_formula():
    row = {"学校": "甲校", "存在问题": '=HYPERLINK("http://example.org")'}
    drawn = draw_lists({"存在问题": (row,)}, (), (), date(2023, 2, 6))
    assert openpyxl.load_workbook(io.BytesIO(drawn))["存在问题"]["B2"].data_type == "s"


@pytest.mark.parametrize("which", ["starter", "demo"])
def test_microsofts_validator_accepts_it(which, drawn):
    assert microsoft_mistakes(drawn if which == "starter" else DEMO / "单位名册.xlsx") == ""


def test_the_demo_county_has_one_complete_school_and_others_that_lack(plan):
    lists = read_county_lists(DEMO / "单位名册.xlsx")
    assert not mistakes(lists)
    assert lists.tree is not None
    complete = lists.tree.find("示例县第一实验小学")
    assert complete is not None
    measures = lists.facts[complete.id].measures
    assert sorted(plan.find_task(measure.task).id for measure in measures) == sorted(
        task.id for task in plan.tasks
    )
    assert all(measure.text and measure.responsible_person and measure.finish for measure in measures)
    assert len(lists.facts) < len(lists.tree.schools())


def test_the_demo_workbook_is_what_its_script_draws(tmp_path):
    drawn = runpy.run_path(str(ROOT / "tools" / "draw_demo_lists.py"))["draw"]()
    assert cells(io.BytesIO(drawn)) == cells(DEMO / "单位名册.xlsx")


@pytest.mark.parametrize("school", ["东示镇第二小学", "东示镇初级中学", "东示镇中心幼儿园"])
def test_the_demos_people_are_what_the_script_draws(school):
    drawn = runpy.run_path(str(ROOT / "tools" / "draw_demo_lists.py"))["draw_people_of"](school)
    assert cells(io.BytesIO(drawn)) == cells(DEMO / "名单" / f"{school}.xlsx")


def test_the_demos_people_are_as_many_as_the_schools_say():
    workspace = open_workspace(DEMO)
    tree = workspace.brief().tree
    for path in (DEMO / "名单").iterdir():
        school = tree.find(path.stem)
        people = list(workspace.read_people(school))
        students = Counter(person.class_name for person in people if isinstance(person, Student))
        staff = [person for person in people if isinstance(person, StaffMember)]
        assert (students.total(), len(staff)) == (school.students, school.staff)
        assert students.keys() == {unit.name for unit in tree.classes_of(school)}
        assert Counter(person.class_name for person in staff if person.class_name) == Counter(students.keys())


def cells(workbook):
    return [[[cell.value for cell in row] for row in sheet] for sheet in openpyxl.load_workbook(workbook)]
