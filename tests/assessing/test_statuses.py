"""The status of everything due, held cell for cell against a slow and obvious reading of the rules."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.assessing.statuses import assess_frame
from antifraud_plan.model.assessment.status import InspectionVerdict, find_status
from antifraud_plan.problems import ProblemsFoundError

Row = Mapping[str, Any]
DAY_0 = date(2023, 9, 1)
UNITS, ITEMS, PARTS = ("S1", "S2"), ("4.1.2", "4.2.5"), ("", "1班")
DUE_TYPES = {
    **dict.fromkeys(("unit", "item", "part", "period"), pl.String),
    **dict.fromkeys(("first", "last"), pl.Date),
    "needed": pl.Int64,
    "deadline": pl.Date,
    "came": pl.Boolean,
    "verdict": pl.String,
    "exempt": pl.Boolean,
}
RECORD_TYPES = {
    **dict.fromkeys(("unit", "item", "part"), pl.String),
    "day": pl.Date,
    "title": pl.String,
    "amount": pl.Int64,
    "whole": pl.Int64,
}


def judge_slowly(
    due: Iterable[Row], records: Iterable[Row], on: date
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Judge row by row, as the documentation says it."""
    events: dict[tuple[Any, ...], tuple[int, int | None]] = {}
    for record in records:
        if record["day"] <= on:
            event = tuple(record[name] for name in ("unit", "item", "part", "day", "title"))
            amount, whole = record["amount"] or 1, record["whole"]
            amounts, wholes = events.get(event, (amount, None))
            told = [each for each in (whole, wholes) if each is not None]
            events[event] = (max(amount, amounts), max(told, default=None))
    found = {}
    for row in due:
        proofs = [
            proof
            for (unit, item, part, day, _), proof in events.items()
            if (unit, item, part) == (row["unit"], row["item"], row["part"])
            if row["first"] <= day <= row["last"]
        ]
        verdict = None if row["verdict"] is None else InspectionVerdict(row["verdict"])
        proved = sum(amount for amount, _ in proofs)
        wholes = [whole for _, whole in proofs if whole is not None]
        needed = row["needed"] or (sum(wholes) if wholes else 1)
        status = find_status(
            done=proved,
            needed=needed,
            is_over=row["last"] < on,
            is_late=row["deadline"] is not None and row["deadline"] < on,
            has_come=bool(row["came"] or proofs),
            verdict=verdict,
            is_exempt=bool(row["exempt"]),
        )
        done = 0 if verdict in (InspectionVerdict.FALSE, InspectionVerdict.UNPROVEN) else proved
        found[key_of(row)] = (done, needed, status.name)
    return found


def key_of(row: Row) -> tuple[Any, ...]:
    return row["unit"], row["item"], row["part"], row["first"], row["last"]


key_columns = ["unit", "item", "part", "first", "last"]
days = st.integers(0, 20).map(lambda number: DAY_0 + timedelta(days=number))
what = {"unit": st.sampled_from(UNITS), "item": st.sampled_from(ITEMS), "part": st.sampled_from(PARTS)}


@st.composite
def dues(draw: st.DrawFn) -> Row:
    first, last = sorted((draw(days), draw(days)))
    return {
        **{name: draw(each) for name, each in what.items()},
        "period": f"{first}",
        "first": first,
        "last": last,
        "needed": draw(st.none() | st.integers(1, 3)),
        "deadline": draw(st.none() | st.integers(0, 5).map(lambda number: last + timedelta(days=number))),
        "came": draw(st.sampled_from([None, False, True])),
        "verdict": draw(st.sampled_from([None, *(verdict.value for verdict in InspectionVerdict)])),
        "exempt": draw(st.sampled_from([None, False, True])),
    }


