"""The frozen records that plugins offer, and the brief they receive."""

from antifraud_plan.offers.brief import Brief
from antifraud_plan.offers.named import NamedOffer
from antifraud_plan.offers.papers import Document, DocumentKind, FileKind, Item, Scope, Variable
from antifraud_plan.offers.sources import (
    BasePlan,
    HolidaySource,
    Lists,
    ListsReader,
    PeopleReader,
    TableReader,
)
from antifraud_plan.offers.workspace import Check, Settings, Starter, StarterFile

__all__ = [
    "BasePlan",
    "Brief",
    "Check",
    "Document",
    "DocumentKind",
    "FileKind",
    "HolidaySource",
    "Item",
    "Lists",
    "ListsReader",
    "NamedOffer",
    "PeopleReader",
    "Scope",
    "Settings",
    "Starter",
    "StarterFile",
    "TableReader",
    "Variable",
]
