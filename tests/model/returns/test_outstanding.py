"""Who is reminded of what, and in which words, before, on and after a deadline."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.builtin.starter import new_plan_file
from antifraud_plan.cli.reminders import word_outstanding
from antifraud_plan.model.calendar import Holiday, SchoolCalendar
from antifraud_plan.model.organisation import Organisation, OrganisationKind
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.outstanding import find_outstanding, word_reminder
from antifraud_plan.model.returns.standing import ReturnState, Standing
from antifraud_plan.registry import Registry
from antifraud_plan.workspace import load_plan_text

SCHOOL = Organisation("S1", "东示镇中心学校", OrganisationKind.CENTRAL_SCHOOL)
OTHER = Organisation("S2", "示例县第一中学", OrganisationKind.COUNTY_SCHOOL)
DEADLINE = date(2023, 4, 5)
MARCH = Standing(SCHOOL, "monthly", "3月月报表", ReturnState.AWAITED, "3月", DEADLINE)


@pytest.fixture(scope="module")
def plan() -> Plan:
    loaded = load_plan_text(new_plan_file("示例县", 2023), Registry.from_entry_points())
    assert loaded.plan is not None
    return loaded.plan


def days_from(days: int) -> date:
    return DEADLINE + timedelta(days=days)


def remind(plan: Plan, *standings: Standing, on: date) -> str:
    (unit,) = find_outstanding(standings, on=on, days=7)
    return word_reminder(unit, plan, on=on)


@pytest.mark.parametrize("ahead", [5, -3])
def test_a_deadline_on_a_holiday_stands_and_the_holiday_is_said(plan: Plan, ahead: int) -> None:
    holidays = (
        Holiday("清明节", DEADLINE - timedelta(1), DEADLINE),
        Holiday("劳动节", date(2023, 4, 29), date(2023, 5, 3)),
    )
    calendar = attrs.evolve(plan.calendar, holidays=holidays)
    on = days_from(-ahead)
    text = remind(attrs.evolve(plan, calendar=calendar), MARCH, on=on)
    lines = word_outstanding(find_outstanding([MARCH], on=on, days=7), calendar, on=on, days=7)

    assert "4月5日（星期三，清明节放假）前报送" in text
    assert "4月5日（星期三，清明节放假）截止" in "\n".join(lines)
    assert "放假" not in remind(attrs.evolve(plan, calendar=SchoolCalendar()), MARCH, on=on)


@pytest.mark.parametrize(
    ("state", "ahead", "is_reminded"),
    [
        (ReturnState.NOT_DUE, 8, False),
        (ReturnState.NOT_DUE, 7, True),
        (ReturnState.AWAITED, 0, True),
        (ReturnState.LATE, -1, True),
        (ReturnState.LATE, -100, True),
        (ReturnState.SENT_BACK, 30, True),
        (ReturnState.SENT_BACK, -30, True),
        (ReturnState.RECEIVED, -1, False),
        (ReturnState.ACCEPTED, 1, False),
    ],
)
def test_who_is_reminded_a_week_ahead(state: ReturnState, ahead: int, is_reminded: bool) -> None:
    standing = attrs.evolve(MARCH, state=state)

    assert bool(find_outstanding([standing], on=days_from(-ahead), days=7)) is is_reminded


@pytest.mark.parametrize("state", ReturnState)
def test_what_has_no_deadline_is_told_apart(state: ReturnState) -> None:
    found = find_outstanding([attrs.evolve(MARCH, state=state, deadline=None)], on=DEADLINE, days=7)

    is_open = state in (ReturnState.AWAITED, ReturnState.SENT_BACK)
    assert [(unit.dated, len(unit.undated)) for unit in found] == ([((), 1)] if is_open else [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from([SCHOOL, OTHER]), st.sampled_from(ReturnState), st.none() | st.integers(-20, 20)
        )
    ),
    st.integers(1, 15),
)
def test_nothing_is_lost_and_nobody_is_reminded_twice(
    rows: list[tuple[Organisation, ReturnState, int | None]], days: int
) -> None:
    standings = [
        Standing(unit, str(number), str(number), state, "", None if ahead is None else days_from(ahead))
        for number, (unit, state, ahead) in enumerate(rows)
    ]
    found = find_outstanding(standings, on=DEADLINE, days=days)

    expected = set()
    for standing in standings:
        if standing.state.value == "已退回":
            expected.add(standing.item)
        elif standing.state.value in ("未到期", "待报送", "逾期未报") and standing.deadline:
            if standing.deadline <= DEADLINE + timedelta(days=days):
                expected.add(standing.item)
        elif standing.state.value == "待报送":
            expected.add(standing.item)
    told = [each.item for unit in found for each in (*unit.dated, *unit.undated)]
    assert sorted(told) == sorted(expected)
    assert len({unit.unit.id for unit in found}) == len(found)
    for unit in found:
        assert {each.unit for each in (*unit.dated, *unit.undated)} == {unit.unit}
        assert [each.deadline for each in unit.dated] == sorted(
            each.deadline for each in unit.dated if each.deadline
        )


@pytest.mark.parametrize(
    ("ahead", "opening", "sentence"),
    [
        (3, "请按时报送以下材料：", "3月月报表，请于4月5日（星期三，清明放假）前报送（当日有效），还有3天。"),
        (0, "今天是报送以下材料的最后一天，请当天报送：", "3月月报表，今天（4月5日）截止。"),
        (
            -3,
            "以下材料已经逾期，请尽快报送：",
            "3月月报表，应于4月5日（星期三，清明放假）前报送，已逾期3天。",
        ),
    ],
)
def test_a_reminder_is_worded_by_the_day_it_is_sent(
    plan: Plan, ahead: int, opening: str, sentence: str
) -> None:
    on = days_from(-ahead)

    assert remind(plan, MARCH, on=on).splitlines() == [
        "【报送提醒】东示镇中心学校：",
        opening,
        sentence,
        "请报送县教体局法安股。上报表请直接在下发的 Excel 表里填写，不要转成图片或 PDF。"
        "已经报送的，请与我们核对。",
        f"{plan.names.bureau}{plan.names.section}",
        f"2023年4月{on.day}日",
    ]


def test_one_message_names_everything_a_unit_owes_by_date(plan: Plan) -> None:
    yearly = Standing(SCHOOL, "5.4.1", "年度工作方案", ReturnState.LATE, "", date(2022, 12, 30))
    back = Standing(SCHOOL, "monthly", "2月月报表", ReturnState.SENT_BACK, "2月", date(2023, 3, 5), faults=4)

    assert remind(plan, MARCH, back, yearly, on=date(2023, 4, 4)).splitlines()[1:5] == [
        "以下材料有的已经逾期，请尽快报送：",
        "1. 年度工作方案，应于2022年12月30日（星期五）前报送，已逾期95天；",
        "2. 2月月报表，有4处要改，已退回，请改正后重新报送；",
        "3. 3月月报表，请于4月5日（星期三，清明放假）前报送（当日有效），还有1天。",
    ]


def test_where_receivers_differ_each_is_named(plan: Plan) -> None:
    submissions = tuple(attrs.evolve(each, receiver=type(each.receiver)()) for each in plan.submissions)
    other = attrs.evolve(plan, submissions=submissions)
    yearly = Standing(SCHOOL, "5.4.1", "年度工作方案", ReturnState.AWAITED, "", DEADLINE)

    text = remind(other, MARCH, yearly, on=DEADLINE)

    assert "3月月报表，今天（4月5日）截止，报送县教体局法安股；" in text
    assert "年度工作方案，今天（4月5日）截止，报送县教体局。" in text
