"""Which return a sheet on its own belongs to, where nothing that stands in it tells: its folder does."""

import pytest
from returned_books import book, case, codes, collect, record, state

from antifraud_plan.model.returns.evidence import ReturnedBook
from antifraud_plan.model.returns.standing import ReturnState


def meetings(file: str, **facts: object) -> ReturnedBook:
    evidence = record(**facts)
    return book(evidence, file=file, forms=frozenset({"meetings"}), identity=None, written=None)


def no_cases(file: str) -> ReturnedBook:
    """Make a sheet that says there were none: no date, no period, the same bytes every month."""
    nil = case(day=None, nil="无")
    return book(nil, file=file, forms=frozenset({"cases"}), identity=None, written=None)


def test_a_sheet_that_says_there_was_nothing_goes_with_those_beside_it() -> None:
    collection = collect(no_cases("returns/一小/案件.csv"), meetings("returns/一小/会议.csv"))

    assert codes(collection) == ["return-recognised", "return-recognised"]
    assert state(collection).state is ReturnState.ACCEPTED


@pytest.mark.parametrize(
    "file",
    [
        "returns/一小/3月/案件.csv",
        "returns/3月/一小/案件.csv",
        "returns/一小3月月报表.csv",
        "returns/3月月报表(2).csv",
    ],
)
def test_a_folder_or_file_called_after_the_period_tells_which(file: str) -> None:
    collection = collect(no_cases(file))

    assert "return-unplaced" not in codes(collection)
    assert state(collection).files == (file,)


@pytest.mark.parametrize("file", ["returns/案件.csv", "returns/13月/案件.csv", "returns/一小13月月报表.csv"])
def test_a_sheet_of_which_nothing_tells_the_period_is_said(file: str) -> None:
    assert codes(collect(no_cases(file))) == ["return-unplaced"]


def test_sheets_of_two_months_in_one_folder_do_not_tell() -> None:
    collection = collect(
        meetings("returns/三月.csv"),
        meetings("returns/二月.csv", period="2月", day=None),
        no_cases("returns/a.csv"),
    )

    assert "return-unplaced" in codes(collection)


def test_what_stands_in_a_sheet_counts_more_than_its_folder() -> None:
    collection = collect(meetings("returns/2月/会议.csv"))

    assert state(collection, period="3月").files == ("returns/2月/会议.csv",)
