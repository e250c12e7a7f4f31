"""What follows from the assessment: reports, circulars and what is to be mended."""

from collections.abc import Iterable

from antifraud_plan.plugin import DocumentKind, FileKind, Settings, hookimpl
from antifraud_plan_reports.circular.papers import CIRCULAR, NAMING_LIST
from antifraud_plan_reports.dashboard.page import DASHBOARD
from antifraud_plan_reports.incident.paper import INCIDENT_FILE
from antifraud_plan_reports.inspection.sheet import INSPECTION_SHEET
from antifraud_plan_reports.rectification.book import RECTIFICATION_REGISTER
from antifraud_plan_reports.rectification.notice import RECTIFICATION_NOTICE
from antifraud_plan_reports.report.paper import COMPLIANCE_REPORT
from antifraud_plan_reports.score_table.book import SCORE_TABLE
from antifraud_plan_reports.settings import ReportSettings


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """The Word papers."""
    return (COMPLIANCE_REPORT, NAMING_LIST, CIRCULAR, RECTIFICATION_NOTICE, INCIDENT_FILE, INSPECTION_SHEET)


@hookimpl
def file_kinds() -> Iterable[FileKind]:
    """The workbooks."""
    return (SCORE_TABLE, RECTIFICATION_REGISTER, DASHBOARD)


@hookimpl
def settings() -> Iterable[Settings]:
    """Who is named and by when, table ``[reports]``."""
    yield Settings("reports", record=ReportSettings)
