"""Whom a return may not name: students who may be under fourteen, told by their class."""

import pytest
from returned_books import PLAN

from antifraud_plan.loading.returns.frames import load_evidence
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.terms import SchoolLevel

NAME, TAIL = "张小明", "4321"
CARDS = Form(
    "cards",
    "清理台账",
    (
        Column("unit", "学校", ColumnKind.UNIT),
        Column("nil", "有无", ColumnKind.NIL),
        Column("class", "班级", ColumnKind.CLASS),
        Column("holder", "持卡人", names_person=True),
        Column("tail", "末四位", ColumnKind.TAIL, names_person=True),
        Column("found", "张数", ColumnKind.COUNT),
    ),
    records=("reporting",),
    rows=RowsPer.EVENT,
)
NURSERY = frozenset({SchoolLevel.KINDERGARTEN})
PRIMARY, JUNIOR = frozenset({SchoolLevel.PRIMARY}), frozenset({SchoolLevel.JUNIOR})
TREE = OrganisationTree(
    (
        Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU),
        Organisation("P", "第一小学", OrganisationKind.SCHOOL, "B", PRIMARY),
        Organisation("P/1", "1班", OrganisationKind.CLASS, "P"),
        Organisation("N", "九年制学校", OrganisationKind.SCHOOL, "B", PRIMARY | JUNIOR),
        Organisation("N/6", "六年级1班", OrganisationKind.CLASS, "N"),
        Organisation("N/7", "七年级1班", OrganisationKind.CLASS, "N"),
        Organisation("N/9", "九年级1班", OrganisationKind.CLASS, "N"),
        Organisation("N/s", "启智班", OrganisationKind.CLASS, "N", PRIMARY),
        Organisation("H", "高级中学", OrganisationKind.SCHOOL, "B", frozenset({SchoolLevel.SENIOR})),
        Organisation("H/2", "2班", OrganisationKind.CLASS, "H"),
        Organisation("K", "幼儿园", OrganisationKind.KINDERGARTEN, "B", NURSERY),
        Organisation("K/1", "小班1班", OrganisationKind.CLASS, "K"),
    )
)


def read(unit: str, class_: str | None, **more: object):
    row = {"unit": unit, "nil": "有", "class": class_, "holder": None, "tail": None, "found": 1, **more}
    return load_evidence([row], CARDS, {each: each for each in row}, plan=PLAN, tree=TREE)


@pytest.mark.parametrize(
    ("unit", "class_"),
    [
        ("第一小学", "1班"),
        ("第一小学", "六（3）班"),  # in no list
        ("九年制学校", "六年级1班"),
        ("九年制学校", "6.1班"),
        ("九年制学校", "启智班"),
        ("幼儿园", "小班1班"),
        ("没有这所学校", "三年级1班"),
        ("没有这所学校", "1班"),
        ("九年制学校", "七年级1班"),
        ("九年制学校", "初二（2）班"),
        ("九年制学校", "3班"),
    ],
)
def test_a_child_is_refused_at_the_cell_and_repeated_nowhere(unit: str, class_: str) -> None:
    found = read(unit, class_, holder=NAME, tail=TAIL)
    told = [problem for problem in found.problems if problem.code == "child-named"]

    assert [each.location.part for each in told] == ["第1行“holder”列", "第1行“tail”列"]
    [record] = found.evidence
    assert (record.is_sound, {"holder", "tail"} & record.values.keys()) == (False, set())
    assert NAME not in repr(found)
    assert TAIL not in repr(found)


@pytest.mark.parametrize(
    ("unit", "class_"),
    [
        ("九年制学校", "九年级1班"),
        ("高级中学", "2班"),
        ("第一小学", None),
        ("九年制学校", None),
    ],
)
def test_a_student_of_fifteen_and_a_teacher_may_be_named(unit: str, class_: str | None) -> None:
    found = read(unit, class_, holder=NAME, tail=TAIL)

    assert not [each for each in found.problems if each.code == "child-named"]
    [record] = found.evidence
    assert (record.is_sound, record.values["holder"]) == (True, NAME)


def test_a_class_of_children_is_reported_by_its_count() -> None:
    found = read("第一小学", "1班")

    assert found.problems == ()
    assert found.evidence[0].is_sound


def test_a_name_is_refused_though_the_class_cannot_be_read() -> None:
    found = read("第一小学", "13900001234", holder=NAME)

    assert {each.code for each in found.problems} == {"personal-number", "child-named"}
