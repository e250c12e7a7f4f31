"""The papers that these tests look at: the demo county's, as Markdown and as Word files."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import antifraud_plan_documents
import antifraud_plan_excel

from antifraud_plan import builtin
from antifraud_plan.offers import Brief
from antifraud_plan.registry import Registry
from antifraud_plan.testing import render_markdown, render_word
from antifraud_plan.workspace import open_workspace

T = TypeVar("T")

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "examples" / "demo-county"
REGISTRY = Registry(
    [("builtin", builtin), ("excel", antifraud_plan_excel), ("documents", antifraud_plan_documents)]
)

# One of each kind; school plans of a school that gave everything, something, nothing.
PAPERS = {
    "county-plan": ("county-plan", ""),
    "notice": ("notice", ""),
    "drafting-slip": ("drafting-slip", ""),
    "schedule": ("schedule", ""),
    "school-plan-complete": ("school-plan", "示例县第一实验小学"),
    "school-plan-partial": ("school-plan", "东示镇中心学校"),
    "school-plan-empty": ("school-plan", "东示镇中心幼儿园"),
}


def open_demo() -> Brief:
    """Open the demo county as it stands in the repository."""
    return open_workspace(DEMO, REGISTRY).brief()


def markdown(kind: str, brief: Brief, school: str = "") -> str:
    """Return the only paper of a kind, or that of one school, as Markdown."""
    return _only(render_markdown(REGISTRY.require_document_kind(kind), brief), school)


def word(kind: str, brief: Brief, school: str = "") -> bytes:
    """Return the only paper of a kind, or that of one school, as a Word file."""
    return _only(render_word(REGISTRY.require_document_kind(kind), brief), school)


def _only(papers: Mapping[str, T], school: str) -> T:
    (paper,) = (paper for path, paper in papers.items() if school in path)
    return paper
