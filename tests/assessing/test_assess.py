"""`assess` on small counties: against a slow reading of the rules, and at the edges of time and trees."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_assessment import SEMESTERS, assess_slowly

from antifraud_plan import Assessment, Finding, Status, assess, open_workspace
from antifraud_plan.model.exemption import Exemption
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook, Value
from antifraud_plan.model.returns.standing import ReturnState, Standing
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Location

DEMO = Path(__file__).parents[2] / "examples" / "demo-county"
MEETING, TRAINING, CLASS_MEETING, SELF_INSPECTION, HOLIDAYS = "4.1.2", "4.2.4", "4.2.5", "4.1.1", "4.2.2"
PLAN_FILED, ISSUED = "5.4.1", date(2023, 2, 6)
BUREAU = Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU)
TOWN = Organisation("Z", "东示镇中心学校", OrganisationKind.CENTRAL_SCHOOL, parent="B")
SCHOOL = Organisation(
    "S", "示例小学", OrganisationKind.COUNTY_SCHOOL, parent="B", levels=frozenset({SchoolLevel.PRIMARY})
)
CLASS = Organisation("S/1", "一年级1班", OrganisationKind.CLASS, parent="S")


@cache
def the_plan() -> Plan:
    return open_workspace(DEMO).brief().plan


def tree(*units: Organisation) -> OrganisationTree:
    return OrganisationTree((BUREAU, *units))


def row(
    form: str, item: str, day: date | None = None, *, unit: str = "S", class_: str = "", **values: Value
) -> Evidence:
    return Evidence(
        the_plan().form(form), unit, item, values, lambda _: Location("表.xlsx"), class_id=class_, day=day
    )


def held(item: str, day: str, title: str = "学案例", **more: str) -> Evidence:
    """Something was held on a day, says a school."""
    return row("activities", item, date.fromisoformat(day), title=title, **more)


def judge(
    on: str,
    told: Iterable[Evidence] = (),
    *units: Organisation,
    kept: Iterable[Evidence] = (),
    standings: Iterable[Standing] = (),
    plan: Plan | None = None,
) -> Assessment:
    day = date.fromisoformat(on)
    book = ReturnedBook(Location("表.xlsx"), tuple(told), (), {})
    collection = Collection(day, tuple(standings), (book,), kept=tuple(kept))
    return assess(plan or the_plan(), tree(*(units or (SCHOOL, CLASS))), collection, on=day)


def find(assessment: Assessment, item: str, label: str = "", part: str | None = None) -> Finding:
    (found,) = (
        each
        for each in assessment.findings
        if each.expected.item == item
        and each.expected.period.label in (label, label or each.expected.period.label)
        and part in (None, each.expected.part)
    )
    return found


def status(assessment: Assessment, item: str, label: str, part: str | None = None) -> str:
    return find(assessment, item, label, part).status.value


def handed_in(item: str, period: str, unit: Organisation = SCHOOL) -> Standing:
    return Standing(unit, item, "", ReturnState.ACCEPTED, period)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2023-03-30", "未到期"),
        ("2023-03-31", "未到期"),  # on its last day there is still time
        ("2023-04-01", "未到期"),  # over, but its return is not late
        ("2023-04-05", "未到期"),
        ("2023-04-06", "未上报"),
    ],
)
def test_a_month_s_meeting_falls_due_the_day_after_its_return(on: str, said: str) -> None:
    assert status(judge(on), MEETING, "3月") == said


def test_once_the_return_came_a_month_is_judged_the_day_after_it_ends() -> None:
    came = [handed_in("monthly", "3月")]
    assert status(judge("2023-03-31", standings=came), MEETING, "3月") == "未到期"
    assert status(judge("2023-04-01", standings=came), MEETING, "3月") == "未完成"


@pytest.mark.parametrize(
    ("day", "february", "march", "april"),
    [
        ("2023-02-28", "已完成", "未上报", "未上报"),
        ("2023-03-01", "未上报", "已完成", "未上报"),
        ("2023-03-31", "未上报", "已完成", "未上报"),
        ("2023-04-01", "未上报", "未上报", "已完成"),
    ],
)
def test_a_meeting_counts_for_the_month_of_its_day(day: str, february: str, march: str, april: str) -> None:
    assessment = judge("2023-05-20", [held(MEETING, day)])
    assert [status(assessment, MEETING, f"{each}月") for each in (2, 3, 4)] == [february, march, april]


def test_what_is_done_on_the_day_of_judging_counts_and_what_is_done_later_does_not() -> None:
    assert status(judge("2023-03-15", [held(MEETING, "2023-03-15")]), MEETING, "3月") == "已完成"
    assert status(judge("2023-03-15", [held(MEETING, "2023-03-16")]), MEETING, "3月") == "未到期"


def test_a_meeting_on_a_public_holiday_is_a_meeting() -> None:
    assert status(judge("2023-05-20", [held(MEETING, "2023-05-01")]), MEETING, "5月") == "已完成"
    assert status(judge("2023-05-20", [held(HOLIDAYS, "2023-05-01")]), HOLIDAYS, "劳动节") == "已完成"


def test_a_holiday_of_one_day_is_met_on_that_day_only() -> None:
    assert status(judge("2023-08-01", [held(HOLIDAYS, "2023-04-05")]), HOLIDAYS, "清明") == "已完成"
    for beside in ("2023-04-04", "2023-04-06"):
        assert status(judge("2023-08-01", [held(HOLIDAYS, beside)]), HOLIDAYS, "清明") == "未上报"


def test_of_a_leap_year_february_has_its_last_day() -> None:
    base = the_plan()
    leap = attrs.evolve(
        base,
        year=2024,
        issue=attrs.evolve(base.issue, date=date(2024, 1, 2)),
        first_day=date(2024, 1, 2),
        last_day=date(2024, 12, 31),
        returns=tuple(each for each in base.returns if each.id == "monthly"),
    )
    last = judge("2024-03-20", [held(MEETING, "2024-02-29")], plan=leap)
    assert find(last, MEETING, "2月").expected.period.span.last == date(2024, 2, 29)
    assert status(last, MEETING, "2月") == "已完成"
    assert status(judge("2024-02-29", plan=leap), MEETING, "2月") == "未到期"


def test_the_autumn_semester_ends_for_the_plan_with_its_year() -> None:
    autumn = "2023—2024学年第一学期"
    november, january = (
        held(CLASS_MEETING, "2023-11-08", class_="S/1"),
        held(CLASS_MEETING, "2024-01-05", class_="S/1"),
    )
    for told, done in (([november], 1), ([november, january], 1)):
        found = find(judge("2024-01-20", told), CLASS_MEETING, autumn)
        assert found.expected.period.span.last == date(2023, 12, 31)
        assert (found.status.value, found.done, found.needed) == ("部分完成", done, 2)
    # The return of it is late only in the year after.
    assert status(judge("2024-01-10"), CLASS_MEETING, autumn) == "未到期"
    assert status(judge("2024-01-11"), CLASS_MEETING, autumn) == "未上报"


def test_a_semester_over_new_year_is_one_semester() -> None:
    longer = attrs.evolve(the_plan(), last_day=date(2024, 1, 31))
    told = [held(CLASS_MEETING, day, class_="S/1") for day in ("2023-11-08", "2024-01-05")]
    found = find(judge("2024-02-20", told, plan=longer), CLASS_MEETING, "2023—2024学年第一学期")

    assert found.expected.period.span.last > date(2024, 1, 5)
    assert (found.status.value, found.done) == ("已完成", 2)


def test_the_same_record_twice_counts_once() -> None:
    twice = [held(CLASS_MEETING, "2023-03-08", class_="S/1")] * 2
    found = find(judge("2023-08-31", twice), CLASS_MEETING, "2022—2023学年第二学期")

    assert (found.status.value, found.done, found.needed) == ("部分完成", 1, 2)
    assert len(found.proofs) == 2, "both cells are shown"


def test_two_meetings_of_a_day_are_two_if_they_differ() -> None:
    two = [held(CLASS_MEETING, "2023-03-08", title, class_="S/1") for title in ("学案例", "谈兼职")]
    assert status(judge("2023-08-31", two), CLASS_MEETING, "2022—2023学年第二学期") == "已完成"


def test_a_class_that_closed_owes_nothing_for_later_and_its_records_prove_nothing() -> None:
    closed = attrs.evolve(CLASS, closed=date(2023, 7, 1))
    other = Organisation("S/2", "一年级2班", OrganisationKind.CLASS, parent="S")
    told = [held(CLASS_MEETING, day, class_="S/1") for day in ("2023-10-10", "2023-11-10")]
    assessment = judge("2023-12-31", told, SCHOOL, closed, other)
    autumn = [each for each in assessment.findings if each.expected.period.label.endswith("第一学期")]

    assert {each.expected.part for each in autumn if each.expected.item == CLASS_MEETING} == {"S/2"}
    assert not [each for each in autumn if each.expected.item == CLASS_MEETING and each.done]


def test_a_class_opened_in_autumn_owes_nothing_for_spring() -> None:
    opened = attrs.evolve(CLASS, opened=date(2023, 9, 1))
    labels = {
        each.expected.period.label
        for each in judge("2023-12-31", (), SCHOOL, opened).findings
        if each.expected.item == CLASS_MEETING
    }
    assert labels == {"2023—2024学年第一学期"}


def test_a_school_counts_for_its_time() -> None:
    opened = attrs.evolve(SCHOOL, opened=date(2023, 9, 1))
    closed = attrs.evolve(SCHOOL, closed=date(2023, 5, 31))

    def months(school: Organisation) -> list[str]:
        findings = judge("2023-12-31", (), school).findings
        return [each.expected.period.label for each in findings if each.expected.item == MEETING]

    assert months(opened) == ["9月", "10月", "11月", "12月"]
    assert months(closed) == ["2月", "3月", "4月", "5月"]


@pytest.mark.parametrize(
    ("opened", "closed", "is_owed"),
    [
        (None, None, True),
        (date(2023, 2, 28), None, True),
        (date(2023, 3, 1), None, False),
        (None, ISSUED, True),
        (None, ISSUED - timedelta(1), False),
    ],
)
def test_a_school_not_there_before_the_deadline_owes_no_plan_of_its_own(
    opened: date | None, closed: date | None, *, is_owed: bool
) -> None:
    school = attrs.evolve(SCHOOL, opened=opened, closed=closed)
    found = [each for each in judge("2023-12-31", (), school).findings if each.expected.item == PLAN_FILED]
    assert [each.status for each in found] == [Status.UNREPORTED] * is_owed


def test_a_school_of_which_no_class_is_listed_owes_the_class_meetings_as_one() -> None:
    semester = "2022—2023学年第二学期"
    told = [held(CLASS_MEETING, day) for day in ("2023-03-08", "2023-04-12")]
    found = find(judge("2023-08-31", told, SCHOOL), CLASS_MEETING, semester)

    assert (found.expected.part, found.needed, found.status.value) == ("", 2, "已完成")


def test_a_county_without_central_schools_and_one_with_say_the_same_of_a_school() -> None:
    told = [held(MEETING, "2023-03-08")]
    under = attrs.evolve(SCHOOL, parent="Z", kind=OrganisationKind.SCHOOL)
    alone = judge("2023-04-30", told, SCHOOL)
    below = judge("2023-04-30", told, TOWN, under)
    own = [each for each in below.findings if each.expected.unit.id == "S"]

    assert [each.expected.unit.id for each in alone.findings] == ["S"] * len(alone.findings)
    for item, label in ((MEETING, "2月"), (MEETING, "3月"), (TRAINING, "第1季度")):
        (one,) = (each for each in own if (each.expected.item, each.expected.period.label) == (item, label))
        assert one.status == find(alone, item, label).status


def test_a_county_of_nobody_owes_nothing() -> None:
    empty = assess(the_plan(), tree(), Collection(date(2023, 12, 31)), on=date(2023, 12, 31))
    assert (empty.findings, empty.appraisals) == ((), ())


def inspected(day: str, verdict: str, period: str = "3月") -> Evidence:
    found = row("inspections", MEETING, date.fromisoformat(day), verdict=verdict, reason="抽查")
    return attrs.evolve(found, period=period)


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (["不实"], "未完成"),
        (["属实"], "已完成"),
        (["不实", "属实"], "已完成"),
        (["属实", "无佐证"], "未完成"),
    ],
)
def test_of_several_inspections_the_latest_decides(verdicts: list[str], said: str) -> None:
    kept = [inspected(f"2023-04-{10 + number}", verdict) for number, verdict in enumerate(verdicts)]
    assert status(judge("2023-05-20", [held(MEETING, "2023-03-08")], kept=kept), MEETING, "3月") == said
    later_first = judge("2023-05-20", [held(MEETING, "2023-03-08")], kept=kept[::-1])
    assert status(later_first, MEETING, "3月") == said


def test_an_inspection_of_a_month_says_nothing_of_another() -> None:
    told = [held(MEETING, "2023-03-08"), held(MEETING, "2023-04-12")]
    assessment = judge("2023-05-20", told, kept=[inspected("2023-05-10", "不实")])
    assert [status(assessment, MEETING, label) for label in ("3月", "4月")] == ["未完成", "已完成"]
    of_all = judge("2023-05-20", told, kept=[inspected("2023-05-10", "不实", period="")])
    assert [status(of_all, MEETING, label) for label in ("3月", "4月")] == ["未完成", "未完成"]


@pytest.mark.parametrize(("arrived", "said"), [("2023-04-05", "已完成"), ("2023-04-06", "部分完成")])
def test_a_return_that_comes_the_day_after_its_deadline_is_late(arrived: str, said: str) -> None:
    day, deadline = date.fromisoformat(arrived), date(2023, 4, 5)
    came = [Standing(SCHOOL, "monthly", "", ReturnState.ACCEPTED, "3月", deadline, day, day)]
    found = find(judge("2023-05-20", standings=came), "5.4.2", part="monthly:3月")
    assert found.status.value == said


# ── against the slow reading ──

_LATER = date(2024, 2, 1)
_days = st.dates(date(2023, 1, 15), _LATER)
_periods = [f"{month}月" for month in range(2, 13)] + [f"第{number}季度" for number in (1, 2, 3, 4)]
_RETURNS = {
    **{label: "quarterly" if "季度" in label else "monthly" for label in _periods},
    **dict.fromkeys(SEMESTERS, "semester"),
}


@st.composite
def trees(draw: st.DrawFn) -> OrganisationTree:
    """One school, below the bureau or a central school, with up to two classes; open for a time."""
    town = draw(st.booleans())
    opened = draw(st.none() | st.dates(date(2023, 1, 1), date(2023, 6, 30)))
    closed = draw(st.none() | st.dates(date(2023, 7, 15), date(2023, 12, 31)))
    school = attrs.evolve(
        SCHOOL,
        kind=OrganisationKind.SCHOOL if town else OrganisationKind.COUNTY_SCHOOL,
        parent="Z" if town else "B",
        opened=opened,
    )
    classes = [
        Organisation(f"S/{number}", f"一年级{number}班", OrganisationKind.CLASS, parent="S", closed=closed)
        for number in range(1, draw(st.integers(0, 2)) + 1)
    ]
    return tree(*((TOWN,) if town else ()), school, *classes)


_sound = st.sampled_from([True, True, True, False])
_units = st.sampled_from(["S", "S", "S", "Z"])


@st.composite
def records(draw: st.DrawFn) -> Evidence:
    day, unit = draw(_days), draw(_units)
    kind = draw(st.sampled_from(["activity", "class", "pledge", "standing", "event"]))
    found: Evidence
    match kind:
        case "activity":
            item = draw(st.sampled_from([MEETING, TRAINING, SELF_INSPECTION, HOLIDAYS, "5.2", "4.2.1"]))
            found = row("activities", item, day, unit=unit, title=draw(st.sampled_from(["甲", "乙"])))
        case "class":
            class_ = draw(st.sampled_from(["S/1", "S/2"]))
            title = draw(st.sampled_from(["甲", "乙"]))
            found = row("activities", CLASS_MEETING, day, class_=class_, title=title)
        case "pledge":
            relation = draw(st.sampled_from([each.name for each in the_plan().pledges]))
            due = draw(st.integers(0, 4))
            signed = draw(st.integers(0, due))
            found = row("pledges", "4.2.6", unit=unit, relation=relation, due=due, signed=signed)
        case "standing":
            said = draw(st.sampled_from(["已落实", "部分落实", "未落实"]))
            found = row("standing", draw(st.sampled_from(["2.4", "4.3.1", "5.3.0"])), unit=unit, done=said)
        case _:
            form, item = draw(
                st.sampled_from(
                    [("incidents", "4.4.2"), ("cards", "4.4.1"), ("groups", "4.3.3"), ("liaison", "4.5.1")]
                )
            )
            nil = draw(st.booleans())
            found = row(form, item, unit=unit, nil="无") if nil else row(form, item, day, unit=unit)
    return attrs.evolve(found, is_sound=draw(_sound))


@st.composite
def kept(draw: st.DrawFn) -> Evidence:
    day = draw(_days)
    item = draw(st.sampled_from([MEETING, TRAINING, "4.2.6", "2.4", CLASS_MEETING]))
    if draw(st.booleans()):
        last = day + timedelta(days=draw(st.integers(0, 200)))
        return row("exemptions", item, first=day, last=last, reason="停课", granted_by="县教体局")
    found = row(
        "inspections", item, day, verdict=draw(st.sampled_from(["属实", "不实", "无佐证"])), reason="抽查"
    )
    part = draw(st.sampled_from(["", "S/1"])) if item == CLASS_MEETING else ""
    period = draw(st.sampled_from(["", "3月", "第1季度"]))
    return attrs.evolve(found, class_id=part, period=period)


@st.composite
def collections(draw: st.DrawFn, units: OrganisationTree, on: date) -> Collection:
    """What came: files for some periods, each standing as it may, and what the bureau keeps."""
    standings, books = [], []
    reporter = next(each for each in units if each.id in ("S", "Z"))
    for label in draw(st.lists(st.sampled_from(sorted(_RETURNS)), unique=True, max_size=4)):
        file = f"{label}.xlsx"
        deadline = draw(st.none() | _days)
        arrived = draw(st.none() | st.dates(date(2023, 2, 1), on))
        state = draw(st.sampled_from(list(ReturnState)))
        standings.append(
            Standing(reporter, _RETURNS[label], "", state, label, deadline, arrived, arrived, (file,))
        )
        told = [each for each in draw(st.lists(records(), max_size=8)) if units.find(each.unit)]
        again = draw(st.lists(st.sampled_from(told), max_size=2)) if told else []
        books.append(ReturnedBook(Location(file), (*told, *again), (), {}))
    inspected = draw(st.lists(kept(), max_size=4, unique_by=lambda each: (each.form.id, each.day)))
    return Collection(on, tuple(standings), tuple(books), kept=tuple(inspected))


@settings(deadline=None, max_examples=60)
@given(data=st.data(), units=trees(), on=st.dates(date(2023, 2, 6), _LATER))
def test_every_status_is_that_of_a_slow_and_plain_reading(
    data: st.DataObject, units: OrganisationTree, on: date
) -> None:
    collection = data.draw(collections(units, on))
    exemption = Exemption("e", (MEETING,), date(2023, 7, 1), date(2023, 8, 31), "暑假", "县教体局")
    judged = attrs.evolve(the_plan(), exemptions=data.draw(st.sampled_from([(), (exemption,)])))
    expected = assess_slowly(judged, units, collection, on)
    found = {
        (*each.expected.key[:3], each.expected.period.span.first, each.expected.period.span.last): (
            each.status.name,
            each.done,
            each.needed,
        )
        for each in assess(judged, units, collection, on=on).findings
    }
    assert found == expected
