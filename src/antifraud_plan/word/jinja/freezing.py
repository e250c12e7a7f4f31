"""A template run once with some names left open, so that what comes out can be filled without running it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import attrs
from jinja2 import Template, nodes

from antifraud_plan.word.jinja.holes import Hole

_MOST_HOLES = 1_000


class TooManyHolesError(Exception):
    """More places than any paper has: to fill them all has to be bounded while the template runs."""


@attrs.frozen(eq=False)
class OpenedTemplate:
    """A template ready to be run with any of its names left open.

    Attributes:
        template: prints a hole for every name that is left open.
        handled: see `find_handled`; these cannot be left open.
    """

    template: Template
    handled: frozenset[str]


@attrs.frozen
class OpenValue:
    """What stands for the value of an open name while the template runs."""

    name: str


class OpenText(str):
    """What an open name prints: the hole itself, which outlives the ``str()`` that Jinja makes of it."""

    __slots__ = ("hole",)
    hole: Hole

    def __str__(self) -> str:
        """Stay what it is."""
        return self


def find_handled(tree: nodes.Template) -> frozenset[str]:
    """Return the names with which a template does more than print them as they are.

    What a name decides, changes or is changed by cannot be known before its value is.
    """
    used = Counter(node.name for node in tree.find_all(nodes.Name))
    printed = Counter(
        node.name
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
        if isinstance(node, nodes.Name)
    )
    return frozenset(used - printed)


def leave_open(escape: Callable[[object], str], find_hole: Callable[[str], Hole]) -> Callable[[object], str]:
    """Make the printer that leaves open names open and prints all else with *escape*.

    Args:
        escape: what every other value passes through.
        find_hole: makes the hole of the name that is being printed.
    """

    def write(value: object) -> str:
        if not isinstance(value, OpenValue):
            return escape(value)
        text = OpenText()
        text.hole = find_hole(value.name)
        return text

    return write


def pass_few_holes(written: Iterable[str]) -> Iterator[str]:
    """Hand on what a template writes; raises `TooManyHolesError`."""
    holes = 0
    for text in written:
        holes += isinstance(text, OpenText)
        if holes > _MOST_HOLES:
            raise TooManyHolesError
        yield text
