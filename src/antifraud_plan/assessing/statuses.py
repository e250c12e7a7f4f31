"""Judges what is due by what came back: joins and one table, no loop over rows."""

from datetime import date
from typing import Any

import narwhals as nw

from antifraud_plan.assessing.columns import DUE, RECORD, STATUS
from antifraud_plan.assessing.door import has_column, take_frame
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
    if not has_column(due, "deadline"):
        owed = owed.with_columns(deadline=nw.col("last"))
    judged = owed.join(_count(owed, take_frame(records, RECORD, "records"), on), on=_PERIOD, how="left")
    refuted = (
        nw.col("verdict")
        .is_in([each.value for each in InspectionVerdict if each.refutes])
        .fill_null(value=False)
    )
    judged = judged.with_columns(
        came=nw.col("came").fill_null(value=False) | ~nw.col("done").is_null(),
        exempt=nw.col("exempt").fill_null(value=False),
        done=nw.when(~refuted).then(nw.col("done").fill_null(0)).otherwise(nw.lit(0)),
        needed=nw.coalesce("needed", nw.when(nw.col("told") > 0).then(nw.col("whole"))).fill_null(1),
    )
    judged = judged.with_columns(nw.col("done", "needed").cast(nw.Int64), status=_find_status(on))
    return judged.select(column.name for column in STATUS).to_native()


def _count(owed: "nw.LazyFrame[Any]", came: "nw.LazyFrame[Any]", on: date) -> "nw.LazyFrame[Any]":
    """Return how often each thing was done in each period, where anything came."""
    came = came.filter(nw.col("day") <= on).with_columns(nw.col("amount").fill_null(1))
    records = came.group_by(*_EVENT).agg(nw.col("amount", "whole").max())
    # Days are laid on periods in two small tables, so that the large ones meet by equal keys alone.
    spans = owed.select("item", "first", "last").unique()
    days = records.select("item", "day").unique().join(spans, on="item")
    days = days.filter(nw.col("first") <= nw.col("day"), nw.col("day") <= nw.col("last"))
    placed = records.join(days, on=["item", "day"]).group_by(*_PERIOD)
    return placed.agg(done=nw.col("amount").sum(), whole=nw.col("whole").sum(), told=nw.col("whole").count())


def _find_status(on: date) -> "nw.Expr":
    """`find_status`, row by row the same."""
    is_over, is_late = nw.col("last") < on, (nw.col("deadline") < on).fill_null(value=False)
    rows = (
        (nw.col("exempt"), Status.EXEMPT),
        (nw.col("done") >= nw.col("needed"), Status.MET),
        (~is_over, Status.NOT_YET_DUE),
        (~nw.col("came") & is_late, Status.UNREPORTED),
        (~nw.col("came"), Status.NOT_YET_DUE),
        (nw.col("done") > 0, Status.PARTLY),
    )
    found: nw.Expr = nw.lit(Status.UNMET.name)
    for condition, status in reversed(rows):
        found = nw.when(condition).then(nw.lit(status.name)).otherwise(found)
    return found
