"""Judges what is due by what came back: joins and one table, no loop over rows."""

from datetime import date
from typing import Any

import narwhals as nw

from antifraud_plan.assessing.columns import DUE, RECORD, STATUS
from antifraud_plan.assessing.door import take_frame
from antifraud_plan.model.assessment.status import InspectionVerdict, Status

_WHAT = ["unit", "item", "part"]
_PERIOD = [*_WHAT, "first", "last"]
_EVENT = [*_WHAT, "day", "title"]


def assess_frame(due: Any, records: Any, *, on: date) -> Any:
    """Return what is due with its status on a day, as a lazy frame of the library *due* is of.

    A record counts in every period of its unit, item and part that its day lies in; one after *on* counts
    nowhere. Records of which unit, item, part, day and title agree are one, the largest of them.

    Args:
        due: what is due, no unit, item, part and period twice; columns in `DUE`.
        records: what came back, a frame of the same library; columns in `RECORD`.
        on: the day of judging.

    Returns:
        The rows of *due*, in no order, with the columns of `STATUS`; see `find_status` for what they say.

    Raises:
        ProblemsFoundError: a column is missing or of another type; the message names it.
    """
    owed = take_frame(due, DUE, "due")
    judged = owed.join(_count(owed, take_frame(records, RECORD, "records"), on), on=_PERIOD, how="left")
    refuted = nw.col("verdict").is_in([each.value for each in InspectionVerdict if each.refutes])
    told = nw.when(nw.col("told") > 0).then(nw.col("whole"))
    judged = judged.with_columns(
        nw.col("exempt").fill_null(value=False),
        came=nw.col("came").fill_null(value=False) | ~nw.col("done").is_null(),
        done=nw.when(refuted).then(nw.lit(0)).otherwise(nw.col("done").fill_null(0)).cast(nw.Int64),
        needed=nw.coalesce("needed", told, nw.lit(1)).cast(nw.Int64),
    )
    return judged.with_columns(status=_find_status(on)).select(*(each.name for each in STATUS)).to_native()


def _count(owed: "nw.LazyFrame[Any]", came: "nw.LazyFrame[Any]", on: date) -> "nw.LazyFrame[Any]":
    """Return how often each thing was done in each period, where anything came."""
    # Days are laid on periods in two small tables, so that the large ones meet by equal keys alone.
    spans = owed.select("item", "first", "last").unique()
    days = came.select("day").unique().join(spans, how="cross")
    days = days.filter(nw.col("day").is_between("first", "last"))
    records = came.filter(nw.col("day") <= on).with_columns(nw.col("amount").fill_null(1))
    events = records.group_by(*_EVENT).agg(nw.col("amount", "whole").max())
    placed = events.join(days, on=["item", "day"]).group_by(*_PERIOD)
    return placed.agg(done=nw.col("amount").sum(), whole=nw.col("whole").sum(), told=nw.col("whole").count())


def _find_status(on: date) -> "nw.Expr":
    """`find_status`, row by row the same."""
    rows = (
        (nw.col("exempt"), Status.EXEMPT),
        (nw.col("done") >= nw.col("needed"), Status.MET),
        (nw.col("last") >= on, Status.NOT_YET_DUE),
        (nw.col("done") > 0, Status.PARTLY),
        (nw.col("came"), Status.UNMET),
        (nw.col("deadline") < on, Status.UNREPORTED),
    )
    found: nw.Expr = nw.lit(Status.NOT_YET_DUE.name)
    for condition, status in reversed(rows):
        found = nw.when(condition).then(nw.lit(status.name)).otherwise(found)
    return found
