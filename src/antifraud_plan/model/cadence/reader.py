"""Reads a phrase about when and how often into rules, and tells what it could not read."""

import re

import attrs

from antifraud_plan.model.cadence.clause import Carried, read_clause
from antifraud_plan.model.cadence.rest import FILLER
from antifraud_plan.model.cadence.rules import EVERYWHERE, Rule, Triggered
from antifraud_plan.model.cadence.terms import Period
from antifraud_plan.model.cadence.tokens import find_tokens
from antifraud_plan.model.cadence.triggers import FOLLOWING, OPENING, find_trigger
from antifraud_plan.model.cadence.words import Count
from antifraud_plan.model.characters import half_width

_CLAUSE = re.compile(r"(?P<text>[^,;。!?]*)(?P<mark>[,;。!?]|$)")


@attrs.frozen
class _Text:
    """A phrase without its blanks and full-width forms, and where each character came from."""

    phrase: str
    plain: str
    origins: tuple[int, ...]

    def original(self, start: int, end: int) -> str:
        """Return ``plain[start:end]`` as the phrase writes it, without filler at its ends."""
        kept = self.plain[start:end]
        start += len(kept) - len(kept.lstrip(FILLER))
        end -= len(kept) - len(kept.rstrip(FILLER))
        return self.phrase[self.origins[start] : self.origins[end - 1] + 1] if start < end else ""


def _plain_text(phrase: str) -> _Text:
    kept = [(index, character) for index, character in enumerate(phrase) if not character.isspace()]
    return _Text(
        phrase,
        half_width("".join(character for _, character in kept)),
        tuple(index for index, _ in kept),
    )


def read_phrase(phrase: str) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """Return the rules *phrase* states, in its order, and the parts that could not be read.

    >>> rules, unread = read_phrase("每月２５日前报送，至少1次")
    >>> unread
    ('２５日前报送',)
    """
    text = _plain_text(phrase)
    rules: list[Rule] = []
    unread: list[str] = []
    carried = Carried()
    clauses = [(m.start("text"), m.end("text"), m["mark"] == ",") for m in _CLAUSE.finditer(text.plain)]
    while clauses:
        start, end, goes_on = clauses.pop(0)
        if goes_on and clauses and _tells_only_of_event(text.plain[start:end]):
            next_start, next_end, next_goes_on = clauses[0]
            if FOLLOWING.match(text.plain, next_start, next_end):
                clauses.pop(0)
                end, goes_on = next_end, next_goes_on
        trigger = _find_trigger(text, start, end)
        if trigger is not None:
            rules.append(trigger)
        elif text.plain[start:end].strip(FILLER):
            reading = read_clause(text.plain, start, end, carried)
            carried = reading.carried
            rules += reading.rules
            unread += (text.original(*stretch) for stretch in reading.unread)
        if not goes_on:
            rules += carried.leftover
            if carried.scope != EVERYWHERE and not carried.leftover:
                unread.append(text.original(start, end))
            carried = Carried()
    return tuple(rules), tuple(filter(None, unread))


def _tells_only_of_event(clause: str) -> bool:
    return OPENING.match(clause) is not None and not find_tokens(clause, 0, len(clause))


def _find_trigger(text: _Text, start: int, end: int) -> Triggered | None:
    trigger = find_trigger(text.plain[start:end])
    if trigger is None:
        return None
    tokens = find_tokens(trigger.event, 0, len(trigger.event))
    return None if any(isinstance(token.value, Period | Count) for token in tokens) else trigger
