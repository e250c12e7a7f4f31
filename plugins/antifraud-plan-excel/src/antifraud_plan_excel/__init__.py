"""Workbooks for antifraud-plan: lists and returns in; lists, registers, returns and ledgers out."""

from antifraud_plan.plugin import FileKind, ListsReader, PeopleReader, StarterFile, TableReader, hookimpl
from antifraud_plan_excel.forms.ledgers import LEDGER
from antifraud_plan_excel.forms.returns import RETURN
from antifraud_plan_excel.lists.starter import LIST_WORKBOOK, PEOPLE_WORKBOOK
from antifraud_plan_excel.reading.readers import COUNTY_LISTS, RETURNED_TABLES, SCHOOL_PEOPLE
from antifraud_plan_excel.reports.burden import FORM_BURDEN
from antifraud_plan_excel.reports.tally import AWARENESS_TALLY
from antifraud_plan_excel.sending_back.copies import SENT_BACK_COPIES
from antifraud_plan_excel.signing.coverage import SIGNING_COVERAGE
from antifraud_plan_excel.signing.register import SIGNING_REGISTER


@hookimpl
def lists_readers() -> tuple[ListsReader, ...]:
    """Offer the reader of 单位名册.xlsx."""
    return (COUNTY_LISTS,)


@hookimpl
def people_readers() -> tuple[PeopleReader, ...]:
    """Offer the reader of a school's 名单 as a workbook."""
    return (SCHOOL_PEOPLE,)


@hookimpl
def table_readers() -> tuple[TableReader, ...]:
    """Offer the reader of workbooks that schools send back."""
    return (RETURNED_TABLES,)


@hookimpl
def file_kinds() -> tuple[FileKind, ...]:
    """Offer the signing register and its coverage, returns and ledgers."""
    return (
        SIGNING_REGISTER,
        SIGNING_COVERAGE,
        RETURN,
        LEDGER,
        SENT_BACK_COPIES,
        AWARENESS_TALLY,
        FORM_BURDEN,
    )


@hookimpl
def starter_files() -> tuple[StarterFile, ...]:
    """Offer 单位名册.xlsx and a sample of a school's 名单 for a new workspace."""
    return (LIST_WORKBOOK, PEOPLE_WORKBOOK)
