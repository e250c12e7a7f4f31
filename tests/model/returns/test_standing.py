"""In which state a return is: the table row by row, the days at the edges, lateness from the log alone."""

from datetime import date

import attrs
import pytest
from returned_books import MARCH, PLAN, TREE, book, codes, collect, record, state

from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.collecting import collect_returns
from antifraud_plan.model.returns.evidence import ReturnedBook
from antifraud_plan.model.returns.owed.owing import derive_owed
from antifraud_plan.model.returns.standing import Receipt, ReturnState, find_state

LAST, DEADLINE = date(2023, 3, 31), date(2023, 4, 5)
IN_MARCH, IN_TIME, TOO_LATE = date(2023, 3, 10), date(2023, 4, 4), date(2023, 4, 8)
TABLE = [
    (Receipt.NOTHING, IN_MARCH, ReturnState.NOT_DUE),
    (Receipt.NOTHING, LAST, ReturnState.NOT_DUE),
    (Receipt.NOTHING, date(2023, 4, 1), ReturnState.AWAITED),
    (Receipt.NOTHING, DEADLINE, ReturnState.AWAITED),
    (Receipt.NOTHING, date(2023, 4, 6), ReturnState.LATE),
    *((Receipt.UNREAD, day, ReturnState.RECEIVED) for day in (IN_MARCH, IN_TIME, TOO_LATE)),
    *((Receipt.FAULTY, day, ReturnState.SENT_BACK) for day in (IN_MARCH, IN_TIME, TOO_LATE)),
    *((Receipt.SOUND, day, ReturnState.ACCEPTED) for day in (IN_MARCH, IN_TIME, TOO_LATE)),
]
SCAN = Arrival(date(2023, 4, 7), "S", "monthly", "3月", file="records/来件/S/扫描件.pdf")


@pytest.mark.parametrize(("receipt", "on", "expected"), TABLE)
def test_every_row_of_the_table(receipt, on, expected) -> None:
    assert find_state(receipt, on=on, last=LAST, deadline=DEADLINE) is expected


def test_without_a_deadline_nothing_is_late() -> None:
    assert find_state(Receipt.NOTHING, on=date.max, last=LAST, deadline=None) is ReturnState.AWAITED


@pytest.mark.parametrize(
    ("books", "arrivals", "on", "expected"),
    [
        ((), (), IN_MARCH, ReturnState.NOT_DUE),
        ((), (), IN_TIME, ReturnState.AWAITED),
        ((), (), TOO_LATE, ReturnState.LATE),
        ((book(record()),), (), TOO_LATE, ReturnState.ACCEPTED),
        ((book(record(due=1, present=2)),), (), TOO_LATE, ReturnState.SENT_BACK),
        ((), (SCAN,), TOO_LATE, ReturnState.RECEIVED),
        ((), (SCAN,), date(2023, 4, 6), ReturnState.LATE),
        ((book(record()),), (SCAN,), date(2023, 4, 6), ReturnState.LATE),
    ],
)
def test_the_state_of_a_months_return(books, arrivals, on, expected) -> None:
    assert state(collect(*books, arrivals=arrivals, on=on)).state is expected


def test_what_was_due_before_the_plan_was_issued_is_asked_of_nobody_and_counts_where_it_came() -> None:
    issued = date(2023, 3, 5)
    plan = attrs.evolve(PLAN, issue=attrs.evolve(PLAN.issue, date=issued))
    january = book(
        record(period="1月", day=date(2023, 1, 9)),
        identity=attrs.evolve(MARCH, period="1月"),
        file="一月.xlsx",
    )

    def stand(*books: ReturnedBook) -> dict[str, ReturnState]:
        found = collect_returns(plan, TREE, books, on=date(2023, 4, 8)).standings
        return {each.period: each.state for each in found if (each.unit.id, each.item) == ("S", "monthly")}

    late = {"2月": ReturnState.LATE, "3月": ReturnState.LATE, "4月": ReturnState.NOT_DUE}
    assert late.items() <= stand().items()
    assert "1月" not in stand()
    assert stand(january)["1月"] is ReturnState.ACCEPTED
    assert collect_returns(plan, TREE, (january,), on=date(2023, 4, 8)).books


def test_late_days_come_from_the_first_arrival_in_the_log() -> None:
    again = Arrival(date(2023, 4, 9), "S", "monthly", "3月", 2)
    found = state(
        collect(book(record(), written=date(2023, 4, 1)), arrivals=(again, SCAN), on=date(2023, 5, 1))
    )

    assert (found.arrived, found.latest, found.late_days) == (date(2023, 4, 7), date(2023, 4, 9), 2)
    assert found.files == ("returns/a.xlsx", "records/来件/S/扫描件.pdf")


def test_a_file_that_nobody_logged_is_accepted_and_that_is_said() -> None:
    unlogged = book(record(period="4月", day=date(2023, 4, 2)))
    collection = collect(
        book(record(), file="returns/b.xlsx"), unlogged, arrivals=(Arrival(IN_TIME, "Z", "monthly", "3月"),)
    )
    found = collect(book(record()), arrivals=(Arrival(IN_TIME, "Z", "monthly", "3月"),))
    [problem] = [each for each in found.problems if each.code == "not-logged"]

    assert "示例县第一小学" in problem.message
    assert state(found).late_days == 0
    assert collection.books == ()


def test_without_any_log_one_note_says_it_for_all() -> None:
    assert [each.code for each in collect(book(record())).problems] == ["not-logged"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 1, 6), ReturnState.NOT_DUE),
        (date(2023, 1, 7), ReturnState.AWAITED),
        (date(2023, 2, 28), ReturnState.AWAITED),
        (date(2023, 3, 1), ReturnState.LATE),
    ],
)
def test_the_28th_itself_counts(on, expected) -> None:
    assert state(collect(on=on), item="work-plan", period="").state is expected


def test_a_submission_that_came_is_received_and_one_without_deadline_never_late() -> None:
    came = Arrival(date(2023, 3, 2), "S", "work-plan")
    collection = collect(arrivals=(came,), on=date(2023, 12, 31))
    plan, notes = (state(collection, item=item, period="") for item in ("work-plan", "notes"))

    assert (plan.state, plan.late_days) == (ReturnState.RECEIVED, 2)
    assert (notes.state, notes.deadline) == (ReturnState.AWAITED, None)


def test_what_returns_are_part_of_is_not_owed_besides() -> None:
    assert {each.item for each in derive_owed(PLAN, TREE, ())} == {"work-plan", "notes"}


def test_an_arrival_that_nobody_owes_is_said() -> None:
    stray = Arrival(IN_TIME, "Z2", "monthly", "3月")

    assert codes(collect(arrivals=(stray,))) == ["arrival-not-owed"]
