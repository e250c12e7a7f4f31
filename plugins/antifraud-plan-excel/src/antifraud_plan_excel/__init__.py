"""Workbooks for antifraud-plan: lists of organisations and people in, an empty list workbook out."""

from antifraud_plan.plugin import ListsReader, PeopleReader, StarterFile, TableReader, hookimpl
from antifraud_plan_excel.readers import COUNTY_LISTS, RETURNED_TABLES, SCHOOL_PEOPLE
from antifraud_plan_excel.starter import LIST_WORKBOOK


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
def starter_files() -> tuple[StarterFile, ...]:
    """Offer 单位名册.xlsx for a new workspace."""
    return (LIST_WORKBOOK,)
