"""Evidence from frames and rows: the same as from a workbook that holds the same rows."""

import io
import warnings
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.loading.returns.book import read_book
from antifraud_plan.loading.returns.frames import LoadedEvidence, load_evidence, to_cell
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location, ProblemsFoundError
from antifraud_plan.registry import Registry
from antifraud_plan.workspace import open_workspace

DEMO = Path(__file__).parents[3] / "examples" / "demo-county"
COLUMNS = {"school": "unit", "task": "task", "held": "day", "topic": "title", "came": "present"}
ROW = {
    "school": "示例县第一实验小学",
    "task": "防范工作专题会议",
    "held": date(2023, 3, 7),
    "topic": "通报案情",
    "came": 12,
}


@cache
def registry() -> Registry:
    return Registry.from_entry_points()


@cache
def demo() -> Brief:
    return open_workspace(DEMO, registry()).brief()


def load(data: object, columns: Mapping[str, str] = MappingProxyType(COLUMNS), **more: Any) -> LoadedEvidence:
    return load_evidence(data, "activities", columns, plan=demo().plan, tree=demo().tree, **more)


def told(evidence: tuple[Evidence, ...]) -> list[tuple[object, ...]]:
    return [
        (each.unit, each.item, each.class_id, each.day, dict(each.values), each.is_sound) for each in evidence
    ]


def codes(loaded: LoadedEvidence) -> list[str]:
    return sorted(problem.code for problem in loaded.problems)


def from_duckdb(rows: list[dict[str, object]]) -> object:
    table = pa.table(pl.DataFrame(rows, infer_schema_length=None).to_arrow())
    return duckdb.connect().from_arrow(table)


MAKERS: dict[str, Callable[[list[dict[str, object]]], object]] = {
    "mappings": list,
    "stream": iter,
    "pandas": pd.DataFrame,
    "polars": lambda rows: pl.DataFrame(rows, infer_schema_length=None),
    "polars lazy": lambda rows: pl.LazyFrame(rows, infer_schema_length=None),
    "pyarrow": lambda rows: pl.DataFrame(rows, infer_schema_length=None).to_arrow(),
    "duckdb": from_duckdb,
}


def from_workbook(rows: list[dict[str, object]], folder: Path) -> LoadedEvidence:
    """Read the same rows from a workbook, as a school would send it."""
    form = demo().plan.form("activities")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = form.title
    sheet.append([form.column(column).heading for column in COLUMNS.values()])
    for row in rows:
        sheet.append([row[name] for name in COLUMNS])
    path = folder / "a.xlsx"
    book.save(path)
    (reader,) = (reader for reader in registry().table_readers if reader.suffix == ".xlsx")
    tables = reader.read(path.read_bytes(), path.name)
    read = read_book(tables, Location(path.name), demo().plan, demo().tree, data=bytes)
    problems = tuple(problem for problem in read.problems if problem.code != "return-unidentified")
    return LoadedEvidence(read.evidence, problems)


