"""Who is meant by the id or the full name that a clerk wrote, without blaming one mistake on many rows."""

import unicodedata
from collections.abc import Iterable

from antifraud_plan.loading.lists import forms
from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.table import Report
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.problems import Location, Problem, suggest


class Directory:
    """Finds organisations by the id or the full name that a clerk wrote.

    Args:
        organisations: all that could be read.
        refused: names and ids as rows show them that are reported already, as unreadable or as given twice;
            an empty one is of a row that shows none, so any unknown name may be that row's.
    """

    def __init__(self, organisations: Iterable[Organisation], refused: Iterable[str] = ()) -> None:
        self.refused = frozenset(map(_fold, refused))
        self._by_id: dict[str, Organisation] = {}
        self._by_name: dict[str, list[Organisation]] = {}
        for organisation in organisations:
            if self._by_id.setdefault(organisation.id, organisation) is organisation:
                self._by_name.setdefault(organisation.name, []).append(organisation)

    def __contains__(self, organisation_id: str) -> bool:
        return organisation_id in self._by_id

    def find_all(self, written: str) -> tuple[Organisation, ...]:
        """Find every organisation that may be meant: the one with this id or all with this full name."""
        if written in self._by_id:
            return (self._by_id[written],)
        return tuple(self._by_name.get(written, ()))

    def find(self, written: str, place: Location, report: Report) -> Organisation | None:
        """Find what was meant; an unknown or ambiguous name is reported at *place*, unless it was refused."""
        found = self.find_all(written)
        if self._is_refused(written) or (not found and "" in self.refused):
            return None
        if len(found) == 1:
            return found[0]
        if found:
            ids = "、".join(organisation.id for organisation in found)
            message = f"有 {len(found)} 个单位都叫{quote(written)}。"
            report(Problem("ambiguous-organisation", message, place, f"请改填编号：{ids}。"))
        else:
            message = f"“{forms.UNITS.title}”表里没有{quote(written)}。"
            guess = suggest(written, [*self._by_id, *self._by_name])
            report(Problem("unknown-organisation", message, place, guess or "请先在该表中登记，或改正写法。"))
        return None

    def _is_refused(self, written: str) -> bool:
        """Tell whether this names a refused row, or a class that is one or whose school is."""
        school, _, last = written.rpartition("/")
        return not self.refused.isdisjoint(_fold(part) for part in (written, school, last) if part)


def _fold(text: str) -> str:
    """Return *text* without spaces, line ends and what nobody can see."""
    return "".join(character for character in text if unicodedata.category(character)[0] not in "CZ")
