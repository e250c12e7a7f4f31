"""Metrics worked out by hand, and what can be said of them."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan import copy_demo, open_workspace
from antifraud_plan.model.assessment.measurement import ON_TIME_RATE, PLEDGE_COVERAGE, MeasureState
from antifraud_plan.model.assessment.measuring.cases import find_cases
from antifraud_plan.model.assessment.measuring.measure import measure
from antifraud_plan.model.assessment.measuring.part import Part, add_up, judge_part
from antifraud_plan.model.integrity import find_plan_faults
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook, Value
from antifraud_plan.model.returns.standing import ReturnState, Standing
from antifraud_plan.model.score import ScoreRule, Scoring
from antifraud_plan.model.target import Target
from antifraud_plan.problems import Location

STATE = MeasureState
County = tuple[Plan, OrganisationTree]


def part(numerator: int, denominator: int = 0, **more: object) -> Part:
    return attrs.evolve(Part("m", "X", "", numerator, denominator), **more)  # type: ignore[arg-type]  # drawn


@pytest.mark.parametrize(
    ("phrase", "figures", "state", "target"),
    [
        ("100%", part(30, 30), STATE.REACHED, "1"),
        ("100%", part(29, 30), STATE.MISSED, "1"),
        ("100%", part(29, 29), STATE.TOO_FEW, "1"),
        ("100%", part(12, 12, people=12), STATE.REACHED, "1"),  # all there are
        ("100%", part(11, 11, people=12), STATE.TOO_FEW, "1"),
        ("100%", part(0, 0, people=12), STATE.NOTHING_MEASURED, "1"),
        ("60%→80%→100%", part(59, 100), STATE.MISSED, "0.6"),
        ("60%→80%→100%", part(60, 100), STATE.REACHED, "0.6"),
        ("控制在5%以内", part(6, 100), STATE.MISSED, "0.05"),
        ("零发生", part(0), STATE.REACHED, None),
        ("零发生", part(1, told=0), STATE.MISSED, None),
        ("零发生", part(0, told=0), STATE.NOTHING_MEASURED, None),
        ("零发生", part(0, told=1, schools=2), STATE.INCOMPLETE, None),
        ("不高于上年同期", part(1, 500, before=(1, 500), people=500), STATE.REACHED, "20"),
        ("不高于上年同期", part(1, 499, before=(1, 500), people=499), STATE.MISSED, "20"),
        ("不高于上年同期", part(1, 500, people=500), STATE.NO_BASELINE, None),
        ("不高于上年同期", part(0, 500, before=(0, 0), people=500), STATE.NO_BASELINE, None),
        ("不高于上年同期", part(1, 500, before=(1, 500)), STATE.NOTHING_MEASURED, None),
        ("同比下降10%", part(9, 500, before=(10, 500), people=500), STATE.REACHED, "180"),
        ("同比下降10%", part(9, 499, before=(10, 500), people=499), STATE.MISSED, "180"),
        ("进一步控制", part(1, 500), STATE.NO_TARGET, None),
    ],
)
def test_what_can_be_said_of_figures(phrase: str, figures: Part, state: STATE, target: str | None) -> None:
    goal = Target.parse(phrase).goal_for(2023, first_year=2023)
    assert judge_part(figures, goal, 30) == (state, None if target is None else Fraction(target))


numbers = st.integers(0, 50)
befores = st.none() | st.tuples(numbers, numbers)
parts = st.builds(
    Part, st.just("m"), st.just("X"), st.just(""), numbers, numbers, befores, st.none() | numbers
)


@given(st.lists(st.lists(parts, min_size=1, max_size=3), min_size=1, max_size=3))
def test_the_sum_of_sums_is_the_sum_of_all(groups: list[list[Part]]) -> None:
    everything = add_up((each for group in groups for each in group), "B")
    assert add_up((add_up(group, "Z") for group in groups), "B") == everything
    assert everything.numerator == sum(each.numerator for group in groups for each in group)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    folder: Path = tmp_path_factory.mktemp("county") / "demo"
    copy_demo(folder)
    brief = open_workspace(folder).brief()
    return brief.plan, brief.tree


def row(
    plan: Plan, form: str, unit: str, day: str | None = None, item: str = "", **values: Value
) -> Evidence:
    when = date.fromisoformat(day) if day else None
    return Evidence(plan.form(form), unit, item, values, lambda _: Location("表.xlsx"), day=when)


def collect(on: str, told: list[Evidence], kept: list[Evidence]) -> Collection:
    book = ReturnedBook(Location("表.xlsx"), tuple(told), (), {})
    return Collection(date.fromisoformat(on), books=(book,), kept=tuple(kept))


def test_a_case_that_police_and_school_both_know_counts_once(county: County) -> None:
    plan, _ = county
    told = [
        row(plan, "incidents", "X02", "2023-03-08", kind="案件", role="学生"),
        row(plan, "incidents", "X02", "2023-03-20", kind="线索", role="学生"),  # the police call it a case
        row(plan, "incidents", "X02", "2023-04-20", kind="线索", role="学生"),  # a mere clue
        row(plan, "incidents", "X01", "2023-03-08", kind="案件", role="家长"),  # no pupil, no staff
        row(plan, "incidents", "X01", "2023-03-09", kind="案件"),
    ]
    kept = [
        row(plan, "police-cases", "X02", "2023-03-10", role="学生"),
        row(plan, "police-cases", "X02", "2023-03-20"),
        row(plan, "police-cases", "Z13", "2023-03-01", role="教职工"),
    ]
    found = [
        (each.unit, each.day.isoformat(), len(each.sources))
        for each in find_cases(plan, collect("2023-05-20", told, kept))
    ]

    assert sorted(found) == [
        ("X01", "2023-03-09", 1),
        ("X02", "2023-03-10", 2),
        ("X02", "2023-03-20", 2),
        ("Z13", "2023-03-01", 1),
    ]


@pytest.mark.parametrize(
    ("on", "cases", "before"),
    [("2023-02-27", 1, (1, 101)), ("2023-02-28", 2, (3, 102)), ("2023-03-30", 2, (3, 102))],
)
def test_against_last_year_only_whole_months_count(
    county: County, on: str, cases: int, before: tuple[int, int]
) -> None:
    plan, tree = county
    plan = attrs.evolve(plan, first_day=date(2023, 1, 1))
    kept = [row(plan, "police-cases", "X01", day) for day in ("2023-01-31", "2023-02-27", "2023-03-01")]
    kept = [each for each in kept if each.day and each.day.isoformat() <= on]
    kept += [
        row(plan, "baseline", "X01", month=month, cases=month, people=100 + month) for month in (1, 2, 3)
    ]

    found = measure(plan, tree, collect(on, [], kept), []).own
    [rate] = [each for each in found if (each.metric, each.unit.id) == ("incidence-rate", "X01")]
    assert (rate.numerator, rate.before) == (cases, before)
    [count] = [each for each in found if (each.metric, each.unit.id) == ("campus-cases", "X01")]
    assert count.numerator == sum(each.form.id == "police-cases" for each in kept)


def test_the_latest_test_of_an_audience_counts_and_sums_go_up_the_tree(county: County) -> None:
    plan, tree = county

    def tested(unit: str, day: str, passed: int, asked: int) -> Evidence:
        return row(
            plan, "awareness", unit, day, "awareness-rate", audience="学生", passed=passed, asked=asked
        )

    told = [
        tested("Z11", "2023-06-30", 40, 40),
        tested("Z11", "2023-03-01", 1, 40),
        tested("Z12", "2023-06-30", 9, 50),
    ]
    rolled = measure(plan, tree, collect("2023-07-01", told, []), []).rolled
    found = {
        each.unit.id: (each.numerator, each.denominator, each.state)
        for each in rolled
        if (each.metric, each.audience) == ("awareness-rate", "学生") and each.denominator
    }
    assert found.pop("Z11") == (40, 40, STATE.REACHED)
    assert found.pop("Z12") == (9, 50, STATE.MISSED)
    assert set(found.values()) == {(49, 90, STATE.MISSED)}
    assert {"Z01"} < set(found)


def test_pledges_count_by_relation_and_arrivals_by_what_is_logged(county: County) -> None:
    plan, tree = county
    relation = plan.pledges[0].name
    told = [row(plan, "pledges", "X01", relation=relation, due=40, signed=39)]
    school, deadline = tree.require("X01"), date(2023, 4, 5)
    stands = [
        Standing(school, "monthly", "", ReturnState.ACCEPTED, "1月", deadline, deadline),
        Standing(school, "monthly", "", ReturnState.ACCEPTED, "2月", deadline, date(2023, 4, 6)),
        Standing(school, "monthly", "", ReturnState.LATE, "3月", deadline),
        Standing(school, "monthly", "", ReturnState.AWAITED, "4月", deadline),
        Standing(school, "monthly", "", ReturnState.ACCEPTED, "5月", deadline),  # not logged
    ]
    came = attrs.evolve(collect("2023-05-20", told, []), standings=tuple(stands))
    found = {
        (each.metric, each.audience): (each.numerator, each.denominator, each.state)
        for each in measure(plan, tree, came, []).own
        if each.unit.id == "X01"
    }
    assert found[PLEDGE_COVERAGE, relation] == (39, 40, STATE.MISSED)
    assert found[ON_TIME_RATE, ""] == (1, 3, STATE.MISSED)


def test_the_base_plan_s_table_comes_to_a_hundred_points_all_of_them_our_reading(county: County) -> None:
    plan, _ = county
    assert sum(line.points for line in plan.scores) == 100
    assert all("points" in line.readings for line in plan.scores)


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"rule": Scoring.VETO}, "veto-without-authority", ("score", "x", "rule")),
        ({"rule": Scoring.BONUS}, "score-without-step", ("score", "x", "rule")),
        ({"items": ("9.9",)}, "dangling-reference", ("score", "x", "items", 0)),
        ({"clause": "9.9"}, "dangling-reference", ("score", "x", "clause")),
    ],
)
def test_a_line_that_cannot_be_worked_out_is_an_error(
    county: County, changed: dict[str, object], code: str, path: tuple[str | int, ...]
) -> None:
    sound = {"clause": "4.1.2", "items": ("4.1.2",), "rule": Scoring.HALVES}
    line = ScoreRule("x", "会议", **{**sound, **changed})  # type: ignore[arg-type]  # one field is changed
    plan = attrs.evolve(county[0], scores=(line,))
    assert [(fault.problem.code, fault.path) for fault in find_plan_faults(plan)] == [(code, path)]
