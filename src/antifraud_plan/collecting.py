"""How far the returns of a workspace have come: everything in returns and records held against the plan."""

from collections.abc import Iterable
from datetime import date

from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.workspace import Workspace


def find_collection(workspace: Workspace, *, on: date | None = None, units: Iterable[str] = ()) -> Collection:
    """Collect what came back.

    Args:
        workspace: see `antifraud_plan.open_workspace`.
        on: what came or happened later does not count; everything counts if not given.
        units: ids or full names; only what these and those below them hand in. All if empty.

    Raises:
        ProblemsFoundError: the plan or the lists have errors, or a unit is unknown.
    """
    brief = workspace.brief(on=on, units=units)
    collection = brief.collect(on=on)
    return collection if brief.selected is None else collection.within(brief.wants)
