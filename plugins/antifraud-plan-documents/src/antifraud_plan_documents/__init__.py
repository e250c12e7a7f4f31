"""Word papers of a county's plan: the plan, its notice, the task schedule, school plans and their review."""

from collections.abc import Iterable

from antifraud_plan.plugin import DocumentKind, Settings, hookimpl
from antifraud_plan_documents.county_plan import COUNTY_PLAN, DRAFTING_SLIP, NOTICE
from antifraud_plan_documents.plan_review import PLAN_REVIEW
from antifraud_plan_documents.schedule import SCHEDULE
from antifraud_plan_documents.school_plan import SCHOOL_PLAN
from antifraud_plan_documents.settings import DocumentSettings


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """The papers that issue a plan, carry it into the schools and answer what schools make of it."""
    return (NOTICE, COUNTY_PLAN, DRAFTING_SLIP, SCHOOL_PLAN, SCHEDULE, PLAN_REVIEW)


@hookimpl
def settings() -> Iterable[Settings]:
    """How these papers are made, table ``[documents]``."""
    yield Settings("documents", record=DocumentSettings)
