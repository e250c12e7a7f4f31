"""The base plan as one invented county issues it, and everything it prints."""

from importlib.resources import files

from antifraud_plan.loading import load_plan
from antifraud_plan.model.plan import Plan
from antifraud_plan.problems import Severity

BASE = files("antifraud_plan").joinpath("builtin/plans/county-education.toml").read_text(encoding="utf-8")

# A county and a year that no file of the project names.
OWN_FACTS = """
extends = "county-education"
year = 2031
[names]
county = "甲县"
bureau = "甲县教育局"
bureau_short = "县教育局"
system = "教育系统"
section = "安全管理股"
section_short = "安管股"
[issue]
date = 2031-01-09
"""


def load(text: str) -> Plan:
    loaded = load_plan(text.encode(), "plan.toml", bases={"county-education": lambda: BASE}, settings={})
    assert [each for each in loaded.problems if each.severity is not Severity.NOTE] == []
    assert loaded.plan is not None
    return loaded.plan


def paragraphs_of(plan: Plan) -> list[str]:
    return [
        "".join(
            lead + plan.fill(clause.text)
            for clause, lead in zip(paragraph.clauses, paragraph.leads, strict=True)
        )
        for entry in plan.outline.entries
        for paragraph in entry.paragraphs
    ]


def text_of(plan: Plan) -> str:
    """Everything printed: title, headings with their numbers, prose, members."""
    headings = [entry.number + entry.section.title for entry in plan.outline.entries]
    members = [plan.fill(group.members) for group in plan.leading_groups]
    return "\n".join([plan.fill(plan.title), *headings, *paragraphs_of(plan), *members])


PLAN = load(OWN_FACTS)
TEXT = text_of(PLAN)
