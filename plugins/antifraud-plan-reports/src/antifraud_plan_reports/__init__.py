"""What follows from the assessment: the compliance report."""

from collections.abc import Iterable

from antifraud_plan.plugin import DocumentKind, Settings, hookimpl
from antifraud_plan_reports.circular.papers import CIRCULAR, NAMING_LIST
from antifraud_plan_reports.report.paper import COMPLIANCE_REPORT
from antifraud_plan_reports.settings import ReportSettings


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """The Word papers."""
    return (COMPLIANCE_REPORT, NAMING_LIST, CIRCULAR)


@hookimpl
def settings() -> Iterable[Settings]:
    """Who is named and by when, table ``[reports]``."""
    yield Settings("reports", record=ReportSettings)
