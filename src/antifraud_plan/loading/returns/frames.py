"""Rows that a program has already, a data frame or plain rows → evidence, read as a returned workbook is."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Protocol, TypeGuard, runtime_checkable

import attrs

from antifraud_plan.loading.lists.table import CellValue, ListTable
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.notes import Once
from antifraud_plan.loading.returns.screening import mask_place, screen_table
from antifraud_plan.loading.returns.sheets import read_sheet
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, suggest


@runtime_checkable
class _Scalar(Protocol):
    """A number of NumPy or another library that can say itself as Python's."""

    def item(self) -> object: ...


@runtime_checkable
class _Day(_Scalar, Protocol):
    """A day of NumPy: one kept to the nanosecond says itself as a mere number."""

    def astype(self, dtype: str) -> _Scalar: ...


@attrs.frozen
class LoadedEvidence:
    """What was read of a frame.

    Attributes:
        evidence: its records; those with a problem in a cell are not sound.
        problems: what is wrong, each with row and column.
    """

    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]


def load_evidence(
    data: object,
    form: Form | str,
    columns: Mapping[str, str],
    *,
    plan: Plan,
    tree: OrganisationTree,
    source: str = "数据",
    names: Sequence[str] = (),
) -> LoadedEvidence:
    """Read evidence from what a program has at hand, cell by cell as from a returned workbook.

    Args:
        data: a frame that narwhals takes (pandas, Polars eager or lazy, DuckDB relation, PyArrow table), or
            rows: mappings, or sequences with *names*.
        form: a form of the plan, or its id.
        columns: column of *data* → id of the form's column; further columns of *data* are left alone.
        plan: tells forms, items and days.
        tree: tells the schools and classes.
        source: what *data* is called in problems.
        names: the columns of rows that are sequences.

    Returns:
        The records, and what is wrong with cells. NaN, NaT and ``None`` are blank, a time at midnight is
        its day.

    Raises:
        ProblemsFoundError: *data* and *columns* do not fit the form: ``frame-form-unknown``,
            ``frame-column-missing``, ``frame-column-unknown``, ``frame-column-twice``,
            ``frame-column-required``, ``frame-column-unfit``, ``frame-row-unfit`` or ``frame-unknown``.
            Nothing was read.
    """
    found = form if isinstance(form, Form) else _require_form(form, plan, source)
    wanted = tuple(columns)
    frame = _as_frame(data, tuple(names), wanted, source)
    if misfits := tuple(_check_mapping(frame.columns, columns, found, source)):
        raise ProblemsFoundError(misfits)
    rows = list(frame.rows(wanted))
    if unfit := tuple(_find_unfit(wanted, rows, source)):
        raise ProblemsFoundError(unfit)
    headings = [found.column(columns[name]).heading for name in wanted]
    cells = (tuple(map(to_cell, row)) for row in rows)
    table = ListTable(found.title, Location(source), (headings, *cells), partial(_place, source, wanted))
    told = Once()
    reading = read_sheet(screen_table(table, told.take), found, Known(plan, tree), (), told.take)
    return LoadedEvidence(reading.evidence, told.problems)


def _place(source: str, columns: tuple[str, ...], row: int, column: int) -> Location:
    """Name a cell as the program's own rows and columns count: the headings are ours."""
    name = columns[column] if column < len(columns) else ""
    return mask_place(Location(source, part=f"第{row}行“{name}”列" if row else f"“{name}”列"))


def _require_form(form_id: str, plan: Plan, source: str) -> Form:
    known = [form.id for form in plan.forms]
    if form_id in known:
        return plan.form(form_id)
    message = f"方案里没有编号为“{form_id}”的表。"
    remedy = suggest(form_id, known) or f"可用：{'、'.join(known)}。"
    raise ProblemsFoundError([Problem("frame-form-unknown", message, Location(source), remedy)])


def _check_mapping(
    names: Sequence[str], columns: Mapping[str, str], form: Form, source: str
) -> Iterator[Problem]:
    """Yield what does not fit between the columns of the data, the mapping and the form."""
    known = [column.id for column in form.columns]
    # Of whom a row speaks, and of what, a return tells by columns that are given.
    whose = [column.id for column in form.columns if column.kind in (ColumnKind.UNIT, ColumnKind.TASK)]
    for name, column in columns.items():
        where = Location(source, part=f"“{name}”列")
        if name not in names:
            remedy = suggest(name, names) or f"数据里的列：{'、'.join(names)}。"
            yield Problem("frame-column-missing", f"数据里没有“{name}”这一列。", where, remedy)
        if column not in known:
            remedy = suggest(column, known) or f"可用：{'、'.join(known)}。"
            yield Problem("frame-column-unknown", f"“{form.title}”没有编号为“{column}”的栏。", where, remedy)
    for column in known:
        sources = [name for name, target in columns.items() if target == column]
        if len(sources) > 1:
            message = f"“{'”“'.join(sources)}”都对应栏“{column}”。"
            yield Problem("frame-column-twice", message, Location(source), "一栏只能对应一列，请删去多余的。")
        elif not sources and (form.column(column).required or column in whose):
            message = f"“{form.title}”的“{form.column(column).heading}”必填，没有对应的列。"
            remedy = f"请在 columns 里给“{column}”指定一列。"
            yield Problem("frame-column-required", message, Location(source), remedy)


