"""CSV as Excel and WPS write it, every cell with its place; the standard csv module is the reference."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.loading import read_csv_rows
from antifraud_plan.problems import Severity

CELLS = st.text(st.sampled_from('ab 县，“”,"\n;'), max_size=5)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_rows_are_those_the_csv_module_reads(rows: list[list[str]], line_end: str) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator=line_end).writerows(rows)
    table = read_csv_rows(written.getvalue().encode("utf-8-sig"), "单位.csv")
    assert table.rows == tuple(map(tuple, csv.reader(io.StringIO(written.getvalue(), newline=""))))
    assert {problem.code for problem in table.problems} <= {"csv-separator"}


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5))
def test_a_cell_is_found_again_at_its_place(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    table = read_csv_rows(written.getvalue().encode(), "单位.csv")
    lines = written.getvalue().split("\n")
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            place = table.place(row, column)
            assert place.line is not None
            assert place.column is not None
            rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
            assert rest.startswith('"' + text.replace('"', '""') + '"')


def test_an_empty_line_is_an_empty_row_with_a_place() -> None:
    table = read_csv_rows("名称,备注\n\n第一小学,\n".encode(), "单位.csv")
    assert table.rows == (("名称", "备注"), (), ("第一小学", ""))
    assert [str(table.place(row, 0)) for row in range(3)] == [f"单位.csv:{row}:1" for row in (1, 2, 3)]
    assert str(table.place(2, 7)) == "单位.csv:3:6"


def test_the_encoding_of_excel_on_chinese_windows_is_read_and_noted() -> None:
    table = read_csv_rows("名称,类型\n第一小学,学校\n".encode("gb18030"), "单位.csv")
    assert table.rows[1] == ("第一小学", "学校")
    (note,) = table.problems
    assert note.severity is Severity.NOTE
    assert "GBK" in note.message


def test_a_semicolon_in_a_heading_is_no_separator() -> None:
    assert read_csv_rows("名称;简称,备注\n".encode(), "单位.csv").problems == ()


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('名称,备注\n第一小学,"村小\n', "csv-unclosed-quote", "2:6"),
        ('名称,备注\n"第一"小学,村小\n', "csv-unclosed-quote", "2:5"),
        ("名称\t备注\n", "csv-separator", "1:3"),
        ("名称；备注\n", "csv-separator", "1:3"),
        ("名称，备注\n", "csv-separator", "1:3"),
        ("名称,备注\n第一\0小学,\n", "text-control-character", "2:3"),
    ],
)
def test_what_is_no_csv_is_told_where_it_stands(text: str, code: str, place: str) -> None:
    (problem,) = read_csv_rows(text.encode(), "单位.csv").problems
    assert (problem.code, str(problem.location)) == (code, f"单位.csv:{place}")


def test_a_workbook_renamed_to_csv_is_refused() -> None:
    problems = read_csv_rows(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xfe\x81\x0a", "单位.csv").problems
    assert problems[0].code == "text-encoding"
    assert problems[0].severity is Severity.ERROR
