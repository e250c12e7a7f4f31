"""The cases of a county: what the police told, what the school reported, what the bureau did about it."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

import attrs

from antifraud_plan import find_case_forms, match_cases
from antifraud_plan.plugin import Collection, Evidence, Location, Plan, Source

STAGES = "incident-file"
"""Id of the form 案件处置, which the bureau keeps in records."""

_CLUE, _ROLE = "线索", "role"


class StageKind(Enum):
    """At which point of a case the bureau reports; the value is what papers and records say."""

    FIRST = "首报"
    FURTHER = "续报"
    CLOSING = "结案"


@attrs.frozen
class Stage:
    """One line of 案件处置.

    Attributes:
        kind: which report it is.
        day: when it was made.
        text: what it says.
        article: which article of the city's document applies.
        decision: what was decided; empty while nothing is.
        decided: when.
        role: who was cheated, to tell cases of one day apart; empty where it is not said.
        place: its line in records.
        is_doubtful: whether it could be of another case of that day as well.
    """

    kind: StageKind
    day: date
    text: str
    article: str = ""
    decision: str = ""
    decided: date | None = None
    role: str = ""
    place: Location | None = attrs.field(default=None, eq=False)
    is_doubtful: bool = False


@attrs.frozen
class Case:
    """One case (案件).

    Attributes:
        unit: id of the school.
        day: when it happened: as the police say or, failing that, the school or the bureau.
        police, own: what the police told and what the school reported; ``None`` where they did not.
        stages: what the bureau reported on it, by day.
    """

    unit: str
    day: date
    police: Evidence | None = None
    own: Evidence | None = None
    stages: tuple[Stage, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that somebody says it happened on."""
        told = (record.day for record in (self.police, self.own) if record is not None)
        return (self.day, *(day for day in told if day is not None))

    @property
    def roles(self) -> frozenset[str]:
        """Who was cheated, in everybody's words; empty where nobody says."""
        told = [str(each.values.get(_ROLE, "")) for each in (self.police, self.own) if each is not None]
        return frozenset(filter(None, (*told, *(stage.role for stage in self.stages))))

    def of(self, kind: StageKind) -> tuple[Stage, ...]:
        """Return the reports of one kind, by day."""
        return tuple(stage for stage in self.stages if stage.kind is kind)


def find_cases(plan: Plan, collection: Collection, on: date) -> tuple[Case, ...]:
    """Return the cases known by a day, by school and then by the day they happened on.

    A case told by police and school is one, see `match_cases`. A line of 案件处置 belongs to the first case
    of its school on its day, as anybody tells it, and of those it names; where there is none it is of a case
    of its own.

    Args:
        plan: tells in which forms police and schools report cases.
        collection: of the day.
        on: what happened later is not known yet.
    """
    police_forms = [form for form in plan.forms if form.enabled and form.source is Source.POLICE]
    own_forms = {own.id for form in police_forms for own in find_case_forms(plan, form)}
    known = (each for each in (*collection.kept, *collection.evidence) if each.is_sound)
    dated = [each for each in known if each.day is not None and each.day <= on]
    told = [each for each in dated if each.form.source is Source.POLICE]
    own = [each for each in dated if each.form.id in own_forms and each.values.get("kind") != _CLUE]
    paired = match_cases(told, own)
    report_of = {case: own[report] for report, case in paired.items()}
    cases = [
        Case(each.unit, each.day, each, report_of.get(index))
        for index, each in enumerate(told)
        if each.day is not None
    ]
    cases += [
        Case(each.unit, each.day, own=each)
        for index, each in enumerate(own)
        if index not in paired and each.day is not None
    ]
    for unit, day, stage in find_stages(collection.kept, on):
        _add(cases, unit, day, stage)
    return tuple(sorted(cases, key=lambda each: (each.unit, each.day)))


def _add(cases: list[Case], unit: str, day: date, stage: Stage) -> None:
    possible = [
        index
        for index, case in enumerate(cases)
        if case.unit == unit and day in case.days and (not stage.role or case.roles <= {stage.role})
    ]
    if not possible:
        cases.append(Case(unit, day, stages=(stage,)))
        return
    first = cases[possible[0]]
    told = attrs.evolve(stage, is_doubtful=len(possible) > 1)
    cases[possible[0]] = attrs.evolve(first, stages=(*first.stages, told))


def find_stages(kept: Iterable[Evidence], on: date) -> Iterator[tuple[str, date, Stage]]:
    """Yield school, day of the case and report of the lines of 案件处置 made by a day, in their order."""
    found = []
    for record in kept:
        values = record.values
        happened, day, decided = (values.get(each) for each in ("happened", "day", "decided"))
        if record.form.id != STAGES or not record.is_sound:
            continue
        if not isinstance(happened, date) or not isinstance(day, date) or day > on:
            continue
        text, article, decision, role = (
            str(values.get(each, "")) for each in ("text", "article", "decision", _ROLE)
        )
        kind = StageKind(str(values["stage"]))
        when = decided if isinstance(decided, date) else None
        stage = Stage(kind, day, text, article, decision, when, role, record.locate("happened"))
        found.append((record.unit, happened, stage))
    yield from sorted(found, key=lambda each: each[2].day)
