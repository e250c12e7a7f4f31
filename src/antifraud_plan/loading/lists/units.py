"""Rows of 单位 and 班级 → organisations of one tree, with every fault at the cell that has it."""

from collections.abc import Iterable, Mapping

import attrs

from antifraud_plan.loading.lists import forms
from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.table import Record, Report
from antifraud_plan.model.organisation import (
    Organisation,
    OrganisationKind,
    TreeFault,
    find_tree_faults,
)
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Location, Problem, suggest

_SOLE_LEVELS: Mapping[OrganisationKind | None, frozenset[SchoolLevel]] = {
    OrganisationKind.KINDERGARTEN: frozenset({SchoolLevel.KINDERGARTEN})
}


@attrs.frozen
class Listed:
    """An organisation as a row names it, its superior still as written.

    Attributes:
        organisation: without its parent.
        superior: 上级 as written, empty for none.
        id_place, superior_place, name_place: where to report faults.
    """

    organisation: Organisation
    superior: str
    id_place: Location
    superior_place: Location
    name_place: Location


class Directory:
    """Finds organisations by the id or the full name that a clerk wrote."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_id: dict[str, Organisation] = {}
        self._by_name: dict[str, list[Organisation]] = {}
        for organisation in organisations:
            self._by_id.setdefault(organisation.id, organisation)
            self._by_name.setdefault(organisation.name, []).append(organisation)

    def __contains__(self, organisation_id: str) -> bool:
        return organisation_id in self._by_id

    def find(self, written: str, place: Location, report: Report) -> Organisation | None:
        """Find what was meant; an unknown or ambiguous name is reported at *place*."""
        if written in self._by_id:
            return self._by_id[written]
        named = self._by_name.get(written, [])
        if len(named) == 1:
            return named[0]
        if named:
            ids = "、".join(organisation.id for organisation in named)
            message = f"有 {len(named)} 个单位都叫{quote(written)}。"
            report(Problem("ambiguous-organisation", message, place, f"请改填编号：{ids}。"))
        else:
            message = f"“{forms.UNITS.title}”表里没有{quote(written)}。"
            guess = suggest(written, [*self._by_id, *self._by_name])
            report(Problem("unknown-organisation", message, place, guess or "请先在该表中登记，或改正写法。"))
        return None


def read_units(records: Iterable[Record], report: Report) -> tuple[Organisation, ...]:
    """Read the organisations of 单位 in their order, each under its parent.

    What cannot be read or cannot stand in a tree is reported and left out or hung under no parent, so
    that other tables can still be checked against it.
    """
    listed = [unit for record in records if (unit := _read_unit(record, report)) is not None]
    directory = Directory(unit.organisation for unit in listed)
    bureaux = [unit.organisation for unit in listed if unit.organisation.kind is OrganisationKind.BUREAU]
    placed = [
        attrs.evolve(unit.organisation, parent=_find_parent(unit, bureaux, directory, report))
        for unit in listed
    ]
    _report_shared_names(listed, placed, report)
    for position, fault in find_tree_faults(placed):
        _report_fault(listed[position], fault, report)
    return tuple(placed)


def _read_unit(record: Record, report: Report) -> Listed | None:
    written_id = record[forms.UNIT_ID]
    name, kind = record[forms.UNIT_NAME], record[forms.UNIT_KIND]
    opened, closed = record[forms.UNIT_OPENED], record[forms.UNIT_CLOSED]
    superior = record[forms.UNIT_PARENT] or ""
    levels, township = record[forms.UNIT_LEVELS], record[forms.UNIT_TOWNSHIP] or ""
    students, staff = record[forms.UNIT_STUDENTS], record[forms.UNIT_STAFF]
    if opened and closed and closed < opened:
        place = record.place(forms.UNIT_CLOSED)
        report(Problem("dates-reversed", "停用日期早于启用日期。", place, "请核对两个日期。"))
    if name is None:
        return None
    organisation = Organisation(
        written_id or name,
        name,
        kind or OrganisationKind.SCHOOL,  # refused: no tree is made, but rows that name it can be checked
        levels=levels or _SOLE_LEVELS.get(kind, frozenset()),
        township=township,
        opened=opened,
        closed=closed,
        students=students,
        staff=staff,
    )
    id_column = forms.UNIT_ID if written_id else forms.UNIT_NAME
    return Listed(
        organisation,
        superior,
        record.place(id_column),
        record.place(forms.UNIT_PARENT),
        record.place(forms.UNIT_NAME),
    )


def _find_parent(
    unit: Listed, bureaux: list[Organisation], directory: Directory, report: Report
) -> str | None:
    if unit.superior:
        found = directory.find(unit.superior, unit.superior_place, report)
        return found.id if found else None
    if unit.organisation.kind in (OrganisationKind.REGION, OrganisationKind.BUREAU):
        return None
    if len(bureaux) > 1:
        message = f"{quote(unit.organisation.name)}没有填上级，而主管局不止一个。"
        report(Problem("blank-superior", message, unit.superior_place, "请填上级的编号或全称。"))
    return bureaux[0].id if bureaux else None


def _report_shared_names(listed: Iterable[Listed], placed: Iterable[Organisation], report: Report) -> None:
    """Report a second unit of one name under the same superior; ids tell apart those under different ones."""
    seen: dict[tuple[str | None, str], str] = {}
    for unit, organisation in zip(listed, placed, strict=True):
        first_id = seen.setdefault((organisation.parent, organisation.name), organisation.id)
        if first_id != organisation.id:
            message = f"同一上级下已有{quote(organisation.name)}。"
            report(Problem("duplicate-name", message, unit.name_place, "请删去重复的行，或写全称加以区别。"))


def _report_fault(unit: Listed, fault: TreeFault, report: Report) -> None:
    name = quote(unit.organisation.name)
    match fault:
        case TreeFault.DUPLICATE_ID if unit.organisation.id == unit.organisation.name:
            message, remedy = f"{name}已经登记过。", "请删去重复的行；确是两个单位时请填不同的编号。"
            report(Problem("duplicate-name", message, unit.id_place, remedy))
        case TreeFault.DUPLICATE_ID:
            message = f"编号{quote(unit.organisation.id)}已被前面的单位使用。"
            report(Problem("duplicate-id", message, unit.id_place, "请改成不重复的编号。"))
        case TreeFault.CYCLE:
            message = f"{name}的上级关系绕成了圈，最终又回到自己。"
            report(Problem("superior-cycle", message, unit.superior_place, "请改正上级。"))
        case TreeFault.UNKNOWN_PARENT:
            pass  # `Directory.find` has said so, with the nearest name


def read_classes(records: Iterable[Record], directory: Directory, report: Report) -> tuple[Organisation, ...]:
    """Read the classes of 班级, each under its school; its id is the school's id, a stroke, its name."""
    classes: dict[str, Organisation] = {}
    for record in records:
        written, name = record[forms.CLASS_SCHOOL], record[forms.CLASS_NAME]
        grade, levels = record[forms.CLASS_GRADE], record[forms.CLASS_LEVELS]
        students = record[forms.CLASS_STUDENTS]
        if written is None or name is None:
            continue
        school = directory.find(written, record.place(forms.CLASS_SCHOOL), report)
        if school is None:
            continue
        if not school.kind.is_school:
            message = f"{quote(school.name)}是{school.kind.value}，下面不能有班级。"
            report(Problem("not-a-school", message, record.place(forms.CLASS_SCHOOL), "请填学校或幼儿园。"))
            continue
        full_name = name if grade is None or name.startswith(grade) else grade + name
        identifier = f"{school.id}/{full_name}"
        if identifier in classes or identifier in directory:
            message = f"{quote(school.name)}已有班级{quote(full_name)}。"
            report(Problem("duplicate-class", message, record.place(forms.CLASS_NAME), "请删去重复的行。"))
            continue
        sole = school.levels if len(school.levels) == 1 else frozenset()
        classes[identifier] = Organisation(
            identifier, full_name, OrganisationKind.CLASS, school.id, levels or sole, students=students
        )
    return tuple(classes.values())
