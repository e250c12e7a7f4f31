"""Checks frames at the door: columns, kinds of values, in words that name the column and the remedy."""

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw

from antifraud_plan.assessing.columns import ColumnType, FrameColumn
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, suggest

DTYPES: dict[ColumnType, Any] = {
    ColumnType.TEXT: nw.String,
    ColumnType.COUNT: nw.Int64,
    ColumnType.DAY: nw.Date,
    ColumnType.FLAG: nw.Boolean,
}


def take_frame(data: Any, columns: Sequence[FrameColumn], source: str) -> "nw.LazyFrame[Any]":
    """Return *data* with exactly *columns* and their types, or what stands in for a missing one.

    Args:
        data: a frame that narwhals takes.
        columns: what it must hold; further columns are left out.
        source: what it is called in messages.

    Raises:
        ProblemsFoundError: ``frame-unknown``, ``frame-column-missing`` or ``frame-column-type``, all at once.
    """
    try:
        frame: nw.LazyFrame[Any] = nw.from_native(data).lazy()
    except TypeError:
        message = f"不认识这种数据：{type(data).__name__}。"
        remedy = "可用 pandas、Polars、DuckDB、PyArrow 的表；逐行的字典请先做成表。"
        raise ProblemsFoundError([Problem("frame-unknown", message, Location(source), remedy)]) from None
    schema = dict(frame.collect_schema().items())
    problems = [*_find_misfits(schema, columns, source), *_find_fractions(frame, schema, columns, source)]
    if problems:
        raise ProblemsFoundError(problems)
    taken = [_take(column, schema.get(column.name)) for column in columns]
    is_all = len(taken) == len(schema) and all(isinstance(each, str) for each in taken)
    return frame if is_all else frame.select(*taken)


def _find_misfits(schema: dict[str, Any], columns: Sequence[FrameColumn], source: str) -> Iterator[Problem]:
    for column in columns:
        place = Location(source, part=f"“{column.name}”列")
        found = schema.get(column.name)
        if found is None and not column.is_optional:
            unused = [name for name in schema if name not in {each.name for each in columns}]
            remedy = suggest(column.name, unused) or f"请加上这一列：{column.meaning}。"
            yield Problem("frame-column-missing", f"数据里没有“{column.name}”这一列。", place, remedy)
        elif found is not None and not _fits(found, column.type):
            message = f"“{column.name}”列应为{column.type.value}，却是 {found}。"
            yield Problem("frame-column-type", message, place, _REMEDIES[column.type])


def _find_fractions(
    frame: "nw.LazyFrame[Any]", schema: dict[str, Any], columns: Sequence[FrameColumn], source: str
) -> Iterator[Problem]:
    """Yield counts that are no whole numbers: pandas keeps whole ones with gaps as floats."""
    floats = [
        each.name for each in columns if each.type is ColumnType.COUNT and _is_float(schema.get(each.name))
    ]
    if not floats:
        return
    broken = frame.select(
        ((nw.col(name) != nw.col(name).round()) & ~nw.col(name).is_nan()).any().alias(name) for name in floats
    )
    for name, is_broken in broken.collect().rows(named=True)[0].items():
        if is_broken:
            place = Location(source, part=f"“{name}”列")
            message = f"“{name}”列里有的不是整数。"
            yield Problem("frame-column-type", message, place, _REMEDIES[ColumnType.COUNT])


def _is_float(found: Any) -> bool:
    return found is not None and bool(found.is_float())


_REMEDIES = {
    ColumnType.TEXT: "请把这一列转成文字，没有的写空文字。",
    ColumnType.COUNT: "请把这一列转成整数。",
    ColumnType.DAY: "请把这一列转成日期，如 Polars 的 cast(pl.Date)、pandas 的 pd.to_datetime。",
    ColumnType.FLAG: "请把这一列转成真假。",
}


def _fits(found: Any, wanted: ColumnType) -> bool:
    if found == nw.Unknown:  # a column of nothing but blanks
        return True
    match wanted:
        case ColumnType.TEXT:
            return found in (nw.String, nw.Categorical) or found == nw.Enum
        case ColumnType.COUNT:
            return bool(found.is_integer() or found.is_float())
        case ColumnType.DAY:
            return bool(found in (nw.Date, nw.Datetime))
        case ColumnType.FLAG:
            return bool(found == nw.Boolean)


def _take(column: FrameColumn, found: Any) -> "nw.Expr | str":
    dtype = DTYPES[column.type]
    if found is None:
        instead = nw.col(column.instead).cast(dtype) if column.instead else nw.lit(None, dtype)
        return instead.alias(column.name)
    # Counts that pandas keeps as floats stay so: those that are missing have no other way there.
    is_fit = found == dtype or (column.type is ColumnType.COUNT and _is_float(found))
    # A name is selected without building an expression, which a small frame would feel.
    return column.name if is_fit else nw.col(column.name).cast(dtype)
