"""Where everything due in a workspace stands on a day: who owes what, who did it."""

from collections.abc import Iterable
from datetime import date

from antifraud_plan.model.assessment.assessment import Assessment
from antifraud_plan.workspace import Workspace


def find_assessment(workspace: Workspace, *, on: date, units: Iterable[str] = ()) -> Assessment:
    """Assess a workspace (clause 5.3.1).

    Args:
        workspace: see `antifraud_plan.open_workspace`.
        on: the day of judging; what came or happened later does not count.
        units: ids or full names; only what these and those below them owe. All if empty.

    Raises:
        ProblemsFoundError: the plan or the lists have errors, a unit is unknown, or Polars is not installed.
    """
    brief = workspace.brief(on=on, units=units)
    assessment = brief.assess(on=on)
    return assessment if brief.selected is None else assessment.within(brief.wants)