rows_of_a_school = st.lists(
    st.fixed_dictionaries(
        {
            "school": st.sampled_from(["示例县第一实验小学", "X01", "没有的学校"]),
            "task": st.sampled_from(["防范工作专题会议", "4.2.4", "没有的工作"]),
            "held": st.none() | st.dates(date(2022, 12, 1), date(2024, 1, 31)),
            "topic": st.none() | st.sampled_from(["通报案情", "=1+1", "联系13900001234", " 学习 "]),
            "came": st.none() | st.integers(-1, 99),
        }
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=12, deadline=None)
@given(rows_of_a_school)
def test_every_frame_gives_the_evidence_and_problems_of_the_workbook(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    # A formula is for the workbook what it is not in a frame.
    rows = [row | {"topic": "等于" if row["topic"] == "=1+1" else row["topic"]} for row in rows]
    expected = from_workbook(rows, tmp_path_factory.mktemp("book"))
    for name, make in MAKERS.items():
        loaded = load(make(rows))
        assert told(loaded.evidence) == told(expected.evidence), name
        assert codes(loaded) == codes(expected), name


def test_rows_without_names_are_read_with_the_names_given() -> None:
    loaded = load([tuple(ROW.values())], names=tuple(ROW))

    assert told(loaded.evidence) == told(load([ROW]).evidence)
    assert loaded.evidence[0].day == date(2023, 3, 7)
    assert loaded.problems == ()


@pytest.mark.parametrize("unit", ["D", "s", "ns"])
def test_days_of_numpy_are_days_at_whatever_precision(unit: str) -> None:
    loaded = load([ROW | {"held": np.datetime64("2023-03-07", unit)}])

    assert (loaded.evidence[0].day, loaded.problems) == (date(2023, 3, 7), ())


def test_rows_of_a_numpy_record_array_are_read() -> None:
    records = pd.DataFrame([ROW | {"held": datetime(2023, 3, 7)}]).to_records(index=False)
    loaded = load(list(records), names=records.dtype.names)

    assert (loaded.evidence[0].day, codes(loaded)) == (date(2023, 3, 7), [])


def test_infinity_is_no_telephone_number() -> None:
    assert codes(load([ROW | {"came": float("inf")}])) == ["bad-number"]


def test_no_rows_are_no_evidence() -> None:
    assert load([]) == LoadedEvidence((), ())


@pytest.mark.parametrize("more", [("多出来的",), ("多出来的", "还有")])
def test_a_row_longer_than_its_names_is_refused(more: tuple[str, ...]) -> None:
    with pytest.raises(ProblemsFoundError) as raised:
        load([tuple(ROW.values()), (*ROW.values(), *more)], names=tuple(ROW))

    [problem] = raised.value.problems
    assert (problem.code, str(problem.location)) == ("frame-row-unfit", "数据:第2行")


@pytest.mark.parametrize(
    "frame",
    [
        pd.concat([pd.DataFrame([ROW]), pd.DataFrame([ROW])[["topic"]]], axis=1),
        pd.concat({"三月": pd.DataFrame([ROW])}, axis=1),
        pd.DataFrame([list(ROW.values())]),
    ],
    ids=["twice", "two levels", "numbered"],
)
def test_a_frame_whose_columns_cannot_be_told_by_name_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(ProblemsFoundError):
        load(frame)


def test_a_mistake_names_row_and_column_of_the_data() -> None:
    loaded = load([ROW, ROW | {"school": "没有的学校"}, ROW | {"topic": "电话13900001234"}], source="活动库")

    places = {problem.code: str(problem.location) for problem in loaded.problems}
    assert places == {"unknown-school": "活动库:第2行“school”列", "personal-number": "活动库:第3行“topic”列"}
    assert not any("13900001234" in str(problem) for problem in loaded.problems)


@pytest.mark.parametrize(
    ("columns", "code", "named"),
    [
        (COLUMNS | {"cames": "due"}, "frame-column-missing", "“came”"),
        (COLUMNS | {"topic": "titel"}, "frame-column-unknown", "“title”"),
        (COLUMNS | {"topic": "day"}, "frame-column-twice", "“held”“topic”"),
        ({"school": "unit", "task": "task"}, "frame-column-required", "“day”"),
        ({"held": "day", "task": "task"}, "frame-column-required", "“unit”"),
    ],
)
def test_columns_that_do_not_fit_are_refused_at_the_door(
    columns: dict[str, str], code: str, named: str
) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        load([ROW], columns)

    assert code in {problem.code for problem in refused.value.problems}
    assert any(named in f"{problem.message}{problem.remedy}" for problem in refused.value.problems)


@pytest.mark.parametrize(
    "data",
    [
        [ROW | {"topic": ["通报", "学习"]}],
        [ROW | {"topic": {"a": 1}}],
        pl.DataFrame([ROW | {"topic": ["通报"]}]),
        pl.DataFrame([ROW | {"topic": {"a": 1}}]),
        pd.DataFrame([ROW | {"topic": np.array([1, 2])}]),
        pd.DataFrame([ROW | {"topic": b"x"}]),
    ],
)
def test_a_column_of_lists_or_records_is_refused(data: object) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        load(data)

    assert [problem.code for problem in refused.value.problems] == ["frame-column-unfit"]
    assert "“topic”" in refused.value.problems[0].message


@pytest.mark.parametrize("data", [7, "text", {"school": ["甲"]}, [("甲", "乙")]])
def test_what_is_no_frame_is_refused(data: object) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        load(data)

    assert [problem.code for problem in refused.value.problems] == ["frame-unknown"]


def test_an_unknown_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        load_evidence([ROW], "activitys", COLUMNS, plan=demo().plan, tree=demo().tree)

    assert [problem.code for problem in refused.value.problems] == ["frame-form-unknown"]
    assert "activities" in refused.value.problems[0].remedy


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (float("nan"), None),
        (Decimal("NaN"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (np.float64("nan"), None),
        (np.int64(7), 7),
        (np.bool_(True), True),
        (np.datetime64("2023-03-05"), date(2023, 3, 5)),
        (pd.Timestamp("2023-03-05"), date(2023, 3, 5)),
        (datetime(2023, 3, 5, 14, 30), "2023-03-05 14:30:00"),
        (Decimal("1200.50"), "1200.50"),
    ],
)
def test_values_of_other_libraries_become_cells(value: object, cell: object) -> None:
    assert to_cell(value) == cell
    assert type(to_cell(value)) is type(cell)


def test_pandas_own_types_are_read() -> None:
    frame = pd.DataFrame([ROW, ROW | {"came": None, "held": None}])
    frame["school"] = frame["school"].astype("category")
    frame["held"] = pd.to_datetime(frame["held"])

    loaded = load(frame)

    assert loaded.evidence[0].day == date(2023, 3, 7)
    assert loaded.evidence[0].values["present"] == 12
    assert "blank-cell" in codes(loaded)


def test_data_without_rows_holds_no_evidence() -> None:
    assert load(pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))) == LoadedEvidence((), ())


def test_a_lazy_frame_is_read_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(load(pl.LazyFrame([ROW])).evidence) == 1


def test_the_data_is_left_as_it_was() -> None:
    written = io.StringIO()
    frame = pd.DataFrame([ROW])
    frame.to_csv(written)
    load(frame)

    assert frame.to_csv() == written.getvalue()
