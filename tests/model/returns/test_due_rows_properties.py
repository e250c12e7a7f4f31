"""What is due stands in the returns of a year exactly once, however its periods and theirs cross."""

from collections import Counter
from datetime import date

from duty_samples import activities, county, plan, task
from hypothesis import example, given, settings
from hypothesis import strategies as st

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.duties import derive_duties
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.organisation import Organisation, OrganisationKind
from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.model.returns.owed.rows import MOST_TIMES, DueRow
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.terms import SchoolLevel

PERIODS = ("日", "周", "月", "季度", "半年", "学期", "学年", "年")
CADENCES = st.builds(
    lambda period, times, by_class: f"每{period}{'每班' if by_class else ''}至少{times}次",
    st.sampled_from(PERIODS),
    st.integers(1, 14),
    st.booleans(),
)
RETURNS = st.sampled_from([f"每{each}" for each in PERIODS[1:]])
DAYS = st.none() | st.dates(date(2022, 12, 1), date(2024, 1, 15))
LIVES = st.tuples(DAYS, DAYS).filter(lambda life: None in life or life[0] <= life[1])


def times_said(row: DueRow) -> int:
    """Return for how many times a row stands: for one, or for all where they are too many for a row each."""
    said = row.values["expected"]
    assert isinstance(said, int)
    return said if said > MOST_TIMES else 1


@settings(deadline=None, max_examples=60)
@given(
    st.lists(CADENCES, min_size=1, max_size=2),
    RETURNS,
    st.sampled_from([RowsPer.OCCASION, RowsPer.ITEM]),
    LIVES,
    LIVES,
    DAYS,
)
@example(["每周至少1次"], "每月", RowsPer.OCCASION, (None, None), (None, None), None)
@example(["每周至少4次"], "每季度", RowsPer.OCCASION, (None, None), (None, None), None)
@example(["每月至少1次"], "每学期", RowsPer.ITEM, (None, date(2023, 7, 31)), (None, None), None)
def test_every_time_due_is_asked_for_in_one_return(
    cadences: list[str],
    period: str,
    rows: RowsPer,
    school_life: tuple[date | None, date | None],
    class_life: tuple[date | None, date | None],
    since: date | None,
) -> None:
    tasks = [
        task(cadence, "schools", task_id=f"t{number}", since=since) for number, cadence in enumerate(cadences)
    ]
    ids = tuple(each.id for each in tasks)
    returned = Return("r", "报表", Cadence.parse(period), ids, ("reporters",))
    one = plan(tasks, [activities(*ids, rows=rows)], [returned])
    levels = frozenset({SchoolLevel.PRIMARY})
    opened, closed = school_life
    tree = county(
        Organisation("X", "另一小学", OrganisationKind.SCHOOL, "Z", levels, opened=opened, closed=closed),
        Organisation(
            "X/1", "二年级1班", OrganisationKind.CLASS, "X", opened=class_life[0], closed=class_life[1]
        ),
    )
    due = Counter[tuple[str, str]]()
    for each in tasks:
        for unit in tree.schools():
            for duty in derive_duties(one, tree, each, unit):
                due[unit.id, each.id] += duty.period.minimum
    asked = Counter[tuple[str, str]]()
    for book in derive_returns(one, tree, returned):
        for row in (row for sheet in book.sheets for row in sheet.rows):
            count = times_said(row) if rows is RowsPer.OCCASION else row.values.get("expected", 0)
            assert isinstance(count, int)
            asked[row.unit.id, row.item] += count

    assert {key: count for key, count in asked.items() if count} == due
