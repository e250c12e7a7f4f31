"""The whole extension surface: what a plugin may offer, one hook a kind of offer.

Every hook returns an iterable of frozen records that name themselves, and every plugin's answer is
used: install order decides nothing, and a name offered twice is a problem that names both sides.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from antifraud_plan.offers import (
        BasePlan,
        Check,
        DocumentKind,
        FileKind,
        HolidaySource,
        ListsReader,
        PeopleReader,
        Settings,
        StarterFile,
        TableReader,
    )

PROJECT = "antifraud_plan"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def base_plans() -> "Iterable[BasePlan]":
    """Offer plans that a county can extend."""
    return ()


@hookspec
def lists_readers() -> "Iterable[ListsReader]":
    """Offer readers of a county's lists of organisations, classes and people."""
    return ()


@hookspec
def people_readers() -> "Iterable[PeopleReader]":
    """Offer readers that stream one school's students and staff."""
    return ()


@hookspec
def table_readers() -> "Iterable[TableReader]":
    """Offer readers of files of tables that schools send back."""
    return ()


@hookspec
def holidays() -> "Iterable[HolidaySource]":
    """Offer sources of public holidays."""
    return ()


@hookspec
def document_kinds() -> "Iterable[DocumentKind]":
    """Offer kinds of Word papers."""
    return ()


@hookspec
def file_kinds() -> "Iterable[FileKind]":
    """Offer kinds of files that no Word template makes, such as workbooks."""
    return ()


@hookspec
def checks() -> "Iterable[Check]":
    """Offer looks at plan, organisations and facts for mistakes and gaps."""
    return ()


@hookspec
def settings() -> "Iterable[Settings]":
    """Claim a table of plan.toml for a record of the plugin's own."""
    return ()


@hookspec
def starter_files() -> "Iterable[StarterFile]":
    """Offer files that ``init`` puts into a new workspace."""
    return ()
