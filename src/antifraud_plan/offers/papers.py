"""Kinds of papers and other files, and what they are made of."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

import attrs

from antifraud_plan.model.plan import Plan
from antifraud_plan.offers.brief import Brief
from antifraud_plan.offers.named import NamedOffer
from antifraud_plan.problems import Problem


# Named, so that a kind can be sent to another process.
def _nothing_added(_: Plan) -> Iterable[str]:
    return ()


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
        example: what it may print; ``true`` or ``false`` for a truth value, which is tested and not printed.
        fields: what each entry of a list or mapping holds; empty for plain text, numbers and dates.
        many: whether it is a list to go through with ``{% for %}``.
    """

    name: str
    meaning: str
    example: str
    fields: tuple["Variable", ...] = ()
    many: bool = False

    @property
    def is_truth(self) -> bool:
        """Whether it is yes or no."""
        return self.example in ("true", "false")


@attrs.frozen
class Item:
    """One paper to be made.

    Attributes:
        path: folders below the output folder, then the file name without its suffix. A paper for a person
            has kind, school, class (if any) and name, in this order: files of a class or school are cut
            along it, so items come school by school in the tree's order and class by class.
        title: the paper's title, kept in the file's properties.
        values: what the template prints.
        shared: values that many papers have in common, the very same mapping for all of them: what a
            template says of them is worked out once. No name stands in both.
        gaps: what somebody still has to supply; printed as marked blanks, refused by ``--final``. What is
            worth a word but keeps nobody from printing is a note.
    """

    path: tuple[str, ...]
    title: str
    values: Mapping[str, object]
    gaps: tuple[Problem, ...] = ()
    shared: Mapping[str, object] = attrs.Factory(dict)


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
        added: titles of the papers that a plan adds to it; who asks for one of them gets the kind.
        awaits: what a clerk has to do before there is any to make, in a sentence; empty where only the plan
            and the lists decide.
    """

    title: str
    scope: Scope
    source: str
    items: Callable[[Brief], Iterable[Item]]
    shared: Mapping[str, str] = attrs.Factory(dict)
    variables: tuple[Variable, ...] = ()
    aliases: tuple[str, ...] = ()
    added: Callable[[Plan], Iterable[str]] = _nothing_added
    awaits: str = ""

    @property
    def answers_to(self) -> tuple[str, ...]:
        """Its English name, its Chinese title and its aliases."""
        return (self.name, self.title, *self.aliases)


@attrs.frozen
class Document:
    """A file to be.

    Attributes:
        path: folders below the output folder, then the file name with its suffix.
        media_type: MIME type.
        chunks: its bytes, in order.
        notes: what a clerk should know of it, told when it is made.
    """

    path: tuple[str, ...]
    media_type: str
    chunks: tuple[bytes, ...]
    notes: tuple[Problem, ...] = ()


@attrs.frozen
class FileKind(NamedOffer):
    """A kind of file that no Word template makes: a workbook, a calendar (文种).

    Attributes:
        name: English name in kebab case.
        title: Chinese title, which answers on the command line too.
        scope: for whom one file is made.
        documents: yields the files.
        aliases: further names it answers to.
        awaits: see `DocumentKind`.
    """

    title: str
    scope: Scope
    documents: Callable[[Brief], Iterable[Document]]
    aliases: tuple[str, ...] = ()
    awaits: str = ""

    @property
    def answers_to(self) -> tuple[str, ...]:
        """Its English name, its Chinese title and its aliases."""
        return (self.name, self.title, *self.aliases)
