"""Makes the rows of a return that are given beforehand: what is due, from whom, what the lists know."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import assert_never

import attrs

from antifraud_plan.model.cadence.rules import Anchored, Campaign, Recurring
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.duties import (
    Duty,
    are_bound,
    derive_duties,
    find_days,
    find_duty_span,
    is_concerned,
)
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer, Source
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.periods import DuePeriod
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.cascade import derive_unit_signings, find_people_pledges
from antifraud_plan.model.pledges.relation import PledgeRelation
from antifraud_plan.model.returns.owed.row import (
    DueRow,
    Given,
    Item,
    count_people,
    describe_duty,
    describe_item,
    make_row,
)
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.task import Metric, Submission, Task
from antifraud_plan.problems import Problem

__all__ = ["MOST_TIMES", "DueRow", "Item", "RowMaker"]

MOST_TIMES = 12
"""How often a school or class may owe one thing in one return with a row for each time; beyond it has one
row with the number, as for 每天 or for 每周 in a semester."""


@attrs.frozen
class RowMaker:
    """Makes the rows of one return; what is the same for every school is worked out once.

    Attributes:
        plan, tree, spec: whose return, from whom, which.
        periods: its periods, by date.
    """

    plan: Plan
    tree: OrganisationTree
    spec: Return
    periods: tuple[DuePeriod, ...]

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms the return is made of, in the plan's order."""
        return tuple(form for form, _ in self.asked)

    def rows_of(
        self, school: Organisation, only: DuePeriod | None = None
    ) -> tuple[Mapping[str, list[DueRow]], ...]:
        """Return for each period: id of a form → the rows of *school*; nothing of forms it owes no row of.

        Where *only* one of the periods is asked for, nothing of the others is worked out.
        """
        wanted = range(len(self.periods)) if only is None else (self.periods.index(only),)
        found: tuple[dict[str, list[DueRow]], ...] = tuple({} for _ in self.periods)
        # Which papers belong to a return follows from its other rows.
        for form, items in sorted(self.asked, key=lambda asked: _lists_papers(asked[0])):
            for item in items:
                for index, row in self._rows(form, item, school, found, wanted):
                    rows = found[index].setdefault(form.id, [])
                    if form.rows is not RowsPer.EVENT or not rows:
                        rows.append(row)
        return found

    @cached_property
    def asked(self) -> tuple[tuple[Form, tuple[Item, ...]], ...]:
        """The forms of this return, each with what of it is asked."""
        asked = (
            (form, tuple(self._items[each] for each in form.records if each in self._items))
            for form in self.plan.forms
            if form.enabled and form.source is Source.SCHOOL
        )
        return tuple((form, items) for form, items in asked if items)

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        listed: tuple[Item, ...] = (*self.plan.submissions, *self.plan.metrics, *self.plan.tasks)
        return {item.id: item for item in listed if item.id in self.spec.items}

    @cached_property
    def _keepers(self) -> tuple[frozenset[tuple[str, str]], ...]:
        """For each period the relations between units, each with who keeps its register."""
        return tuple(
            frozenset(
                (signing.relation.id, signing.keeper.id)
                for signing in derive_unit_signings(self.plan, self.tree, on=period.span.first)
                if not isinstance(signing, Problem)
            )
            for period in self.periods
        )

    def _rows(
        self,
        form: Form,
        item: Item,
        school: Organisation,
        found: tuple[Mapping[str, list[DueRow]], ...],
        wanted: Sequence[int],
    ) -> Iterator[tuple[int, DueRow]]:
        """Yield the rows of one item, each with the number of the period it stands in."""
        given = describe_item(self.plan, item, school)
        if form.rows is RowsPer.OCCASION and isinstance(item, Task) and item.counted_cadence.is_countable:
            duties = derive_duties(self.plan, self.tree, item, school)
            for index, duty, times in self.fold(duties):
                if index not in wanted:
                    continue
                row = make_row(form, school, item, given | describe_duty(duty), duty.class_)
                yield from ((index, row) for _ in range(times))
            return
        days = self.find_days(item, school)
        if days is None:
            return
        due_times = self.count_times(form, item, school)
        for index in wanted:
            period = self.periods[index]
            # What ends in a vacation stands in the next return, also of a school that closed in between.
            if period.span.overlaps(days) or due_times[index]:
                facts = given | {ColumnKind.PERIOD: period.label}
                if due_times[index]:
                    facts[ColumnKind.EXPECTED] = due_times[index]
                for more in self._variants(form, item, school, index, found[index]):
                    yield index, make_row(form, school, item, facts | more)

    def count_times(self, form: Form, item: Item, school: Organisation) -> Counter[int]:
        """Return number of a period → how often *item* is due in it, where *form* has a column for that."""
        times: Counter[int] = Counter()
        if form.find_kind(ColumnKind.EXPECTED) is not None and isinstance(item, Task):
            for duty in derive_duties(self.plan, self.tree, item, school):
                times[self._find_period(duty.period)] += duty.period.minimum
        return times

    def fold(self, duties: Iterable[Duty]) -> Iterator[tuple[int, Duty, int]]:
        """Yield each duty with the numbers of its period and of its rows; very many become one duty."""
        placed: list[tuple[int, Duty, list[Duty]]] = []
        alike: dict[tuple[int, int, str], list[Duty]] = {}
        for duty in duties:
            index = self._find_period(duty.period)
            found = alike.setdefault((index, *_find_kind(duty)), [])
            found.append(duty)
            placed.append((index, duty, found))
        for index, duty, found in placed:
            if sum(map(_occasions, found)) <= MOST_TIMES:
                yield index, duty, _occasions(duty)
            elif duty is found[0]:
                minimum = sum(each.period.minimum for each in found)
                yield index, attrs.evolve(duty, period=attrs.evolve(self.periods[index], minimum=minimum)), 1

    def _find_period(self, due: DuePeriod) -> int:
        """Return the number of the period in which *due* ends, of the next or the last where none is."""
        return min(bisect_left(self._ends, due.span.last), len(self.periods) - 1)

    @cached_property
    def _ends(self) -> tuple[date, ...]:
        return tuple(period.span.last for period in self.periods)

    def find_days(self, item: Item, school: Organisation) -> DateSpan | None:
        """Return on which days of the plan *item* is a matter of *school*, if on any."""
        match item:
            case Task():
                concerned = is_concerned(self.plan, self.tree, item, school)
                return find_duty_span(self.plan, item, school) if concerned else None
            case Metric():
                parties = [self.plan.party(each) for each in item.responsible]
                return find_days(school, self.plan.span) if are_bound(parties, self.tree, school) else None
            case Submission():
                return find_days(school, self.plan.span)
            case _:
                assert_never(item)

    def _variants(
        self, form: Form, item: Item, school: Organisation, index: int, found: Mapping[str, list[DueRow]]
    ) -> Iterator[Given]:
        """Yield what tells the rows of one item apart: relation, paper or audience, whichever *form* has."""
        if form.find_kind(ColumnKind.RELATION):
            for relation in self.relations(item, school, index):
                yield {ColumnKind.RELATION: relation.name}
        elif _lists_papers(form):
            yield from self._papers(found)
        elif form.find_kind(ColumnKind.AUDIENCE) and not isinstance(item, Submission) and item.audiences:
            for audience in item.audiences:
                yield {ColumnKind.AUDIENCE: audience.value} | count_people(school, (audience,))
        else:
            yield {}

    def relations(self, item: Item, school: Organisation, index: int) -> Iterator[PledgeRelation]:
        """Yield the relations whose register *school* keeps: of its people, of units that sign with it."""
        on = self.periods[index].span.first
        people = {relation.id for relation in find_people_pledges(self.plan, school, on=on)}
        for relation in self.plan.pledges:
            kept = relation.id in people or (relation.id, school.id) in self._keepers[index]
            if kept and relation.clause == item.clause:
                yield relation

    def _papers(self, found: Mapping[str, list[DueRow]]) -> Iterator[Given]:
        """Yield the papers that prove what else is in the return, each once, with what it proves."""
        proves: dict[str, dict[str, None]] = {}
        for item_id in dict.fromkeys(row.item for rows in found.values() for row in rows):
            item = self._items[item_id]
            for paper in () if isinstance(item, Submission) else item.evidence:
                proves.setdefault(paper, {})[self.plan.reference(item.clause)] = None
        for paper, references in proves.items():
            yield {ColumnKind.PAPER: paper, ColumnKind.REFERENCE: "、".join(references)}


def _lists_papers(form: Form) -> bool:
    return form.find_kind(ColumnKind.PAPER) is not None


def _find_kind(duty: Duty) -> tuple[int, str]:
    """Return what duties of one task share that may become one: number of the rule, id of the class."""
    rules = duty.task.counted_cadence.rules
    return rules.index(duty.rule), "" if duty.class_ is None else duty.class_.id


def _occasions(duty: Duty) -> int:
    """Return how many rows a duty needs: 至少2次 two, 不少于500份 one."""
    return duty.period.minimum if isinstance(duty.rule, Recurring | Anchored | Campaign) else 1
