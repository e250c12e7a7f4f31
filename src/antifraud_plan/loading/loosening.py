"""A lower level may tighten, never loosen: what a plan file asks less of than the plan it extends."""

from collections.abc import Iterator

from antifraud_plan.loading.toml.tree import Array, Leaf, Table, entry_id
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.problems import Problem, Severity


def find_loosened(base: Table, overlay: Table) -> Iterator[Problem]:
    """Yield a problem for each task of *base* that *overlay* removes or asks for less often.

    Against a plan that somebody issued (it has names) this is an error: a school cannot excuse itself
    from the county's duties. Against a base plan it is a note: a county is free, but should know.
    """
    severity = Severity.ERROR if base.find("names") else Severity.NOTE
    base_tasks, tasks = base.find("task"), overlay.find("task")
    if not isinstance(base_tasks, Array) or not isinstance(tasks, Array):
        return
    earlier = {entry_id(item): item for item in base_tasks.items if isinstance(item, Table)}
    for task in tasks.items:
        above = earlier.get(entry_id(task))
        if isinstance(task, Table) and above is not None:
            yield from _compare(above, task, severity)


def _compare(above: Table, task: Table, severity: Severity) -> Iterator[Problem]:
    name = _text(above, "name") or entry_id(above)
    remedy = "下级可以从严，不能放宽，请改正。" if severity is Severity.ERROR else "请确认有依据。"
    if task.find("remove") is not None:
        message = f"删去了上级方案里的“{name}”。"
        yield Problem("duty-removed", message, task.entries["remove"].key, remedy, severity)
    before, after = _text(above, "cadence"), _text(task, "cadence")
    if before and after and Cadence.parse(after).is_looser(Cadence.parse(before)):
        message = f"“{name}”的“{after}”比上级方案的“{before}”宽松。"
        yield Problem("duty-loosened", message, task.entries["cadence"].node.location, remedy, severity)


def _text(table: Table, key: str) -> str:
    leaf = table.find(key)
    return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else ""
