"""What came back until a day: what of it counts, what is wrong, where every return stands (收齐情况)."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Self

import attrs

from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.evidence import CellCount, Evidence, ReturnedBook
from antifraud_plan.model.returns.standing import ReturnState, Standing
from antifraud_plan.problems import Problem


@attrs.frozen
class Collection:
    """What came back until a day, and what of it counts.

    Attributes:
        on: the day.
        standings: where everything stands that has to be handed in: returns in the plan's order, unit by
            unit and period by period, then submissions.
        books: the files that count, with everything that is wrong in them.
        passed_over: older versions, copies, and versions of which none can be preferred. They are only read,
            not held against the plan.
        unplaced: files that are no return anybody owes, or of which one cannot tell: also only read.
        kept: what the bureau keeps itself: cases the police told, last year's figures.
        problems: what is wrong besides: files that cannot be read, versions, the log, cases not reported.
    """

    on: date
    standings: tuple[Standing, ...] = ()
    books: tuple[ReturnedBook, ...] = ()
    passed_over: tuple[ReturnedBook, ...] = ()
    unplaced: tuple[ReturnedBook, ...] = ()
    kept: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def evidence(self) -> Iterator[Evidence]:
        """What counts: every sound record of the files that count, whatever is wrong beside it."""
        return (record for book in self.books for record in book.evidence if record.is_sound)

    @property
    def cells(self) -> CellCount:
        """What became of the cells of all files."""
        return sum((count for book in self.files for count in book.cells.values()), CellCount())

    @property
    def files(self) -> tuple[ReturnedBook, ...]:
        """All files that could be read, whether they count or not."""
        return (*self.books, *self.passed_over, *self.unplaced)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, each once: in the files that count, then besides."""
        found = (problem for book in self.books for problem in book.problems)
        return tuple(dict.fromkeys((*found, *self.problems)))

    def count(self, *states: ReturnState) -> int:
        """Return how many returns and submissions are in one of *states*."""
        return sum(standing.state in states for standing in self.standings)

    def within(self, wants: Callable[[Organisation], bool]) -> Self:
        """Return what concerns the units wanted, with the problems that are in no other unit's files."""
        standings = tuple(each for each in self.standings if wants(each.unit))
        others = {file for each in self.standings if not wants(each.unit) for file in each.files}
        return attrs.evolve(
            self,
            standings=standings,
            books=tuple(book for book in self.books if book.place.file not in others),
            passed_over=tuple(book for book in self.passed_over if book.place.file not in others),
            unplaced=tuple(book for book in self.unplaced if book.place.file not in others),
            problems=tuple(
                each for each in self.problems if each.location is None or each.location.file not in others
            ),
        )
