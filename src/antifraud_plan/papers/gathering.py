"""The items of all kinds that are asked for, school by school, looked through before anything is made."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

import attrs

from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.offers import Brief, DocumentKind, Item
from antifraud_plan.problems import Problem, ProblemsFoundError
from antifraud_plan.registry import Registry

# A kind that is done with its school takes up the next while others are still at it.
_LISTS_AT_HAND = 3

People = Callable[[Organisation], Iterable[Student | StaffMember | Problem]]


def gather_items(
    kinds: Sequence[DocumentKind],
    brief: Brief,
    registry: Registry,
    report: Callable[[DocumentKind, Problem], None],
) -> Iterator[tuple[DocumentKind, Item]]:
    """Yield the items of all kinds: first those of no school, then school by school in the tree's order.

    Kinds go through the schools side by side, so that a school's list is at hand for all of them and its
    papers come together. Each kind must come in the tree's order itself. What goes wrong within a kind
    ends that kind alone.
    """
    order = {unit.name: place for place, unit in enumerate(brief.tree)}

    def stream(kind: DocumentKind) -> Iterator[tuple[DocumentKind, Item]]:
        try:
            for item in registry.stream(kind, partial(kind.items, brief), partial(report, kind)):
                yield kind, item
        except ProblemsFoundError as error:
            for problem in error.problems:
                report(kind, problem)

    def school(entry: tuple[DocumentKind, Item]) -> int:
        path = entry[1].path
        return order.get(path[1], -1) if len(path) > 1 else -1

    return heapq.merge(*map(stream, kinds), key=school)


def remember_people(people: People, report: Callable[[Problem], None]) -> People:
    """Read a school's list once for all kinds that want it in turn, and report its problems."""
    latest: dict[str, tuple[Student | StaffMember | Problem, ...]] = {}

    def read(school: Organisation) -> tuple[Student | StaffMember | Problem, ...]:
        if school.id in latest:
            return latest[school.id]
        found = tuple(people(school))
        for entry in found:
            if isinstance(entry, Problem):
                report(entry)
        if found:
            latest[school.id] = found
        if len(latest) > _LISTS_AT_HAND:
            del latest[next(iter(latest))]
        return found

    return read


@attrs.frozen
class Survey:
    """What a first look through all items found, without keeping them.

    Attributes:
        counts: papers by name of their kind.
        samples: the first item of each kind, by name.
        gaps: what the items lack, each once.
        failed: names of kinds that could not be looked through; they are in neither counts nor samples.
        problems: why.
    """

    counts: Counter[str]
    samples: Mapping[str, Item]
    gaps: tuple[Problem, ...]
    failed: frozenset[str]
    problems: tuple[Problem, ...]


def survey_items(kinds: Sequence[DocumentKind], brief: Brief, registry: Registry) -> Survey:
    """Look through the items of *kinds*; see `gather_items` for what a failure does."""
    failures: dict[str, list[Problem]] = {}
    counts: Counter[str] = Counter()
    samples: dict[str, Item] = {}
    gaps: dict[Problem, None] = {}
    for kind, item in gather_items(
        kinds, brief, registry, lambda kind, problem: failures.setdefault(kind.name, []).append(problem)
    ):
        counts[kind.name] += 1
        samples.setdefault(kind.name, item)
        gaps.update(dict.fromkeys(item.gaps))
    for name in failures:
        counts.pop(name, None)
        samples.pop(name, None)
    return Survey(
        counts,
        samples,
        tuple(gaps),
        frozenset(failures),
        tuple(chain.from_iterable(failures.values())),
    )
