"""Do the days of a plan make sense."""

from collections.abc import Iterator

from antifraud_plan.model.integrity.fault import Path, PlanFault
from antifraud_plan.model.plan import Plan
from antifraud_plan.problems import Problem


def find_impossible_dates(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for days in the wrong order and for one outside the plan."""
    path: Path
    if plan.first_day > plan.last_day:
        message = f"方案的起始日 {plan.first_day} 晚于截止日 {plan.last_day}。"
        yield PlanFault(("first_day",), Problem("dates-reversed", message, remedy="请对调或改正。"))
        return
    for exemption in plan.exemptions:
        if exemption.first > exemption.last:
            message = f"“{exemption.id}”的第一天 {exemption.first} 晚于最后一天 {exemption.last}。"
            path = ("exemption", exemption.id, "first")
            yield PlanFault(path, Problem("dates-reversed", message, remedy="请对调或改正。"))
    for task in plan.tasks:
        if task.effective_from is not None and not plan.first_day <= task.effective_from <= plan.last_day:
            message = (
                f"任务“{task.id}”自 {task.effective_from} 起算，"
                f"不在方案期间 {plan.first_day} 至 {plan.last_day} 之内。"
            )
            path = ("task", task.id, "effective_from")
            yield PlanFault(path, Problem("date-outside-plan", message, remedy="请改正日期。"))
