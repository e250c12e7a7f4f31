"""CSV files as spreadsheets on Chinese Windows save them, every cell with its place."""

import re
from collections.abc import Iterator

import attrs

from antifraud_plan.loading.reader import Reader
from antifraud_plan.loading.source import SourceText, decode_source
from antifraud_plan.problems import Location, Problem, Severity

MAX_BYTES = 16 * 1024 * 1024
"""The largest file read: some 250,000 rows of people."""

_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_PLAIN = {mark: re.compile(rf"[^{mark}\n]*") for mark in ",;\t"}
_MARK = {mark: re.compile(mark) for mark in _PLAIN}
_OTHER_SEPARATORS = {"\t": "制表符", ";": "分号", "；": "中文分号", "，": "中文逗号"}


@attrs.frozen
class CsvRows:
    """The rows of a file.

    Attributes:
        rows: the cells' texts, exactly as written; an empty line has none.
        problems: what is wrong with the file as CSV.
    """

    rows: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    _reader: Reader
    _offsets: tuple[tuple[int, ...], ...]

    def place(self, row: int, column: int) -> Location:
        """Tell where a cell begins, both numbers from 0; beyond the last cell, where that one begins."""
        offsets = self._offsets[row]
        return self._reader.location(offsets[min(column, len(offsets) - 1)])


def read_csv_rows(data: bytes, file: str, *, separators: str = ",") -> CsvRows:
    r"""Read comma-separated values in UTF-8, or, with a note, in the encoding Excel uses for CSV.

    Args:
        data: the file's bytes.
        file: its name as problems say it.
        separators: commas, semicolons or tabs; the one that stands most often in the first line parts the
            cells of all.

    >>> table = read_csv_rows("名称,备注\n第一小学,\"村小,已并\"\n".encode(), "单位.csv")
    >>> table.rows[1]
    ('第一小学', '村小,已并')
    >>> str(table.place(1, 1))
    '单位.csv:2:6'
    """
    decoded = decode_source(data, file, max_bytes=MAX_BYTES)
    reader = Reader(decoded.text, file, problems=list(_soften(decoded)))
    first_line = reader.text.partition("\n")[0]
    mark = max(separators, key=first_line.count)
    _check_separator(reader, first_line, mark)
    rows: list[tuple[str, ...]] = []
    offsets: list[tuple[int, ...]] = []
    while reader.peek():
        cells = _read_row(reader, mark)
        offsets.append(tuple(offset for offset, _ in cells))
        rows.append(tuple(text for _, text in cells) if len(cells) > 1 or cells[0][1] else ())
        reader.position += 1
    return CsvRows(tuple(rows), tuple(reader.problems), reader, tuple(offsets))


def _soften(decoded: SourceText) -> Iterator[Problem]:
    """Make a mere note of an encoding that was recognised: spreadsheets give no choice."""
    for problem in decoded.problems:
        if problem.code == "text-encoding" and decoded.is_readable:
            remedy = "已照此读出；如有乱字，请另存为“CSV UTF-8”。"
            yield attrs.evolve(problem, remedy=remedy, severity=Severity.NOTE)
        else:
            yield problem


def _check_separator(reader: Reader, first_line: str, mark: str) -> None:
    used = next((other for other in _OTHER_SEPARATORS if other in first_line), None)
    if used is not None and mark not in first_line:
        message = f"各列之间用的是{_OTHER_SEPARATORS[used]}，不是英文逗号。"
        remedy = "请在表格软件里另存为“CSV UTF-8（逗号分隔）”。"
        reader.report("csv-separator", first_line.index(used), message, remedy)


def _read_row(reader: Reader, mark: str) -> list[tuple[int, str]]:
    cells = [_read_cell(reader, mark)]
    while reader.take(_MARK[mark]):
        cells.append(_read_cell(reader, mark))
    return cells


def _read_cell(reader: Reader, mark: str) -> tuple[int, str]:
    start = reader.position
    quoted = reader.take(_QUOTED)
    rest_start = reader.position
    rest = reader.take(_PLAIN[mark]) or ""
    reader.check_characters(rest_start, rest)
    if quoted is None:
        if rest.startswith('"'):
            reader.report("csv-unclosed-quote", start, "这一格开头的引号没有配对。", '请在这一格末尾加上 "。')
        return start, rest
    reader.check_characters(start, quoted)
    if rest:
        message = "引号已经结束，这一格后面还有内容。"
        reader.report("csv-unclosed-quote", rest_start, message, '格里的引号要写成两个 ""。')
    return start, quoted[1:-1].replace('""', '"') + rest
