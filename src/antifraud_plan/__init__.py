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
    from antifraud_plan.assessing.assess import assess
    from antifraud_plan.assessing.statuses import assess_frame
    from antifraud_plan.assessments import find_assessment
    from antifraud_plan.collecting import find_collection
    from antifraud_plan.loading.plan import LoadedPlan
    from antifraud_plan.loading.returns.frames import LoadedEvidence, load_evidence
    from antifraud_plan.model.assessment.appraisal import Appraisal, Deduction, ScoreLine
    from antifraud_plan.model.assessment.assessment import Assessment, Finding, StatusTally
    from antifraud_plan.model.assessment.expectation import Expectation, Proof, derive_expectations
    from antifraud_plan.model.assessment.inspection import Inspection
    from antifraud_plan.model.assessment.measurement import Measurement, MeasureState
    from antifraud_plan.model.assessment.proofs import ProvenRecord
    from antifraud_plan.model.assessment.ranking import Summary, find_peers, find_rate, roll_up
    from antifraud_plan.model.assessment.reason import Reason, Teller, find_places, find_reason
    from antifraud_plan.model.assessment.sample import draw_claims, draw_schools
    from antifraud_plan.model.assessment.status import InspectionVerdict, Status, find_status
    from antifraud_plan.model.cadence import Cadence
    from antifraud_plan.model.exemption import Exemption
    from antifraud_plan.model.forms.column import Column
    from antifraud_plan.model.forms.form import Form
    from antifraud_plan.model.organisation import (
        Organisation,
        OrganisationKind,
        OrganisationTree,
        TreeFault,
        find_tree_faults,
    )
    from antifraud_plan.model.people import Person, StaffMember, Student
    from antifraud_plan.model.plan import DocumentNumber, Plan
    from antifraud_plan.model.pledges.coverage import Coverage, measure_coverage
    from antifraud_plan.model.pledges.register import Register, RegisterRow
    from antifraud_plan.model.returns.arrival import Arrival
    from antifraud_plan.model.returns.collection import Collection
    from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook
    from antifraud_plan.model.returns.judged.cases import find_case_forms, match_cases
    from antifraud_plan.model.returns.owed.due import DueReturn, derive_returns
    from antifraud_plan.model.returns.owed.spec import Return
    from antifraud_plan.model.returns.standing import ReturnState, Standing
    from antifraud_plan.model.school import Measure, SchoolFacts
    from antifraud_plan.model.score import ScoreRule, Scoring
    from antifraud_plan.model.terms import SchoolLevel
    from antifraud_plan.offers import Brief, Document, DocumentKind, FileKind, Item
    from antifraud_plan.ooxml.archive import write_archive
    from antifraud_plan.papers.rendering import OwnTemplate
    from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
    from antifraud_plan.registry import PluginInfo, Registry
    from antifraud_plan.returns import read_return
    from antifraud_plan.signing import find_coverage
    from antifraud_plan.starting import copy_demo, init_workspace
    from antifraud_plan.word.layout import Layout
    from antifraud_plan.word.picture import Picture
    from antifraud_plan.workspace import Workspace, load_plan_text, open_workspace

__all__ = [
    "Appraisal",
    "Arrival",
    "Assessment",
    "Brief",
    "Built",
    "Cadence",
    "Collection",
    "Column",
    "Coverage",
    "Deduction",
    "Document",
    "DocumentKind",
    "DocumentNumber",
    "DueReturn",
    "Evidence",
    "Exemption",
    "Expectation",
    "FileKind",
    "Finding",
    "Form",
    "Inspection",
    "InspectionVerdict",
    "Item",
    "Layout",
    "LoadedEvidence",
    "LoadedPlan",
    "Location",
    "Measure",
    "MeasureState",
    "Measurement",
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
    "Proof",
    "ProvenRecord",
    "Reason",
    "Register",
    "RegisterRow",
    "Registry",
    "Return",
    "ReturnState",
    "ReturnedBook",
    "SchoolFacts",
    "SchoolLevel",
    "ScoreLine",
    "ScoreRule",
    "Scoring",
    "Severity",
    "StaffMember",
    "Standing",
    "Status",
    "StatusTally",
    "Student",
    "Summary",
    "Teller",
    "TreeFault",
    "Workspace",
    "assess",
    "assess_frame",
    "build",
    "build_documents",
    "check",
    "check_brief",
    "copy_demo",
    "derive_expectations",
    "derive_returns",
    "draw_claims",
    "draw_schools",
    "find_assessment",
    "find_case_forms",
    "find_collection",
    "find_coverage",
    "find_peers",
    "find_places",
    "find_rate",
    "find_reason",
    "find_status",
    "find_tree_faults",
    "init_workspace",
    "load_evidence",
    "load_plan_text",
    "match_cases",
    "measure_coverage",
    "open_workspace",
    "read_return",
    "render_all",
    "roll_up",
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
    "assessing.assess": ("assess",),
    "assessing.statuses": ("assess_frame",),
    "assessments": ("find_assessment",),
    "model.assessment.assessment": ("Assessment", "Finding", "StatusTally"),
    "model.assessment.expectation": ("Expectation", "Proof", "derive_expectations"),
    "model.assessment.inspection": ("Inspection",),
    "model.exemption": ("Exemption",),
    "model.assessment.proofs": ("ProvenRecord",),
    "model.assessment.reason": ("Reason", "Teller", "find_places", "find_reason"),
    "model.assessment.status": ("Status", "InspectionVerdict", "find_status"),
    "model.assessment.measurement": ("MeasureState", "Measurement"),
    "model.assessment.appraisal": ("Appraisal", "Deduction", "ScoreLine"),
    "model.assessment.sample": ("draw_claims", "draw_schools"),
    "model.score": ("ScoreRule", "Scoring"),
    "model.assessment.ranking": ("Summary", "find_peers", "find_rate", "roll_up"),
    "collecting": ("find_collection",),
    "loading.plan": ("LoadedPlan",),
    "loading.returns.frames": ("LoadedEvidence", "load_evidence"),
    "model.cadence": ("Cadence",),
    "model.forms.column": ("Column",),
    "model.forms.form": ("Form",),
    "model.organisation": (
        "Organisation",
        "OrganisationKind",
        "OrganisationTree",
        "TreeFault",
        "find_tree_faults",
    ),
    "model.people": ("Person", "StaffMember", "Student"),
    "model.plan": ("DocumentNumber", "Plan"),
    "model.pledges.coverage": ("Coverage", "measure_coverage"),
    "model.pledges.register": ("Register", "RegisterRow"),
    "model.returns.arrival": ("Arrival",),
    "model.returns.collection": ("Collection",),
    "model.returns.judged.cases": ("find_case_forms", "match_cases"),
    "model.returns.owed.due": ("DueReturn", "derive_returns"),
    "model.returns.evidence": ("Evidence", "ReturnedBook"),
    "model.returns.owed.spec": ("Return",),
    "model.returns.standing": ("ReturnState", "Standing"),
    "model.school": ("Measure", "SchoolFacts"),
    "model.terms": ("SchoolLevel",),
    "offers": ("Brief", "Document", "DocumentKind", "FileKind", "Item"),
    "ooxml.archive": ("write_archive",),
    "papers.rendering": ("OwnTemplate",),
    "problems": ("Location", "Problem", "ProblemsFoundError", "Severity"),
    "registry": ("PluginInfo", "Registry"),
    "returns": ("read_return",),
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
