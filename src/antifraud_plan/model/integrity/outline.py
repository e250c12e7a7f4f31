"""Do sections and clauses make an outline: each under one that is there, and no more than can be numbered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from antifraud_plan.model.integrity.fault import Path, PlanFault, dangling
from antifraud_plan.model.numerals import LAST_NUMERAL, chinese_number
from antifraud_plan.model.outline import DEEPEST_LEVEL
from antifraud_plan.model.plan import Plan
from antifraud_plan.problems import Problem


def find_dangling_sections(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for what stands under no section, and for a section under itself."""
    above = {section.id: section.under for section in plan.sections}
    for section in plan.sections:
        if section.under is None:
            continue
        path: Path = ("section", section.id, "under")
        if section.under not in above:
            yield dangling(path, "section", section.under, above)
            continue
        visited = {section.id}
        current: str | None = section.under
        while current is not None and current not in visited:
            visited.add(current)
            current = above.get(current)
        if current == section.id:
            message = f"章节“{section.id}”绕了一圈又归到自己名下。"
            yield PlanFault(path, Problem("section-cycle", message, remedy="请改正 under。"))
    for clause in plan.clauses:
        if clause.section not in above:
            yield dangling(("clause", clause.id, "section"), "section", clause.section, above)


def find_unnumberable(plan: Plan) -> Iterator[PlanFault]:
    """Yield what the numerals of headings and items do not reach: a fifth level, a hundredth entry."""
    above = {section.id: section.under for section in plan.sections}
    for section in plan.sections:
        level, current = 1, section.under
        while current is not None and level <= DEEPEST_LEVEL:
            level, current = level + 1, above[current]
        if level > DEEPEST_LEVEL:
            message = f"章节“{section.id}”在第 {DEEPEST_LEVEL} 级标题之下，公文标题最多 {DEEPEST_LEVEL} 级。"
            problem = Problem("outline-too-deep", message, remedy="请把它提到上一级。")
            yield PlanFault(("section", section.id, "under"), problem)
    itemised = {section.id for section in plan.sections if section.itemised}
    siblings: Iterable[tuple[str, str, str | None]] = chain(
        (("section", section.id, section.under) for section in plan.sections if section.title),
        (("clause", clause.id, clause.section) for clause in plan.clauses if clause.section in itemised),
    )
    counts: Counter[tuple[str, str | None]] = Counter()
    for key, entry_id, parent in siblings:
        counts[key, parent] += 1
        if counts[key, parent] == LAST_NUMERAL + 1:
            last = chinese_number(LAST_NUMERAL)
            message = f"“{entry_id}”是同一级的第 {LAST_NUMERAL + 1} 项，中文序号只到{last}。"
            problem = Problem("outline-too-long", message, remedy="请分成几个章节。")
            yield PlanFault((key, entry_id), problem)
