"""Does every slot of a plan's prose print something."""

from collections.abc import Iterable, Iterator
from itertools import chain

import attrs

from antifraud_plan.model.integrity.fault import NOUNS, Path, PlanFault
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.prose import Prose, Slot, SlotVerb
from antifraud_plan.problems import Problem, suggest


def find_unknown_slots(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for every slot that prints nothing."""
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
        ((("return", spec.id, "receiver"), spec.receiver) for spec in plan.returns),
        ((("pledge", relation.id, "title"), relation.title) for relation in plan.pledges),
        (
            (("promise", promise.id, voice.value), promise.wording(voice))
            for promise in plan.promises
            for voice in Voice
        ),
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
