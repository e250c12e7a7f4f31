"""Of which periods something is told where no class may be named: how many classes, not which."""

from collections.abc import Iterable

from antifraud_plan.plugin import Finding
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING


def join_periods(found: Iterable[Finding], names: Names) -> str:
    """Return the periods of findings, each once, such as 3月、上学期（2个班）; a dash for none."""
    classes: dict[str, int] = {}
    for each in found:
        period, _ = names.detail(each)
        of_class = each.expected.part and names.tree.find(each.expected.part)
        classes[period] = classes.get(period, 0) + (1 if of_class else 0)
    said = (period + (f"（{count}个班）" if count else "") for period, count in classes.items() if period)
    return "、".join(said) or NOTHING
