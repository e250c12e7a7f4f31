"""Problems of one sheet on their way out: what happens in many cells of a column is told once."""

import attrs

from antifraud_plan.loading.lists.table import Report
from antifraud_plan.problems import Problem, Severity


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
