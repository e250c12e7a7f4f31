"""The annexes of the compliance report: every school, and each figure's source."""

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antifraud_plan import find_rate
from antifraud_plan.plugin import (
    Appraisal,
    Assessment,
    Location,
    Organisation,
    mask_personal_numbers,
    show_points,
)
from antifraud_plan_reports.lines import Line, count_line, group_findings, tally_of
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING


@attrs.frozen
class SchoolLine(Line):
    """How things stand with one school.

    Attributes:
        score: points of those that there are, by the county's appraisal table; a dash without one.
        rank: place among its peers, such as 小学第1名; a dash where it is not ranked.
    """

    score: str = NOTHING
    rank: str = NOTHING


def count_schools(assessment: Assessment, schools: Iterable[Organisation]) -> tuple[SchoolLine, ...]:
    """Count by school, in the tree's order."""
    found = group_findings(assessment.findings, lambda each: each.expected.unit.id)
    scored = {each.unit.id: each for each in assessment.appraisals}
    return tuple(
        _school_line(count_line(school.name, tally_of(found.get(school.id, []))), scored.get(school.id))
        for school in schools
    )


def _school_line(line: Line, appraisal: Appraisal | None) -> SchoolLine:
    score, rank = _print_score(appraisal)
    return SchoolLine(
        line.name,
        line.reference,
        line.due,
        line.met,
        line.partly,
        line.unmet,
        line.unreported,
        line.pending,
        line.exempt,
        line.rate,
        score=score,
        rank=rank,
    )


def _print_score(appraisal: Appraisal | None) -> tuple[str, str]:
    if appraisal is None or find_rate(appraisal) is None:
        return NOTHING, NOTHING
    score = f"{show_points(appraisal.points)}／{show_points(appraisal.out_of)}"
    return score, NOTHING if appraisal.rank is None else f"{appraisal.peers}第{appraisal.rank}名"


@attrs.frozen
class SourceLine:
    """A line of where the figures of one task come from.

    Attributes:
        reference: place in the plan.
        name: what the task is called.
        records: how many records.
        places: numbers of files, each with sheet and cells: 文件1—3：活动开展情况!A2.
    """

    reference: str
    name: str
    records: int
    places: str


@attrs.frozen
class SchoolSources:
    """Where the figures of one unit come from.

    Attributes:
        name: of the unit.
        files: all of them, numbered: 文件1 returns/….xlsx.
        rows: task by task.
    """

    name: str
    files: str
    rows: tuple[SourceLine, ...]


def list_sources(assessment: Assessment, names: Names) -> Iterator[SchoolSources]:
    """Yield, unit by unit, in which file and cells the records stand that prove or measure anything."""
    noted: dict[str, _Noted] = {}
    units = {each.expected.unit.id: each.expected.unit.name for each in assessment.findings}
    for each in assessment.findings:
        cells = noted.setdefault(each.expected.unit.id, {}).setdefault(each.expected.item, {})
        for proof in each.proofs:
            _note(cells, proof.place)
    for measured in assessment.measurements:
        for source in measured.sources:
            if source.unit == measured.unit.id:  # what stands above repeats what stands below
                units.setdefault(measured.unit.id, measured.unit.name)
                cells = noted.setdefault(measured.unit.id, {}).setdefault(measured.metric, {})
                _note(cells, source.locate(""))
    for unit, items in noted.items():
        if any(items.values()):
            yield _print_sources(units[unit], items, names)


_Cells = dict[tuple[str, str], dict[str, None]]
"""The cells of records, by file and sheet."""
_Noted = dict[str, _Cells]


def _note(cells: _Cells, place: Location | None) -> None:
    if place is not None:
        cell = place.cell or (f"第{place.line}行" if place.line else "整份")
        cells.setdefault((place.file, place.sheet or ""), {})[cell] = None


def _print_sources(unit: str, noted: _Noted, names: Names) -> SchoolSources:
    files = list(dict.fromkeys(file for cells in noted.values() for file, _ in cells))
    numbers = {file: number for number, file in enumerate(files, 1)}
    listed = "；".join(f"文件{number} {mask_personal_numbers(file)}" for file, number in numbers.items())
    rows = []
    for item, cells in noted.items():
        if cells:
            records = sum(map(len, cells.values()))
            rows.append(SourceLine(*names.find(item), records, _print_places(cells, numbers)))
    return SchoolSources(unit, listed, tuple(rows))


def _print_places(cells: _Cells, numbers: Mapping[str, int]) -> str:
    """Join files of which sheet and cells are the same: a school's workbooks are filled much alike."""
    alike: dict[str, list[int]] = {}
    for (file, sheet), noted in cells.items():
        place = (f"{sheet}!" if sheet else "") + join_cells(noted)
        alike.setdefault(place, []).append(numbers[file])
    return "；".join(f"文件{join_numbers(found)}：{place}" for place, found in alike.items())


def join_numbers(numbers: Iterable[int]) -> str:
    """Join numbers, those that follow one another as a range.

    >>> join_numbers([1, 2, 3, 5])
    '1—3、5'
    """
    runs = _find_runs(numbers)
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in runs)


def _find_runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return first and last of numbers that follow one another."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


_CELL, _LINE = re.compile(r"([A-Z]+)(\d+)"), re.compile(r"第(\d+)行")


def join_cells(cells: Iterable[str]) -> str:
    """Join cells and lines, those under one another as a range.

    >>> join_cells(["A2", "A3", "A4", "A9"]), join_cells(["第6行", "第7行", "第4行"])
    ('A2:A4、A9', '第4行、第6—7行')
    """
    numbers: dict[str, set[int]] = {}
    written = []
    for cell in cells:
        found = _CELL.fullmatch(cell)
        if found is not None:
            numbers.setdefault(found[1], set()).add(int(found[2]))
        elif line := _LINE.fullmatch(cell):
            numbers.setdefault("", set()).add(int(line[1]))
        else:
            written.append(cell)
    for column, rows in sorted(numbers.items()):
        for first, last in _find_runs(rows):
            written.append(_print_run(column, first, last))
    return "、".join(written)


def _print_run(column: str, first: int, last: int) -> str:
    if not column:
        return f"第{first}行" if first == last else f"第{first}—{last}行"
    return f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"
