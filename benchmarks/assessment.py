"""Judging what is due by what came back, against Polars and pandas written by hand for these very columns.

A county is a row of `make bench`; a province takes minutes: ``python -m benchmarks.assessment --province``.
"""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
import polars as pl

from antifraud_plan import assess_frame
from benchmarks.contest import Row, hold_contest
from benchmarks.memory import peak_memory

ON = date(2023, 11, 15)
SCHOOLS, RECORDS = 225, 60_000
"""A county."""
MANY_SCHOOLS, MANY_RECORDS = 15_000, 4_000_000
"""A province."""
_WHAT = ["unit", "item", "part"]
_PERIOD = [*_WHAT, "first", "last"]
_FIRST, _LAST = date(2023, 1, 1), date(2023, 12, 31)
_CLASSES, _RELATIONS = range(12), ("staff", "family")


def run() -> Row:
    """A county, warm."""
    return _hold(SCHOOLS, RECORDS, rounds=25, goal="≤ 1.3 ×")


def run_province() -> Iterator[Row]:
    """A province against Polars, against pandas, and the memory of a process that does nothing else."""
    yield _hold(MANY_SCHOOLS, MANY_RECORDS, rounds=3, goal="≤ 1.1 ×")
    due, came = make_due(MANY_SCHOOLS), make_records(MANY_SCHOOLS, MANY_RECORDS)
    theirs = (due.to_pandas(), came.to_pandas())
    ours = assess_frame(due, came, on=ON).collect()["status"].value_counts()
    if dict(ours.rows()) != by_pandas(*theirs)["status"].value_counts().to_dict():
        raise SystemExit("assessment: pandas did not judge the same")
    contest = hold_contest(
        lambda: assess_frame(due, came, on=ON).collect(), lambda: by_pandas(*theirs), rounds=3
    )
    yield Row("the same", f"{contest.ours:.2f} s", contest.spread("× pandas by hand"), "≥ 4 ×")
    command = [sys.executable, "-m", "benchmarks.assessment", "--peak"]
    peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    yield Row(
        "the same, in a process of its own", f"peak memory {peak} MiB, both frames too", "–", "≤ 1.5 GB"
    )


def _hold(schools: int, records: int, *, rounds: int, goal: str) -> Row:
    due, came = make_due(schools), make_records(schools, records)
    key = [*_WHAT, "first"]
    ours = assess_frame(due, came, on=ON).collect().sort(key).select("status", "done", "needed")
    if not ours.equals(by_hand(due, came).sort(key).select("status", "done", "needed")):
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
    """Make what is due.

    Three things a month from each school, two a half-year from its twelve classes, a share of two relations;
    some of it looked into, some of it let go.
    """
    months = [(first, _next_month(first) - timedelta(1)) for first in _months()]
    halves = [(_FIRST, date(2023, 6, 30)), (date(2023, 7, 1), _LAST)]
    kinds: list[tuple[str, str, tuple[date, date], int | None, int]] = []
    kinds += [(item, "", span, 1, 5) for item in "abc" for span in months]
    kinds += [("m", str(number), span, 2, 10) for number in _CLASSES for span in halves]
    kinds += [("p", relation, (_FIRST, _LAST), None, 10) for relation in _RELATIONS]
    rows = [
        (f"S{school:05}", item, part, str(first), first, last, needed, last + timedelta(days), True)
        for school in range(schools)
        for item, part, (first, last), needed, days in kinds
    ]
    columns = [*_PERIOD[:3], "period", *_PERIOD[3:], "needed", "deadline", "came"]
    number = pl.int_range(pl.len())
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        verdict=pl.when(number % 97 == 0).then(pl.lit("不实")).when(number % 89 == 0).then(pl.lit("属实")),
        exempt=number % 83 == 0,
    )


def _months() -> Iterator[date]:
    return (date(2023, month, 1) for month in range(1, 13))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def make_records(schools: int, records: int) -> pl.DataFrame:
    """Make records spread evenly, without chance: strides that share no divisor with what they walk over."""
    kinds = [(item, "") for item in "abc"] + [("m", str(number)) for number in _CLASSES]
    kinds += [("p", relation) for relation in _RELATIONS]
    numbers = pl.int_range(records, eager=True)
    kind = (numbers * 7) % len(kinds)
    is_share = kind >= len(kinds) - len(_RELATIONS)
    return pl.DataFrame(
        {
            "unit": "S" + ((numbers * 101) % schools).cast(pl.String).str.zfill(5),
            "item": pl.Series(item for item, _ in kinds).gather(kind),
            "part": pl.Series(part for _, part in kinds).gather(kind),
            "day": pl.Series("day", [_FIRST])
            .gather([0] * records)
            .dt.offset_by(((numbers * 37) % 365).cast(pl.String) + "d"),
            "title": "t" + ((numbers * 13) % 50).cast(pl.String),
            "number": numbers,
            "is_share": is_share,
        }
    ).select(
        pl.exclude("number", "is_share"),
        amount=pl.when("is_share").then(40 + pl.col("number") % 11),
        whole=pl.when("is_share").then(pl.lit(50, pl.Int64)),
    )


