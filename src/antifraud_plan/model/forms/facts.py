"""Which fact is asked where: none twice, none that is a mere sum of others (减轻填报负担)."""

from collections.abc import Iterator

import attrs

from antifraud_plan.model.forms.column import Column
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.plan import Plan

REGISTER_FACTS = frozenset({"register.line", "register.day"})
"""What a signing register (签订登记册) hands in, line by line: somebody who signs, the day they did."""


@attrs.frozen
class AskedColumn:
    """A column that schools are asked to fill in, in a return."""

    form: Form
    column: Column

    @property
    def fact(self) -> str:
        """The fact it asks for; a column that names none asks for one of its own."""
        return self.column.fact or f"{self.form.id}.{self.column.id}"


def find_asked(plan: Plan) -> Iterator[AskedColumn]:
    """Yield every column that is asked in some return; what a school or the bureau keeps is not."""
    returned = {item for spec in plan.returns for item in spec.items}
    for form in plan.forms:
        if form.enabled and form.source is Source.SCHOOL and not returned.isdisjoint(form.records):
            yield from (AskedColumn(form, column) for column in form.asked)


def find_asked_twice(plan: Plan) -> Iterator[tuple[AskedColumn, AskedColumn]]:
    """Yield every column whose fact is asked already, after the column that asks it first."""
    first: dict[str, AskedColumn] = {}
    for asked in find_asked(plan):
        if asked.fact in first:
            yield first[asked.fact], asked
        first.setdefault(asked.fact, asked)


def find_summable(plan: Plan) -> Iterator[tuple[AskedColumn, tuple[AskedColumn, ...]]]:
    """Yield every column that is the mere sum of others which are asked too, with those others.

    What the signing register answers is none of these: the program fills it in where the register came.
    """
    columns = tuple(find_asked(plan))
    by_fact = {asked.fact: asked for asked in columns}
    for asked in columns:
        beside = {each.column.id: each for each in columns if each.form.id == asked.form.id}
        parts = [beside.get(part) for part in asked.column.parts]
        summands = [by_fact.get(fact) for fact in asked.column.summed_from]
        for others in (parts, summands):
            if others and None not in others:
                yield asked, tuple(filter(None, others))
                break
