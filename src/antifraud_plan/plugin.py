"""The public face for plugins, ours included: the hook marker, the records to offer, what they are made of."""

from antifraud_plan.hookspecs import hookimpl
from antifraud_plan.offers import (
    BasePlan,
    Brief,
    Check,
    DocumentKind,
    HolidaySource,
    Item,
    Lists,
    ListsReader,
    PeopleReader,
    Scope,
    Settings,
    Starter,
    StarterFile,
    Variable,
)
from antifraud_plan.problems import Location, Problem, Severity

__all__ = [
    "BasePlan",
    "Brief",
    "Check",
    "DocumentKind",
    "HolidaySource",
    "Item",
    "Lists",
    "ListsReader",
    "Location",
    "PeopleReader",
    "Problem",
    "Scope",
    "Settings",
    "Severity",
    "Starter",
    "StarterFile",
    "Variable",
    "hookimpl",
]
