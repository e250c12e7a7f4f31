"""The compliance reports that these tests look at: the demo county with a year of returns, and without."""

from datetime import date
from pathlib import Path

import antifraud_plan_excel
import antifraud_plan_reports
from county_year import make_county_year

from antifraud_plan import builtin
from antifraud_plan.offers import Brief
from antifraud_plan.registry import Registry
from antifraud_plan.testing import render_markdown, render_word
from antifraud_plan.workspace import open_workspace

MAY = date(2023, 5, 20)
DEMO = Path(__file__).parents[3] / "examples" / "demo-county"
REPORTS = Registry(
    [("builtin", builtin), ("excel", antifraud_plan_excel), ("reports", antifraud_plan_reports)]
)
KIND = REPORTS.require_document_kind("compliance-report")


def open_year(folder: Path) -> Brief:
    """Make the county with what its schools sent until May, and open it on that day."""
    return open_workspace(make_county_year(folder / "county", MAY), REPORTS).brief(on=MAY)


def open_empty(on: date) -> Brief:
    """Open the county to which nothing was ever sent."""
    return open_workspace(DEMO, REPORTS).brief(on=on)


def report(brief: Brief) -> str:
    """Return the only report as Markdown."""
    (paper,) = render_markdown(KIND, brief).values()
    return paper


def report_file(brief: Brief) -> bytes:
    """Return the only report as a Word file."""
    (paper,) = render_word(KIND, brief).values()
    return paper
