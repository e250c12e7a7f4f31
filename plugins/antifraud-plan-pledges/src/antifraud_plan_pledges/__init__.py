"""Pledges signed level by level, responsibility letters, the letter to parents with its receipt slip."""

from collections.abc import Iterable

from antifraud_plan.plugin import DocumentKind, hookimpl
from antifraud_plan_pledges.blanks import PLEDGE_BLANK
from antifraud_plan_pledges.clauses import PLEDGE_CLAUSES
from antifraud_plan_pledges.people import PEOPLE_KINDS
from antifraud_plan_pledges.units import RESPONSIBILITY_LETTER, UNIT_PLEDGE


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """What is signed by units and by people, blank forms of it, and what everybody promises at a glance."""
    return (UNIT_PLEDGE, RESPONSIBILITY_LETTER, *PEOPLE_KINDS, PLEDGE_BLANK, PLEDGE_CLAUSES)
