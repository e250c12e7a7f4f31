"""What a returned workbook may speak of: schools, classes and items by the names that schools write."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from antifraud_plan.loading.lists.table import ListForm
from antifraud_plan.loading.returns.classes import ClassNames
from antifraud_plan.loading.returns.columns import list_form
from antifraud_plan.loading.returns.layout import Layout
from antifraud_plan.model.calendar import CalendarGapError
from antifraud_plan.model.characters import half_width
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.due import find_reporters, find_return_periods
from antifraud_plan.model.returns.owed.rows import DueRow, RowMaker
from antifraud_plan.model.returns.owed.spec import Return


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

    @cached_property
    def _makers(self) -> dict[str, RowMaker]:
        return {}

    @cached_property
    def _layouts(self) -> dict[tuple[str, tuple[tuple[str, int], ...]], Layout]:
        return {}

    def list_form(self, form: Form) -> ListForm:
        """Return *form* described as a list."""
        if form.id not in self._lists:
            self._lists[form.id] = list_form(form, self.plan.span)
        return self._lists[form.id]

    def layout_of(self, form: Form, positions: Mapping[str, int]) -> Layout:
        """Return how the columns of *form* lie in a sheet with these *positions* of its headings."""
        key = form.id, tuple(positions.items())
        if key not in self._layouts:
            self._layouts[key] = Layout(form, self.list_form(form), positions)
        return self._layouts[key]

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
        spec = self._find_spec(return_id)
        if spec is None:
            return ()
        if return_id not in self._reporters:
            self._reporters[return_id] = find_reporters(self.plan, self.tree, spec)
        return self._reporters[return_id].get(unit_id, ())

    @cached_property
    def _items(self) -> Mapping[str, tuple[str, str]]:
        """Id of every task, metric and submission → its printed name, the clause it hangs on."""
        items = {task.id: (task.name, task.clause) for task in self.plan.tasks}
        items |= {metric.id: (metric.name, metric.clause) for metric in self.plan.metrics}
        return items | {each.id: (each.name, each.clause) for each in self.plan.submissions}

    def items_of(self, form: Form) -> Mapping[str, str]:
        """Return what *form* records: printed name → id; of one that the bureau keeps, of anything."""
        items = form.records or (() if form.source is Source.SCHOOL else self._items)
        return {self._items[item][0]: item for item in items if item in self._items}

    def find_item(self, form: Form, written: str) -> str:
        """Return the id of the item of *form* with this id or name; empty if there is none."""
        items = self.items_of(form)
        if written in items.values():
            return written
        names = {fold(name): item for name, item in items.items()}
        return names.get(fold(written), "")

    @cached_property
    def _item_names(self) -> dict[str, str]:
        return {}

    def name_item(self, item: str) -> str:
        """Return how messages name an item: its outline reference and its name, such as 四（二）主题班会."""
        if item not in self._item_names:
            name, clause = self._items.get(item, ("", item))
            try:
                self._item_names[item] = f"{self.plan.reference(clause)}{name}"
            except KeyError:  # 台账 of a form that records nothing of the outline
                self._item_names[item] = name
        return self._item_names[item]

    def name_subject(self, unit: Organisation | None, item: str) -> str:
        """Return how messages name whom and what a row is about; empty where neither is known."""
        return f"{unit.name if unit else ''} {self.name_item(item)}".strip()

    def _find_spec(self, return_id: str) -> Return | None:
        return next((each for each in self.plan.returns if each.id == return_id), None)

    @cached_property
    def _made(self) -> dict[tuple[str, str, str], Mapping[str, Sequence[DueRow]]]:
        return {}

    def given_rows(self, return_id: str, period: str, school: Organisation) -> Mapping[str, Sequence[DueRow]]:
        """Return the rows that are due from *school* in one return: id of a form → its rows."""
        asked = return_id, period, school.id
        if asked not in self._made:
            try:
                self._made[asked] = self._make_rows(return_id, period, school)
            except CalendarGapError:  # said by ``check``, with the place in the plan
                self._made[asked] = {}
        return self._made[asked]

    def _make_rows(self, return_id: str, period: str, school: Organisation) -> Mapping[str, Sequence[DueRow]]:
        spec = self._find_spec(return_id)
        if spec is None:
            return {}
        if return_id not in self._makers:
            periods = find_return_periods(self.plan, spec)
            self._makers[return_id] = RowMaker(self.plan, self.tree, spec, periods)
        maker = self._makers[return_id]
        numbers = [number for number, each in enumerate(maker.periods) if each.label == period]
        return maker.rows_of(school, maker.periods[numbers[0]])[numbers[0]] if numbers else {}
