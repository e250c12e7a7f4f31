"""Does a plan hang together: every id it names exists, every slot prints something, dates make sense."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import attrs

from antifraud_plan.model.numerals import LAST_NUMERAL, chinese_number
from antifraud_plan.model.outline import DEEPEST_LEVEL
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.prose import Prose, Slot, SlotVerb
from antifraud_plan.model.task import Consequence, Metric, Submission, Task
from antifraud_plan.problems import Problem, suggest

Path = tuple[str | int, ...]


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


def find_plan_faults(plan: Plan) -> tuple[PlanFault, ...]:
    """Return every fault of *plan*; none means its outline, parties and slots may be relied upon."""
    structure = (*_find_duplicates(plan), *_find_dangling_sections(plan))
    # Levels and siblings can be counted only where every section has its place.
    structure = structure or tuple(_find_unnumberable(plan))
    return (
        *structure,
        *_find_dangling_references(plan),
        *_find_unknown_slots(plan),
        *_find_impossible_dates(plan),
    )


def _find_duplicates(plan: Plan) -> Iterator[PlanFault]:
    for key, entries in _lists(plan):
        seen: set[str] = set()
        for entry_id in entries:
            if entry_id in seen:
                problem = Problem(
                    "duplicate-id", f"[[{key}]] 的编号“{entry_id}”用了两次。", remedy="请改成不同的编号。"
                )
                yield PlanFault((key, entry_id, "id"), problem)
            seen.add(entry_id)


def _lists(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    yield "section", [section.id for section in plan.sections]
    yield "clause", [clause.id for clause in plan.clauses]
    yield "party", [party.id for party in plan.parties]
    yield "leading_group", [group.id for group in plan.leading_groups]
    yield "task", [task.id for task in plan.tasks]
    yield "metric", [metric.id for metric in plan.metrics]
    yield "phase", [phase.id for phase in plan.phases]
    yield "submission", [submission.id for submission in plan.submissions]
    yield "consequence", [consequence.id for consequence in plan.consequences]
    yield "legal_basis", [law.id for law in plan.legal_basis]


def _find_dangling_sections(plan: Plan) -> Iterator[PlanFault]:
    above = {section.id: section.under for section in plan.sections}
    for section in plan.sections:
        if section.under is None:
            continue
        path: Path = ("section", section.id, "under")
        if section.under not in above:
            yield _dangling(path, "section", section.under, above)
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
            yield _dangling(("clause", clause.id, "section"), "section", clause.section, above)


def _find_unnumberable(plan: Plan) -> Iterator[PlanFault]:
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


def _find_dangling_references(plan: Plan) -> Iterator[PlanFault]:
    clauses = {clause.id for clause in plan.clauses}
    parties = {party.id for party in plan.parties}
    phases = {phase.id for phase in plan.phases}
    hung: Iterable[tuple[str, str, str | None]] = chain(
        (("task", task.id, task.clause) for task in plan.tasks),
        (("metric", metric.id, metric.clause) for metric in plan.metrics),
        (("submission", item.id, item.clause) for item in plan.submissions),
        (("consequence", item.id, item.clause) for item in plan.consequences),
        (("leading_group", group.id, group.clause) for group in plan.leading_groups),
        (("phase", phase.id, phase.clause) for phase in plan.phases),
        (
            ("leading_group", group.id, office.clause or None)
            for group in plan.leading_groups
            for office in group.offices
        ),
    )
    for key, entry_id, clause in hung:
        if clause is not None and clause not in clauses:
            yield _dangling((key, entry_id, "clause"), "clause", clause, clauses)
    for task in plan.tasks:
        if task.phase is not None and task.phase not in phases:
            yield _dangling(("task", task.id, "phase"), "phase", task.phase, phases)
    for key, entry, fields in _bound(plan):
        for field in fields:
            for index, party in enumerate(getattr(entry, field)):
                if party not in parties:
                    yield _dangling((key, entry.id, field, index), "party", party, parties)


def _bound(plan: Plan) -> Iterator[tuple[str, Task | Metric | Submission | Consequence, Sequence[str]]]:
    """Everything that names parties, with the fields that do."""
    roles = ("responsible", "lead", "supporting", "reporting", "accountable")
    yield from (("task", task, roles) for task in plan.tasks)
    yield from (("metric", metric, ("responsible",)) for metric in plan.metrics)
    yield from (("submission", item, ("reporting",)) for item in plan.submissions)
    yield from (("consequence", item, ("responsible",)) for item in plan.consequences)


def _find_unknown_slots(plan: Plan) -> Iterator[PlanFault]:
    proses: Iterable[tuple[Path, Prose]] = chain(
        ((("title",), plan.title),),
        ((("clause", clause.id, "text"), clause.text) for clause in plan.clauses),
        ((("leading_group", group.id, "members"), group.members) for group in plan.leading_groups),
        (
            (("leading_group", group.id, "office", place, "seat"), office.seat)
            for group in plan.leading_groups
            for place, office in enumerate(group.offices)
        ),
        ((("submission", item.id, "receiver"), item.receiver) for item in plan.submissions),
    )
    known = _known_slots(plan)
    for path, prose in proses:
        for slot in prose.slots:
            if slot not in known:
                yield PlanFault(path, _unknown_slot(slot, known), (_SLOT_KEYS[slot.verb], slot.argument))


def _known_slots(plan: Plan) -> frozenset[Slot]:
    """The slots of ``plan.slot_values``, told without numbering an outline that may have faults."""
    ids = (*(section.id for section in plan.sections), *(clause.id for clause in plan.clauses))
    references = (Slot(SlotVerb.REFERENCE, each) for each in ids)
    return frozenset((*attrs.evolve(plan, sections=(), clauses=()).slot_values, *references))


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
    "terms": "名称或词语",
}
"""What the lists of a plan hold."""

_SLOT_KEYS = {
    SlotVerb.NAME: "terms",
    SlotVerb.CADENCE: "task",
    SlotVerb.TARGET: "metric",
    SlotVerb.DEADLINE: "submission",
    SlotVerb.REFERENCE: "clause",
    SlotVerb.PARTY: "party",
    SlotVerb.AUTHORITY: "consequence",
    SlotVerb.PHASE: "phase",
}


def _unknown_slot(slot: Slot, slots: Iterable[Slot]) -> Problem:
    noun = "章节或条款" if slot.verb is SlotVerb.REFERENCE else NOUNS[_SLOT_KEYS[slot.verb]]
    known = [each.argument for each in slots if each.verb is slot.verb]
    remedy = f"若已删去这个{noun}，请把引用它的这一条也删去或改写。"
    if slot.verb is SlotVerb.NAME:
        remedy = "请在 [names] 或 [terms] 里写上它。"
    return Problem(
        "unknown-slot",
        f"正文引用了“{slot}”，方案里却没有这个{noun}。",
        remedy=suggest(slot.argument, known) + remedy,
    )


def _find_impossible_dates(plan: Plan) -> Iterator[PlanFault]:
    if plan.first_day > plan.last_day:
        message = f"方案的起始日 {plan.first_day} 晚于截止日 {plan.last_day}。"
        yield PlanFault(("first_day",), Problem("dates-reversed", message, remedy="请对调或改正。"))
        return
    for task in plan.tasks:
        if task.effective_from is not None and not plan.first_day <= task.effective_from <= plan.last_day:
            message = (
                f"任务“{task.id}”自 {task.effective_from} 起算，"
                f"不在方案期间 {plan.first_day} 至 {plan.last_day} 之内。"
            )
            path: Path = ("task", task.id, "effective_from")
            yield PlanFault(path, Problem("date-outside-plan", message, remedy="请改正日期。"))


def _dangling(path: Path, key: str, missing: str, known: Iterable[str]) -> PlanFault:
    message = f"没有编号为“{missing}”的{NOUNS[key]}。"
    problem = Problem("dangling-reference", message, remedy=suggest(missing, known))
    return PlanFault(path, problem, (key, missing))
