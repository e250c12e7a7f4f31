"""Organisations (单位) as a tree: bureau, sections, central schools, schools, kindergartens, classes."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cached_property

import attrs

from antifraud_plan.model.people import Person
from antifraud_plan.model.terms import SchoolLevel


class OrganisationKind(Enum):
    """What an organisation is; the value is the word clerks write in the 类别 column.

    A central school (镇街中心学校) stands above the schools of its township and is itself a school;
    a county school (县直学校) answers to the bureau directly (source plan, clauses 3.2 and 5.4.1).
    """

    REGION = "上级机关"
    BUREAU = "主管局"
    SECTION = "股室"
    CENTRAL_SCHOOL = "中心学校"
    COUNTY_SCHOOL = "县直学校"
    SCHOOL = "学校"
    KINDERGARTEN = "幼儿园"
    TRAINING_INSTITUTION = "培训机构"
    GRADE = "年级"
    CLASS = "班级"

    @property
    def is_school(self) -> bool:
        """Whether the duties of “every school” (各学校) fall on it; a kindergarten is one of them."""
        return self in _SCHOOL_KINDS

    @property
    def self_name(self) -> str:
        """What it calls itself in its own papers (自称).

        >>> OrganisationKind.KINDERGARTEN.self_name, OrganisationKind.TRAINING_INSTITUTION.self_name
        ('我园', '我单位')
        """
        if self is OrganisationKind.KINDERGARTEN:
            return "我园"
        return "我校" if self.is_school else "我单位"


_SCHOOL_KINDS = frozenset(
    {
        OrganisationKind.CENTRAL_SCHOOL,
        OrganisationKind.COUNTY_SCHOOL,
        OrganisationKind.SCHOOL,
        OrganisationKind.KINDERGARTEN,
    }
)


@attrs.frozen
class Organisation:
    """One node of the tree (单位).

    Attributes:
        id: 单位编号, unique in the tree.
        name: full name (全称), as printed.
        kind: see `OrganisationKind`.
        parent: id of the organisation above; ``None`` for the root.
        levels: school levels taught (学段); empty for what is no school. A nine-year school has two.
        township: 镇街, where a county groups by it.
        opened: first day it counts; ``None`` if it stood before the plan's period.
        closed: last day it counts; ``None`` while it stands.
        students: 学生数, when the list of organisations states it.
        staff: 教职工数, likewise.

    >>> Organisation("S01", "示例县实验小学", OrganisationKind.COUNTY_SCHOOL, parent="B").kind.is_school
    True
    """

    id: str
    name: str
    kind: OrganisationKind
    parent: str | None = None
    levels: frozenset[SchoolLevel] = frozenset()
    township: str = ""
    opened: date | None = None
    closed: date | None = None
    students: int | None = None
    staff: int | None = None

    def stands(self, first: date, last: date | None = None) -> bool:
        """Tell whether it is there on any day from *first* to *last*, on *first* itself if that is not given.

        >>> merged = Organisation("S", "示例小学", OrganisationKind.SCHOOL, closed=date(2023, 7, 10))
        >>> merged.stands(date(2023, 7, 10)), merged.stands(date(2023, 7, 11), date(2023, 7, 31))
        (True, False)
        """
        is_open = self.opened is None or self.opened <= (last or first)
        return is_open and (self.closed is None or self.closed >= first)


@attrs.frozen
class OrganisationTree:
    """All organisations of a county, and the people who hold posts in them.

    Built from lists of a clerk or in code, and sound by construction: raises `ValueError` for the faults
    (unknown parents, cycles, duplicates) that `find_tree_faults` finds and tells by their place.

    >>> tree = OrganisationTree((
    ...     Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU),
    ...     Organisation("S01", "示例县实验小学", OrganisationKind.COUNTY_SCHOOL, parent="B"),
    ... ))
    >>> [unit.name for unit in tree.schools()]
    ['示例县实验小学']
    >>> tree.find("示例县实验小学").id
    'S01'
    """

    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...] = ()

    def __attrs_post_init__(self) -> None:
        faults = find_tree_faults(self.organisations)
        if faults:
            listed = "、".join(f"{self.organisations[index].name}：{fault.value}" for index, fault in faults)
            raise ValueError(f"这些单位不能组成一棵树：{listed}")

    @cached_property
    def _by_id(self) -> dict[str, Organisation]:
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Organisation, ...]]:
        children: dict[str | None, list[Organisation]] = {}
        for organisation in self.organisations:
            children.setdefault(organisation.parent, []).append(organisation)
        return {parent: tuple(found) for parent, found in children.items()}

    @cached_property
    def _people(self) -> dict[str, tuple[Person, ...]]:
        people: dict[str, list[Person]] = {}
        for person in self.people:
            people.setdefault(person.organisation, []).append(person)
        return {organisation: tuple(found) for organisation, found in people.items()}

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self.organisations)

    def __len__(self) -> int:
        return len(self.organisations)

    def find(self, name_or_id: str) -> Organisation | None:
        """Return the organisation with this id or, failing that, the only one with this full name."""
        if name_or_id in self._by_id:
            return self._by_id[name_or_id]
        named = [organisation for organisation in self.organisations if organisation.name == name_or_id]
        return named[0] if len(named) == 1 else None

    def require(self, organisation_id: str) -> Organisation:
        """Return the organisation with this id; raises `KeyError` if there is none."""
        return self._by_id[organisation_id]

    def parent_of(self, organisation: Organisation) -> Organisation | None:
        """Return the organisation directly above, ``None`` for a root."""
        return None if organisation.parent is None else self._by_id[organisation.parent]

    def children_of(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """Return what hangs directly below, in the order of the list."""
        return self._children.get(organisation.id, ())

    def people_of(self, organisation: Organisation) -> tuple[Person, ...]:
        """Return who holds a post there, in the order of the list."""
        return self._people.get(organisation.id, ())

    def above(self, organisation: Organisation) -> Iterator[Organisation]:
        """Yield parent, grandparent … up to the root."""
        current = self.parent_of(organisation)
        while current is not None:
            yield current
            current = self.parent_of(current)

    def below(self, organisation: Organisation) -> Iterator[Organisation]:
        """Yield everything under *organisation*, depth first, in the order of the list."""
        waiting = [*reversed(self.children_of(organisation))]
        while waiting:
            unit = waiting.pop()
            yield unit
            waiting += reversed(self.children_of(unit))

    def of_kind(self, kind: OrganisationKind) -> tuple[Organisation, ...]:
        """Return all organisations of one kind, in the order of the list."""
        return tuple(organisation for organisation in self.organisations if organisation.kind is kind)

    def bureau(self) -> Organisation | None:
        """Return the county's bureau, ``None`` when a school works alone."""
        return next(iter(self.of_kind(OrganisationKind.BUREAU)), None)

    def schools(self) -> tuple[Organisation, ...]:
        """Return every school and kindergarten, central schools included (各学校)."""
        return tuple(organisation for organisation in self.organisations if organisation.kind.is_school)

    def classes_of(self, school: Organisation) -> tuple[Organisation, ...]:
        """Return the classes of one school itself, also those under its grades, not of schools below it."""
        if school.id not in self._classes:
            self._classes[school.id] = tuple(self._find_classes(school))
        return self._classes[school.id]

    @cached_property
    def _classes(self) -> dict[str, tuple[Organisation, ...]]:
        return {}

    def _find_classes(self, unit: Organisation) -> Iterator[Organisation]:
        for child in self.children_of(unit):
            if child.kind is OrganisationKind.CLASS:
                yield child
            elif child.kind is OrganisationKind.GRADE:
                yield from self._find_classes(child)


