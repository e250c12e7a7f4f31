"""A problem of a returned file, and where it stands in the copy that goes back."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import attrs

from antifraud_plan.plugin import Location, Problem, Severity, mask_personal_numbers

Find: TypeAlias = Callable[[Location], tuple[str, str] | None]

SEVERITIES = (Severity.ERROR, Severity.GAP, Severity.NOTE)
"""The gravest first."""


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
    """Return the problems, errors first, each with its place in the copy.

    Args:
        problems: of one file.
        find: place in that file → title of the sheet and address in the copy.
        reference: problem → 依据 of its row.
    """
    findings = (_find_place(problem, find, reference(problem)) for problem in problems)
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.problem.severity)))


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
