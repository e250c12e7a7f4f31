"""The plan (实施方案): what must be done, why, by whom, by when, judged how."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from antifraud_plan.model.calendar import DateSpan, SchoolCalendar
from antifraud_plan.model.exemption import Exemption
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.forms.record import RecordPaper
from antifraud_plan.model.forms.survey import Survey
from antifraud_plan.model.group import LeadingGroup
from antifraud_plan.model.names import check_each_name, check_line, check_name
from antifraud_plan.model.outline import Clause, Outline, Section
from antifraud_plan.model.pledges.promise import Promise
from antifraud_plan.model.pledges.relation import PledgeRelation
from antifraud_plan.model.prose import Prose, Slot, SlotVerb
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.score import ScoreRule
from antifraud_plan.model.task import Consequence, LegalBasis, Metric, Party, Phase, Submission, Task


def _many(toml: str) -> Any:
    """A tuple field whose entries are written as ``[[toml]]`` tables."""
    return attrs.field(default=(), metadata={"toml": toml})


def _check_year(_: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if not 2000 <= value <= 2100:
        raise ValueError(f"“{attribute.name}”应在 2000 到 2100 之间，这里是 {value}")


def _check_serial(_: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if value < 1:
        raise ValueError(f"“{attribute.name}”应为 1 以上的整数，这里是 {value}")


def _check_title(_: object, attribute: "attrs.Attribute[Prose]", value: Prose) -> None:
    if not str(value).strip():
        raise ValueError(f"“{attribute.name}”是空的，请写上内容")


@attrs.frozen
class Names:
    """What things are called here; the only place a county writes its own names.

    Attributes:
        county: 县、市、区 as printed.
        bureau: issuing bureau, full name.
        bureau_short: how prose refers to it, such as 县教体局.
        system: the system it runs, such as 教体系统.
        section: the bureau's section that runs the work, full name (clause 3.3).
        section_short: how prose refers to it, such as 法安股.
    """

    county: str = attrs.field(validator=check_name)
    bureau: str = attrs.field(validator=check_name)
    bureau_short: str = attrs.field(validator=check_name)
    system: str = attrs.field(validator=check_name)
    section: str = attrs.field(validator=check_name)
    section_short: str = attrs.field(validator=check_name)


@attrs.frozen
class DocumentNumber:
    """A document number (发文字号): mark, year in six-corner brackets, serial without padding.

    >>> str(DocumentNumber("示教体字", 2023, 5))
    '示教体字〔2023〕5号'
    """

    mark: str
    year: int
    serial: int = attrs.field(validator=_check_serial)

    def __str__(self) -> str:
        return f"{self.mark}〔{self.year}〕{self.serial}号"


@attrs.frozen
class Issue:
    """How the plan is issued (印发).

    Attributes:
        date: 成文日期; the date of every paper built without a date of its own.
        mark: 机关代字 of the document number; empty while none is assigned.
        serial: 序号 of the document number, from 1; ``None`` while none is assigned.
        addressees: 主送机关, in order.
        copies_to: 抄送机关, in order.
        signatory: 签发人, only printed where the frame asks for one.
    """

    date: date
    mark: str = attrs.field(default="", validator=check_line)
    serial: int | None = attrs.field(default=None, validator=attrs.validators.optional(_check_serial))
    addressees: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    copies_to: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    signatory: str = attrs.field(default="", validator=check_line)


@attrs.frozen
class Plan:
    """A county's plan as data.

    Attributes:
        id: name of the plan, the one an overlay ``extends``.
        title: printed title, with slots.
        year: the plan's year, 2000 to 2100; dates without a year are read against it.
        names: see `Names`.
        issue: see `Issue`.
        subject: what the work is called in titles, such as 防范电信网络诈骗工作.
        guiding_formula: fixed official wording of the guiding thought (指导思想, clause 1.0).
        terms: further words that prose may print by name, such as slogans and apps.
        first_day: first day covered; 1 January of the year if not given.
        last_day: last day covered; 31 December of the year if not given.
        calendar: semesters, vacations and public holidays of this county.
        sections, clauses: the outline and its prose.
        parties: who duties fall on.
        tasks, metrics, phases, submissions, consequences, leading_groups, legal_basis: see their classes.
        pledges: the cascade of pledges (层层签订, clause 4.2.6).
        promises: what pledges say, a line each.
        forms: what is asked of schools and kept by the bureau, each table described once.
        returns: which of it is handed in how often (上报表, clause 5.4.2).
        records: the Word forms that schools fill in and keep.
        survey: how awareness is measured (知晓率, clause 2.2).
        scores: the appraisal table (考评表, clause 5.3.1), in its order.
        exemptions: what need not be done here, and why.
    """

    id: str = attrs.field(validator=check_name)
    title: Prose = attrs.field(validator=_check_title)
    year: int = attrs.field(validator=_check_year)
    names: Names
    issue: Issue
    subject: str = attrs.field(default="", validator=check_line)
    guiding_formula: str = attrs.field(default="", validator=check_line)
    terms: Mapping[str, str] = attrs.Factory(dict)
    first_day: date = attrs.field(default=attrs.Factory(lambda self: date(self.year, 1, 1), takes_self=True))
    last_day: date = attrs.field(default=attrs.Factory(lambda self: date(self.year, 12, 31), takes_self=True))
    calendar: SchoolCalendar = attrs.Factory(SchoolCalendar)
    sections: tuple[Section, ...] = _many("section")
    clauses: tuple[Clause, ...] = _many("clause")
    parties: tuple[Party, ...] = _many("party")
    leading_groups: tuple[LeadingGroup, ...] = _many("leading_group")
    tasks: tuple[Task, ...] = _many("task")
    metrics: tuple[Metric, ...] = _many("metric")
    phases: tuple[Phase, ...] = _many("phase")
    submissions: tuple[Submission, ...] = _many("submission")
    consequences: tuple[Consequence, ...] = _many("consequence")
    legal_basis: tuple[LegalBasis, ...] = _many("legal_basis")
    pledges: tuple[PledgeRelation, ...] = _many("pledge")
    promises: tuple[Promise, ...] = _many("promise")
    forms: tuple[Form, ...] = _many("form")
    returns: tuple[Return, ...] = _many("return")
    records: tuple[RecordPaper, ...] = _many("record")
    survey: Survey = attrs.Factory(Survey)
    scores: tuple[ScoreRule, ...] = _many("score")
    exemptions: tuple[Exemption, ...] = _many("exemption")

    @property
    def span(self) -> DateSpan:
        """The days the plan covers, both ends included."""
        return DateSpan(self.first_day, self.last_day)

    @property
    def document_number(self) -> DocumentNumber | None:
        """The document number once mark and serial are assigned."""
        if not self.issue.mark or self.issue.serial is None:
            return None
        return DocumentNumber(self.issue.mark, self.issue.date.year, self.issue.serial)

    @cached_property
    def outline(self) -> Outline:
        """Sections and clauses, numbered."""
        return Outline(self.sections, self.clauses)

    @cached_property
    def slot_values(self) -> Mapping[Slot, str]:
        """What every slot that prose may use prints here."""
        names = {**self.terms, **attrs.asdict(self.names)}
        names |= {"year": str(self.year), "subject": self.subject, "guiding_formula": self.guiding_formula}
        values = {Slot(SlotVerb.NAME, name): text for name, text in names.items()}
        values |= {Slot(SlotVerb.CADENCE, task.id): str(task.cadence) for task in self.tasks}
        values |= {Slot(SlotVerb.TARGET, metric.id): str(metric.target) for metric in self.metrics}
        values |= {Slot(SlotVerb.DEADLINE, item.id): str(item.deadline) for item in self.submissions}
        values |= {Slot(SlotVerb.PARTY, party.id): party.name for party in self.parties}
        values |= {Slot(SlotVerb.AUTHORITY, item.id): item.authority or "" for item in self.consequences}
        values |= {Slot(SlotVerb.PHASE, phase.id): str(phase.window) for phase in self.phases}
        ids = [section.id for section in self.sections] + [clause.id for clause in self.clauses]
        values |= {Slot(SlotVerb.REFERENCE, each): self.outline.reference(each) for each in ids}
        return values

    @cached_property
    def _parties_by_id(self) -> Mapping[str, Party]:
        return {party.id: party for party in self.parties}

    @cached_property
    def _tasks_by_id(self) -> Mapping[str, Task]:
        return {task.id: task for task in self.tasks}

    def fill(self, prose: Prose) -> str:
        """Return *prose* with what this plan says in place of its slots; `KeyError` for an unknown slot."""
        return prose.fill(self.slot_values.__getitem__)

    def party(self, party_id: str) -> Party:
        """Return the party with this id; `KeyError` if there is none."""
        return self._parties_by_id[party_id]

    def task(self, task_id: str) -> Task:
        """Return the task with this id; `KeyError` if there is none."""
        return self._tasks_by_id[task_id]

    def find_task(self, name_or_id: str) -> Task | None:
        """Return the task with this id or, failing that, the only one with this name."""
        if name_or_id in self._tasks_by_id:
            return self._tasks_by_id[name_or_id]
        named = [task for task in self.tasks if task.name == name_or_id]
        return named[0] if len(named) == 1 else None

    @cached_property
    def _forms_by_id(self) -> Mapping[str, Form]:
        return {form.id: form for form in self.forms}

    def form(self, form_id: str) -> Form:
        """Return the form with this id; `KeyError` if there is none."""
        return self._forms_by_id[form_id]

    def find_form(self, item: str) -> Form | None:
        """Return the enabled form that records *item*: a task, metric or submission, by its id."""
        return next((form for form in self.forms if form.enabled and item in form.records), None)

    def reference(self, clause_id: str) -> str:
        """Return how papers refer to a clause, such as ``四（二）``."""
        return self.outline.reference(clause_id)