@attrs.frozen
class _Frame:
    """Data by column names.

    Attributes:
        columns: their names.
        rows: the values of the columns asked for, row by row.
    """

    columns: tuple[str, ...]
    rows: Callable[[tuple[str, ...]], Iterable[tuple[object, ...]]]


def _as_frame(data: object, names: tuple[str, ...], wanted: tuple[str, ...], source: str) -> _Frame:
    if _is_rows(data):
        rows = list(data)
        return _from_rows(rows, names, source) if rows else _Frame(names or wanted, lambda _: ())
    # A frame library takes longer to load than all else together, and nearly nobody brings a frame.
    import narwhals  # noqa: PLC0415

    native: Any = data
    try:
        lazy = narwhals.from_native(native).lazy()
    except TypeError:
        message = f"不认识这种数据：{type(data).__name__}。"
        remedy = "可用 pandas、Polars、DuckDB、PyArrow 的表，或逐行的字典、序列。"
        raise ProblemsFoundError([Problem("frame-unknown", message, Location(source), remedy)]) from None
    except (ValueError, narwhals.exceptions.NarwhalsError):
        raise ProblemsFoundError([_refuse_names(source)]) from None
    columns = tuple(lazy.collect_schema())
    if not all(isinstance(name, str) for name in columns):  # pandas numbers columns, or gives them two levels
        raise ProblemsFoundError([_refuse_names(source)])
    return _Frame(columns, lambda wanted: lazy.select(*wanted).collect().iter_rows())


def _refuse_names(source: str) -> Problem:
    message = "这张表的列分不清：有的列没有名称，或者有重名。"
    return Problem("frame-unknown", message, Location(source), "请给每一列一个不同的文字名称。")


def _is_rows(data: object) -> TypeGuard[Iterable[Any]]:
    """Tell plain rows from what has columns of its own."""
    # A lazy frame warns when it is asked for its columns: it has to find them out.
    has_columns = any(hasattr(data, name) for name in ("lazy", "column_names", "columns"))
    return isinstance(data, Iterable) and not has_columns and not isinstance(data, str | bytes | Mapping)


def _from_rows(data: list[Any], names: tuple[str, ...], source: str) -> _Frame:
    mappings = all(isinstance(row, Mapping) for row in data)
    if not mappings and not names:
        message = "逐行的序列没有说明各列的名称。"
        raise ProblemsFoundError([Problem("frame-unknown", message, Location(source), "请写上 names。")])
    if longer := tuple(_find_longer(data, names, source)) if not mappings else ():
        raise ProblemsFoundError(longer)
    records = data if mappings else [dict(zip(names, row, strict=False)) for row in data]
    found = names or tuple(dict.fromkeys(name for record in records for name in record))
    return _Frame(found, lambda wanted: (tuple(map(record.get, wanted)) for record in records))


def _find_longer(data: Sequence[Any], names: Sequence[str], source: str) -> Iterator[Problem]:
    """Yield a problem for each row with more values than there are names: which are they?"""
    for number, row in enumerate(data, 1):
        if not isinstance(row, Mapping) and len(row) > len(names):
            message = f"这一行有 {len(row)} 个值，列名只有 {len(names)} 个。"
            where = Location(source, part=f"第{number}行")
            yield Problem("frame-row-unfit", message, where, "请让每行的值和 names 一一对应。")


def _find_unfit(columns: Sequence[str], rows: Sequence[tuple[object, ...]], source: str) -> Iterator[Problem]:
    """Yield a problem for each column that holds lists, records or bytes instead of single values."""
    for position, name in enumerate(columns):
        unfit = next((type(row[position]) for row in rows if _is_nested(row[position])), None)
        if unfit is not None:
            message = f"“{name}”列里有 {unfit.__name__}，一格里不是一个值。"
            remedy = "请先展开成文字、数字或日期的列。"
            yield Problem("frame-column-unfit", message, Location(source, part=f"“{name}”列"), remedy)


def _is_nested(value: object) -> bool:
    return isinstance(value, bytes | Iterable) and not isinstance(value, str)


def to_cell(value: object) -> CellValue:
    """Return a value as a cell of a workbook would hold it; NaN, NaT and the like are blank.

    >>> to_cell(float("nan")), to_cell(datetime(2023, 3, 5)), to_cell(Decimal("1200.50"))
    (None, datetime.date(2023, 3, 5), '1200.50')
    """
    if _is_missing(value):
        return None
    match value:
        case datetime():
            return value.date() if value.time() == time() else str(value)
        case float() if math.isinf(value):
            return str(value)
        case None | str() | bool() | int() | float() | date() | time() | timedelta():
            return value
        case _Day() if type(value).__name__ == "datetime64":
            return to_cell(value.astype("datetime64[us]").item())
        case _Scalar():
            plain = value.item()
            return str(plain) if plain is value else to_cell(plain)
        case _:
            return str(value)


def _is_missing(value: object) -> bool:
    """Tell NaN of any kind, and the marks of pandas for nothing, without loading pandas."""
    if isinstance(value, float | Decimal):
        return math.isnan(value)
    return type(value).__name__ in ("NAType", "NaTType")
