"""A template run once with some names left open, so that what comes out can be filled without running it."""

import itertools
from collections.abc import Callable, Set

import attrs
from jinja2 import nodes

from antifraud_plan.word.jinja.holes import Hole

_MOST_HOLES = 1_000


class TooManyHolesError(Exception):
    """More places than any paper has: to fill them all has to be bounded while the template runs."""


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


def prints_only(tree: nodes.Template, names: Set[str]) -> bool:
    """Tell whether a template does nothing with *names* but print them as they are.

    What a name decides, changes or is changed by cannot be known before its value is.
    """
    printed = sum(
        isinstance(node, nodes.Name) and node.name in names
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
    )
    return printed == sum(node.name in names for node in tree.find_all(nodes.Name))


def leave_open(escape: Callable[[object], str], find_hole: Callable[[str], Hole]) -> Callable[[object], str]:
    """Make the printer that leaves open names open and prints all else with *escape*.

    Args:
        escape: what every other value passes through.
        find_hole: makes the hole of the name that is being printed.

    The printer raises `TooManyHolesError`.
    """
    count = itertools.count(1)

    def write(value: object) -> str:
        if not isinstance(value, OpenValue):
            return escape(value)
        if next(count) > _MOST_HOLES:
            raise TooManyHolesError
        text = OpenText()
        text.hole = find_hole(value.name)
        return text

    return write
