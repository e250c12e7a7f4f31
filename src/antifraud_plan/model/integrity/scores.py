"""Can the appraisal table be worked out: what it looks at is there, steps and authorities are given."""

from collections.abc import Iterator

from antifraud_plan.model.integrity.fault import PlanFault, dangling
from antifraud_plan.model.integrity.form_references import find_items
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.score import Scoring
from antifraud_plan.problems import Problem


def find_unscorable(plan: Plan) -> Iterator[PlanFault]:
    """Yield what keeps a line of the table from being worked out."""
    items, clauses = find_items(plan), {clause.id for clause in plan.clauses}
    unranked = {metric.id: metric.name for metric in plan.metrics if not metric.ranked}
    for line in plan.scores:
        path = ("score", line.id)
        if line.clause not in clauses:
            yield dangling((*path, "clause"), "clause", line.clause, clauses)
        for place, item in enumerate(line.items):
            if item not in items:
                yield dangling((*path, "items", place), "item", item, items)
            elif item in unranked:
                message = f"“{unranked[item]}”只统计，不打分、不排名，考评项“{line.title}”不能看它。"
                problem = Problem("score-of-unranked", message, remedy="请从 items 里去掉。")
                yield PlanFault((*path, "items", place), problem)
        if line.rule.needs_step and not line.step:
            message = f"“{line.title}”按“{line.rule.value}”计分，没有写一项几分。"
            problem = Problem("score-without-step", message, remedy='请写 each，如 each = "0.5"。')
            yield PlanFault((*path, "rule"), problem)
        if line.rule is Scoring.VETO and not line.authority:
            message = f"“{line.title}”一票否决，没有写依据哪个文件。"
            remedy = "请在 authority 里写明文件名称和文号；没有依据的，请改用扣分。"
            yield PlanFault((*path, "rule"), Problem("veto-without-authority", message, remedy=remedy))
