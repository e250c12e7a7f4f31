"""Short ids for pledges: made of what they stand for, so that a list may be sorted and added to at will."""

from collections.abc import Iterable
from hashlib import blake2b

# Without I and 1, O and 0, which are mistaken for each other when an id is typed from paper.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_MOST_NAMESAKES = 9
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)


class Identifiers:
    """Gives out ids of pledges within one unit, never the same twice."""

    def __init__(self, unit_id: str) -> None:
        self._unit_id = unit_id
        self._given: set[str] = set()

    def give(self, relation_id: str, class_name: str, name: str) -> str:
        """Return the unit's id, a dash and eight letters and digits that hang on the arguments alone.

        Only people of the same name in the same class are told apart by their order.

        >>> identifiers = Identifiers("Z12")
        >>> identifiers.give("families", "一年级1班", "张示例")
        'Z12-FKSLWNMQ'
        """
        ordinal = 1
        while (found := _draw(self._unit_id, relation_id, class_name, name, ordinal)) in self._given:
            ordinal += 1
        self._given.add(found)
        return found


def was_given(identifier: str, relation_ids: Iterable[str], class_name: str, name: str) -> bool:
    """Tell whether an id is what somebody was given once, though on no list any more; a mistyped one is not.

    >>> was_given("Z12-FKSLWNMQ", ["staff", "families"], "一年级1班", "张示例")
    True
    >>> was_given("Z12-FKSLWNMK", ["staff", "families"], "一年级1班", "张示例")
    False
    """
    unit_id, _, _ = identifier.rpartition("-")
    return any(
        _draw(unit_id, relation_id, class_name, name, ordinal) == identifier
        for relation_id in relation_ids
        for ordinal in range(1, _MOST_NAMESAKES + 1)
    )


def _draw(unit_id: str, relation_id: str, class_name: str, name: str, ordinal: int) -> str:
    # A line break stands in no name, so that no two different pledges spell the same text.
    text = f"{relation_id}\n{unit_id}\n{class_name}\n{name}\n{ordinal}"
    number = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).digest())
    pairs = (_PAIRS[number >> shift & 1023] for shift in (30, 20, 10, 0))
    return f"{unit_id}-{''.join(pairs)}"
