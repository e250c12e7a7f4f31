"""Reads one clause of a phrase: its tokens, segment by segment between 、, become rules."""

from collections.abc import Iterator

import attrs

from antifraud_plan.model.cadence.dates import DateWindow, SemesterWindow, TermTime, Window
from antifraud_plan.model.cadence.rest import is_talked_about, read_rest
from antifraud_plan.model.cadence.rules import (
    EVERYWHERE,
    Anchored,
    Campaign,
    Deadline,
    Duration,
    EachOf,
    Indefinite,
    Quota,
    Recurring,
    Rule,
    Scope,
    Within,
)
from antifraud_plan.model.cadence.terms import CountUnit, Per, Period, Vagueness
from antifraud_plan.model.cadence.tokens import find_tokens
from antifraud_plan.model.cadence.words import Anchors, Count, Mark, Token

_LESSONS = ("课时", "学时", "节", "堂")
_PEOPLE = ("人次", "人", "名")
_THINGS = ("条", "篇", "份", "期")
_SCHOOL_TERMS = (Period.YEAR, Period.SCHOOL_YEAR, Period.SEMESTER, Period.HALF_YEAR)


@attrs.frozen
class Carried:
    """What a clause leaves to the next one of its sentence: 2023年3月至6月，每月1次.

    Attributes:
        window: the window that holds from here on.
        unused: whether no rule has taken up that window yet.
        scope: who was named by a clause that says nothing else.
    """

    window: Window | None = None
    unused: bool = False
    scope: Scope = EVERYWHERE

    @property
    def leftover(self) -> tuple[Rule, ...]:
        """What the window means when no rule ever takes it up."""
        return (Within(self.window, self.scope),) if self.window is not None and self.unused else ()


@attrs.frozen
class ClauseReading:
    """What one clause says: its rules, the stretches that stay unread, what it leaves to the next."""

    rules: tuple[Rule, ...]
    unread: tuple[tuple[int, int], ...]
    carried: Carried


@attrs.frozen
class _Due:
    """A period or some anchors whose count may stand further on: 中小学每月、幼儿园每季度至少1次."""

    what: Period | Anchors
    scope: Scope


def read_clause(text: str, start: int, end: int, carried: Carried) -> ClauseReading:
    """Read ``text[start:end]``, which contains none of the marks that end a clause."""
    worker = _Worker(text, start, end, carried)
    for segment_start, segment_end, tokens in _segments(text, start, end):
        worker.read_segment(segment_start, segment_end, tokens)
    return worker.finish()


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int, list[Token]]]:
    tokens: list[Token] = []
    for token in find_tokens(text, start, end):
        if token.value is Mark.SEPARATOR:
            yield start, token.start, tokens
            start, tokens = token.end, []
        else:
            tokens.append(token)
    yield start, end, tokens


def _merge(scope: Scope, other: Scope) -> Scope:
    return Scope(
        (*scope.levels, *other.levels),
        (*scope.traits, *other.traits),
        (*scope.audiences, *other.audiences),
        scope.per if other.per is Per.SCHOOL else other.per,
    )


