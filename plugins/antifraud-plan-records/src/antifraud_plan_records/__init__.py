"""What schools fill in by hand and keep: records, sign-in sheets, the awareness questionnaire."""

from collections.abc import Iterable

from antifraud_plan.plugin import DocumentKind, hookimpl
from antifraud_plan_records.questionnaire import QUESTIONNAIRE, QUESTIONNAIRE_KEY
from antifraud_plan_records.records import RECORD_KINDS


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """Papers behind the records, and the questionnaire with its key."""
    return (*RECORD_KINDS, QUESTIONNAIRE, QUESTIONNAIRE_KEY)