records_ = st.fixed_dictionaries(
    {
        **what,
        "day": days,
        "title": st.sampled_from(["", "刷单", None]),
        "amount": st.sampled_from([None, 1, 2]),
        "whole": st.sampled_from([None, 0, 3]),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(dues(), max_size=12, unique_by=key_of), st.lists(records_, max_size=30), days)
def test_a_slow_reading_of_the_rules_agrees_to_the_last_cell(due, records, on) -> None:
    judged = assess_frame(pl.DataFrame(due, DUE_TYPES), pl.DataFrame(records, RECORD_TYPES), on=on).collect()

    found = {key_of(row): (row["done"], row["needed"], row["status"]) for row in judged.iter_rows(named=True)}
    assert found == judge_slowly(due, records, on)
    assert judged["exempt"].null_count() == judged["came"].null_count() == 0


@settings(max_examples=20, deadline=None)
@given(st.lists(dues(), max_size=6, unique_by=key_of), st.lists(records_, max_size=9), days)
def test_columns_of_a_caller_s_own_change_nothing_and_are_left_out(due, records, on) -> None:
    owed, came = pl.DataFrame(due, DUE_TYPES), pl.DataFrame(records, RECORD_TYPES)
    own = pl.lit(7)
    judged = assess_frame(owed.with_columns(done=own, told=own, x=own), came.with_columns(first=own), on=on)
    expected = assess_frame(owed, came, on=on).collect()
    assert judged.collect().sort(key_columns).equals(expected.sort(key_columns))


@settings(max_examples=20, deadline=None)
@given(st.lists(dues(), max_size=6, unique_by=key_of), st.lists(records_, max_size=9), days)
def test_without_a_column_of_deadlines_the_last_day_is_the_deadline(due, records, on) -> None:
    owed, came = pl.DataFrame(due, DUE_TYPES), pl.DataFrame(records, RECORD_TYPES)
    judged = assess_frame(owed.drop("deadline"), came, on=on).collect()
    expected = assess_frame(owed.with_columns(deadline=pl.col("last")), came, on=on).collect()
    assert judged.sort(key_columns).equals(expected.sort(key_columns))


def tables(due: list[Row], records: list[Row]) -> tuple[pl.DataFrame, pl.DataFrame]:
    return pl.DataFrame(due, DUE_TYPES), pl.DataFrame(records, RECORD_TYPES)


def bring(library: str, frames: Iterable[pl.DataFrame]) -> list[Any]:
    """Return frames as a caller of another library has them."""
    match library:
        case "pandas":
            flags = dict.fromkeys(("came", "exempt"), "boolean")  # else blanks make them mere objects
            return [
                frame.to_pandas().astype({name: flags[name] for name in frame.columns if name in flags})
                for frame in frames
            ]
        case "pyarrow":
            return [frame.to_arrow() for frame in frames]
        case "duckdb":
            connection = duckdb.connect()
            return [connection.from_arrow(frame.to_arrow()) for frame in frames]
        case "polars lazy":
            return [frame.lazy() for frame in frames]
        case _:
            return list(frames)


MEETING = {
    "unit": "S1", "item": "4.1.2", "part": "", "period": "9月", "first": DAY_0, "last": date(2023, 9, 30),
    "needed": 1, "deadline": date(2023, 10, 5), "came": False, "verdict": None, "exempt": False,
}  # fmt: skip
HELD = {"unit": "S1", "item": "4.1.2", "part": "", "day": date(2023, 9, 8), "title": "", "amount": None}


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "duckdb"])
@settings(max_examples=25, deadline=None)
@given(st.lists(dues(), min_size=1, max_size=8, unique_by=key_of), st.lists(records_, min_size=1), days)
def test_every_library_judges_to_the_last_cell_as_the_slow_reading_does(library, due, records, on) -> None:
    judged = nw.from_native(assess_frame(*bring(library, tables(due, records)), on=on)).lazy().collect()
    found = {}
    for row in judged.iter_rows(named=True):
        key = tuple(each.date() if isinstance(each, datetime) else each for each in key_of(row))
        found[key] = (row["done"], row["needed"], row["status"])
    assert found == judge_slowly(due, records, on)


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "duckdb", "polars eager", "polars lazy"])
def test_whoever_brings_a_frame_gets_one_of_their_own(library: str) -> None:
    frames: list[Any] = [*tables([MEETING, {**MEETING, "unit": "S2"}], [{**HELD, "whole": None}])]
    frames = bring(library, frames)
    judged = assess_frame(*frames, on=date(2023, 10, 6))

    assert type(judged).__module__.split(".")[0] == type(frames[0]).__module__.split(".")[0].lstrip("_")
    found = nw.from_native(judged).lazy().collect().sort("unit")["status"].to_list()
    assert found == ["MET", "UNREPORTED"]


@pytest.mark.parametrize(
    ("column", "values", "code", "said"),
    [
        ("day", pl.Series(["2023-09-08"]), "frame-column-type", "“day”列应为日期，却是 String。"),
        ("day", pl.Series([[DAY_0]]), "frame-column-type", "“day”列应为日期，却是 List(Date)。"),
        ("amount", pl.Series([0.5]), "frame-column-type", "“amount”列里有的不是整数。"),
        ("unit", None, "frame-column-missing", "数据里没有“unit”这一列。"),
    ],
)
def test_a_column_that_does_not_fit_is_named_with_its_remedy(column, values, code, said) -> None:
    due, records = tables([MEETING], [{**HELD, "whole": None}])
    spoilt = records.drop(column) if values is None else records.with_columns(values.alias(column))

    with pytest.raises(ProblemsFoundError) as refused:
        assess_frame(due, spoilt, on=DAY_0)
    [problem] = refused.value.problems
    assert (problem.code, problem.message) == (code, said)
    assert problem.remedy


def test_dates_of_pandas_that_are_mere_objects_are_named() -> None:
    due, records = (frame.to_pandas() for frame in tables([MEETING], [{**HELD, "whole": None}]))
    records["day"] = records["day"].dt.date.astype(object)

    with pytest.raises(ProblemsFoundError) as refused:
        assess_frame(due, records, on=DAY_0)
    assert "pd.to_datetime" in refused.value.problems[0].remedy
