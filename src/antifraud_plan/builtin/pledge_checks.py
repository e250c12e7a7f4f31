"""Checks of the cascade of pledges: a level without a counterpart, people and classes that do not meet."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import attrs

from antifraud_plan.plugin import (
    Brief,
    Location,
    Organisation,
    Problem,
    Severity,
    Signer,
    StaffMember,
    Student,
    derive_people_signings,
    derive_unit_signings,
    find_people_pledges,
)
from antifraud_plan.problems import suggest

_NAMED_AT_MOST = 5
_SEPARATORS = re.compile(r"[、，,;；/／]+")


def find_missing_counterparts(brief: Brief) -> Iterator[Problem]:
    """Yield a gap for every unit that is asked for a pledge and has nobody above to sign it with."""
    for signing in derive_unit_signings(brief.plan, brief.tree, on=brief.on):
        if isinstance(signing, Problem):
            yield signing


def find_unmatched_people(brief: Brief) -> Iterator[Problem]:
    """Yield what keeps people from their pledges: no list, no such class, no class teacher, no stage.

    Reads the list of every school asked for once, as a stream. Where no school has a list, none is missed:
    blank pledges are printed then.
    """
    without_list: list[Organisation] = []
    asked = 0
    for school in brief.tree.schools():
        relations = find_people_pledges(brief.plan, school, on=brief.on)
        if not relations or not brief.wants(school):
            continue
        asked += 1
        roll = _Roll()
        for signing in derive_people_signings(
            brief.plan, brief.tree, school, roll.watch(brief.people(school)), on=brief.on
        ):
            if isinstance(signing, Problem):
                yield signing
        if not roll.is_used:
            without_list.append(school)
            continue
        listed = [unit.name for unit in brief.tree.classes_of(school)]
        yield from _find_unlisted_classes(school, roll, listed)
        yield from _find_namesakes(school, roll)
        if roll.staff and any(relation.signer is Signer.CLASS_TEACHER for relation in relations):
            yield from _find_classes_without_teacher(school, roll, listed)
    if 0 < len(without_list) < asked:
        yield _without_list(without_list)


@attrs.define
class _Roll:
    """Who of one school was seen going by.

    Attributes:
        members: how many people the list has in each class, class teachers included.
        students: names of the students of each class.
        namesakes: names that more than one student of a class has.
        teachers: classes that have a class teacher.
        staff: how many of them are staff.
    """

    members: Counter[str] = attrs.Factory(Counter)
    students: dict[str, set[str]] = attrs.Factory(lambda: defaultdict(set))
    namesakes: dict[str, set[str]] = attrs.Factory(lambda: defaultdict(set))
    teachers: set[str] = attrs.Factory(set)
    staff: int = 0

    @property
    def is_used(self) -> bool:
        return bool(self.members or self.staff)

    def watch(self, people: Iterable[Student | StaffMember | Problem]) -> Iterator[Student | StaffMember]:
        """Hand on *people* without the problems, which whoever reads the list for its own sake tells."""
        for person in people:
            match person:
                case Student(name=name, class_name=class_name):
                    self.members[class_name] += 1
                    (self.namesakes if name in self.students[class_name] else self.students)[class_name].add(
                        name
                    )
                    yield person
                case StaffMember(class_name=class_name):
                    self.staff += 1
                    if class_name:
                        self.members[class_name] += 1
                        self.teachers.add(class_name)
                    yield person


def _find_unlisted_classes(school: Organisation, roll: _Roll, listed: list[str]) -> Iterator[Problem]:
    if "" in roll.members:
        yield Problem(
            "class-not-listed",
            f"“{school.name}”的名单里有 {roll.members['']} 名学生没有班级。",
            _list_of(school),
            "请填上班级，与单位名册的“班级”表一致。",
            Severity.GAP,
        )
    unlisted = [name for name in roll.members if name and name not in listed]
    if unlisted and not listed:
        yield Problem(
            "class-not-listed",
            f"“{school.name}”的名单里有 {len(unlisted)} 个班，单位名册里一个班也没有。",
            _list_of(school),
            "请在单位名册的“班级”表填上。",
            Severity.GAP,
        )
        return
    for name in unlisted:
        yield Problem(
            "class-not-listed",
            f"名单里有 {roll.members[name]} 人在“{name}”，单位名册里“{school.name}”没有这个班。",
            _list_of(school),
            _mend_class(name, listed),
            Severity.GAP,
        )


def _mend_class(name: str, listed: list[str]) -> str:
    if len([each for each in _SEPARATORS.split(name) if each]) > 1:
        return "一格只填一个班。"
    return suggest(name, listed) or "请在单位名册的“班级”表补上，或改正名单里的班级。"


def _find_namesakes(school: Organisation, roll: _Roll) -> Iterator[Problem]:
    """Yield a note of the classes with namesakes; it names no child, the list does."""
    if roll.namesakes:
        classes = "、".join(
            f"{name or '没有班级'}（{len(names)} 个姓名）" for name, names in roll.namesakes.items()
        )
        yield Problem(
            "namesakes-in-class",
            f"“{school.name}”的名单里，{len(roll.namesakes)} 个班有同名的学生：{classes}。",
            _list_of(school),
            "如果是同一个人写了两行，请删去一行；确实同名的不用改。",
            Severity.NOTE,
        )


def _find_classes_without_teacher(school: Organisation, roll: _Roll, listed: list[str]) -> Iterator[Problem]:
    missing = [name for name in listed if name not in roll.teachers]
    if missing:
        yield Problem(
            "class-without-teacher",
            f"“{school.name}”有 {len(missing)} 个班没有班主任：{'、'.join(missing)}。",
            _list_of(school),
            "请在名单的“教职工”表“班主任班级”一栏填上。",
            Severity.GAP,
        )


def _without_list(schools: list[Organisation]) -> Problem:
    names = "、".join(school.name for school in schools[:_NAMED_AT_MOST])
    others = "等" if len(schools) > _NAMED_AT_MOST else ""
    return Problem(
        "no-people-list",
        f"{len(schools)} 所学校没有师生名单，个人的承诺书只能印空白的：{names}{others}。",
        Location("名单"),
        "要印姓名，请把名单放进文件夹“名单”，用学校全称或编号作文件名。",
        Severity.NOTE,
    )


def _list_of(school: Organisation) -> Location:
    return Location(f"名单/{school.name}")
