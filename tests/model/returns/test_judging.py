"""What speaks against a record that came back: each fault at its cell, with the school and the clause."""

from datetime import date

import attrs
import pytest
from returned_books import APRIL_3, CASES, MARCH, PLAN, TREE, book, case, codes, collect, record

from antifraud_plan.model.returns.evidence import ReturnIdentity
from antifraud_plan.problems import Location

SPRING = ReturnIdentity("plan", 2023, "S", "semester", "2023年春季学期")


def judged(*evidence, identity=MARCH, on=date(2023, 7, 5)):
    return collect(book(*evidence, identity=identity, written=on), on=on)


def labels_of(item):
    collection = collect(on=date(2023, 12, 31))
    return [each.period for each in collection.standings if each.unit.id == "S" and each.item == item]


@pytest.mark.parametrize(
    ("evidence", "code", "cell"),
    [
        (record(day=date(2022, 3, 8)), "date-outside-period", "day2"),
        (record(day=date(2023, 4, 1)), "date-outside-period", "day2"),
        (record(day=date(2023, 7, 6)), "date-ahead", "day2"),
        (case(day=date(2023, 2, 28)), "date-outside-period", "day2"),
        (record(due=40, present=41), "above-limit", "present2"),
        (record(men=3, women=4, all=8), "parts-differ", "all2"),
        (record(item="lesson"), "not-owed", "task2"),
        (record(class_id="Z2/1"), "other-class", "class2"),
    ],
)
def test_a_fault_is_said_at_its_cell_and_the_record_does_not_count(evidence, code, cell) -> None:
    collection = judged(evidence)
    [problem] = collection.books[0].problems

    assert problem.code == code
    assert problem.location == Location("returns/a.xlsx", sheet=evidence.form.title, cell=cell)
    assert problem.message.startswith("示例县第一小学 一")
    assert list(collection.evidence) == []


@pytest.mark.parametrize(
    "evidence",
    [
        record(),
        record(day=date(2023, 3, 1)),
        record(day=date(2023, 3, 31)),
        record(day=None),
        record(due=40, present=40),
        record(men=3, women=4, all=7),
        record(men=3, all=7),
        record(class_id="S/1"),
        record(period=""),
        case(day=date(2023, 3, 14)),
    ],
)
def test_nothing_is_said_of_what_is_right(evidence) -> None:
    collection = judged(evidence)

    assert codes(collection) == []
    assert list(collection.evidence) == [evidence]


@pytest.mark.parametrize(
    ("period", "day", "is_right"),
    [
        ("第1季度", date(2023, 1, 20), True),
        ("第1季度", date(2023, 3, 31), True),
        ("第1季度", date(2023, 4, 1), False),
        ("第2季度", date(2023, 4, 1), True),
        ("第2季度", date(2023, 3, 31), False),
    ],
)
def test_in_a_return_of_a_semester_a_quarters_duty_keeps_its_quarter(period, day, is_right) -> None:
    [spring, *_] = labels_of("semester")
    identity = attrs.evolve(SPRING, period=spring)
    collection = judged(record(item="quarterly-talk", period=period, day=day), identity=identity)

    assert codes(collection) == ([] if is_right else ["date-outside-period"])


@pytest.mark.parametrize(("day", "found"), [(date(2023, 3, 15), []), (date(2023, 3, 16), ["unit-closed"])])
def test_a_school_that_closed_did_nothing_afterwards(day, found) -> None:
    collection = collect(
        book(record(unit="Z2", day=day, period=""), identity=attrs.evolve(MARCH, unit="Z")), on=APRIL_3
    )

    assert codes(collection) == found


def test_what_happens_on_the_day_itself_has_happened() -> None:
    assert codes(judged(record(day=date(2023, 3, 20)), on=date(2023, 3, 20))) == []
    assert codes(judged(record(day=date(2023, 3, 21)), on=date(2023, 3, 20))) == ["date-ahead"]


def test_a_sheet_that_is_owed_and_missing_is_said_once() -> None:
    collection = collect(book(record(), forms=frozenset({"meetings"})))

    assert codes(collection) == ["missing-sheet"]
    assert CASES.title in collection.all_problems[0].message


@pytest.mark.parametrize(("written", "told"), [(None, ["nothing-filled"]), (date(2023, 4, 3), [])])
def test_a_return_that_says_nothing_needs_at_least_its_date(written, told) -> None:
    assert codes(collect(book(written=written))) == told


def test_the_obvious_reading_of_owed_agrees() -> None:
    owed = {
        (school.id, item)
        for spec in PLAN.returns
        for item in spec.items
        for school in TREE.schools()
        if item in {"meeting", "reporting"}
    }
    for school, item in owed:
        unit = "Z" if school == "Z2" else school
        evidence = record(unit=school, item=item, day=None)
        if item == "reporting":
            evidence = attrs.evolve(evidence, form=CASES)
        assert codes(collect(book(evidence, identity=attrs.evolve(MARCH, unit=unit)))) == []