def by_hand(due: pl.DataFrame, came: pl.DataFrame) -> pl.DataFrame:
    """Judge the same with Polars alone, knowing that every column is there and of its type."""
    records = (
        came.lazy()
        .filter(pl.col("day") <= ON)
        .group_by(*_WHAT, "day", "title")
        .agg(pl.col("amount").fill_null(1).max(), pl.col("whole").max())
    )
    spans = due.lazy().select("item", "first", "last").unique()
    days = spans.with_columns(day=pl.date_ranges("first", "last")).explode("day")
    done = records.join(days, on=["item", "day"]).group_by(_PERIOD)
    counted = done.agg(done=pl.col("amount").sum(), whole=pl.col("whole").sum(), told=pl.col("whole").count())
    judged = due.lazy().join(counted, on=_PERIOD, how="left")
    is_refuted = pl.col("verdict").is_in(["不实", "无佐证"]).fill_null(value=False)
    judged = judged.with_columns(
        came=pl.col("came") | pl.col("done").is_not_null(),
        done=pl.when(is_refuted).then(0).otherwise(pl.col("done").fill_null(0)),
        needed=pl.coalesce("needed", pl.when(pl.col("told") > 0).then("whole"), 1),
    )
    status = (
        pl.when("exempt")
        .then(pl.lit("EXEMPT"))
        .when(pl.col("done") >= pl.col("needed"))
        .then(pl.lit("MET"))
        .when(pl.col("last") >= ON)
        .then(pl.lit("NOT_YET_DUE"))
        .when(~pl.col("came"))
        .then(pl.when(pl.col("deadline") < ON).then(pl.lit("UNREPORTED")).otherwise(pl.lit("NOT_YET_DUE")))
        .when(pl.col("done") > 0)
        .then(pl.lit("PARTLY"))
        .otherwise(pl.lit("UNMET"))
    )
    return judged.with_columns(status=status).drop("whole", "told").collect()


def by_pandas(due: pd.DataFrame, came: pd.DataFrame) -> pd.DataFrame:
    """Judge the same with pandas alone, column by column."""
    on = pd.Timestamp(ON)
    records = came[came["day"] <= on].assign(amount=lambda frame: frame["amount"].fillna(1))
    records = records.groupby([*_WHAT, "day", "title"], as_index=False)[["amount", "whole"]].max()
    spans = due[["item", "first", "last"]].drop_duplicates()
    days = records[["item", "day"]].drop_duplicates().merge(spans, on="item")
    days = days[(days["first"] <= days["day"]) & (days["day"] <= days["last"])]
    placed = records.merge(days, on=["item", "day"]).groupby(_PERIOD, as_index=False)
    counted = placed.agg(done=("amount", "sum"), whole=("whole", "sum"), told=("whole", "count"))
    judged = due.merge(counted, on=_PERIOD, how="left")
    has_come = judged["came"] | judged["done"].notna()
    done = judged["done"].fillna(0).where(~judged["verdict"].isin(["不实", "无佐证"]), 0)
    needed = judged["needed"].fillna(judged["whole"].where(judged["told"] > 0)).fillna(1)
    status = pd.Series("UNMET", index=judged.index)
    rows = (
        (done > 0, "PARTLY"),
        (~has_come, "NOT_YET_DUE"),
        (~has_come & (judged["deadline"] < on), "UNREPORTED"),
        (judged["last"] >= on, "NOT_YET_DUE"),
        (done >= needed, "MET"),
        (judged["exempt"], "EXEMPT"),
    )
    for holds, name in rows:
        status = status.mask(holds, name)
    return judged.assign(done=done, needed=needed, came=has_come, status=status)


def _print_peak() -> None:
    assess_frame(make_due(MANY_SCHOOLS), make_records(MANY_SCHOOLS, MANY_RECORDS), on=ON).collect()
    print(f"{peak_memory():.0f}")


if __name__ == "__main__":
    if "--peak" in sys.argv:
        _print_peak()
    else:
        for row in run_province() if "--province" in sys.argv else (run(),):
            print(row, flush=True)
