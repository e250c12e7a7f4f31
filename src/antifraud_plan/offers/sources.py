"""Where plans, lists, people, tables and holidays come from."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs

from antifraud_plan.loading.lists.table import ListTable
from antifraud_plan.model.calendar import Holiday
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.school import SchoolFacts
from antifraud_plan.offers.named import NamedOffer
from antifraud_plan.problems import Problem


@attrs.frozen
class BasePlan(NamedOffer):
    """A plan that a county can extend (底稿).

    Attributes:
        name: what ``extends`` says.
        title: one Chinese line on what it is.
        read: returns its TOML text.
    """

    title: str
    read: Callable[[], str]


@attrs.frozen
class Lists:
    """What a reader found in a county's lists.

    Attributes:
        tree: organisations, classes and people with posts; ``None`` if mistakes leave none.
        facts: each school's own facts by organisation id.
        problems: every mistake, with its place.
    """

    tree: OrganisationTree | None
    facts: Mapping[str, SchoolFacts] = attrs.Factory(dict)
    problems: tuple[Problem, ...] = ()


@attrs.frozen
class ListsReader(NamedOffer):
    """Reads a county's lists of organisations, classes and people (单位名册).

    Attributes:
        name: stable name.
        file_name: the file in the workspace that it reads, such as 单位名册.xlsx.
        read: takes that file's path; never raises for what a user did.
    """

    file_name: str
    read: Callable[[Path], Lists]


@attrs.frozen
class PeopleReader(NamedOffer):
    """Streams one school's list of students and staff (师生名单).

    Attributes:
        name: stable name.
        suffix: of the files it reads, such as ``.xlsx``; lists stand in the folder 名单, named as the school.
        read: yields students, staff members and, where a row is wrong, problems; holds one row at a time.
    """

    suffix: str
    read: Callable[[Path], Iterator[Student | StaffMember | Problem]]


@attrs.frozen
class TableReader(NamedOffer):
    """Opens files of tables that schools send back: workbooks, CSV.

    Attributes:
        name: stable name.
        suffix: of the files it reads, such as ``.xlsx``.
        read: the file's bytes and its name as problems say it → its tables by title; raises
            `ProblemsFoundError` for a file that cannot be read.
    """

    suffix: str
    read: Callable[[bytes, str], Mapping[str, ListTable]]


@attrs.frozen
class HolidaySource(NamedOffer):
    """Knows the public holidays of some years (法定节假日).

    Attributes:
        name: stable name.
        holidays: year → its public holidays, ``None`` where it does not know the year.
    """

    holidays: Callable[[int], tuple[Holiday, ...] | None]
