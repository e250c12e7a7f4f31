"""The frozen records that plugins offer, and the brief they receive."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

import attrs

from antifraud_plan.model.calendar import Holiday
from antifraud_plan.model.organisation import Organisation, OrganisationTree, StaffMember, Student
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.school import SchoolFacts
from antifraud_plan.problems import Location, Problem

T = TypeVar("T")


@attrs.frozen
class NamedOffer:
    """An offer that goes by one name."""

    name: str

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The names it claims; nobody else may claim one of them."""
        return (self.name,)

    @property
    def label(self) -> str:
        """What people call it: its Chinese title where it has one."""
        return str(getattr(self, "title", self.name))


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
class HolidaySource(NamedOffer):
    """Knows the public holidays of some years (法定节假日).

    Attributes:
        name: stable name.
        holidays: year → its public holidays, ``None`` where it does not know the year.
    """

    holidays: Callable[[int], tuple[Holiday, ...] | None]


@attrs.frozen
class Settings:
    """A table of plan.toml that belongs to a plugin, so that an unknown key in it stays an error.

    Attributes:
        table: name of the table.
        record: attrs class it is read into; every field has a default.
    """

    table: str
    record: type

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The table it claims."""
        return (self.table,)


# Named, so that a brief can be sent to another process.
def _nobody(_: Organisation) -> Iterable[Student | StaffMember | Problem]:
    return ()


def _nowhere(_: tuple[str | int, ...]) -> Location | None:
    return None


@attrs.frozen
class Brief:
    """Everything a document kind or check may know.

    Attributes:
        plan: the county's plan.
        tree: its organisations and people.
        on: the date papers carry.
        facts: each school's own facts by organisation id.
        settings: settings records by their class.
        selected: organisations asked for with ``--for``; all if ``None``.
        people: streams the students and staff of one school, and a problem for each row that is wrong.
        origin: tells where in the user's files a value of the plan was set.
    """

    plan: Plan
    tree: OrganisationTree
    on: date
    facts: Mapping[str, SchoolFacts] = attrs.Factory(dict)
    settings: Mapping[type, object] = attrs.Factory(dict)
    selected: tuple[Organisation, ...] | None = None
    people: Callable[[Organisation], Iterable[Student | StaffMember | Problem]] = _nobody
    origin: Callable[[tuple[str | int, ...]], Location | None] = _nowhere

    def setting(self, record: type[T]) -> T:
        """Return the settings of this class, its defaults where plan.toml says nothing."""
        found = self.settings.get(record)
        return found if isinstance(found, record) else record()

    def wants(self, organisation: Organisation) -> bool:
        """Tell whether papers of *organisation* were asked for: itself or anything above it was selected."""
        if self.selected is None:
            return True
        return organisation in self.selected or any(
            unit in self.selected for unit in self.tree.above(organisation)
        )


class Scope(Enum):
    """For whom a document kind makes one paper."""

    COUNTY = "全县一份"
    SCHOOL = "每校一份"
    CLASS = "每班一份"
    PERSON = "每人一份"


@attrs.frozen
class Variable:
    """Something a Word template of this kind may print.

    Attributes:
        name: as written between braces.
        meaning: one Chinese line.
        example: what it may print.
    """

    name: str
    meaning: str
    example: str


@attrs.frozen
class Item:
    """One paper to be made.

    Attributes:
        path: folders below the output folder, then the file name without its suffix.
        title: the paper's title, kept in the file's properties.
        values: what the template prints.
        gaps: what somebody still has to supply; printed as marked blanks, refused by ``--final``.
    """

    path: tuple[str, ...]
    title: str
    values: Mapping[str, object]
    gaps: tuple[Problem, ...] = ()


@attrs.frozen
class DocumentKind(NamedOffer):
    """A kind of Word paper (文种).

    Attributes:
        name: English name in kebab case; also the name of its template.
        title: Chinese title, which answers on the command line too.
        scope: for whom one paper is made.
        source: its template as readable text, see docs/reference/template-source.md.
        items: yields one item a paper.
        shared: passages that its template includes, by name.
        variables: what a template may print, for people who draw their own.
        aliases: further names it answers to.
    """

    title: str
    scope: Scope
    source: str
    items: Callable[[Brief], Iterable[Item]]
    shared: Mapping[str, str] = attrs.Factory(dict)
    variables: tuple[Variable, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def answers_to(self) -> tuple[str, ...]:
        """Its English name, its Chinese title and its aliases."""
        return (self.name, self.title, *self.aliases)


@attrs.frozen
class Check(NamedOffer):
    """A look at the whole brief for mistakes and gaps.

    Attributes:
        name: stable name.
        title: one Chinese line on what it looks at.
        run: yields problems.
    """

    title: str
    run: Callable[[Brief], Iterable[Problem]]


@attrs.frozen
class Starter:
    """What a new workspace is made for.

    Attributes:
        plan: the plan as the new workspace's plan.toml states it; drop-downs list its tasks.
    """

    plan: Plan


@attrs.frozen
class StarterFile:
    """A file that ``init`` puts into a new workspace.

    Attributes:
        path: below the workspace.
        meaning: one Chinese line on what it is for.
        content: its bytes.
    """

    path: str
    meaning: str
    content: Callable[[Starter], bytes]

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The path it claims."""
        return (self.path,)


@attrs.frozen
class Document:
    """A file to be.

    Attributes:
        path: folders below the output folder, then the file name with its suffix.
        media_type: MIME type.
        chunks: its bytes, in order.
    """

    path: tuple[str, ...]
    media_type: str
    chunks: tuple[bytes, ...]
