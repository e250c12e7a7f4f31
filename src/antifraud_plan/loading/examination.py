"""How a plan hangs together, told even while some of its entries cannot be read."""

from collections.abc import Collection, Iterable, Iterator

import attrs

from antifraud_plan.loading.convert import Loaded, convert
from antifraud_plan.loading.origins import Origins
from antifraud_plan.loading.structuring import TextForms
from antifraud_plan.loading.toml.document import load_tree
from antifraud_plan.loading.toml.tree import Array, Broken, Entry, Node, Table, entry_id
from antifraud_plan.model.integrity import NOUNS, PlanFault, find_plan_faults
from antifraud_plan.model.plan import Plan
from antifraud_plan.problems import Location, Problem

# What every plan must have, for a file that has it not or has it wrong.
_STAND_IN = """
id = "-"
title = "-"
year = 2000
names = { county = "-", bureau = "-", bureau_short = "-", system = "-", section = "-", section_short = "-" }
issue = { date = 2000-01-01 }
"""
# No date lies outside of these, for a plan whose days are not known.
_ANY_DAY = """
first_day = 0001-01-01
last_day = 9999-12-31
"""
_DAYS = ("year", "first_day", "last_day")


def find_faults(tree: Table, loaded: Loaded[Plan], origins: Origins, forms: TextForms) -> Iterator[Problem]:
    """Yield every fault of a plan's outline, ids, slots and dates, with its place.

    Where the plan could not be made, the entries at fault are left out and nothing is said of what
    refers to them.

    Args:
        tree: what the plan was made of.
        loaded: what came of it.
        origins: places of the whole file.
        forms: see `convert`.
    """
    if loaded.value is not None:
        yield from _locate(find_plan_faults(loaded.value), origins)
        return
    if tree.is_incomplete:
        # What seems to be missing may stand in what could not be read.
        return
    sound, left_out = _leave_out(tree, loaded.problems)
    plan = convert(_complete(sound), Plan, forms).value
    if plan is not None:
        faults = find_plan_faults(plan)
        yield from _locate((each for each in faults if left_out.isdisjoint(each.missing or ())), origins)


def _complete(sound: Table) -> Table:
    """Put stand-ins where *sound* lacks what every plan must have."""
    text = _STAND_IN
    if "year" not in sound.entries:
        sound, text = sound.without(_DAYS), _STAND_IN + _ANY_DAY
    stand_in, _ = load_tree(text, "")
    return attrs.evolve(sound, entries={**stand_in.entries, **sound.entries})


def _leave_out(tree: Table, problems: Iterable[Problem]) -> tuple[Table, set[str]]:
    """Return *tree* without what has a problem, and the keys and ids that nothing is known of now."""
    # The whole file's place is that of its first key too.
    places = {
        each.location for each in problems if (each.code, each.location) != ("missing-key", tree.location)
    }
    left_out: set[str] = set()
    entries: dict[str, Entry] = {}
    for key, entry in tree.entries.items():
        items = entry.node.items if isinstance(entry.node, Array) else (entry.node,)
        faulty = [item for item in items if _is_faulty(item, places)]
        if not faulty and entry.key not in places:
            entries[key] = entry
        elif isinstance(entry.node, Array) and entry.key not in places and all(map(entry_id, faulty)):
            kept = tuple(item for item in items if item not in faulty)
            entries[key] = attrs.evolve(entry, node=attrs.evolve(entry.node, items=kept))
            left_out.update(filter(None, map(entry_id, faulty)))
        else:
            # An unknown [[taks]] may hold what others refer to.
            left_out.update(filter(None, (key, *map(entry_id, items))))
    if not left_out.isdisjoint(_DAYS):
        entries.pop("year", None)
    if "names" in left_out:
        left_out.add("terms")
    return attrs.evolve(tree, entries=entries), left_out


def _is_faulty(node: Node, places: Collection[Location | None]) -> bool:
    match node:
        case Broken():
            return True
        case Table(is_incomplete=True):
            return True
        case Table() if any(
            entry.key in places or _is_faulty(entry.node, places) for entry in node.entries.values()
        ):
            return True
        case Array() if any(_is_faulty(item, places) for item in node.items):
            return True
        case _:
            return node.location in places


def _locate(faults: Iterable[PlanFault], origins: Origins) -> Iterator[Problem]:
    """Yield the faults' problems; what the user removed is told once, where it was removed."""
    users: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        removed = _find_removed(fault, origins)
        if removed is None:
            yield attrs.evolve(fault.problem, location=origins.find_nearest(fault.path))
        else:
            users.setdefault(removed, []).append(_name(fault))
    for (key, removed_id), names in users.items():
        yield Problem(
            "removed-in-use",
            f"删去了{NOUNS[key]}“{removed_id}”，还有{'、'.join(dict.fromkeys(names))}要用它。",
            origins.find_removed(key, removed_id),
            "请在 plan.toml 里把它们也删去（写 id 和 remove = true），或改成不再用它；"
            "不想删去，就去掉这里的 remove。",
        )


def _find_removed(fault: PlanFault, origins: Origins) -> tuple[str, str] | None:
    if fault.missing is None:
        return None
    key, missing = fault.missing
    # {reference …} names a clause or a section.
    candidates = ((key, missing), ("section", missing)) if key == "clause" else ((key, missing),)
    return next((each for each in candidates if origins.find_removed(*each)), None)


def _name(fault: PlanFault) -> str:
    key, *rest = fault.path
    return f"{NOUNS[str(key)]}“{rest[0]}”" if rest else "方案标题"