@attrs.define
class _Worker:
    """The state of reading one clause."""

    text: str
    start: int
    end: int
    carried: Carried
    scope: Scope = attrs.field(init=False)
    window: Window | None = attrs.field(init=False)
    unused: bool = attrs.field(init=False)
    rules: list[Rule] = attrs.field(init=False, factory=list)
    unread: list[tuple[int, int]] = attrs.field(init=False, factory=list)
    due: list[_Due] = attrs.field(init=False, factory=list)
    settled: list[_Due] = attrs.field(init=False, factory=list)
    deadline: Deadline | None = attrs.field(init=False, default=None)
    vague: list[Vagueness] = attrs.field(init=False, factory=list)
    dates: int = attrs.field(init=False, default=0)
    limit: Window | None = attrs.field(init=False, default=None)
    each: bool = attrs.field(init=False, default=False)
    refused: bool = attrs.field(init=False, default=False)
    content: bool = attrs.field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        self.scope, self.window, self.unused = self.carried.scope, self.carried.window, self.carried.unused

    def read_segment(self, start: int, end: int, tokens: list[Token]) -> None:
        """Read the stretch between two 、."""
        scope = EVERYWHERE
        found: list[Period | Anchors] = []
        counts: list[tuple[Token, Count]] = []
        for token in tokens:
            match token.value:
                case Scope() as named if is_talked_about(token, start, tokens):
                    self.unread.append((token.start, token.end))
                case Scope() as named:
                    scope = _merge(scope, named)
                    self.each = self.each or named == EVERYWHERE or named.per is not Per.SCHOOL
                case Period() | Anchors() as what:
                    found.append(what)
                case Count() as count:
                    counts.append((token, count))
                case DateWindow() | SemesterWindow() | TermTime() as window:
                    self.rules += Carried(self.window, self.unused, self.scope).leftover
                    self.window, self.unused = window, True
                    self.dates += 1
                case Deadline() as deadline:
                    self._close_deadline()
                    self.deadline = deadline
                    self.dates += 1
                case Duration() as duration:
                    self.rules.append(duration)
                case Vagueness() as word:
                    self.vague.append(word)
                case Mark():
                    self.refused = self.refused or token.value is Mark.CEILING
                    if token.value is Mark.UNREADABLE:
                        self.unread.append((token.start, token.end))
        content, unread = read_rest(self.text, start, end, tokens)
        self.content = self.content or content
        self.unread += unread
        self._weigh(scope, found, counts, content=content)

    def _weigh(
        self, scope: Scope, found: list[Period | Anchors], counts: list[tuple[Token, Count]], *, content: bool
    ) -> None:
        """Bring together what a segment says: when, how often, for whom."""
        if any(isinstance(what, Anchors) for what in found):
            # 每年年初: the anchor itself comes once a year or semester; 节假日每天 we cannot read.
            if any(isinstance(what, Period) and what not in _SCHOOL_TERMS for what in found):
                self.refused = True
                return
            found = [what for what in found if isinstance(what, Anchors)]
        if self.due and not (scope.levels or scope.traits):
            scope = attrs.evolve(scope, levels=self.due[-1].scope.levels, traits=self.due[-1].scope.traits)
        scope = _merge(self.scope, scope)
        self.due += (_Due(what, scope) for what in found)
        if counts:
            if not self.due:
                # 每月1次专题会议、1次班会: the second is monthly too.
                self.due = [attrs.evolve(due, scope=scope) for due in self.settled]
            for token, count in counts:
                self._count(token, count, scope)
            self.settled, self.due = self.due or self.settled, []
            self.scope = EVERYWHERE
        elif found and content:
            self._imply(scope)
        elif not found:
            self.scope = scope
        else:
            self.scope = EVERYWHERE

    def _count(self, token: Token, count: Count, scope: Scope) -> None:
        unit = CountUnit.LESSONS if count.unit in _LESSONS else CountUnit.TIMES
        if self.due and count.unit in _PEOPLE:
            self.unread.append((token.start, token.end))
            self._imply(scope)
        elif self.due:
            self._settle(scope, count.number, unit, stated=True)
        elif self.vague:
            self.unread.append((token.start, token.end))  # 定期开展1次: once each time, not once in all
        elif count.unit in _PEOPLE + _THINGS or count.approximate:
            self.rules.append(Quota(count.number, count.unit, count.approximate, scope))
        else:
            self.rules.append(Campaign(count.number, unit, scope, self._use_window()))

    def _imply(self, scope: Scope) -> None:
        self._settle(scope, 1, CountUnit.TIMES, stated=False)
        self.due = []
        self.scope = EVERYWHERE

    def _settle(self, scope: Scope, minimum: int, unit: CountUnit, *, stated: bool) -> None:
        """Turn what is due into rules; who is named last is meant for all of it."""
        window = self._use_window()
        anchors: dict[Scope, list[Anchors]] = {}
        for due in self.due:
            own = attrs.evolve(
                due.scope,
                audiences=due.scope.audiences or scope.audiences,
                per=scope.per if due.scope.per is Per.SCHOOL else due.scope.per,
            )
            match due.what:
                case Period() as period:
                    self.rules.append(Recurring(period, minimum, unit, stated, own, window))
                case Anchors() as what:
                    anchors.setdefault(own, []).append(what)
        for own, named in anchors.items():
            members = [anchor for what in named for anchor in what.anchors]
            self.rules.append(Anchored(members, minimum, unit, stated, own, window))

    def _use_window(self) -> Window | None:
        if self.deadline is not None:
            self.limit, self.deadline = DateWindow(None, self.deadline.by), None
        if self.limit is not None:
            return self.limit
        self.unused = False
        return self.window

    def _close_deadline(self) -> None:
        if self.deadline is not None:
            self.rules.append(attrs.evolve(self.deadline, scope=self.scope))
            self.deadline = None

    def finish(self) -> ClauseReading:
        """Settle what is still open at the end of the clause."""
        if self.refused:
            return ClauseReading((), ((self.start, self.end),), attrs.evolve(self.carried, scope=EVERYWHERE))
        if self.due:
            self._imply(_merge(self.due[-1].scope, self.scope))
        self._close_deadline()
        if self.vague and not self.rules:
            window = self._use_window()
            self.rules += (Indefinite(word, self.scope, window) for word in dict.fromkeys(self.vague))
        fresh = self.unused and self.window is not self.carried.window
        if fresh and (self.rules or self.content):
            self.rules += Carried(self.window, unused=True, scope=self.scope).leftover
            self.unused = False
        if self.each and not self.rules and not fresh:
            self.rules.append(EachOf(self.scope))
        if self.dates > 1 and {type(rule) for rule in self.rules} not in ({Within}, {Deadline}):
            # 每年9月、3月各1次: which date belongs to what is anybody's guess.
            return ClauseReading((), ((self.start, self.end),), attrs.evolve(self.carried, scope=EVERYWHERE))
        waiting = not self.rules and not self.content and (fresh or self.scope != self.carried.scope)
        if not self.rules and not waiting:
            self.unread = [(self.start, self.end)]
        return ClauseReading(
            tuple(self.rules),
            tuple(self.unread),
            Carried(self.window, self.unused, self.scope if waiting else EVERYWHERE),
        )
