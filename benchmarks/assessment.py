"""Judging what is due by 60,000 records, against Polars written by hand for these very columns."""

import statistics
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from antifraud_plan import assess_frame
from benchmarks.contest import Row, hold_contest

ON = date(2023, 11, 15)
SCHOOLS, RECORDS = 225, 60_000
"""A county."""
MANY_SCHOOLS, MANY_RECORDS = 15_000, 4_000_000
"""A province."""
_WHAT = ["unit", "item", "part"]
_FIRST = date(2023, 1, 1)


def run() -> Row:
    """A county, warm."""
    return _hold(SCHOOLS, RECORDS, rounds=15, goal="≤ 1.3 ×")


def run_province() -> Row:
    """A province; takes a minute and a gigabyte."""
    return _hold(MANY_SCHOOLS, MANY_RECORDS, rounds=3, goal="≤ 1.1 ×")


def _hold(schools: int, records: int, *, rounds: int, goal: str) -> Row:
    due, came = make_due(schools), make_records(schools, records)
    key = [*_WHAT, "first"]
    ours = assess_frame(due, came, on=ON).collect().sort(key).select("status", "done")
    if not ours.equals(by_hand(due, came).sort(key).select("status", "done")):
        raise SystemExit("assessment: the two sides did not judge the same")
    contest = hold_contest(
        lambda: assess_frame(due, came, on=ON).collect(), lambda: by_hand(due, came), rounds=rounds
    )
    ratios = sorted(1 / ratio for ratio in contest.ratios)
    return Row(
        f"{records:,} records of {schools:,} schools judged, {due.height:,} things due",
        f"{contest.ours:.3f} s",
        f"{statistics.median(ratios):.2f} × the time of Polars by hand ({ratios[0]:.2f}–{ratios[-1]:.2f})",
        goal,
    )


def make_due(schools: int) -> pl.DataFrame:
    """Make what is due: three things a month from each school, two a half-year from its twelve classes."""
    months = [(first, _next_month(first) - timedelta(1)) for first in _months()]
    halves = [(_FIRST, date(2023, 6, 30)), (date(2023, 7, 1), date(2023, 12, 31))]
    kinds = [(item, "", span, 1, 5) for item in "abc" for span in months]
    kinds += [("m", str(number), span, 2, 10) for number in range(12) for span in halves]
    rows = [
        (f"S{school:05}", item, part, str(first), first, last, needed, last + timedelta(days), True)
        for school in range(schools)
        for item, part, (first, last), needed, days in kinds
    ]
    columns = [*_WHAT, "period", "first", "last", "needed", "deadline", "came"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def _months() -> Iterator[date]:
    return (date(2023, month, 1) for month in range(1, 13))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def make_records(schools: int, records: int) -> pl.DataFrame:
    """Make records spread evenly, without chance: strides that share no divisor with what they walk over."""
    kinds = [(item, "") for item in "abc"] + [("m", str(number)) for number in range(12)]
    numbers = pl.int_range(records, eager=True)
    kind = (numbers * 7) % len(kinds)
    return pl.DataFrame(
        {
            "unit": "S" + ((numbers * 101) % schools).cast(pl.String).str.zfill(5),
            "item": pl.Series(item for item, _ in kinds).gather(kind),
            "part": pl.Series(part for _, part in kinds).gather(kind),
            "day": pl.Series("day", [_FIRST])
            .gather([0] * records)
            .dt.offset_by(((numbers * 37) % 365).cast(pl.String) + "d"),
            "title": "t" + ((numbers * 13) % 50).cast(pl.String),
        }
    )


def by_hand(due: pl.DataFrame, came: pl.DataFrame) -> pl.DataFrame:
    """Judge the same with Polars alone, knowing that every column is there and of its type."""
    records = came.lazy().filter(pl.col("day") <= ON).unique([*_WHAT, "day", "title"])
    spans = due.lazy().select("item", "first", "last").unique()
    days = spans.with_columns(day=pl.date_ranges("first", "last")).explode("day")
    period = [*_WHAT, "first", "last"]
    done = records.join(days, on=["item", "day"]).group_by(period).agg(done=pl.len().cast(pl.Int64))
    judged = due.lazy().join(done, on=period, how="left")
    judged = judged.with_columns(
        came=pl.col("came") | pl.col("done").is_not_null(), done=pl.col("done").fill_null(0)
    )
    status = (
        pl.when(pl.col("done") >= pl.col("needed"))
        .then(pl.lit("MET"))
        .when(pl.col("last") >= ON)
        .then(pl.lit("NOT_YET_DUE"))
        .when(~pl.col("came"))
        .then(pl.when(pl.col("deadline") < ON).then(pl.lit("UNREPORTED")).otherwise(pl.lit("NOT_YET_DUE")))
        .when(pl.col("done") > 0)
        .then(pl.lit("PARTLY"))
        .otherwise(pl.lit("UNMET"))
    )
    return judged.with_columns(status=status).collect()


if __name__ == "__main__":
    print(run_province() if "--province" in sys.argv else run())
