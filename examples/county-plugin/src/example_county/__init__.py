"""What 样例县 adds: a water safety plan, a reminder letter, a calendar, a check, holidays, a register."""

from collections.abc import Iterable
from importlib.resources import files

from antifraud_plan.plugin import (
    BasePlan,
    Check,
    DocumentKind,
    FileKind,
    HolidaySource,
    Settings,
    StarterFile,
    hookimpl,
)
from example_county.due_dates import DUE_DATES
from example_county.gazette import announced_holidays
from example_county.reminder import REMINDER
from example_county.settings import ReminderSettings
from example_county.waterside import find_unknown_waterside_schools, water_register


def _read_water_safety() -> str:
    return (files(__name__) / "water-safety.toml").read_text(encoding="utf-8")


@hookimpl
def base_plans() -> Iterable[BasePlan]:
    """A plan against drowning that any county may extend."""
    yield BasePlan("water-safety", title="防溺水工作实施方案（底稿）", read=_read_water_safety)


@hookimpl
def document_kinds() -> Iterable[DocumentKind]:
    """The monthly letter."""
    yield REMINDER


@hookimpl
def file_kinds() -> Iterable[FileKind]:
    """The year's due dates for a calendar program."""
    yield DUE_DATES


@hookimpl
def checks() -> Iterable[Check]:
    """The names in ``[reminder]``."""
    yield Check("waterside", title="邻近水域的学校在名册里", run=find_unknown_waterside_schools)


@hookimpl
def settings() -> Iterable[Settings]:
    """The table ``[reminder]``."""
    yield Settings("reminder", record=ReminderSettings)


@hookimpl
def holidays() -> Iterable[HolidaySource]:
    """Years the county has typed from the gazette itself."""
    yield HolidaySource("example-county", holidays=announced_holidays)


@hookimpl
def starter_files() -> Iterable[StarterFile]:
    """A register to fill in."""
    yield StarterFile("重点水域台账.csv", meaning="校园周边重点水域，一行一处", content=water_register)
