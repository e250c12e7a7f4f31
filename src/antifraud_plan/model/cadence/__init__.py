"""When and how often something is due, read from the plan's own Chinese phrase and printed back as it."""

from collections.abc import Iterable
from typing import Self

import attrs

from antifraud_plan.model.cadence.comparison import is_rule_looser
from antifraud_plan.model.cadence.phrases import compose
from antifraud_plan.model.cadence.reader import read_phrase
from antifraud_plan.model.cadence.rules import Indefinite, Rule, is_periodless


@attrs.frozen
class Cadence:
    """When and how often (频次).

    Attributes:
        phrase: the plan's words, kept to the character.
        rules: what was read, in the phrase's order.
        unread: parts of the phrase that may speak of when, how often or for whom and could not be
            read, as written; empty when all of it was understood.

    >>> cadence = Cadence.parse("每学期不少于2次，开学第一课1次")
    >>> [type(rule).__name__ for rule in cadence.rules], str(cadence)
    (['Recurring', 'Anchored'], '每学期不少于2次，开学第一课1次')
    >>> Cadence.parse("安全教育123制度").unread
    ('安全教育123制度',)
    """

    phrase: str
    rules: tuple[Rule, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def parse(cls, phrase: str) -> Self:
        """Read *phrase*; never fails, what cannot be read is kept in `unread`."""
        rules, unread = read_phrase(phrase)
        return cls(phrase, rules, unread)

    @classmethod
    def compose(cls, rules: Iterable[Rule]) -> Self:
        """Make a cadence from *rules*, with the canonical phrase for them.

        >>> from antifraud_plan.model.cadence.rules import Recurring
        >>> from antifraud_plan.model.cadence.terms import Period
        >>> str(Cadence.compose([Recurring(Period.MONTH), Recurring(Period.SEMESTER, 2)]))
        '每月至少1次；每学期至少2次'
        """
        rules = tuple(rules)
        return cls("；".join(map(compose, rules)), rules)

    def __str__(self) -> str:
        return self.phrase

    @property
    def is_countable(self) -> bool:
        """Whether some rule says a number or a date by which it can be checked."""
        return any(not is_periodless(rule) for rule in self.rules)

    @property
    def is_indefinite(self) -> bool:
        """Whether it asks for something (定期, 常态化) and says no number: a county gives its reading."""
        return not self.is_countable and any(isinstance(rule, Indefinite) for rule in self.rules)

    def is_looser(self, than: Self) -> bool | None:
        """Tell whether this asks for less than *than*; ``None`` when the two cannot be compared.

        Every rule of *than* must be met by some rule of this cadence.

        >>> [Cadence.parse(own).is_looser(Cadence.parse("每月至少1次"))
        ...  for own in ("每季度1次", "每周1次", "开展1次")]
        [True, False, None]
        """
        if self == than:
            return False
        if self.unread or than.unread or not self.rules or not than.rules:
            return None
        verdicts = []
        for asked in than.rules:
            found = {is_rule_looser(rule, asked) for rule in self.rules}
            verdicts.append(False if False in found else True if True in found else None)
        if True in verdicts:
            return True
        return None if None in verdicts else False
