"""What follows from the assessment: the compliance report."""

from collections.abc import Iterable

from antifraud_plan.plugin import DocumentKind, hookimpl
from antifraud_plan_reports.report import COMPLIANCE_REPORT


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """The Word papers."""
    return (COMPLIANCE_REPORT,)
