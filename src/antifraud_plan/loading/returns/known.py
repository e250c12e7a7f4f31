"""What a returned workbook may speak of: schools, classes and items by the names that schools write."""

from collections.abc import Mapping
from functools import cached_property

import attrs

from antifraud_plan.loading.lists.table import ListForm
from antifraud_plan.loading.returns.classes import ClassNames
from antifraud_plan.loading.returns.columns import list_form
from antifraud_plan.model.characters import half_width
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.due import find_reporters


def fold(text: str) -> str:
    """Return *text* in half-width characters without spaces."""
    return "".join(half_width(text).split())


@attrs.frozen(slots=False)
class Known:
    """A plan and its organisations, looked up by name; made once for all the files that came back.

    Attributes:
        plan: the county's.
        tree: its organisations.
    """

    plan: Plan
    tree: OrganisationTree

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms that schools send back, by title."""
        return {form.title: form for form in self.plan.forms if form.enabled and form.source is Source.SCHOOL}

    @cached_property
    def schools(self) -> tuple[Organisation, ...]:
        """Every school."""
        return self.tree.schools()

    @cached_property
    def _units(self) -> Mapping[str, Organisation | None]:
        """Units by id and by name; ``None`` for a name that several have."""
        units: dict[str, Organisation | None] = {}
        for unit in self.tree:
            units[fold(unit.name)] = None if fold(unit.name) in units else unit
        return units | {unit.id: unit for unit in self.tree}

    @cached_property
    def _lists(self) -> dict[str, ListForm]:
        return {}

    @cached_property
    def _classes(self) -> dict[str, ClassNames]:
        return {}

    @cached_property
    def _reporters(self) -> dict[str, Mapping[str, tuple[Organisation, ...]]]:
        return {}

    def list_form(self, form: Form) -> ListForm:
        """Return *form* described as a list."""
        if form.id not in self._lists:
            self._lists[form.id] = list_form(form, self.plan.span)
        return self._lists[form.id]

    def find_unit(self, written: str) -> Organisation | None:
        """Return the unit with this id or, failing that, the only one with this name."""
        return self._units.get(written) or self._units.get(fold(written))

    def classes_of(self, school: Organisation) -> ClassNames:
        """Return the classes of one school."""
        if school.id not in self._classes:
            self._classes[school.id] = ClassNames(self.tree.classes_of(school))
        return self._classes[school.id]

    def reported_by(self, unit_id: str, return_id: str) -> tuple[Organisation, ...]:
        """Return the schools that a unit reports for in one return; none if it hands in no such return."""
        spec = next((each for each in self.plan.returns if each.id == return_id), None)
        if spec is None:
            return ()
        if return_id not in self._reporters:
            self._reporters[return_id] = find_reporters(self.plan, self.tree, spec)
        return self._reporters[return_id].get(unit_id, ())

    @cached_property
    def item_names(self) -> Mapping[str, str]:
        """Printed name → id of every task, metric and submission."""
        names = {metric.name: metric.id for metric in self.plan.metrics}
        names |= {task.name: task.id for task in self.plan.tasks}
        return names | {item: item for item in names.values()}

    def find_item(self, form: Form, written: str) -> str:
        """Return the id of the item of *form* with this name or id; empty if there is none."""
        item = self.item_names.get(written) or self.item_names.get(fold(written), "")
        return item if item in form.records else ""

    def name_item(self, item: str) -> str:
        """Return how messages name an item: its outline reference and its name."""
        clauses = {task.id: task.clause for task in self.plan.tasks}
        clauses |= {metric.id: metric.clause for metric in self.plan.metrics}
        names = {task.id: task.name for task in self.plan.tasks}
        names |= {metric.id: metric.name for metric in self.plan.metrics}
        return f"{self.find_reference(clauses.get(item, item))}{names.get(item, '')}"

    def find_reference(self, clause: str) -> str:
        """Return the outline reference of a clause, empty if the plan has no such clause."""
        try:
            return self.plan.reference(clause)
        except KeyError:
            return ""
