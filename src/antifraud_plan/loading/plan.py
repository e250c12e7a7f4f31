"""plan.toml and the base it extends → the plan and the settings of plugins."""

from collections.abc import Iterator, Mapping
from typing import Self

import attrs

from antifraud_plan.loading.chain import Bases, find_unused_base, load_chain
from antifraud_plan.loading.convert import convert
from antifraud_plan.loading.examination import find_faults
from antifraud_plan.loading.lapsed import drop_lapsed
from antifraud_plan.loading.loosening import find_loosened
from antifraud_plan.loading.misfits import describe_misfit
from antifraud_plan.loading.origins import Origins
from antifraud_plan.loading.structuring import TABLE, TextForms, toml_key
from antifraud_plan.loading.toml.tree import Broken, Table
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.calendar import (
    Holiday,
    SchoolCalendar,
    Semester,
    Vacation,
    find_calendar_faults,
)
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.target import Target
from antifraud_plan.problems import Location, Problem, has_errors

TEXT_FORMS: TextForms = {Cadence: Cadence.parse, Target: Target.parse, Prose: Prose.parse}
"""The plan's nouns that are written as a phrase."""

_REQUIRED = tuple(toml_key(field) for field in attrs.fields(Plan) if field.default is attrs.NOTHING)


@attrs.frozen
class LoadedPlan:
    """What came of plan.toml.

    Attributes:
        plan: the plan; ``None`` when there are errors.
        settings: the records of plugins whose table is in the file, by their class.
        origins: where each value was set.
        problems: every mistake, with its place.
    """

    plan: Plan | None
    settings: Mapping[type, object]
    origins: Origins
    problems: tuple[Problem, ...] = ()

    @classmethod
    def failed(cls, problems: tuple[Problem, ...]) -> Self:
        """Make what there is when there is no text to read."""
        return cls(None, {}, Origins(Table({}, Location(""))), problems)


def load_plan(
    source: bytes | str, file: str, *, bases: Bases, settings: Mapping[str, type[object]]
) -> LoadedPlan:
    """Read a plan.

    Args:
        source: TOML text.
        file: its name as the user knows it.
        bases: what it may extend.
        settings: for each table that belongs to a plugin, the attrs class it is read into.
    """
    merged, tree_problems = load_chain(source, file, bases, compare=find_loosened)
    tree = drop_lapsed(merged)
    calendar_problems = tuple(_find_calendar_problems(tree))
    # An unsound calendar cannot be made; its faults are known, the rest of the plan is still examined.
    sound = tree.without(("calendar",)) if calendar_problems else tree
    loaded = convert(sound, Plan, TEXT_FORMS, beside=tuple(settings))
    unused = find_unused_base(tree, bases, _REQUIRED)
    problems = [*tree_problems, *unused, *calendar_problems, *loaded.problems]
    records: dict[type, object] = {}
    for key, record in settings.items():
        match tree.find(key):
            case None | Broken():
                continue
            case Table() as table:
                converted = convert(table, record, TEXT_FORMS)
                problems += converted.problems
                if converted.value is not None:
                    records[record] = converted.value
            case node:
                problems.append(describe_misfit(key, node, TABLE))
    plan = loaded.value
    origins = Origins(tree)
    problems += find_faults(sound.without(settings), loaded, origins, TEXT_FORMS)
    return LoadedPlan(None if has_errors(problems) else plan, records, origins, tuple(problems))


_SOUND = attrs.fields(SchoolCalendar)


@attrs.frozen
class _WrittenCalendar:
    """A `SchoolCalendar` as written, before anybody has looked whether it is sound."""

    semesters: tuple[Semester, ...] = attrs.field(default=(), metadata=_SOUND.semesters.metadata)
    vacations: tuple[Vacation, ...] = attrs.field(default=(), metadata=_SOUND.vacations.metadata)
    holidays: tuple[Holiday, ...] = attrs.field(default=(), metadata=_SOUND.holidays.metadata)


def _find_calendar_problems(tree: Table) -> Iterator[Problem]:
    table = tree.find("calendar")
    if not isinstance(table, Table):
        return
    loaded = convert(table, _WrittenCalendar, {})
    written = loaded.value
    if written is None:
        return
    keys = {field.name: toml_key(field) for field in attrs.fields(_WrittenCalendar)}
    for fault in find_calendar_faults(written.semesters, written.vacations, written.holidays):
        name, other = fault.entry.name, fault.other
        path = (keys[fault.table], fault.index)
        if other is None:
            message = f"“{name}”的截止日早于起始日。"
            yield Problem("dates-reversed", message, loaded.origins.find((*path, "last")), "请改正日期。")
        else:
            message = f"“{name}”与“{other.name}”（{other.first} 至 {other.last}）的日期重叠。"
            place = loaded.origins.find((*path, "first"))
            yield Problem("dates-overlap", message, place, "请改正其中一处的日期。")
