"""Rows of 单位 and 班级 → organisations of one tree, with every fault at the cell that has it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from antifraud_plan.loading.lists import forms
from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.directory import Directory
from antifraud_plan.loading.lists.table import Record, Report
from antifraud_plan.model.organisation import Organisation, OrganisationKind, TreeFault, find_tree_faults
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Location, Problem

_SOLE_LEVELS: Mapping[OrganisationKind | None, frozenset[SchoolLevel]] = {
    OrganisationKind.KINDERGARTEN: frozenset({SchoolLevel.KINDERGARTEN})
}


@attrs.frozen
class Listed:
    """An organisation as a row names it, its superior still as written.

    Attributes:
        organisation: without its parent.
        superior: 上级 as written, empty for none; ``None`` if it was refused.
        has_lost_id: whether 编号 was refused, so that the name stands for it.
        id_place, superior_place, name_place: where to report faults.
    """

    organisation: Organisation
    superior: str | None
    has_lost_id: bool
    id_place: Location
    superior_place: Location
    name_place: Location


def read_units(records: Iterable[Record], report: Report) -> tuple[tuple[Organisation, ...], Directory]:
    """Read the organisations of 单位 in their order, each under its parent, and who finds them by name.

    What cannot be read or cannot stand in a tree is reported and left out or hung under no parent, so
    that other tables can still be checked against it.
    """
    listed: list[Listed] = []
    refused: list[str] = []
    for record in records:
        unit = _read_unit(record, report)
        refused += _find_refused(record, unit)
        if unit is not None:
            listed.append(unit)
    bureaux = [unit.organisation for unit in listed if unit.organisation.kind is OrganisationKind.BUREAU]
    everybody = Directory(unit.organisation for unit in listed)
    again = _find_named_again(listed, bureaux, everybody)
    uses = Counter(unit.organisation.id for unit in listed)
    refused += (listed[position].organisation.name for position in again)
    refused += (identifier for identifier, number in uses.items() if number > 1)
    directory = Directory((unit.organisation for unit in listed), refused)
    placed = [
        attrs.evolve(unit.organisation, parent=_find_parent(unit, bureaux, directory, report))
        for unit in listed
    ]
    for position in again:
        message = f"同一上级下已有{quote(placed[position].name)}。"
        place = listed[position].name_place
        report(Problem("duplicate-name", message, place, "请删去重复的行，或写全称加以区别。"))
    for position, fault in find_tree_faults(placed):
        _report_fault(listed[position], fault, report)
    return tuple(placed), directory


def _find_refused(record: Record, unit: Listed | None) -> Iterator[str]:
    """Yield what a row shows as its name and id where these were refused: other rows will name it so."""
    if unit is None:
        yield record.show(forms.UNIT_NAME)
    if not record.is_empty(forms.UNIT_ID) and (unit is None or unit.has_lost_id):
        yield record.show(forms.UNIT_ID)


def _read_unit(record: Record, report: Report) -> Listed | None:
    written_id = record[forms.UNIT_ID]
    name, kind = record[forms.UNIT_NAME], record[forms.UNIT_KIND]
    opened, closed = record[forms.UNIT_OPENED], record[forms.UNIT_CLOSED]
    superior = "" if record.is_empty(forms.UNIT_PARENT) else record[forms.UNIT_PARENT]
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
        written_id is None and not record.is_empty(forms.UNIT_ID),
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
    if unit.superior is None or unit.organisation.kind in (OrganisationKind.REGION, OrganisationKind.BUREAU):
        return None
    if len(bureaux) > 1:
        message = f"{quote(unit.organisation.name)}没有填上级，而主管局不止一个。"
        report(Problem("blank-superior", message, unit.superior_place, "请填上级的编号或全称。"))
    return bureaux[0].id if bureaux else None


def _find_named_again(
    listed: Sequence[Listed], bureaux: Sequence[Organisation], directory: Directory
) -> tuple[int, ...]:
    """Return the positions of units whose name stands above under the same superior, with another id.

    Under different superiors ids tell them apart.
    """
    seen: dict[tuple[str, str], str] = {}
    again: list[int] = []
    for position, unit in enumerate(listed):
        if unit.superior is None:
            continue
        superiors = directory.find_all(unit.superior) if unit.superior else bureaux[:1]
        superior = superiors[0].id if len(superiors) == 1 else unit.superior
        own = unit.organisation
        if seen.setdefault((superior, own.name), own.id) != own.id:
            again.append(position)
    return tuple(again)


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


def read_classes(
    records: Iterable[Record], directory: Directory, report: Report
) -> tuple[tuple[Organisation, ...], tuple[str, ...]]:
    """Read the classes of 班级, each under its school; its id is the school's id, a stroke, its name.

    Returns:
        The classes, and the names of those that were refused or whose school was.
    """
    classes: dict[str, Organisation] = {}
    refused: list[str] = []
    for record in records:
        written, name = record[forms.CLASS_SCHOOL], record[forms.CLASS_NAME]
        grade, levels = record[forms.CLASS_GRADE], record[forms.CLASS_LEVELS]
        students = record[forms.CLASS_STUDENTS]
        shown = name or record.show(forms.CLASS_NAME)
        full_name = shown if grade is None or shown.startswith(grade) else grade + shown
        school = None
        if written is not None:
            school = _find_school(written, record, directory, report)
        if school is None or name is None:
            refused += (full_name,) if shown else ()
            continue
        identifier = f"{school.id}/{full_name}"
        if identifier in classes or identifier in directory:
            message = f"{quote(school.name)}已有班级{quote(full_name)}。"
            report(Problem("duplicate-class", message, record.place(forms.CLASS_NAME), "请删去重复的行。"))
            continue
        sole = school.levels if len(school.levels) == 1 else frozenset()
        classes[identifier] = Organisation(
            identifier, full_name, OrganisationKind.CLASS, school.id, levels or sole, students=students
        )
    return tuple(classes.values()), tuple(refused)


def _find_school(written: str, record: Record, directory: Directory, report: Report) -> Organisation | None:
    place = record.place(forms.CLASS_SCHOOL)
    school = directory.find(written, place, report)
    if school is None or school.kind.is_school:
        return school
    message = f"{quote(school.name)}是{school.kind.value}，下面不能有班级。"
    report(Problem("not-a-school", message, place, "请填学校或幼儿园。"))
    return None
