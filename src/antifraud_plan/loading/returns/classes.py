"""Which class of a school is meant: 三(1)班, 三年级（1）班 and 301 are all 三年级1班."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from antifraud_plan.model.characters import half_width
from antifraud_plan.model.numerals import find_number
from antifraud_plan.model.organisation import Organisation

_WORDS = re.compile(r"[一二两三四五六七八九十]+|\d+|[^\W\d_]")
_FILLING = re.compile(r"年级|年|级|班|第|[\s()\[\]{}〔〕【】.,、·\-]")
_GRADE_OF_STAGE = re.compile(r"([初高])([一二三四])")
_RUN_TOGETHER = re.compile(r"([1-9])(\d\d)")

Key = tuple[str, ...]


def find_key(written: str) -> Key:
    """Return what tells a class from another, without the words around it.

    >>> find_key("三年级1班") == find_key("三（1）班") == find_key("３年级一班")
    True
    """
    # After 初 or 高 one numeral is the grade: 高一一班 is the first class, 高一十班 the tenth.
    parted = _GRADE_OF_STAGE.sub(r"\1 \2 ", half_width(written))
    return tuple(_plain(word) for word in _WORDS.findall(_FILLING.sub(" ", parted)))


def _plain(word: str) -> str:
    number = find_number(word)
    return word if number is None else str(number)


class ClassNames:
    """The classes of one school, found by what a school writes."""

    def __init__(self, classes: Iterable[Organisation]) -> None:
        listed = tuple(classes)
        self.names: Mapping[str, Organisation] = {each.name: each for each in listed}
        self._by_id = {each.id: each for each in listed}

    @cached_property
    def _by_key(self) -> Mapping[Key, list[Organisation]]:
        found: dict[Key, list[Organisation]] = {}
        for each in self._by_id.values():
            found.setdefault(find_key(each.name), []).append(each)
        return found

    def find(self, written: str) -> Organisation | None:
        """Return the only class that can be meant, ``None`` if there is none or several."""
        exact = self.names.get(written) or self._by_id.get(written)
        if exact is not None:
            return exact
        key = find_key(written)
        found = list(self._by_key.get(key, ()))
        together = _RUN_TOGETHER.fullmatch(key[0]) if len(key) == 1 else None
        if together is not None:  # 301 is the first class of the third grade, unless a class is called so
            found += self._by_key.get((together[1], str(int(together[2]))), ())
        return found[0] if len(found) == 1 else None
