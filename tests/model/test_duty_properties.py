"""Duties against a slow reading, day by day: who stands and is meant, in which month or semester."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from duty_samples import CALENDAR, plan
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.duties import derive_duties
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.task import Task
from antifraud_plan.model.terms import SchoolLevel

PRIMARY, JUNIOR = SchoolLevel.PRIMARY, SchoolLevel.JUNIOR
LEVELS = {"": {PRIMARY, JUNIOR}, "小学": {PRIMARY}, "初中": {JUNIOR}, "小学、初中": {PRIMARY, JUNIOR}}
CLASSES = {"三年级1班": PRIMARY, "五年级2班": PRIMARY, "初一1班": JUNIOR, "初三2班": JUNIOR}


def semester_of(day: date) -> object:
    return next((each.name for each in CALENDAR.semesters if each.first <= day <= each.last), None)


PERIODS: dict[str, Callable[[date], object]] = {
    "每月": lambda day: day.month,
    "每季度": lambda day: (day.month + 2) // 3,
    "每半年": lambda day: day.month > 6,
    "每年": lambda day: day.year,
    "每学期": semester_of,
}
DAYS = st.dates(date(2022, 11, 1), date(2024, 2, 1))
STANDS = st.one_of(
    st.lists(DAYS, min_size=2, max_size=2).map(sorted),
    st.tuples(st.none() | DAYS, st.none()),
    st.tuples(st.none(), DAYS),
)
"""On which day a unit opens, on which it closes."""

YEAR = [date(2023, 1, 1) + timedelta(days=number) for number in range(365)]


def stands(unit: Organisation, day: date) -> bool:
    return (unit.opened or date.min) <= day <= (unit.closed or date.max)


def owed_day_by_day(
    tree: OrganisationTree, one: Task, *, every: str, level: str, is_by_class: bool
) -> Iterator[tuple[str, str, date, date]]:
    """Yield school, class, first and last day of all that is owed."""
    [school] = [unit for unit in tree if unit.kind is OrganisationKind.COUNTY_SCHOOL]
    listed = [unit for unit in tree if unit.kind is OrganisationKind.CLASS]
    of_school, of_classes = "schools" in one.responsible, "classes" in one.responsible
    bearers: list[Organisation] = []
    if (of_school and not is_by_class) or not listed:
        if school.levels & LEVELS[level]:
            bearers = [school]
    elif of_school or of_classes:
        bearers = [each for each in listed if CLASSES[each.name] in LEVELS[level]]
    for bearer in bearers:
        days: dict[object, list[date]] = {}
        for day in YEAR:
            counts = stands(school, day) and stands(bearer, day)
            if counts and day >= (one.effective_from or day) and PERIODS[every](day) is not None:
                days.setdefault(PERIODS[every](day), []).append(day)
        for each in days.values():
            yield school.id, "" if bearer is school else bearer.id, each[0], each[-1]


@st.composite
def schools(draw: st.DrawFn) -> OrganisationTree:
    classes = draw(st.lists(st.sampled_from(sorted(CLASSES)), unique=True))
    taught = frozenset(CLASSES[each] for each in classes) or draw(
        st.frozensets(st.sampled_from([PRIMARY, JUNIOR]), min_size=1)
    )
    opened, closed = draw(STANDS)
    units = [
        Organisation("B", "局", OrganisationKind.BUREAU),
        Organisation("S", "学校", OrganisationKind.COUNTY_SCHOOL, "B", taught, opened=opened, closed=closed),
    ]
    for number, name in enumerate(classes):
        opened, closed = draw(STANDS)
        units.append(
            Organisation(f"S/{number}", name, OrganisationKind.CLASS, "S", opened=opened, closed=closed)
        )
    return OrganisationTree(tuple(units))


@settings(max_examples=150, deadline=None)
@given(
    schools(),
    st.sampled_from(sorted(PERIODS)),
    st.sampled_from(sorted(LEVELS)),
    st.booleans(),
    st.integers(1, 9),
    st.lists(st.sampled_from(["schools", "classes", "police"]), min_size=1, unique=True),
    st.none() | DAYS,
)
def test_duties_are_those_of_a_reading_day_by_day(
    tree: OrganisationTree,
    every: str,
    level: str,
    is_by_class: bool,
    minimum: int,
    responsible: list[str],
    since: date | None,
) -> None:
    phrase = f"{level}{every}{'每班' if is_by_class else ''}至少{minimum}次"
    cadence = Cadence.parse(phrase)
    one = Task("t", "工作", cadence, clause="c", responsible=tuple(responsible), effective_from=since)
    found = list(derive_duties(plan([one]), tree, one, tree.require("S")))

    assert {each.period.minimum for each in found} <= {minimum}
    assert [each.period.span for each in found] == sorted(each.period.span for each in found)
    spelt = [
        (each.unit.id, each.class_.id if each.class_ else "", each.period.span.first, each.period.span.last)
        for each in found
    ]
    expected = (
        []
        if responsible == ["police"]
        else list(owed_day_by_day(tree, one, every=every, level=level, is_by_class=is_by_class))
    )
    assert sorted(spelt) == sorted(expected)
