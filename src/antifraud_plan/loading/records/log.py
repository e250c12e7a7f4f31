"""The log of arrivals (收文登记) as CSV: read with every mistake placed, added to without losing a cell."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from antifraud_plan.loading.csv_rows import CsvRows, read_csv_rows
from antifraud_plan.loading.lists.cells import (
    quote,
    read_count,
    read_day,
    read_identifier,
    read_name,
    read_text,
)
from antifraud_plan.loading.lists.directory import Directory
from antifraud_plan.loading.lists.headings import HEADING_ROWS, find_headings
from antifraud_plan.loading.lists.rows import read_records
from antifraud_plan.loading.lists.table import ListColumn, ListForm, ListTable, Record, Report
from antifraud_plan.model.calendar import CalendarGapError
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.owed.items import (
    HandIn,
    find_hand_in,
    hand_ins,
    name_of,
    periods_of,
    word_of,
)
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity, has_errors, suggest

DAY = ListColumn("收文日期", read_day, "哪一天收到的，如 2023-3-5。", required=True)
UNIT = ListColumn("单位", read_identifier, "从哪个单位来的，写全称或编号。", required=True)
ITEM = ListColumn("事项", read_name, "上报表或报送要求的名称，如 月报表、年度工作方案。", required=True)
PERIOD = ListColumn("时段", read_name, "上报表的时段，如 3月；一次报完的不填。")
VERSION = ListColumn("版本", read_count, "同一份的第几版；不填即按先后数。")
FILE = ListColumn("文件", read_text, "文件存在哪里。")
DIGEST = ListColumn("指纹", read_identifier, "程序据此认出同一个文件，请勿改动；手工登记的不填。")
REMARK = ListColumn("备注", read_text, "要说明的话；不填电话和证件号码。")
LOG = ListForm(
    "收文登记",
    "哪一天从哪个单位收到了什么。逾期与否只看这里。",
    (DAY, UNIT, ITEM, PERIOD, VERSION, FILE, DIGEST, REMARK),
)

SEPARATORS = ",;\t"
"""What a spreadsheet may put between the cells of a CSV file, after the country it is set to."""

_SHOWN_AS_FORMULA = re.compile(r"'*[=+\-@]")
_HIDDEN = re.compile(r"'+[=+\-@]")


def read_arrivals(data: bytes, file: str, plan: Plan, tree: OrganisationTree) -> Iterator[Arrival | Problem]:
    """Yield the arrivals of a log in the order of its lines, then what is wrong with it.

    A line of an unknown unit, item or period is a problem at its cell and no arrival; it stays in the file.

    Args:
        data: the file's bytes: UTF-8 or GBK, cells parted by commas, semicolons or tabs.
        file: its name as problems say it.
        plan: knows what is handed in, and its periods.
        tree: knows the units.
    """
    table = _open(read_csv_rows(data, file, separators=SEPARATORS), file)
    problems: dict[Problem, None] = dict.fromkeys(table.problems)
    directory, reader = Directory(tree), _ItemReader(plan)
    versions: Counter[tuple[str, str, str]] = Counter()
    for record in read_records(table, LOG, problems.setdefault):
        arrival = _read_arrival(record, directory, reader)
        if arrival is not None:
            key = arrival.unit, arrival.item, arrival.period
            arrival = attrs.evolve(arrival, version=arrival.version or versions[key] + 1)
            versions[key] = max(versions[key], arrival.version)
            yield arrival
    yield from problems


def add_arrivals(
    data: bytes, file: str, arrivals: Iterable[Arrival], plan: Plan, tree: OrganisationTree
) -> bytes:
    """Return the bytes of a log with *arrivals* added below; what its cells hold stays as it is.

    Columns may stand in any order; one that lacks is added on the right. The result is UTF-8 with a byte
    order mark, by which Excel knows it.

    Args:
        data: the log as it is; empty for a new one.
        file: its name as problems say it.
        arrivals: what came in; each of a unit and an item that *tree* and *plan* know.
        plan: names the items.
        tree: names the units.

    Raises:
        ProblemsFoundError: it cannot be read, so that adding might lose something.
    """
    read = read_csv_rows(data, file, separators=SEPARATORS)
    rows = [list(row) for row in read.rows]
    if any(any(row) for row in rows):
        problems: list[Problem] = list(read.problems)
        table = _open(read, file)
        found = find_headings(
            table, LOG, [_reveal_all(row) for row in read.rows[:HEADING_ROWS]], problems.append
        )
        if found is None or has_errors(problems):
            raise ProblemsFoundError(problem for problem in problems if problem.severity is Severity.ERROR)
        heading_row, positions = found
    else:
        rows, heading_row, positions = [[]], 0, {}
    for column in LOG.columns:
        if column.heading not in positions:
            positions[column.heading] = max(map(len, rows))
            heading = rows[heading_row]
            heading += [""] * (positions[column.heading] - len(heading)) + [column.heading]
    for arrival in arrivals:
        rows.append([""] * (max(positions.values()) + 1))
        for column, text in _cells(arrival, plan, tree).items():
            rows[-1][positions[column.heading]] = _hide_formula(text)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def _open(read: CsvRows, file: str) -> ListTable:
    rows = tuple(map(_reveal_all, read.rows))
    return ListTable(LOG.title, Location(file), rows, read.place, Severity.NOTE, read.problems)


@attrs.frozen
class _ItemReader:
    """Finds what was handed in by the words of a line, the periods of each item worked out once."""

    plan: Plan
    _labels: dict[str, frozenset[str] | None] = attrs.Factory(dict)

    def find(self, record: Record, report: Report) -> tuple[HandIn, str] | None:
        """Return the item and the label of its period; ``None``, reported, where they are not known."""
        written, period = record[ITEM], record[PERIOD] or ""
        item = None if written is None else find_hand_in(self.plan, written)
        if written is not None and item is None:
            report(unknown_item(self.plan, written, record.place(ITEM)))
        if item is None:
            return None
        labels = self._find_labels(item)
        if labels is not None and period not in (labels or {""}):
            report(unknown_period(item, period, sorted(labels), record.place(PERIOD)))
            return None
        return item, period

    def _find_labels(self, item: HandIn) -> frozenset[str] | None:
        """Return the labels of its periods, none for an item without; ``None`` if the calendar lacks them."""
        if item.id not in self._labels:
            try:
                self._labels[item.id] = frozenset(period.label for period in periods_of(self.plan, item))
            except CalendarGapError:
                self._labels[item.id] = None
        return self._labels[item.id]


def _read_arrival(record: Record, directory: Directory, reader: _ItemReader) -> Arrival | None:
    """Read a line; a version it does not say is 0."""
    day, written = record[DAY], record[UNIT]
    unit = None if written is None else directory.find(written, record.place(UNIT), record.report)
    found = reader.find(record, record.report)
    version, file, digest, remark = record[VERSION], record[FILE], record[DIGEST], record[REMARK]
    if day is None or unit is None or found is None:
        return None
    item, period = found
    return Arrival(
        day,
        unit.id,
        item.id,
        period,
        version or 0,
        file or "",
        (digest or "").lower(),
        remark or "",
        record.place(DAY),
    )


def unknown_item(plan: Plan, written: str, place: Location | None) -> Problem:
    """Word that the plan knows nothing of this name that is handed in."""
    names = [word_of(plan, each) for each in hand_ins(plan)]
    message = f"没有{quote(written)}这样要报的东西。"
    return Problem("unknown-item", message, place, suggest(written, names) or f"可写：{'、'.join(names)}。")


def unknown_period(item: HandIn, period: str, labels: Iterable[str], place: Location | None) -> Problem:
    """Word that an item is not handed in for this period, or for none."""
    known = "、".join(labels)
    if not known:
        return Problem(
            "unknown-period", f"“{name_of(item)}”不分时段，却写了{quote(period)}。", place, "请不填时段。"
        )
    message = (
        f"“{name_of(item)}”没有{quote(period)}这个时段。" if period else f"“{name_of(item)}”没有写时段。"
    )
    return Problem("unknown-period", message, place, f"可写：{known}。")


def _cells(arrival: Arrival, plan: Plan, tree: OrganisationTree) -> Mapping[ListColumn[Any], str]:
    unit, item = tree.require(arrival.unit), find_hand_in(plan, arrival.item)
    return {
        DAY: arrival.day.isoformat(),
        UNIT: unit.name if tree.find(unit.name) == unit else unit.id,
        ITEM: arrival.item if item is None else word_of(plan, item),
        PERIOD: arrival.period,
        VERSION: str(arrival.version),
        FILE: arrival.file,
        DIGEST: arrival.digest,
        REMARK: arrival.remark,
    }


def _hide_formula(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; `_reveal` takes it off again."""
    return f"'{text}" if _SHOWN_AS_FORMULA.match(text) else text


def _reveal_all(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(text[1:] if _HIDDEN.match(text) else text for text in row)
