"""Which record papers a school gets, and that plan data alone decides what they print."""

from collections.abc import Iterable
from datetime import timedelta

import attrs
import pytest
from antifraud_plan_records.entries import Row, lay_rows
from antifraud_plan_records.records import Signer
from record_briefs import KINDS, PAPERS, REGISTRY, SCHOOL, item_of, items_of, school_of, with_records

from antifraud_plan.offers import Brief, Item
from antifraud_plan.plugin import (
    Column,
    ColumnKind,
    Organisation,
    OrganisationTree,
    Problem,
    RecordPaper,
    StaffMember,
    Student,
)
from antifraud_plan.testing import load_county

HOME_VISITS = """
[[record]]
id = "home-visit-record"
title = "家访记录"
form = "activities"
items = ["4.5.2"]
columns = ["day", "leader", "title"]
headings = { day = "家访日期", leader = "家访教师", title = "谈话内容" }
lines = { title = 9 }

[[record.field]]
heading = "家长意见"
lines = 5
hint = "请家长自己写"
"""


def rows_of(item: Item) -> tuple[Row, ...]:
    rows = item.values["rows"]
    assert isinstance(rows, tuple)
    return rows


def labels(item: Item) -> list[str]:
    return [label for row in rows_of(item) for label in (row.label, row.beside) if label]


def rooms(item: Item) -> dict[str, str]:
    return {row.label: row.room for row in rows_of(item)} | {
        row.beside: row.room_beside for row in rows_of(item)
    }


def signers(item: Item) -> tuple[Signer, ...]:
    found = item.values["signers"]
    assert isinstance(found, tuple)
    return found


def schools_of(items: Iterable[Item]) -> list[str]:
    return list(dict.fromkeys(item.path[1] for item in items))


def test_every_record_paper_of_the_base_plan_has_a_kind_that_goes_by_its_title(demo: Brief) -> None:
    titles = {kind.name: kind.title for kind in KINDS}
    assert {paper.id: paper.title for paper in demo.plan.records} == {
        name: title for name, title in titles.items() if name.endswith(("-record", "-sheet"))
    }
    assert items_of("record", demo) == []


def test_every_school_and_kindergarten_has_a_meeting_record_and_no_office_has_one(demo: Brief) -> None:
    assert schools_of(items_of("meeting-record", demo)) == [school.name for school in demo.tree.schools()]


def test_every_class_has_a_class_meeting_record_with_its_name_and_number_of_students(demo: Brief) -> None:
    items = items_of("class-meeting-record", demo, f"班会记录/{SCHOOL}/")
    classes = demo.tree.classes_of(school_of(demo))
    assert [item.path[-1] for item in items] == [each.name for each in classes]
    assert [rooms(item)["班级"] for item in items] == [each.name for each in classes]
    assert [rooms(item)["应到人数"] for item in items] == [str(each.students) for each in classes]


def test_a_closed_class_has_none(demo: Brief) -> None:
    first, *others = demo.tree.classes_of(school_of(demo))
    closed = attrs.evolve(first, closed=demo.on - timedelta(days=1))
    units = tuple(closed if unit == first else unit for unit in demo.tree)
    brief = attrs.evolve(demo, tree=OrganisationTree(units))
    items = items_of("class-meeting-record", brief, f"班会记录/{SCHOOL}/")
    assert [item.path[-1] for item in items] == [each.name for each in others]


def test_a_task_that_is_not_the_classes_has_one_record_with_the_class_left_blank(demo: Brief) -> None:
    paper = next(each for each in demo.plan.records if each.id == "class-meeting-record")
    [item] = items_of("class-meeting-record", with_records(demo, attrs.evolve(paper, items=("4.2.1",))))
    assert item.path == ("班会记录", SCHOOL, "班会记录")
    assert rooms(item)["班级"] == rooms(item)["应到人数"] == ""


def test_only_what_is_asked_for_is_made(demo: Brief) -> None:
    brief = attrs.evolve(demo, selected=(school_of(demo),))
    assert schools_of(items_of("meeting-record", brief)) == [SCHOOL]


def test_columns_come_in_the_papers_order_under_its_headings_then_its_fields(demo: Brief) -> None:
    item = item_of("meeting-record", demo)
    assert labels(item) == [
        "会议日期", "主持人", "议题", "应到人数", "实到人数", "会议地点", "记录人",
        "形势研判", "议定事项和责任人",
    ]  # fmt: skip


def test_the_paper_says_what_it_rests_on_and_where_its_figures_go(demo: Brief) -> None:
    assert item_of("meeting-record", demo).values["note"] == (
        "四（一）防范工作专题会议，2023年每月至少1次。学校留存，填报“活动开展情况”。"
    )


def test_room_is_as_many_lines_as_the_plan_says(demo: Brief) -> None:
    [paper] = [each for each in demo.plan.records if each.id == "meeting-record"]
    found = rooms(item_of("meeting-record", demo))
    for field in paper.fields:
        assert found[field.heading].count("\n") + 1 == field.lines
    assert found["议题"].count("\n") + 1 == paper.lines["title"] == 2


