"""A lower level may tighten, never loosen: what a plan file asks less of than the plan it extends."""

from collections.abc import Iterator
from datetime import date

import attrs

from antifraud_plan.loading.toml.tree import Array, Leaf, Node, Table, entry_id
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.target import Target
from antifraud_plan.problems import Problem, Severity

_DUTIES = ("task", "metric", "submission", "consequence", "pledge")
_NEVER_EMPTIED = ("responsible", "reporting", "evidence", "measures")


def find_loosened(base: Table, overlay: Table) -> Iterator[Problem]:
    """Yield a problem for each duty of *base* that *overlay* removes or asks less of.

    Less is: less often, later, a lower target, nobody to do it, nothing to prove it, a pledge not signed.
    Against a plan that somebody issued (it has names) this is an error: a school cannot excuse itself
    from the county's duties. Against a base plan it is a note: a county is free, but should know.
    """
    severity = Severity.ERROR if base.find("names") else Severity.NOTE
    first_day = _find_first_day(base) or _find_first_day(overlay)
    for key in _DUTIES:
        above, patches = base.find(key), overlay.find(key)
        if not isinstance(above, Array) or not isinstance(patches, Array):
            continue
        earlier = {entry_id(item): item for item in above.items if isinstance(item, Table)}
        for patch in patches.items:
            entry = earlier.get(entry_id(patch))
            if isinstance(patch, Table) and entry is not None:
                yield from _Comparison(entry, patch, first_day, severity).problems()


def _find_first_day(plan: Table) -> date | None:
    first_day, year = _find(plan, "first_day"), _find(plan, "year")
    if isinstance(first_day, date):
        return first_day
    return date(year, 1, 1) if isinstance(year, int) and 1 <= year <= date.max.year else None


def _find(table: Table, key: str) -> object:
    leaf = table.find(key)
    return leaf.value if isinstance(leaf, Leaf) else None


def _text(table: Table, key: str) -> str:
    text = _find(table, key)
    return text if isinstance(text, str) else ""


def _is_looser(key: str, after: str, before: str) -> bool | None:
    if key == "target":
        return Target.parse(after).is_looser(Target.parse(before))
    return Cadence.parse(after).is_looser(Cadence.parse(before))


@attrs.frozen
class _Comparison:
    """A duty as the plan above has it, and what the overlay changes of it.

    Attributes:
        above: the duty.
        patch: the changes.
        first_day: of the plan, from which a duty counts that names no day; ``None`` if nobody wrote it.
        severity: of what is found.
    """

    above: Table
    patch: Table
    first_day: date | None
    severity: Severity

    def problems(self) -> Iterator[Problem]:
        if _find(self.above, "enabled") is False:
            return  # nothing that is asked
        if "remove" in self.patch.entries:
            message, severity = f"删去了上级方案里的“{self._name}”。", self.severity
            yield Problem("duty-removed", message, self.patch.entries["remove"].key, self._remedy, severity)
            return
        yield from self._compare_phrases()
        yield from self._compare_first_days()
        if _find(self.patch, "enabled") is False:
            message = f"“{self._name}”的承诺书上级方案要签，这里不签。"
            yield self._loosened(message, self.patch.entries["enabled"].node)
        for key in _NEVER_EMPTIED:
            before, after = self.above.find(key), self.patch.find(key)
            if isinstance(before, Array) and before.items and isinstance(after, Array) and not after.items:
                yield self._loosened(f"“{self._name}”的 {key} 改成了空的，上级方案里写有内容。", after)

    def _compare_phrases(self) -> Iterator[Problem]:
        for key in ("cadence", "county_reading", "deadline", "target"):
            before, after = _text(self.above, key), _text(self.patch, key)
            if key == "county_reading" and not before:
                before = _text(self.above, "cadence")
            if before and after and _is_looser(key, after, before):
                message = f"“{self._name}”的“{after}”比上级方案的“{before}”宽松。"
                yield self._loosened(message, self.patch.entries[key].node)

    def _compare_first_days(self) -> Iterator[Problem]:
        before, after = (
            _find(self.above, "effective_from") or self.first_day,
            _find(self.patch, "effective_from"),
        )
        if isinstance(before, date) and isinstance(after, date) and after > before:
            message = f"“{self._name}”自 {after} 起算，上级方案自 {before} 起算。"
            yield self._loosened(message, self.patch.entries["effective_from"].node)

    def _loosened(self, message: str, node: Node) -> Problem:
        severity = self.severity
        return Problem("duty-loosened", message, node.location, self._remedy, severity)

    @property
    def _name(self) -> str:
        written = _text(self.above, "name") or _text(self.above, "trigger")
        return written or entry_id(self.above) or ""

    @property
    def _remedy(self) -> str:
        return "下级可以从严，不能放宽，请改正。" if self.severity is Severity.ERROR else "请确认有依据。"