class TreeFault(Enum):
    """What can be wrong with a list of organisations."""

    DUPLICATE_ID = "单位编号重复"
    UNKNOWN_PARENT = "上级单位不存在"
    CYCLE = "上级关系成环"


def find_tree_faults(organisations: Iterable[Organisation]) -> tuple[tuple[int, TreeFault], ...]:
    """Return (position in the list, fault) for every organisation that cannot stand in a tree.

    Each member of a cycle is named once; a duplicate is named at its second and later places.

    >>> find_tree_faults([Organisation("A", "甲校", OrganisationKind.SCHOOL, parent="Z")])
    ((0, <TreeFault.UNKNOWN_PARENT: '上级单位不存在'>),)
    """
    listed = tuple(organisations)
    parents: dict[str, str | None] = {}
    faults: list[tuple[int, TreeFault]] = []
    for index, organisation in enumerate(listed):
        if organisation.id in parents:
            faults.append((index, TreeFault.DUPLICATE_ID))
        else:
            parents[organisation.id] = organisation.parent
    in_cycle = _find_cycle_members(parents)
    for index, organisation in enumerate(listed):
        if organisation.parent is not None and organisation.parent not in parents:
            faults.append((index, TreeFault.UNKNOWN_PARENT))
        if organisation.id in in_cycle and parents[organisation.id] == organisation.parent:
            faults.append((index, TreeFault.CYCLE))
    return tuple(sorted(faults, key=lambda fault: fault[0]))


def _find_cycle_members(parents: dict[str, str | None]) -> set[str]:
    members: set[str] = set()
    settled: set[str] = set()
    for start in parents:
        path: list[str] = []
        position: dict[str, int] = {}
        current: str | None = start
        while current is not None and current in parents and current not in settled:
            if current in position:
                members.update(path[position[current] :])
                break
            position[current] = len(path)
            path.append(current)
            current = parents[current]
        settled.update(path)
    return members
