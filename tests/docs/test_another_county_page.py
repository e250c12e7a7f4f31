"""docs/how-to/another-county.md: what it tells to copy makes a plan that reads as the page promises."""

import re
from importlib.resources import files

from pages import page

from antifraud_plan.loading import load_plan
from antifraud_plan.model.plan import Plan

BASE = files("antifraud_plan").joinpath("builtin/plans/county-education.toml").read_text(encoding="utf-8")
PAGE = page("how-to/another-county.md")
HEAD = 'extends = "county-education"\nid = "sample"\nyear = 2023\n'


def snippets(heading: str) -> str:
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return "".join(re.findall(r"```toml\n(.*?)```", section, re.DOTALL))


def load(text: str) -> Plan:
    loaded = load_plan(text, "plan.toml", bases={"county-education": lambda: BASE}, settings={})
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def printed(plan: Plan) -> str:
    """Everything that prose, members and parties print."""
    prose = [*(clause.text for clause in plan.clauses), *(group.members for group in plan.leading_groups)]
    names = [entry.name for entry in (*plan.parties, *plan.pledges)]
    return "\n".join((*map(plan.fill, prose), *names, *plan.issue.addressees))


def test_without_central_schools_nothing_speaks_of_them() -> None:
    own = snippets("没有中心学校这一级").replace("[issue]\n", "[issue]\ndate = 2023-03-01\n")
    text = printed(load(HEAD + snippets("名称") + own))
    assert "学区中心校" not in text
    assert "中心学校" not in text
    kept = own[own.index("[issue]") : own.index("[[clause]]")]
    assert printed(load(HEAD + snippets("名称") + kept)).count("学区中心校") > 1


def test_a_task_force_is_introduced_by_a_clause_that_names_it() -> None:
    issue = "[issue]\ndate = 2023-03-01\n"
    plan = load(HEAD + snippets("名称") + issue + snippets("双组长、专班、几个办公室"))
    (force,) = (group for group in plan.leading_groups if group.id == "task-force")
    (clause,) = (clause for clause in plan.clauses if clause.id == force.clause)
    assert force.name in plan.fill(clause.text)
