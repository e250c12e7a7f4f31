"""What passes from one clause of a phrase to the next, and what a clause says in the end."""

import attrs

from antifraud_plan.model.cadence.dates import Window
from antifraud_plan.model.cadence.rules import EVERYWHERE, Rule, Scope, Within
from antifraud_plan.model.cadence.terms import Per, Period
from antifraud_plan.model.cadence.words import Anchors


@attrs.frozen
class Due:
    """A period or some anchors whose count may stand further on: 中小学每月、幼儿园每季度至少1次."""

    what: Period | Anchors
    scope: Scope


@attrs.frozen
class Carried:
    """What a clause leaves to the next one of its sentence: 2023年3月至6月，每月1次.

    Attributes:
        windows: the windows that hold from here on, each for itself.
        unused: whether no rule has taken up those windows yet.
        scope: who was named by a clause that says nothing else.
        settled: what the last count was for; a bracket may count the same anew.
        refused: whether the clause limits what follows in words we could not read (农村学校，每月1次).
    """

    windows: tuple[Window, ...] = ()
    unused: bool = False
    scope: Scope = EVERYWHERE
    settled: tuple[Due, ...] = ()
    refused: bool = False

    @property
    def leftover(self) -> tuple[Rule, ...]:
        """What the windows mean when no rule ever takes them up."""
        return tuple(Within(window, self.scope) for window in self.windows) if self.unused else ()


@attrs.frozen
class ClauseReading:
    """What one clause says: its rules, the stretches that stay unread, what it leaves to the next."""

    rules: tuple[Rule, ...]
    unread: tuple[tuple[int, int], ...]
    carried: Carried


def merge(scope: Scope, other: Scope) -> Scope:
    """Return a scope that names whom *scope* names and whom *other* names."""
    return Scope(
        (*scope.levels, *other.levels),
        (*scope.traits, *other.traits),
        (*scope.audiences, *other.audiences),
        scope.per if other.per is Per.SCHOOL else other.per,
    )
