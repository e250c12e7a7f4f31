"""How far the returns of a workspace have come: everything in returns and records held against the plan."""

from collections.abc import Iterable, Iterator
from datetime import date

from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location, Problem, Severity, has_errors
from antifraud_plan.returns import RETURNS_FOLDER
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


def find_faulty_returns(brief: Brief) -> Iterator[Problem]:
    """Yield one note if there are returns with errors: they are the schools' to mend, not the plan's."""
    if next(iter(brief.books()), None) is None:
        return
    faulty = sum(has_errors(book.problems) for book in brief.collect().books)
    if faulty:
        message = f"交来的上报表有 {faulty} 份有错误，不影响生成文件。"
        remedy = "逐条见 antifraud-plan returns。"
        yield Problem("returns-faulty", message, Location(RETURNS_FOLDER), remedy, Severity.NOTE)