def test_a_paper_without_columns_carries_all_that_its_form_asks(demo: Brief) -> None:
    brief = with_records(demo, RecordPaper("visit", "家访记录", "activities", ("4.5.2",)))
    [item] = items_of("record", brief)
    assert sorted(labels(item)) == sorted(column.heading for column in demo.plan.form("activities").asked)


def test_an_entry_that_is_left_over_has_the_whole_width(demo: Brief) -> None:
    paper = RecordPaper("visit", "家访记录", "activities", ("4.5.2",), columns=("day", "leader", "present"))
    assert [(row.label, row.beside) for row in lay_rows(demo.plan, paper, None)] == [
        ("开展日期", "主持（主讲）人"), ("实到人数", ""),
    ]  # fmt: skip


def test_choices_are_boxes_and_none_is_broken_across_lines(demo: Brief) -> None:
    choices = demo.plan.form("activities").column("medium").choices
    room = rooms(item_of("training-record", demo))["形式"]
    assert [choice for line in room.split("\n") for choice in line.split("　")] == [
        f"□{choice}" for choice in choices
    ]
    assert all(len(line) <= 25 for line in room.split("\n"))


@pytest.mark.parametrize(
    ("kind", "room"),
    [
        (ColumnKind.DAY, "　　　年　　月　　日"), (ColumnKind.NIL, "□有　□无"),
        (ColumnKind.SHARE, "　　　　%"),
        (ColumnKind.AMOUNT, "　　　　元"), (ColumnKind.COUNT, ""), (ColumnKind.TEXT, ""),
        (ColumnKind.TAIL, ""),
        (ColumnKind.AUDIENCE, "□学生　□教职工　□家长"),
    ],
)  # fmt: skip
def test_the_space_to_write_suits_what_is_asked(demo: Brief, kind: ColumnKind, room: str) -> None:
    form = attrs.evolve(demo.plan.forms[0], columns=(Column("asked", "栏目", kind),))
    plan = attrs.evolve(demo.plan, forms=(form,))
    [row] = lay_rows(plan, RecordPaper("visit", "家访记录", form.id, ("4.5.2",), columns=("asked",)), None)
    assert row.room == room


def test_staff_sign_on_lines_with_their_names_and_guests_on_five_more(demo: Brief) -> None:
    listed = [each.name for each in demo.people(school_of(demo)) if isinstance(each, StaffMember)]
    found = signers(item_of("sign-in-sheet", demo))
    assert [signer.name for signer in found] == [*listed, *[""] * 5]
    assert [signer.number for signer in found] == list(range(1, len(found) + 1))


def test_a_school_without_a_list_has_as_many_lines_as_the_plan_says(demo: Brief) -> None:
    found = signers(item_of("sign-in-sheet-blank", demo))
    assert found == tuple(Signer(number, "") for number in range(1, 41))


def test_students_are_never_printed_on_a_sign_in_sheet(demo: Brief) -> None:
    def people(_: Organisation) -> Iterable[Student | StaffMember | Problem]:
        return (Student("张示例", "三年级1班"), StaffMember("陈示例"))

    paper = RecordPaper("parents-evening", "家长会签到", "activities", ("4.5.2",), sign_in=12)
    brief = attrs.evolve(with_records(demo, paper), people=people)
    [item] = items_of("record", brief)
    assert signers(item) == tuple(Signer(number, "") for number in range(1, 13))


def test_a_countys_own_record_comes_out_by_data_alone() -> None:
    brief = load_county(REGISTRY, "county-education", tables=HOME_VISITS)
    items = items_of("record", brief)
    assert schools_of(items) == [school.name for school in brief.tree.schools()]
    assert {item.path[0] for item in items} == {"家访记录"}
    assert rows_of(items[0]) == (
        Row("家访日期", "　　　年　　月　　日", "", "家访教师", ""),
        Row("谈话内容", "\n" * 8),
        Row("家长意见", "\n" * 4, "请家长自己写"),
    )


def test_a_county_changes_our_record_by_its_id() -> None:
    change = '[[record]]\nid = "meeting-record"\ntitle = "例会记录"\nheadings = { day = "例会日期" }\n'
    brief = load_county(REGISTRY, "county-education", tables=change)
    item = items_of("meeting-record", brief)[0]
    assert item.path[0] == "例会记录"
    assert "例会日期" in labels(item)


def test_a_record_that_is_taken_out_is_not_made() -> None:
    change = '[[record]]\nid = "meeting-record"\nremove = true\n'
    brief = load_county(REGISTRY, "county-education", tables=change)
    assert items_of("meeting-record", brief) == []


def test_a_record_is_only_for_the_schools_that_its_task_falls_on(demo: Brief) -> None:
    tasks = tuple(
        attrs.evolve(task, responsible=("central-schools",)) if task.id == "4.1.2" else task
        for task in demo.plan.tasks
    )
    brief = attrs.evolve(demo, plan=attrs.evolve(demo.plan, tasks=tasks))
    party = demo.plan.party("central-schools")
    assert schools_of(items_of("meeting-record", brief)) == [
        school.name for school in demo.tree.schools() if party.includes(school)
    ]


def test_file_names_are_told_apart(demo: Brief) -> None:
    paths = [item.path for kind in KINDS for item in kind.items(demo)]
    assert len(paths) == len(set(paths))
    assert len(PAPERS) <= len(paths)
