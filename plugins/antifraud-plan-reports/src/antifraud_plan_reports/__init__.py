"""What follows from the assessment: report, circular, notices, score table, incident file, dashboard."""

from collections.abc import Iterable

from antifraud_plan.plugin import DocumentKind, FileKind, hookimpl
from antifraud_plan_reports.report import COMPLIANCE_REPORT


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """The Word papers."""
    return (COMPLIANCE_REPORT,)


@hookimpl
def file_kinds() -> Iterable[FileKind]:
    """The dashboard and the score table."""
    return ()
