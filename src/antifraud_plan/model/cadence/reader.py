"""Reads a phrase about when and how often into rules, and tells what it could not read."""

import re

import attrs

from antifraud_plan.model.cadence.carried import Carried
from antifraud_plan.model.cadence.clause import read_clause
from antifraud_plan.model.cadence.dates import Window
from antifraud_plan.model.cadence.rest import FILLER
from antifraud_plan.model.cadence.rules import EVERYWHERE, Rule, Scope, Triggered
from antifraud_plan.model.cadence.terms import Period
from antifraud_plan.model.cadence.tokens import find_tokens
from antifraud_plan.model.cadence.triggers import FOLLOWING, OPENING, find_trigger
from antifraud_plan.model.cadence.words import Anchors, Count
from antifraud_plan.model.characters import half_width

_ASIDE = re.compile(r"\([^()]*\)")
_MERE_PART = re.compile("含|包括|其中|如")
_EXCEPT = re.compile("除外|以外|不含|不包括")
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
        if "(" in self.plain[start:end].rpartition(")")[2] and self.plain.startswith(")", end):
            end += 1
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
    asides = [match.span() for match in _ASIDE.finditer(text.plain) if _is_aside(match[0][1:-1])]
    plain = text.plain
    for start, end in asides:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    reader = _Reader(text)
    reader.read(plain, 0, asides, Carried())
    return tuple(reader.rules), tuple(filter(None, reader.unread))


def _is_aside(bracket: str) -> bool:
    """Tell whether *bracket* speaks of its own when or how often: （寄宿制学校每月至少3次）."""
    if _EXCEPT.search(bracket):
        return False
    tokens = find_tokens(bracket, 0, len(bracket))
    return any(isinstance(token.value, Period | Count | Anchors) for token in tokens)


@attrs.define
class _Reader:
    """The state of reading one phrase."""

    text: _Text
    rules: list[Rule] = attrs.field(init=False, factory=list)
    unread: list[str] = attrs.field(init=False, factory=list)

    def read(self, plain: str, begin: int, asides: list[tuple[int, int]], carried: Carried) -> None:
        """Read *plain* from *begin*; *asides* are blank in it, each is read after the clause it is in."""
        clauses = [(m.start("text"), m.end("text"), m["mark"] == ",") for m in _CLAUSE.finditer(plain, begin)]
        while clauses:
            start, end, goes_on = clauses.pop(0)
            if goes_on and clauses and _goes_with_next(plain, start, end, clauses[0]):
                _, end, goes_on = clauses.pop(0)
            trigger = _find_trigger(plain[start:end].replace(" ", ""))
            if trigger is not None:
                self.rules.append(trigger)
            elif plain[start:end].strip(FILLER):
                reading = read_clause(plain, start, end, carried)
                carried = reading.carried
                self.rules += reading.rules
                self.unread += (self.text.original(*stretch) for stretch in reading.unread)
            for first, last in asides:
                if start <= first < end:
                    self._read_aside(first + 1, last - 1, carried)
            carried = attrs.evolve(carried, settled=())
            if not goes_on:
                self.rules += carried.leftover
                if carried.scope != EVERYWHERE and not carried.leftover:
                    self.unread.append(self.text.original(start, end))
                carried = Carried()

    def _read_aside(self, start: int, end: int, main: Carried) -> None:
        """Read a bracket; what it leaves unsaid (when, for which schools) its clause has said."""
        aside = self.text.plain[start:end]
        said = [token.value for token in find_tokens(aside, 0, len(aside))]
        named = any(isinstance(value, Scope) and (value.levels or value.traits) for value in said)
        scope = main.settled[-1].scope if main.settled and not named else EVERYWHERE
        recurs = any(isinstance(value, Period) for value in said)
        counts = any(isinstance(value, Count) for value in said)
        dated = main.settled or any(isinstance(value, Anchors | Window) for value in said)
        if _MERE_PART.match(aside) or not (recurs or (counts and dated)):
            self.unread.append(self.text.original(start, end))
        else:
            schools = Scope(scope.levels, scope.traits)
            self.read(
                self.text.plain[:end], start, [], Carried(main.windows, scope=schools, settled=main.settled)
            )


def _goes_with_next(plain: str, start: int, end: int, following: tuple[int, int, bool]) -> bool:
    """Tell whether a clause needs the next: 发现线索，立即报告; 每月1次，寒暑假除外."""
    next_start, next_end, _ = following
    if _EXCEPT.search(plain, next_start, next_end):
        return True
    return _tells_only_of_event(plain[start:end]) and FOLLOWING.match(plain, next_start, next_end) is not None


def _tells_only_of_event(clause: str) -> bool:
    return OPENING.match(clause) is not None and not find_tokens(clause, 0, len(clause))


def _find_trigger(clause: str) -> Triggered | None:
    trigger = find_trigger(clause)
    if trigger is None:
        return None
    tokens = find_tokens(trigger.event, 0, len(trigger.event))
    return None if any(isinstance(token.value, Period | Count) for token in tokens) else trigger
