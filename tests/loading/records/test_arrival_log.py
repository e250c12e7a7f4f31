"""The log of arrivals: what is added reads back the same, whatever Excel did to the file in between."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.loading.records.log import LOG, add_arrivals, read_arrivals
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Problem, ProblemsFoundError
from antifraud_plan.starting import copy_demo
from antifraud_plan.workspace import open_workspace

FILE = "records/收文登记.csv"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = tmp_path_factory.mktemp("log") / "县"
    copy_demo(folder)
    return open_workspace(folder).brief()


def read(demo: Brief, data: bytes) -> tuple[list[Arrival], list[Problem]]:
    found = list(read_arrivals(data, FILE, demo.plan, demo.tree))
    return (
        [each for each in found if isinstance(each, Arrival)],
        [each for each in found if isinstance(each, Problem)],
    )


def add(demo: Brief, data: bytes, *arrivals: Arrival) -> bytes:
    return add_arrivals(data, FILE, arrivals, demo.plan, demo.tree)


def line(demo: Brief, **changes: Any) -> Arrival:
    unit = demo.tree.schools()[0]
    arrival = Arrival(date(2023, 3, 5), unit.id, "monthly", "3月", 1, "records/来件/a.xlsx", "0a" * 32, "")
    return attrs.evolve(arrival, **changes)


def spreadsheet_rows(data: bytes) -> list[list[str]]:
    """What Python's own csv module sees."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


remarks = st.text(st.sampled_from("=+-@'\",;\t补报 a1。"), max_size=12).map(
    lambda text: " ".join(text.split())
)
arrivals = st.lists(
    st.tuples(st.integers(0, 3), st.dates(date(2023, 1, 1), date(2024, 3, 1)), st.integers(2, 12), remarks),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(arrivals, st.booleans())
def test_what_is_added_reads_back_the_same(
    demo: Brief, written: list[tuple[int, date, int, str]], one_by_one: bool
) -> None:
    schools = demo.tree.schools()
    expected = [
        line(demo, unit=schools[unit].id, day=day, period=f"{month}月", version=number, remark=remark)
        for number, (unit, day, month, remark) in enumerate(written, 1)
    ]
    data = b""
    if one_by_one:
        for each in expected:
            data = add(demo, data, each)
    else:
        data = add(demo, data, *expected)

    assert read(demo, data) == (expected, [])


def test_excel_knows_the_file_and_takes_nothing_for_a_formula(demo: Brief) -> None:
    data = add(demo, b"", line(demo, remark="=cmd|calc"), line(demo, version=2, remark="'=补"))

    assert data.startswith("\ufeff收文日期,单位,事项,时段,版本,文件,指纹,备注\r\n".encode())
    assert [row[-1] for row in spreadsheet_rows(data)[1:]] == ["'=cmd|calc", "''=补"]
    assert [each.remark for each in read(demo, data)[0]] == ["=cmd|calc", "'=补"]


def as_excel_leaves_it(data: bytes, encoding: str, mark: str) -> bytes:
    """Dates with strokes, rows padded with empty cells, in another encoding and with other separators."""
    rows = spreadsheet_rows(data)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator="\r\n")
    for row in rows:
        writer.writerow([*(cell.replace("2023-03-05", "2023/3/5") for cell in row), "", ""])
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gbk"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_saved_by_a_spreadsheet_is_read_and_added_to(demo: Brief, encoding: str, mark: str) -> None:
    first = line(demo, remark="补报，一式两份")
    second = line(demo, version=2, digest="0b" * 32)
    edited = as_excel_leaves_it(add(demo, b"", first), encoding, mark)

    found, problems = read(demo, edited)
    assert found == [first]
    assert not [each for each in problems if each.code != "text-encoding"]
    assert read(demo, add(demo, edited, second)) == ([first, second], [])


def test_a_line_that_is_not_understood_is_placed_and_stays(demo: Brief) -> None:
    data = add(demo, b"", line(demo)) + "2023/3/6,没有的学校,月报表,3月,,,,手工记的\r\n".encode()
    data += f"三月六日,{demo.tree.schools()[0].name},旬报表,,,,,\r\n".encode()

    found, problems = read(demo, data)
    after = add(demo, data, line(demo, version=2))

    assert found == [line(demo)]
    assert {(each.code, str(each.location)) for each in problems} == {
        ("unknown-organisation", f"{FILE}:3:10"),
        ("bad-date", f"{FILE}:4:1"),
        ("unknown-item", f"{FILE}:4:{7 + len(demo.tree.schools()[0].name)}"),
    }
    assert spreadsheet_rows(after)[:-1] == spreadsheet_rows(data)


def test_a_line_written_by_hand_needs_only_day_unit_and_item(demo: Brief) -> None:
    unit = demo.tree.schools()[0]
    data = f"收文日期,单位,事项\n2023年2月20日,{unit.id},5.4.1\n2023.2.21,{unit.name},年度工作方案\n".encode()

    found, problems = read(demo, data)

    assert [(each.unit, each.item, each.version, each.digest) for each in found] == [
        (unit.id, "5.4.1", 1, ""),
        (unit.id, "5.4.1", 2, ""),
    ]
    assert problems == []


def test_columns_stand_where_the_clerk_put_them_and_lacking_ones_are_added(demo: Brief) -> None:
    unit = demo.tree.schools()[0]
    data = f"我的登记\n经手,事项,收文日期,单位\n办公室,年度工作方案,2023-2-20,{unit.name}\n".encode()
    after = add(demo, data, line(demo))

    assert spreadsheet_rows(after)[:3] == [
        ["我的登记"],
        ["经手", "事项", "收文日期", "单位", "时段", "版本", "文件", "指纹", "备注"],
        ["办公室", "年度工作方案", "2023-2-20", unit.name],
    ]
    assert [each.item for each in read(demo, after)[0]] == ["5.4.1", "monthly"]


@pytest.mark.parametrize("period", ["", "13月", "第1季度"])
def test_a_return_is_of_one_of_its_periods(demo: Brief, period: str) -> None:
    data = add(demo, b"", line(demo, period=period))

    found, problems = read(demo, data)

    assert found == []
    assert [each.code for each in problems] == ["unknown-period"]
    assert "3月" in problems[0].remedy


@pytest.mark.parametrize(
    "broken",
    [
        "收文日期，单位，事项\n2023-3-5，某校，月报表\n".encode(),
        b"\xff\xfe\xfa\x80\x80",
        '收文日期,单位,事项\n"没有配对'.encode(),
    ],
)
def test_nothing_is_added_to_what_cannot_be_read_whole(demo: Brief, broken: bytes) -> None:
    with pytest.raises(ProblemsFoundError):
        add(demo, broken, line(demo))


def test_personal_numbers_typed_by_hand_are_refused_and_not_repeated(demo: Brief) -> None:
    unit = demo.tree.schools()[0].name
    data = add(demo, b"") + f"2023-3-5,{unit},年度工作方案,,,,,电话13900001234\n".encode()

    _, problems = read(demo, data)

    assert [each.code for each in problems] == ["personal-number"]
    assert "1390000" not in str(problems[0])


def test_the_page_tells_every_column() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/records.md").read_text(encoding="utf-8")
    for column in LOG.columns:
        required = "要" if column.required else ""
        assert f"| {column.heading} | {required} | {column.meaning} |" in page
