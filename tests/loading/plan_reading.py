"""plan.toml of an invented county over the base plan, read without plugins."""

from pathlib import Path

import antifraud_plan.builtin
from antifraud_plan.loading import LoadedPlan, load_plan
from antifraud_plan.problems import Severity

BASE = Path(antifraud_plan.builtin.__file__).parent / "plans" / "county-education.toml"
BASES = {"county-education": lambda: BASE.read_text(encoding="utf-8")}
COUNTY = """\
extends = "county-education"
id = "test-county"
year = 2023
[issue]
date = 2023-02-06
[names]
county = "某县"
bureau = "某县教育局"
bureau_short = "县教育局"
system = "教育系统"
section = "政策法规股"
section_short = "法规股"
"""


def read(text: str) -> LoadedPlan:
    return load_plan(text, "plan.toml", bases=BASES, settings={})


def codes_at(loaded: LoadedPlan) -> list[tuple[str, str]]:
    """Return code and place of every error."""
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    return [(each.code, str(each.location)) for each in errors]
