"""How many cases a school's people had: what police and schools tell, each counted once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.measuring.part import Part
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence, Value
from antifraud_plan.model.returns.judged.cases import ROLE, find_case_forms, match_cases
from antifraud_plan.model.target import Zero
from antifraud_plan.model.task import Metric
from antifraud_plan.model.terms import Audience

CASE = "案件"
"""What a form that also asks for mere clues (线索) says of a case."""
_KIND, _MONTH, _CASES, _PEOPLE = "incident.kind", "baseline.month", "baseline.cases", "baseline.people"
_OWN_PEOPLE = frozenset({"", Audience.STUDENTS.value, Audience.STAFF.value})
"""Roles of those whose cases count; of somebody whose role nobody told, they do."""


@attrs.frozen
class Case:
    """One case of a school's people.

    Attributes:
        unit: id of the school.
        day: by the police where they told it, else by the school.
        sources: the police's record, the school's, or both.
    """

    unit: str
    day: date
    sources: tuple[Evidence, ...]


def find_cases(plan: Plan, collection: Collection) -> tuple[Case, ...]:
    """Return every case of students and staff, each once (clause 4.1.0).

    What only a school tells is a case if it says so; a mere clue is one where the police tell the same.
    """
    police = [
        each for each in collection.kept if each.form.source is Source.POLICE and each.day and each.is_sound
    ]
    forms = _find_forms(plan)
    told = [each for each in collection.evidence if each.form.id in forms and each.day]
    paired = {case: own for own, case in match_cases(police, told).items()}
    groups = [
        (case, *([told[paired[number]]] if number in paired else [])) for number, case in enumerate(police)
    ]
    only_told = [each for number, each in enumerate(told) if number not in set(paired.values())]
    groups += [(each,) for each in only_told if find_fact(each, _KIND) in (None, CASE)]
    return tuple(
        Case(group[0].unit, group[0].day, group)
        for group in groups
        if group[0].day is not None and {str(each.values.get(ROLE, "")) for each in group} <= _OWN_PEOPLE
    )


def find_fact(record: Evidence, fact: str) -> Value | None:
    """Return what a record says of a fact, ``None`` where it says nothing."""
    column = next((each for each in record.form.columns if each.fact == fact), None)
    return record.values.get(column.id) if column else None


def _find_forms(plan: Plan) -> Mapping[str, Form]:
    police = (form for form in plan.forms if form.source is Source.POLICE)
    return {form.id: form for each in police for form in find_case_forms(plan, each)}


def measure_cases(
    plan: Plan,
    tree: OrganisationTree,
    collection: Collection,
    findings: Iterable[Finding],
    metrics: Iterable[Metric],
) -> Iterator[Part]:
    """Yield what each school adds to the metrics of cases.

    A metric that is to be zero counts every case from the plan's first day until the day of judging. One that
    is held against last year counts whole months only, here and there: last year is known by month. Its
    denominator is the students and staff that the list of organisations states.
    """
    on, forms = collection.on, _find_forms(plan)
    if not forms:
        return
    cases = [each for each in find_cases(plan, collection) if plan.first_day <= each.day <= on]
    items = {item for form in forms.values() for item in form.records}
    silent = {
        each.expected.unit.id
        for each in findings
        if each.expected.item in items and each.status is Status.UNREPORTED
    }
    came: dict[str, list[Evidence]] = {}
    for record in collection.evidence:
        if record.form.id in forms:
            came.setdefault(record.unit, []).append(record)
    of_unit: dict[str, list[Case]] = {}
    for case in cases:
        of_unit.setdefault(case.unit, []).append(case)
    months = _find_whole_months(plan, on)
    last_year = _LastYear.of(collection.kept)
    for school in find_open(tree, plan, on):
        told = int(school.id in came and school.id not in silent)
        own = of_unit.get(school.id, [])
        sources = tuple(source for case in own for source in case.sources)
        for metric in metrics:
            if any(isinstance(goal, Zero) for goal in metric.target.goals):
                seen = sources or tuple(came.get(school.id, ()))
                yield Part(metric.id, school.id, "", len(own), told=told, sources=seen)
            elif months:
                of_months = [case for case in own if (case.day.year, case.day.month) in months]
                before, kept = last_year.find(school, months, plan)
                seen = tuple(source for case in of_months for source in case.sources)
                people = _count_people(school)
                yield Part(
                    metric.id,
                    school.id,
                    "",
                    len(of_months),
                    people or 0,
                    before,
                    people,
                    told,
                    sources=(*seen, *kept),
                )


def _count_people(school: Organisation) -> int | None:
    """Return students and staff together, ``None`` where the list of organisations lacks either."""
    if school.students is None or school.staff is None:
        return None
    return school.students + school.staff


def find_open(tree: OrganisationTree, plan: Plan, on: date) -> Iterator[Organisation]:
    """Yield the schools that stood on any day from the plan's first until *on*."""
    for school in tree.schools():
        if school.stands(plan.first_day, on):
            yield school


def _find_whole_months(plan: Plan, on: date) -> frozenset[tuple[int, int]]:
    """Return year and number of the months that lie whole between the plan's first day and *on*."""
    found, day = set(), plan.first_day if plan.first_day.day == 1 else _next_month(plan.first_day)
    while _next_month(day) - timedelta(days=1) <= on:
        found.add((day.year, day.month))
        day = _next_month(day)
    return frozenset(found)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@attrs.frozen
class _LastYear:
    """What the bureau keeps of last year, by school and month."""

    records: Mapping[tuple[str, int], Evidence]

    @classmethod
    def of(cls, kept: Iterable[Evidence]) -> "_LastYear":
        months = ((each, find_fact(each, _MONTH)) for each in kept if each.is_sound)
        return cls({(each.unit, month): each for each, month in months if isinstance(month, int)})

    def find(
        self, school: Organisation, months: frozenset[tuple[int, int]], plan: Plan
    ) -> tuple[tuple[int, int] | None, tuple[Evidence, ...]]:
        """Return cases and people of the same months, people of the last; of a new school none of either."""
        if school.opened is not None and school.opened >= plan.first_day:
            return (0, 0), ()
        found = [self.records.get((school.id, month)) for _, month in sorted(months)]
        records = tuple(each for each in found if each is not None)
        if len(records) < len(found):
            return None, ()
        cases = [find_fact(each, _CASES) for each in records]
        people = find_fact(records[-1], _PEOPLE)
        return (
            sum(each for each in cases if isinstance(each, int)),
            people if isinstance(people, int) else 0,
        ), records
