"""Points by the appraisal table, worked out by hand; what each was lost by; ranks and sums."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.model.assessment.appraisal import Appraisal, ScoreLine
from antifraud_plan.model.assessment.assessment import Assessment
from antifraud_plan.model.assessment.expectation import Expectation, Proof
from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.measurement import Measurement, MeasureState
from antifraud_plan.model.assessment.ranking import find_rate, rank, roll_up
from antifraud_plan.model.assessment.scoring import score
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.periods import DuePeriod
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.score import ScoreRule, Scoring
from antifraud_plan.model.terms import SchoolLevel

ON = date(2023, 12, 31)
KIND = OrganisationKind
PRIMARY = frozenset({SchoolLevel.PRIMARY})
SCHOOL = Organisation("X", "甲小学", KIND.COUNTY_SCHOOL, levels=PRIMARY)
MARCH = DuePeriod(DateSpan(date(2023, 3, 1), date(2023, 3, 31)), 1, "3月")


def find(done: int, needed: int, proof: Proof = Proof.TIMES, unit: Organisation = SCHOOL) -> Finding:
    status = Status.MET if done >= needed else Status.PARTLY if done else Status.UNMET
    return make(status, done, needed, proof, unit)


def make(
    status: Status, done: int = 0, needed: int = 1, proof: Proof = Proof.TIMES, unit: Organisation = SCHOOL
) -> Finding:
    expected = Expectation(unit, "4.1.2", MARCH, proof, (unit.id, "monthly", "3月"), needed, deadline=ON)
    return Finding(expected, status, needed, done, has_come=True)


def measured(state: MeasureState, numerator: int, denominator: int = 0, share: str = "0") -> Measurement:
    target = Fraction(share) if denominator else None
    return Measurement("rate", SCHOOL, state, "", numerator, denominator, target)


def line(rule: Scoring, points: int = 10, each: str = "") -> ScoreRule:
    return ScoreRule("a", "会议", "4.1.2", ("4.1.2", "rate"), rule, points, each, "示教〔2023〕1号")


def appraise(
    rule: ScoreRule, findings: Iterable[Finding], measurements: Iterable[Measurement] = ()
) -> Appraisal:
    plan = cast(Plan, SimpleNamespace(scores=(rule,)))
    [found] = score(plan, OrganisationTree((SCHOOL,)), findings, measurements, on=ON)
    return found


HALF_DONE = find(1, 2, Proof.STATEMENT)
MISSING, CASES = line(Scoring.PER_MISSING, 10, "1.5"), line(Scoring.PER_OCCURRENCE, 10, "4")


@pytest.mark.parametrize(
    ("rule", "things", "points", "out_of"),
    [
        (MISSING, [find(0, 1), find(1, 3), find(1, 1)], "5.5", 10),  # 1 and 2 of 1.5
        (MISSING, [HALF_DONE], "9.25", 10),  # half a thing
        (MISSING, [find(0, 9)], "0", 10),  # never below nothing
        (CASES, [measured(MeasureState.MISSED, 2)], "2", 10),
        (CASES, [measured(MeasureState.MISSED, 3)], "0", 10),
        (CASES, [measured(MeasureState.REACHED, 0)], "10", 10),
        (CASES, [find(1, 3), find(0, 1)], "2", 10),  # two that fall short, however far
        (line(Scoring.PER_DONE, 10, "2"), [find(1, 1), find(1, 1), find(0, 1)], "4", 6),
        (line(Scoring.PER_DONE, 10, "4"), [find(1, 1), find(1, 1), find(0, 1)], "8", 10),
        (line(Scoring.ALL_OR_NOTHING), [find(1, 1), find(2, 3)], "0", 10),
        (line(Scoring.ALL_OR_NOTHING), [find(1, 1)], "10", 10),
        (line(Scoring.HALVES), [find(1, 1), find(1, 5), find(0, 1), find(1, 1)], "6.25", 10),
        (line(Scoring.PROPORTIONAL), [find(3, 4, Proof.SHARE), find(0, 4, Proof.SHARE)], "3.75", 10),
        (line(Scoring.PROPORTIONAL), [measured(MeasureState.MISSED, 60, 100, "4/5")], "7.5", 10),
        (line(Scoring.BONUS, 3, "2"), [find(2, 1)], "2", 0),
        (line(Scoring.BONUS, 3, "2"), [find(5, 1)], "3", 0),  # no more than the line adds
        (line(Scoring.BONUS, 3, "2"), [find(1, 1)], "0", 0),
    ],
)
def test_points_are_as_worked_out_by_hand(
    rule: ScoreRule, things: list[Any], points: str, out_of: int
) -> None:
    findings = [each for each in things if isinstance(each, Finding)]
    [scored] = appraise(rule, findings, [each for each in things if isinstance(each, Measurement)]).lines

    assert (scored.points, scored.out_of) == (Fraction(points), Fraction(out_of))
    assert all(lost.finding in things or lost.measurement in things for lost in scored.deductions)


@pytest.mark.parametrize("rule", [each for each in Scoring if each is not Scoring.VETO])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4)), min_size=1, max_size=8))
def test_what_is_lost_is_told_to_the_last_part_of_a_point(
    rule: Scoring, things: list[tuple[int, int]]
) -> None:
    findings = [find(*each) for each in things]
    [scored] = appraise(line(rule, 10, "1.25"), findings).lines

    assert scored.out_of - scored.points == sum(lost.points for lost in scored.deductions)
    assert 0 <= scored.points <= (10 if rule is Scoring.BONUS else scored.out_of)
    for lost in scored.deductions:
        assert lost.finding is not None
        assert str(lost.reason)
        assert lost.points < 0 if rule is Scoring.BONUS else lost.finding.status.is_shortfall


@pytest.mark.parametrize("rule", Scoring)
def test_what_is_not_due_yet_or_need_not_be_done_costs_nothing_and_gains_nothing(rule: Scoring) -> None:
    waiting = [make(Status.NOT_YET_DUE), make(Status.EXEMPT)]
    unmeasured = [measured(MeasureState.TOO_FEW, 3, 5, "1")]
    found = appraise(line(rule, 10, "1"), waiting, unmeasured)

    assert found.lines == (ScoreLine("a", Fraction(0), Fraction(0), is_judged=False),)
    assert (found.rank, found.veto) == (None, None)
    beside = appraise(line(rule, 10, "1"), [*waiting, find(0, 1)])
    assert beside == appraise(line(rule, 10, "1"), [find(0, 1)])


def test_a_veto_takes_all_and_cites_its_authority() -> None:
    vetoed = appraise(line(Scoring.VETO, 0), [find(0, 1)])

    assert str(vetoed.veto) == "会议，依据示教〔2023〕1号一票否决"
    assert vetoed.points == 0
    assert appraise(line(Scoring.VETO, 0), [find(1, 1)]).veto is None


def scored(number: int, points: int, kind: OrganisationKind = KIND.COUNTY_SCHOOL) -> Appraisal:
    school = Organisation(f"S{number}", f"{number}校", kind, levels=PRIMARY)
    return Appraisal(school, (ScoreLine("a", Fraction(points), Fraction(10)),))


def test_a_bonus_says_what_was_done_beyond_what_is_due() -> None:
    [scored] = appraise(line(Scoring.BONUS, 3, "0.5"), [find(3, 2), find(4, 1)]).lines
    assert [(each.points, str(each.reason)) for each in scored.deductions] == [
        (Fraction(-1, 2), "应完成2次，完成3次，多1次"),
        (Fraction(-3, 2), "应完成1次，完成4次，多3次"),
    ]


def test_equals_share_a_rank_among_their_peers_only() -> None:
    schools = [scored(number, points) for number, points in enumerate((7, 9, 10, 9))]
    kindergarten = scored(9, 1, KIND.KINDERGARTEN)

    ranked = [(each.peers, each.rank) for each in rank([*schools, kindergarten])]
    assert ranked == [("小学", 4), ("小学", 2), ("小学", 1), ("小学", 2), ("幼儿园", 1)]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from([KIND.SCHOOL, KIND.CENTRAL_SCHOOL])), max_size=9)
)
def test_a_rank_is_one_more_than_the_peers_who_have_more(drawn: list[tuple[int, OrganisationKind]]) -> None:
    ranked = rank(scored(number, *each) for number, each in enumerate(drawn))

    for each in ranked:
        rates = [find_rate(other) or 0 for other in ranked if other.peers == each.peers]
        assert each.rank == 1 + sum(rate > (find_rate(each) or 0) for rate in rates)


@st.composite
def counties(draw: st.DrawFn) -> OrganisationTree:
    """Return a tree in which anything may stand under anything that came before it."""
    kinds = [KIND.BUREAU, KIND.CENTRAL_SCHOOL, KIND.SCHOOL]
    units = [Organisation("U0", "市局", KIND.REGION)]
    for number in range(1, draw(st.integers(1, 8))):
        above = f"U{draw(st.integers(0, number - 1))}"
        units.append(Organisation(f"U{number}", f"{number}校", draw(st.sampled_from(kinds)), above))
    return OrganisationTree(tuple(units))


@given(counties(), st.data())
def test_a_unit_s_sum_is_its_own_and_the_sums_below_it(tree: OrganisationTree, data: st.DataObject) -> None:
    schools = tree.schools()
    statuses = st.lists(st.sampled_from(Status), max_size=3)
    findings = [make(status, unit=unit) for unit in schools for status in data.draw(statuses)]
    points = st.integers(0, 10).map(Fraction)
    lines = {unit.id: ScoreLine("a", data.draw(points), Fraction(10)) for unit in schools}
    appraisals = tuple(Appraisal(unit, (lines[unit.id],)) for unit in schools)
    sums = {each.unit.id: each for each in roll_up(Assessment(ON, tuple(findings), (), (), appraisals), tree)}

    for unit in tree:
        below = [sums[child.id] for child in tree.children_of(unit) if child.id in sums]
        own = [each.status for each in findings if each.expected.unit == unit]
        found = sums.get(unit.id)
        for status in Status:
            expected = own.count(status) + sum(each.tally.count(status) for each in below)
            assert (found.tally.count(status) if found else 0) == expected
        own_points = lines[unit.id].points if unit.id in lines else 0
        assert (found.points if found else 0) == own_points + sum(each.points for each in below)
        assert (found.schools if found else 0) == (unit.id in lines) + sum(each.schools for each in below)
