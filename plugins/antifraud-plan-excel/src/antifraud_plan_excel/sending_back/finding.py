"""A problem of a returned file, and where it stands in the copy that goes back."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import attrs

from antifraud_plan.plugin import Location, Problem, Severity, mask_personal_numbers

Find: TypeAlias = Callable[[Location], tuple[str, str] | None]

SEVERITIES = (Severity.ERROR, Severity.GAP, Severity.NOTE)
"""The gravest first."""

_CELL = re.compile("(?P<column>[A-Z]+)(?P<row>[0-9]+)")


@attrs.frozen
class Finding:
    """A problem where it stands in the copy.

    Attributes:
        problem: its texts without personal numbers.
        sheet: title of the sheet; empty for the whole file.
        address: of the cell or range; empty for the whole sheet.
        reference: 依据, such as 四（二）; empty where it is no task's.
    """

    problem: Problem
    sheet: str = ""
    address: str = ""
    reference: str = ""


def find_places(
    problems: Iterable[Problem], find: Find, reference: Callable[[Problem], str]
) -> tuple[Finding, ...]:
    """Return the problems, errors first, in the order of the sheets and their rows, each with its place.

    Args:
        problems: of one file.
        find: place in that file → title of the sheet and address in the copy.
        reference: problem → 依据 of its row.
    """
    findings = [_find_place(problem, find, reference(problem)) for problem in problems]
    sheets = list(dict.fromkeys(finding.sheet for finding in findings))

    def order(finding: Finding) -> tuple[object, ...]:
        severity = SEVERITIES.index(finding.problem.severity)
        return (severity, sheets.index(finding.sheet), *_row_and_column(finding.address))

    return tuple(sorted(findings, key=order))


def _row_and_column(address: str) -> tuple[int, int, str]:
    """Return what orders an address by row and column; what is no address comes first.

    >>> sorted(["AA2", "B10", "B2"], key=_row_and_column)
    ['B2', 'AA2', 'B10']
    """
    found = _CELL.match(address)
    return (int(found["row"]), len(found["column"]), found["column"]) if found else (0, 0, "")


def _find_place(problem: Problem, find: Find, reference: str) -> Finding:
    problem = attrs.evolve(
        problem,
        message=mask_personal_numbers(problem.message),
        remedy=mask_personal_numbers(problem.remedy),
    )
    place = problem.location
    if place is None:
        return Finding(problem, reference=reference)
    found = find(place)
    if found is not None:
        return Finding(problem, *found, reference)
    sheet = mask_personal_numbers(place.sheet or "")
    address = place.cell or place.part or (f"第{place.line}行" if place.line else "")
    return Finding(problem, sheet, mask_personal_numbers(address), reference)


def count_by_severity(problems: Iterable[Problem]) -> Mapping[Severity, int]:
    """Return how many there are of each severity."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for problem in problems:
        counts[problem.severity] += 1
    return counts
