"""A county's yearly plan against telecom and online fraud as data, and every paper made from it.

Everything an embedding program needs is here by name; each name is loaded when first asked for, so
that importing this package costs next to nothing.

>>> import antifraud_plan
>>> registry = antifraud_plan.Registry.from_entry_points()
>>> registry.find_document_kind("没有的文种") is None
True
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antifraud_plan.api import (
        Built,
        Packing,
        PageStart,
        build,
        build_documents,
        check,
        check_brief,
        render_all,
    )
    from antifraud_plan.collecting import find_collection
    from antifraud_plan.loading.plan import LoadedPlan
    from antifraud_plan.loading.returns.frames import LoadedEvidence, load_evidence
    from antifraud_plan.model.cadence import Cadence
    from antifraud_plan.model.organisation import (
        Organisation,
        OrganisationKind,
        OrganisationTree,
        Person,
        StaffMember,
        Student,
        TreeFault,
        find_tree_faults,
    )
    from antifraud_plan.model.plan import Plan
    from antifraud_plan.model.pledges.coverage import Coverage, measure_coverage
    from antifraud_plan.model.pledges.register import Register, RegisterRow
    from antifraud_plan.model.returns.collection import Collection
    from antifraud_plan.model.returns.evidence import Evidence
    from antifraud_plan.model.school import Measure, SchoolFacts
    from antifraud_plan.model.terms import SchoolLevel
    from antifraud_plan.offers import Brief, Document, DocumentKind, Item
    from antifraud_plan.ooxml.archive import write_archive
    from antifraud_plan.papers.rendering import OwnTemplate
    from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
    from antifraud_plan.registry import PluginInfo, Registry
    from antifraud_plan.signing import find_coverage
    from antifraud_plan.starting import copy_demo, init_workspace
    from antifraud_plan.word.layout import Layout
    from antifraud_plan.word.picture import Picture
    from antifraud_plan.workspace import Workspace, load_plan_text, open_workspace

__all__ = [
    "Brief",
    "Built",
    "Cadence",
    "Collection",
    "Coverage",
    "Document",
    "DocumentKind",
    "Evidence",
    "Item",
    "Layout",
    "LoadedEvidence",
    "LoadedPlan",
    "Location",
    "Measure",
    "Organisation",
    "OrganisationKind",
    "OrganisationTree",
    "OwnTemplate",
    "Packing",
    "PageStart",
    "Person",
    "Picture",
    "Plan",
    "PluginInfo",
    "Problem",
    "ProblemsFoundError",
    "Register",
    "RegisterRow",
    "Registry",
    "SchoolFacts",
    "SchoolLevel",
    "Severity",
    "StaffMember",
    "Student",
    "TreeFault",
    "Workspace",
    "build",
    "build_documents",
    "check",
    "check_brief",
    "copy_demo",
    "find_collection",
    "find_coverage",
    "find_tree_faults",
    "init_workspace",
    "load_evidence",
    "load_plan_text",
    "measure_coverage",
    "open_workspace",
    "render_all",
    "write_archive",
]

_HOMES = {
    "api": (
        "Built",
        "Packing",
        "PageStart",
        "build",
        "build_documents",
        "check",
        "check_brief",
        "render_all",
    ),
    "collecting": ("find_collection",),
    "loading.plan": ("LoadedPlan",),
    "loading.returns.frames": ("LoadedEvidence", "load_evidence"),
    "model.cadence": ("Cadence",),
    "model.organisation": (
        "Organisation",
        "OrganisationKind",
        "OrganisationTree",
        "Person",
        "StaffMember",
        "Student",
        "TreeFault",
        "find_tree_faults",
    ),
    "model.plan": ("Plan",),
    "model.pledges.coverage": ("Coverage", "measure_coverage"),
    "model.pledges.register": ("Register", "RegisterRow"),
    "model.returns.collection": ("Collection",),
    "model.returns.evidence": ("Evidence",),
    "model.school": ("Measure", "SchoolFacts"),
    "model.terms": ("SchoolLevel",),
    "offers": ("Brief", "Document", "DocumentKind", "Item"),
    "ooxml.archive": ("write_archive",),
    "papers.rendering": ("OwnTemplate",),
    "problems": ("Location", "Problem", "ProblemsFoundError", "Severity"),
    "registry": ("PluginInfo", "Registry"),
    "signing": ("find_coverage",),
    "starting": ("copy_demo", "init_workspace"),
    "word.layout": ("Layout",),
    "word.picture": ("Picture",),
    "workspace": ("Workspace", "load_plan_text", "open_workspace"),
}


if not TYPE_CHECKING:  # a type checker must still refuse a name that is not there

    def __getattr__(name):
        for module, names in _HOMES.items():
            if name in names:
                return getattr(importlib.import_module(f"{__name__}.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
