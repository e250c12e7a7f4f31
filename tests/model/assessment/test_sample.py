"""The sample of an inspection: the same for everybody who repeats it, fair to all schools."""

from collections import Counter
from datetime import date

import attrs
import pytest
from county_year import make_county_year
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan import Assessment, Brief, open_workspace
from antifraud_plan.model.assessment.sample import draw_claims, draw_schools
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import Organisation, OrganisationKind
from antifraud_plan.model.plan import Plan

QUARTERS = [date(2023, month, 15) for month in (2, 5, 8, 11)]


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = tmp_path_factory.mktemp("sample") / "county"
    return open_workspace(make_county_year(folder, date(2023, 5, 20))).brief(on=date(2023, 5, 20))


@pytest.fixture(scope="module")
def assessment(brief: Brief) -> Assessment:
    return brief.assess()


def schools(number: int) -> list[Organisation]:
    return [
        Organisation(f"S{each}", f"第{each}小学", OrganisationKind.COUNTY_SCHOOL) for each in range(number)
    ]


@given(data=st.data(), number=st.integers(1, 30), share=st.integers(1, 100))
def test_each_school_is_drawn_before_any_is_drawn_twice(
    brief: Brief, data: st.DataObject, number: int, share: int
) -> None:
    plan: Plan = brief.plan
    mixed = data.draw(st.permutations(schools(number)))
    drawn: Counter[str] = Counter()
    for on in (*QUARTERS, *(each.replace(year=2024) for each in QUARTERS)):
        found = draw_schools(plan, mixed, share, on=on)
        assert found == draw_schools(plan, schools(number), share, on=on)
        assert len(set(found)) == len(found) == -(-number * share // 100)
        drawn.update(each.id for each in found)
        times = [drawn[each.id] for each in mixed]
        assert max(times) - min(times) <= 1


def test_another_plan_draws_in_another_order(brief: Brief) -> None:
    own = draw_schools(brief.plan, schools(40), 25, on=QUARTERS[0])
    assert own != draw_schools(attrs.evolve(brief.plan, id="another"), schools(40), 25, on=QUARTERS[0])
    assert own != draw_schools(brief.plan, schools(40), 25, on=QUARTERS[1])


def test_a_county_of_no_schools_draws_none(brief: Brief) -> None:
    assert draw_schools(brief.plan, (), 25, on=QUARTERS[0]) == ()


def test_claims_are_what_records_prove_and_nobody_looked_into(brief: Brief, assessment: Assessment) -> None:
    for school in brief.tree.schools():
        claims = draw_claims(brief.plan, assessment, school, 100)
        expected = [
            each
            for each in assessment.findings
            if each.expected.unit == school
            and each.status is Status.MET
            and any(proof.source for proof in each.proofs)
        ]
        assert sorted(map(id, claims)) == sorted(map(id, expected))


def test_different_tasks_come_before_one_twice(brief: Brief, assessment: Assessment) -> None:
    school = brief.tree.require("X01")
    every = draw_claims(brief.plan, assessment, school, 100)
    items = [each.expected.item for each in every]
    number = len(set(items))
    assert len(items) > number, "some task stands there twice"
    assert len(set(items[:number])) == number
    assert draw_claims(brief.plan, assessment, school, 5) == every[:5]


def test_what_was_inspected_is_not_drawn_again(brief: Brief, assessment: Assessment) -> None:
    school = brief.tree.require("X01")
    first, *rest = draw_claims(brief.plan, assessment, school, 100)
    seen = attrs.evolve(first, inspection=object())  # type: ignore[arg-type]  # any will do
    findings = tuple(seen if each is first else each for each in assessment.findings)
    again = draw_claims(brief.plan, attrs.evolve(assessment, findings=findings), school, 100)
    assert len(again) == len(rest)
    assert seen not in again


def test_what_is_not_judged_as_done_is_no_claim(brief: Brief, assessment: Assessment) -> None:
    school = brief.tree.require("X01")
    first, *rest = draw_claims(brief.plan, assessment, school, 100)
    half = attrs.evolve(first, status=Status.PARTLY)
    findings = tuple(half if each is first else each for each in assessment.findings)
    again = draw_claims(brief.plan, attrs.evolve(assessment, findings=findings), school, 100)
    assert sorted(map(id, again)) == sorted(map(id, rest))


def test_it_does_not_matter_in_which_order_the_findings_stand(brief: Brief, assessment: Assessment) -> None:
    school = brief.tree.require("X01")
    turned = attrs.evolve(assessment, findings=assessment.findings[::-1])
    assert draw_claims(brief.plan, turned, school, 9) == draw_claims(brief.plan, assessment, school, 9)
