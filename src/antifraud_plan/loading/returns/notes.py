"""Problems of returns on their way out: each once, and what happens in many cells of a column once."""

import attrs

from antifraud_plan.loading.lists.table import Report
from antifraud_plan.loading.returns.screening import mask_place
from antifraud_plan.problems import Problem, Severity


class Once:
    """Keeps the problems of one file, each once, its place without personal numbers."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], Problem] = {}

    def take(self, problem: Problem) -> None:
        """Take one problem; the same one again is left."""
        if problem.location is not None:
            problem = attrs.evolve(problem, location=mask_place(problem.location))
        # A personal number is met by the screening and again in its row, which tells whose it is.
        is_of_cell = problem.code == "personal-number" and problem.location is not None
        key = problem.code, str(problem.location), "" if is_of_cell else problem.message
        if is_of_cell or key not in self._kept:
            self._kept[key] = problem

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was taken, in that order."""
        return tuple(self._kept.values())


class Notes:
    """Hands on errors at once and notes, gathered by column, at the end."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._gathered: dict[tuple[str, str], list[Problem]] = {}

    def take(self, problem: Problem, column: str = "") -> None:
        """Take one problem, about the column with this heading if it is about one."""
        if problem.severity is Severity.NOTE and column:
            self._gathered.setdefault((problem.code, column), []).append(problem)
        else:
            self._report(problem)

    def finish(self) -> None:
        """Report what was gathered: the first of its kind in each column, and how many there are."""
        for first, *more in self._gathered.values():
            remedy = f"{first.remedy}本列这样的共 {len(more) + 1} 格。" if more else first.remedy
            self._report(attrs.evolve(first, remedy=remedy))
        self._gathered.clear()
