"""Which of several files counts: the latest date it bears; a tie is a problem that names all of them."""

from datetime import date
from itertools import permutations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returned_books import APRIL_3, MARCH, book, case, codes, collect, record, state

from antifraud_plan.cli.standings import word_standings
from antifraud_plan.model.returns.evidence import LEDGER
from antifraud_plan.model.returns.judged.versions import choose_versions
from antifraud_plan.model.returns.standing import ReturnState
from antifraud_plan.problems import Location, Problem, Severity

ON = date(2023, 4, 20)
DAYS = st.none() | st.dates(date(2023, 4, 1), date(2023, 4, 6))


def test_the_later_date_wins_and_both_files_are_named() -> None:
    old, new = book(file="returns/旧.xlsx"), book(file="returns/新.xlsx", written=date(2023, 4, 4))
    collection = collect(old, new)
    [problem] = [each for each in collection.problems if each.code == "newer-version"]

    assert [each.place.file for each in collection.books] == ["returns/新.xlsx"]
    assert [each.place.file for each in collection.passed_over] == ["returns/旧.xlsx"]
    assert problem.location == old.place
    assert "returns/新.xlsx" in problem.message


@pytest.mark.parametrize(
    ("one", "other"), [(APRIL_3, APRIL_3), (None, APRIL_3), (None, None), (APRIL_3, date(2032, 4, 3))]
)
def test_nothing_is_taken_where_dates_do_not_decide(one, other) -> None:
    collection = collect(book(file="returns/a.xlsx", written=one), book(file="returns/b.xlsx", written=other))
    [problem] = [each for each in collection.problems if each.code == "version-tie"]

    assert collection.books == ()
    assert "returns/a.xlsx" in problem.message
    assert "returns/b.xlsx" in problem.message
    assert state(collection).state is ReturnState.RECEIVED


def test_files_alike_to_the_byte_are_one() -> None:
    collection = collect(*(book(file=f"returns/{name}.xlsx", data=b"same") for name in "ab"))

    assert [each.place.file for each in collection.books] == ["returns/a.xlsx"]
    assert codes(collection) == ["same-file"]


def test_files_of_which_the_same_was_read_are_one() -> None:
    """As of a CSV file saved once in GBK, once in UTF-8."""
    again = [
        part(record(title="一"), form="meetings", name=f"{name}.csv", data=name.encode()) for name in "ab"
    ]
    other = part(record(title="二"), form="meetings", name="c.csv", data=b"c")

    assert [each.place.file for each in choose_versions(again, on=ON).taken] == ["returns/a.csv"]
    assert choose_versions([*again, other], on=ON).taken == ()


def test_files_in_which_other_cells_cannot_be_read_are_two() -> None:
    odd = Problem("unread-table", "“别的”不是上报表的表，没有读。", Location("returns/b.xlsx"))
    one = book(record(), file="returns/a.xlsx")
    other = attrs.evolve(book(record(), file="returns/b.xlsx"), problems=(odd,))

    assert choose_versions([one, other], on=ON).taken == ()


def test_a_single_file_counts_without_a_date() -> None:
    assert len(collect(book(written=None)).books) == 1


@pytest.mark.parametrize(("written", "told"), [(ON, []), (date(2023, 4, 21), ["written-ahead"])])
def test_a_single_file_counts_with_a_date_to_come_which_is_said(written, told) -> None:
    choice = choose_versions([book(written=written)], on=ON)

    assert [(each.code, each.severity) for each in choice.problems] == [
        (code, Severity.NOTE) for code in told
    ]
    assert len(choice.taken) == 1


def part(*evidence, form, name, **facts):
    return book(*evidence, file=f"returns/{name}", forms=frozenset({form}), **{"written": None, **facts})


def test_sheets_that_came_as_files_of_their_own_are_one_return() -> None:
    meetings = part(record(), form="meetings", name="会议.csv", identity=None)
    cases = part(case(day=date(2023, 3, 14)), form="cases", name="案件.csv", identity=None)
    collection = collect(meetings, cases)

    assert codes(collection) == ["return-recognised", "return-recognised"]
    assert [each.place.file for each in collection.books] == ["returns/会议.csv", "returns/案件.csv"]
    assert state(collection).state is ReturnState.ACCEPTED


def test_a_sheet_that_came_twice_is_a_tie() -> None:
    again = [
        part(record(title=name), form="meetings", name=name, identity=None) for name in ("一.csv", "二.csv")
    ]

    assert choose_versions(again, on=ON).taken == ()


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (record(), "3月"),
        (record(period="4月", day=None), "4月"),
        (record(period="", day=date(2023, 4, 30)), "4月"),
        (record(period="", day=None), None),
        (record(unit="", day=date(2023, 4, 30)), None),
    ],
)
def test_a_file_without_identity_is_known_by_what_stands_in_it(evidence, expected) -> None:
    collection = collect(
        part(evidence, form="meetings", name="改了名.xlsx", identity=None), on=date(2023, 5, 2)
    )

    found = [each.period for each in collection.standings if "returns/改了名.xlsx" in each.files]
    assert found == ([expected] if expected else [])
    assert ("return-unplaced" in codes(collection)) is (expected is None)


@pytest.mark.parametrize(
    ("identity", "code"),
    [
        (attrs.evolve(MARCH, period="13月"), "return-not-owed"),
        (attrs.evolve(MARCH, unit="Z2"), "return-not-owed"),
        (attrs.evolve(MARCH, return_id=LEDGER, period="全年"), "ledger-returned"),
    ],
)
def test_what_nobody_owes_does_not_count_and_is_said(identity, code) -> None:
    collection = collect(book(record(), identity=identity))

    assert codes(collection) == [code]
    assert list(collection.evidence) == []


@given(st.lists(DAYS, min_size=1, max_size=5))
@settings(deadline=None)
def test_the_choice_is_that_of_an_obvious_reading_in_any_order(dates) -> None:
    books = [book(file=f"returns/{number}.xlsx", written=day) for number, day in enumerate(dates)]
    if len(dates) == 1:
        expected = books
    elif None in dates or dates.count(max(dates)) > 1:
        expected = []
    else:
        expected = [books[dates.index(max(dates))]]

    for order in list(permutations(books))[:6]:
        choice = choose_versions(order, on=ON)
        assert [each.place for each in choice.taken] == [each.place for each in expected]
        assert len(choice.taken) + len(choice.passed_over) == len(books)


@pytest.mark.parametrize("facts", [{"plan": "another-county"}, {"year": 2022}])
def test_a_file_of_another_plan_is_no_version_however_late_its_date(facts) -> None:
    own = book(file="returns/本县.xlsx")
    foreign = book(file="returns/别处.xlsx", written=date(2023, 4, 4), identity=attrs.evolve(MARCH, **facts))
    collection = collect(own, foreign)

    assert [each.place.file for each in collection.books] == ["returns/本县.xlsx"]
    assert [each.place.file for each in collection.unplaced] == ["returns/别处.xlsx"]
    assert collection.passed_over == ()
    assert "交来上报表 2 份（1 份对不上应报的，没有统计）" in "\n".join(word_standings(collection))
    assert codes(collection) == []
    assert state(collect(foreign)).state is ReturnState.AWAITED


def test_a_unit_that_is_not_in_the_lists_is_one_error() -> None:
    unknown = Problem("unknown-reporter", "上报表的报送单位“Z99”不在单位名册里。", Location("returns/a.xlsx"))
    foreign = book(record(), identity=attrs.evolve(MARCH, unit="Z99"))

    assert codes(collect(attrs.evolve(foreign, problems=(unknown,)))) == ["unknown-reporter"]
