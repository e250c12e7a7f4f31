"""The same event reported twice: in a file, across files; what only looks alike is left alone."""

from datetime import date

import attrs
import pytest
from returned_books import MARCH, book, case, codes, collect, record


def test_the_second_of_two_alike_is_refused_and_the_first_counts() -> None:
    collection = collect(book(record(), record(cell="9")))
    [problem] = collection.all_problems[:1]

    assert problem.code == "same-event"
    assert str(problem.location) == "returns/a.xlsx:会议情况!day9"
    assert "returns/a.xlsx:会议情况!day2" in problem.message
    assert len(list(collection.evidence)) == 1


@pytest.mark.parametrize(
    "other",
    [
        record(title="别的议题"),
        record(day=date(2023, 3, 9)),
        record(class_id="S/1"),
        record(day=None),
    ],
)
def test_what_differs_in_one_of_them_is_another_event(other) -> None:
    assert codes(collect(book(record(), other))) == []


def test_two_rows_without_a_date_are_no_event_yet() -> None:
    assert codes(collect(book(record(day=None), record(day=None)))) == []


def test_an_event_is_found_again_in_a_file_of_another_period() -> None:
    april = attrs.evolve(MARCH, period="4月")
    again = book(record(period="4月"), file="returns/b.xlsx", identity=april)

    assert "same-event" in codes(collect(book(record()), again, on=date(2023, 5, 4)))


def test_cases_agree_only_if_every_column_does() -> None:
    first = case(day=date(2023, 3, 14), method="刷单返利", role="学生")

    assert codes(collect(book(first, case(day=date(2023, 3, 14), method="冒充客服", role="学生")))) == []
    assert codes(collect(book(first, attrs.evolve(first)))) == ["same-event"]
