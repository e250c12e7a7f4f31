"""Everything a kind of paper or a check may know."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

import attrs

from antifraud_plan.model.assessment.assessment import Assessment
from antifraud_plan.model.assessment.expectation import Expectation, derive_expectations
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.cascade import Signing, derive_people_signings, derive_unit_signings
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.collecting import collect_returns
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook
from antifraud_plan.model.school import SchoolFacts
from antifraud_plan.problems import Location, Problem, ProblemsFoundError

T = TypeVar("T")


# Named, so that a brief can be sent to another process.
def _nobody(_: Organisation) -> Iterable[Student | StaffMember | Problem]:
    return ()


def _no_registers() -> Iterable[Register | Problem]:
    return ()


def _no_books() -> Iterable[ReturnedBook | Problem]:
    return ()


def _no_arrivals() -> Iterable[Arrival | Problem]:
    return ()


def _nothing_kept() -> Iterable[Evidence | Problem]:
    return ()


def _keeps_nothing(file: str) -> bytes:
    raise ProblemsFoundError(
        [Problem("file-missing", "没有这个文件。", Location(file), "请核对文件名和位置。")]
    )


def _nowhere(_: tuple[str | int, ...]) -> Location | None:
    return None


@attrs.frozen
class Brief:
    """Everything a document kind or check may know.

    What `collect` and `assess` need of the files that came back is read once and held as long as the brief
    is; a program that wants to see new files makes a new one.

    Attributes:
        plan: the county's plan.
        tree: its organisations and people.
        on: the date papers carry.
        facts: each school's own facts by organisation id.
        settings: settings records by their class.
        selected: organisations asked for with ``--for``; all if ``None``.
        people: streams the students and staff of one school, and a problem for each row that is wrong.
        registers: goes through the signing registers that came back, and the problems of reading them.
        periods: labels of periods asked for with ``--period``, such as 3月; all if ``None``.
        books: goes through the return workbooks that came back, and the files that could not be read.
        arrivals: goes through the log of what arrived when.
        kept: goes through what the bureau keeps itself: cases the police know, last year's figures.
        read_kept: returns the bytes of a file that an arrival names; raises `ProblemsFoundError`.
        origin: tells where in the user's files a value of the plan was set.
    """

    plan: Plan
    tree: OrganisationTree
    on: date
    facts: Mapping[str, SchoolFacts] = attrs.Factory(dict)
    settings: Mapping[type, object] = attrs.Factory(dict)
    selected: tuple[Organisation, ...] | None = None
    people: Callable[[Organisation], Iterable[Student | StaffMember | Problem]] = _nobody
    registers: Callable[[], Iterable[Register | Problem]] = _no_registers
    periods: frozenset[str] | None = None
    books: Callable[[], Iterable[ReturnedBook | Problem]] = _no_books
    arrivals: Callable[[], Iterable[Arrival | Problem]] = _no_arrivals
    kept: Callable[[], Iterable[Evidence | Problem]] = _nothing_kept
    read_kept: Callable[[str], bytes] = _keeps_nothing
    origin: Callable[[tuple[str | int, ...]], Location | None] = _nowhere

    def setting(self, record: type[T]) -> T:
        """Return the settings of this class, its defaults where plan.toml says nothing."""
        found = self.settings.get(record)
        return found if isinstance(found, record) else record()

    def wants(self, organisation: Organisation) -> bool:
        """Tell whether papers of *organisation* were asked for: itself or anything above it was selected."""
        if self.selected is None:
            return True
        return organisation in self.selected or any(
            unit in self.selected for unit in self.tree.above(organisation)
        )

    def wants_period(self, label: str) -> bool:
        """Tell whether papers of the period with this label were asked for."""
        return self.periods is None or label in self.periods

    def unit_signings(self) -> Iterator[Signing | Problem]:
        """Yield every pledge that units sign, see `derive_unit_signings`."""
        return derive_unit_signings(self.plan, self.tree, on=self.on)

    def people_signings(self, school: Organisation) -> Iterator[Signing | Problem]:
        """Yield every pledge that the people of one school sign, see `derive_people_signings`."""
        return derive_people_signings(self.plan, self.tree, school, self.people(school), on=self.on)

    def signings(self) -> Iterator[Signing | Problem]:
        """Yield the whole cascade: what units sign, then what people sign, school by school."""
        yield from self.unit_signings()
        for school in self.tree.schools():
            yield from self.people_signings(school)

    def collect(self, *, on: date | None = None) -> Collection:
        """Hold what schools sent back against what is due, see `collect_returns`.

        Args:
            on: what came or happened later does not count; everything counts if not given, as if all
                deadlines were over.
        """
        books, arrivals, kept = self._evidence
        return collect_returns(self.plan, self.tree, books, arrivals, kept, on=on or date.max)

    def assess(self, *, on: date | None = None) -> Assessment:
        """Say where everything due stands, see `antifraud_plan.assess`.

        Args:
            on: the day of judging; the day the papers carry if not given.

        Raises:
            ProblemsFoundError: ``extra-missing``: Polars is not installed.
        """
        # Loads a library of data frames, which most papers need nothing of.
        from antifraud_plan.assessing.assess import assess  # noqa: PLC0415

        on = on or self.on
        if on not in self._assessments:
            self._assessments[on] = assess(
                self.plan, self.tree, self.collect(on=on), on=on, expected=self._expected
            )
        return self._assessments[on]

    @cached_property
    def _evidence(
        self,
    ) -> tuple[
        tuple[ReturnedBook | Problem, ...], tuple[Arrival | Problem, ...], tuple[Evidence | Problem, ...]
    ]:
        # Papers that judge several days, and several papers of one brief, read what came back once.
        return tuple(self.books()), tuple(self.arrivals()), tuple(self.kept())

    @cached_property
    def _expected(self) -> tuple[Expectation, ...]:
        return derive_expectations(self.plan, self.tree)

    @cached_property
    def _assessments(self) -> dict[date, Assessment]:
        return {}
