"""A fault of a plan: what is wrong with which of its values."""

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from antifraud_plan.problems import Problem, suggest

Path: TypeAlias = tuple[str | int, ...]


@attrs.frozen
class PlanFault:
    """A problem of a plan and the path of the value that has it.

    Attributes:
        path: keys as the plan file writes them, entries of lists by id: ``("task", "4.1.2", "clause")``.
        problem: what is wrong; its location is still to be looked up.
        missing: list and id of what the value names and the plan lacks, as ``("clause", "4.1.2")``; for
            a name, ``("terms", "county")``; ``None`` where nothing is missing.
    """

    path: Path
    problem: Problem
    missing: tuple[str, str] | None = None


NOUNS = {
    "section": "章节",
    "clause": "条款",
    "party": "责任主体",
    "leading_group": "领导小组",
    "task": "任务",
    "metric": "指标",
    "phase": "阶段",
    "submission": "报送事项",
    "consequence": "追责事项",
    "pledge": "签订关系",
    "promise": "承诺条款",
    "form": "表",
    "item": "任务、指标或报送事项",
    "column": "栏目",
    "fact": "填报事项",
    "return": "上报表",
    "record": "留存记录",
    "survey": "问卷",
    "score": "考评项",
    "exemption": "免予完成",
    "terms": "名称或词语",
}
"""What the lists of a plan hold."""


def dangling(path: Path, key: str, missing: str, known: Iterable[str]) -> PlanFault:
    """Make the fault of a value at *path* that names an entry of list *key* which is not there."""
    message = f"没有编号为“{missing}”的{NOUNS[key]}。"
    problem = Problem("dangling-reference", message, remedy=suggest(missing, known))
    return PlanFault(path, problem, (key, missing))
