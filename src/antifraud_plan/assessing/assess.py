"""Assesses a county: its plan, its units and what came back, through the same frames that programs use."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from importlib.util import find_spec
from itertools import chain, groupby
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from antifraud_plan.assessing.columns import DUE, RECORD, FrameColumn
from antifraud_plan.assessing.door import DTYPES
from antifraud_plan.assessing.statuses import assess_frame
from antifraud_plan.model.assessment.assessment import Assessment, Finding
from antifraud_plan.model.assessment.expectation import Expectation, derive_expectations
from antifraud_plan.model.assessment.inspection import Inspection, find_exemptions, find_inspections
from antifraud_plan.model.assessment.measuring.measure import measure
from antifraud_plan.model.assessment.proofs import ProvenRecord, find_proofs
from antifraud_plan.model.assessment.scoring import score
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.exemption import Exemption
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.owed.due import Key
from antifraud_plan.model.returns.standing import ReturnState
from antifraud_plan.model.task import Submission, Task
from antifraud_plan.problems import Problem, ProblemsFoundError, Severity

_Row: TypeAlias = tuple[object, ...]
_What: TypeAlias = tuple[str, str, str]

_NOTHING_CAME = frozenset({ReturnState.NOT_DUE, ReturnState.AWAITED, ReturnState.LATE})


def assess(
    plan: Plan,
    tree: OrganisationTree,
    collection: Collection,
    *,
    on: date,
    expected: tuple[Expectation, ...] | None = None,
) -> Assessment:
    """Say for a day what is due from every unit, and how far it is (clause 5.3.1).

    Args:
        plan: tells what is due, and what need not be done.
        tree: tells from whom.
        collection: what came back until then, see `antifraud_plan.find_collection`; with what the bureau
            keeps: of several inspections of one thing the latest decides, of exemptions the first that fits.
        on: the day of judging; what came later must not be in *collection*.
        expected: what `derive_expectations` says of *plan* and *tree*, by who judges them for several days.

    Raises:
        ProblemsFoundError: ``extra-missing``: Polars is not installed.
    """
    if find_spec("polars") is None:
        remedy = '请安装：pip install "antifraud-plan[assess]"'
        raise ProblemsFoundError([Problem("extra-missing", "考核要用的 Polars 没有安装。", None, remedy)])
    facts = _Facts(
        derive_expectations(plan, tree) if expected is None else expected,
        tuple(find_proofs(plan, collection)),
        frozenset(
            (each.unit.id, each.item, each.period)
            for each in collection.standings
            if each.state not in _NOTHING_CAME
        ),
        tuple(each for each in find_inspections(collection.kept) if each.day <= on),
        (*plan.exemptions, *find_exemptions(collection.kept)),
    )
    judged = nw.from_native(assess_frame(_make(DUE, facts.due()), _make(RECORD, facts.records()), on=on))
    rows = judged.select(*_IDENTITY, "status", "done", "needed", "came").collect().rows()
    said = {row[: len(_IDENTITY)]: row[len(_IDENTITY) :] for row in rows}
    found = (facts.find(each, said[_identify(each)], on) for each in facts.expected)
    findings = tuple(sorted(found, key=_Order(plan, tree)))
    measures = measure(plan, tree, collection, findings)
    scores = score(plan, tree, findings, measures.own, on=on)
    problems = (*_find_limits(collection), *facts.find_idle())
    return Assessment(on, findings, problems, measures.rolled, scores)


def _find_limits(collection: Collection) -> Iterator[Problem]:
    """Yield what keeps the assessment from being whole: periods without days, rows that cannot be read."""
    yield from (each for each in collection.problems if each.code == "calendar-gap")
    found = (*collection.problems, *chain.from_iterable(book.problems for book in collection.books))
    errors = sum(each.severity is Severity.ERROR for each in found)
    if errors:
        message = f"交来的文件和 records 里有{errors}处错误，有错误的行没有计入。"
        yield Problem("evidence-faulty", message, None, "逐条见 antifraud-plan returns。", Severity.NOTE)


_IDENTITY = ("unit", "item", "part", "first", "last")


def _identify(each: Expectation) -> _Row:
    return each.unit.id, each.item, each.part, each.period.span.first, each.period.span.last


@attrs.frozen
class _Facts:
    """What is due and what came, as the rows of frames; and from a row back to what it says."""

    expected: tuple[Expectation, ...]
    proofs: tuple[ProvenRecord, ...]
    came: frozenset[Key]
    inspections: tuple[Inspection, ...]
    exemptions: tuple[Exemption, ...]

    def due(self) -> Iterator[_Row]:
        """Yield the rows of `DUE`."""
        for each in self.expected:
            inspection = self._find_inspection(each)
            yield (
                each.unit.id,
                each.item,
                each.part,
                each.period.label,
                each.period.span.first,
                each.period.span.last,
                each.needed,
                each.deadline,
                each.hand_in in self.came,
                inspection and inspection.verdict.value,
                self._find_exemption(each) is not None,
            )

    def records(self) -> Iterator[_Row]:
        """Yield the rows of `RECORD`."""
        for each in self.proofs:
            yield each.unit, each.item, each.part, each.day, each.title, each.amount, each.whole

    def find(self, expected: Expectation, said: _Row, on: date) -> Finding:
        """Return what was said of *expected*, with what it was said by."""
        name, done, needed, came = said
        span = expected.period.span
        return Finding(
            expected,
            Status[str(name)],
            _whole(needed),
            _whole(done),
            bool(came),
            tuple(
                each
                for each in self._proofs_of.get((expected.unit.id, expected.item, expected.part), ())
                if each.day in span and each.day <= on
            ),
            self._find_inspection(expected),
            self._find_exemption(expected),
        )

    @cached_property
    def _proofs_of(self) -> Mapping[_What, tuple[ProvenRecord, ...]]:
        def what(each: ProvenRecord) -> _What:
            return each.unit, each.item, each.part

        ordered = sorted(self.proofs, key=lambda each: (what(each), each.day))
        return {key: tuple(found) for key, found in groupby(ordered, key=what)}

    @cached_property
    def _inspected(self) -> Mapping[_What, tuple[Inspection, ...]]:
        found: dict[_What, tuple[Inspection, ...]] = {}
        for each in sorted(self.inspections, key=lambda each: each.day, reverse=True):
            key = each.unit, each.item, each.part
            found[key] = (*found.get(key, ()), each)
        return found

    def _find_inspection(self, expected: Expectation) -> Inspection | None:
        found = self._inspected.get((expected.unit.id, expected.item, expected.part), ())
        return next((each for each in found if each.period in ("", expected.period.label)), None)

    def _find_exemption(self, expected: Expectation) -> Exemption | None:
        return next((each for each in self.exemptions if _covers(each, expected)), None)

    def find_idle(self) -> Iterator[Problem]:
        """Yield a note for each inspection and each exemption that concerns nothing that is due."""
        labels: dict[_What, set[str]] = {}
        for each in self.expected:
            labels.setdefault((each.unit.id, each.item, each.part), {""}).add(each.period.label)
        for inspection in self.inspections:
            known = labels.get((inspection.unit, inspection.item, inspection.part), set())
            if inspection.period not in known:
                message = "督查的这项工作在这个时段没有要完成的，没有采用。"
                remedy = "请核对工作任务、班级和时段；按班开展的要写班级。"
                yield Problem("idle-inspection", message, inspection.place, remedy, Severity.NOTE)
        for exemption in self.exemptions:
            if not any(_covers(exemption, expected) for expected in self.expected):
                message = f"免予完成的“{'、'.join(exemption.items)}”在这些天里没有整个时段，没有用上。"
                remedy = f"请核对单位、工作任务和起止日期（{exemption.id}）。"
                yield Problem("idle-exemption", message, None, remedy, Severity.NOTE)


def _covers(exemption: Exemption, expected: Expectation) -> bool:
    return exemption.covers(expected.unit, expected.item, expected.period.span)


def _whole(value: object) -> int:
    # Where every count of a column is blank, Polars gives what is missing as a float.
    return int(value) if isinstance(value, int | float) else 0


def _make(columns: tuple[FrameColumn, ...], rows: Iterable[_Row]) -> Any:
    """Return rows as a frame of Polars."""
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    data = {column.name: list(each) for column, each in zip(columns, values, strict=True)}
    schema = {column.name: DTYPES[column.type] for column in columns}
    return nw.from_dict(data, schema, backend="polars").to_native()


class _Order:
    """By unit in the tree's order, by item in the plan's, by date."""

    def __init__(self, plan: Plan, tree: OrganisationTree) -> None:
        items: tuple[Task | Submission, ...] = (*plan.tasks, *plan.submissions)
        self._units = {unit.id: number for number, unit in enumerate(tree)}
        self._items = {item.id: number for number, item in enumerate(items)}

    def __call__(self, finding: Finding) -> tuple[int, int, date, date, str]:
        expected = finding.expected
        unit, item = self._units[expected.unit.id], self._items.get(expected.item, len(self._items))
        return unit, item, expected.period.span.last, expected.period.span.first, expected.part
