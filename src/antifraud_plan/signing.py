"""How far the pledges of a workspace are signed: its cascade held against the registers that came back."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from antifraud_plan.model.pledges.coverage import Coverage, measure_coverage
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Problem
from antifraud_plan.workspace import Workspace


def find_coverage(workspace: Workspace, *, on: date | None = None, units: Iterable[str] = ()) -> Coverage:
    """Count what is due and what is signed.

    Args:
        workspace: see `antifraud_plan.open_workspace`.
        on: what was signed later does not count; everything that came counts if not given.
        units: ids or full names; only these and what is below them are counted. All if empty.

    Raises:
        ProblemsFoundError: the plan or the lists have errors, or a unit is unknown.
    """
    brief = workspace.brief(on=on, units=units)
    coverage = measure_coverage(brief.signings(), brief.registers(), brief.plan, brief.tree, on=on)
    if brief.selected is None:
        return coverage
    return coverage.within(brief.tree, brief.wants)


def find_register_problems(brief: Brief) -> tuple[Problem, ...]:
    """Return what is wrong with registers that came back; nothing is looked at while none has."""
    registers = iter(brief.registers())
    first = next(registers, None)
    if first is None:
        return ()
    return measure_coverage(brief.signings(), chain((first,), registers), brief.plan, brief.tree).problems
