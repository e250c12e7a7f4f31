"""The annexes of the compliance report: every school, and each figure's source."""

import re
from collections.abc import Iterable, Iterator

import attrs

from antifraud_plan.plugin import (
    Appraisal,
    Assessment,
    Evidence,
    Organisation,
    mask_personal_numbers,
    show_points,
)
from antifraud_plan_reports.lines import (
    NOTHING,
    Line,
    Names,
    count_line,
    group_findings,
    print_day,
    tally_of,
)


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
    if appraisal is None:
        return NOTHING, NOTHING
    score = f"{show_points(appraisal.points)}／{show_points(appraisal.out_of)}"
    return score, NOTHING if appraisal.rank is None else f"{appraisal.peers}第{appraisal.rank}名"


@attrs.frozen
class SourceLine:
    """A line of where figures come from."""

    reference: str
    name: str
    records: int
    file: str
    cells: str


@attrs.frozen
class SchoolSources:
    """Where the figures of one unit come from."""

    name: str
    rows: tuple[SourceLine, ...]


def list_sources(assessment: Assessment, names: Names) -> Iterator[SchoolSources]:
    """Yield, unit by unit, in which file and cells the records stand that prove or measure anything."""
    found: dict[str, _Cells] = {}
    units = {each.expected.unit.id: each.expected.unit.name for each in assessment.findings}
    for each in assessment.findings:
        cells = found.setdefault(each.expected.unit.id, {})
        for proof in each.proofs:
            if proof.source is None:
                day = print_day(proof.arrived) if proof.arrived else "未登记"
                key = each.expected.item, "收文登记", ""
                cells.setdefault(key, {})[f"{names.handed_in(each)}：{day}"] = None
            else:
                _note(cells, each.expected.item, proof.source)
    for measured in assessment.measurements:
        for source in measured.sources:
            if source.unit == measured.unit.id:  # what stands above repeats what stands below
                units.setdefault(measured.unit.id, measured.unit.name)
                _note(found.setdefault(measured.unit.id, {}), measured.metric, source)
    for unit, cells in found.items():
        if cells:
            rows = (_source_line(key, noted, names) for key, noted in cells.items())
            yield SchoolSources(units[unit], tuple(rows))


_Cells = dict[tuple[str, str, str], dict[str, None]]


def _note(cells: _Cells, item: str, source: Evidence) -> None:
    place = source.locate("")
    cell = place.cell or f"第{place.line}行"
    cells.setdefault((item, place.file, place.sheet or ""), {})[cell] = None


def _source_line(key: tuple[str, str, str], noted: dict[str, None], names: Names) -> SourceLine:
    item, file, sheet = key
    cells = (f"{sheet}!" if sheet else "") + join_cells(noted)
    return SourceLine(*names.find(item), len(noted), mask_personal_numbers(file), cells)


_CELL = re.compile(r"([A-Z]+)(\d+)")


def join_cells(cells: Iterable[str]) -> str:
    """Join cells, those under one another as a range.

    >>> join_cells(["A2", "A3", "A4", "A9"])
    'A2:A4、A9'
    """
    spans: list[tuple[str, int, int]] = []
    others: list[str] = []
    for cell in cells:
        found = _CELL.fullmatch(cell)
        if found is None:
            others.append(cell)
        else:
            spans.append((found[1], int(found[2]), int(found[2])))
    joined: list[tuple[str, int, int]] = []
    for column, first, last in sorted(spans):
        if joined and joined[-1][0] == column and joined[-1][2] == first - 1:
            joined[-1] = column, joined[-1][1], last
        else:
            joined.append((column, first, last))
    written = (f"{column}{a}" if a == b else f"{column}{a}:{column}{b}" for column, a, b in joined)
    return "、".join((*written, *others))
