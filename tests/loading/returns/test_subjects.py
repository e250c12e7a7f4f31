"""Whom a row is about where two townships have a school of the same name."""

import attrs
import pytest
from returned_books import MEETINGS, PLAN, TREE

from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.subjects import Reading, SubjectFinder
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.problems import Location

SCHOOL, CENTRAL = OrganisationKind.SCHOOL, OrganisationKind.CENTRAL_SCHOOL
WEST = (Organisation("W", "西示镇中心学校", CENTRAL, "B"), Organisation("W2", "第二小学", SCHOOL, "W"))
EAST = attrs.evolve(TREE.require("Z2"), name="第二小学")
COUNTY = OrganisationTree((*(EAST if unit.id == "Z2" else unit for unit in TREE), *WEST))


def find(written: str, *schools: Organisation) -> tuple[str, list[str]]:
    """Return the id of the school found, and what was said."""
    reading = Reading({"unit": written}, lambda _: Location("a.xlsx"), [])
    finder = SubjectFinder(MEETINGS, Known(PLAN, COUNTY), schools)
    unit = finder.find_unit(reading, is_filled=True)
    return unit.id if unit else "", [f"{problem.message}{problem.remedy}" for _, problem in reading.problems]


@pytest.mark.parametrize(("school", "written"), [(EAST, "第二小学"), (WEST[1], "第 二小学")])
def test_a_townships_own_school_is_meant_though_another_has_its_name(school, written) -> None:
    assert find(written, COUNTY.require("Z"), school) == (school.id, [])


def test_where_any_school_may_stand_its_id_is_asked_for() -> None:
    unit, [said] = find("第二小学")

    assert unit == ""
    assert "有 2 个“第二小学”" in said
    assert "请写编号：Z2、W2。" in said
    assert find("W2") == ("W2", [])


def test_a_school_of_another_unit_is_refused_by_name() -> None:
    unit, [said] = find("西示镇中心学校", COUNTY.require("Z"))

    assert unit == ""
    assert "“西示镇中心学校”不由本报送单位报送" in said
