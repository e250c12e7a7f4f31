"""Reads one clause of a phrase: its tokens, segment by segment between 、, become rules."""

import re
from collections.abc import Iterator

import attrs

from antifraud_plan.model.cadence.carried import Carried, ClauseReading, Due, merge
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
_AND = re.compile("[、和及与]|以及")
_SCHOOL_TERMS = (Period.YEAR, Period.SCHOOL_YEAR, Period.SEMESTER, Period.HALF_YEAR)


def read_clause(text: str, start: int, end: int, carried: Carried) -> ClauseReading:
    """Read ``text[start:end]``, which contains none of the marks that end a clause."""
    if carried.refused:
        return ClauseReading((), ((start, end),), carried)
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


@attrs.define
class _Worker:
    """The state of reading one clause."""

    text: str
    start: int
    end: int
    carried: Carried
    scope: Scope = attrs.field(init=False)
    windows: tuple[Window, ...] = attrs.field(init=False)
    windows_end: int = attrs.field(init=False, default=0)
    unused: bool = attrs.field(init=False)
    rules: list[Rule] = attrs.field(init=False, factory=list)
    unread: list[tuple[int, int]] = attrs.field(init=False, factory=list)
    due: list[Due] = attrs.field(init=False, factory=list)
    settled: list[Due] = attrs.field(init=False)
    deadline: Deadline | None = attrs.field(init=False, default=None)
    vague: list[Vagueness] = attrs.field(init=False, factory=list)
    dates: int = attrs.field(init=False, default=0)
    limit: Window | None = attrs.field(init=False, default=None)
    each: bool = attrs.field(init=False, default=False)
    apart: bool = attrs.field(init=False, default=False)
    counted: bool = attrs.field(init=False, default=False)
    who: bool = attrs.field(init=False, default=False)
    refused: bool = attrs.field(init=False, default=False)
    content: bool = attrs.field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        self.scope, self.windows, self.unused = self.carried.scope, self.carried.windows, self.carried.unused
        self.settled = list(self.carried.settled)

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
                    scope = merge(scope, named)
                    self.each = self.each or named == EVERYWHERE or named.per is not Per.SCHOOL
                case Period() | Anchors() as what:
                    found.append(what)
                case Count() as count:
                    counts.append((token, count))
                case DateWindow() | SemesterWindow() | TermTime() as window:
                    self._open(window, token)
                case Deadline() as deadline:
                    self._close_deadline()
                    self.deadline = deadline
                    self.dates += 1
                case Duration() as duration:
                    self.rules.append(duration)
                case Vagueness() as word:
                    self.vague.append(word)
                case Mark():
                    self.refused = self.refused or token.value is Mark.REFUSAL
                    self.apart = self.apart or token.value is Mark.APART
                    if token.value is Mark.UNREADABLE:
                        self.unread.append((token.start, token.end))
        rest = read_rest(self.text, start, end, tokens)
        self.content, self.who = self.content or rest.content, rest.who
        self.refused = self.refused or rest.refused
        self.unread += rest.unread
        self._weigh(scope, found, counts, content=rest.content)

    def _open(self, window: Window, token: Token) -> None:
        if self.unused and _AND.fullmatch(self.text, self.windows_end, token.start):
            self.windows = (*self.windows, window)
        else:
            self.rules += Carried(self.windows, self.unused, self.scope).leftover
            self.windows, self.unused = (window,), True
            self.dates += 1
        self.windows_end = token.end

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
        scope = merge(self.scope, scope)
        self.due += (Due(what, scope) for what in found)
        if counts:
            if not self.due:
                # 每月1次专题会议、1次班会: the second is monthly too.
                self.due = [self._again(due, scope) for due in self.settled]
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

    def _again(self, due: Due, scope: Scope) -> Due:
        named = scope if scope.levels or scope.traits else due.scope
        return Due(due.what, attrs.evolve(scope, levels=named.levels, traits=named.traits))

    def _count(self, token: Token, count: Count, scope: Scope) -> None:
        self.counted = True
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
            self.rules += (
                Campaign(count.number, unit, scope, window) for window in self._use_windows(apart=self.apart)
            )

    def _imply(self, scope: Scope) -> None:
        self._settle(scope, 1, CountUnit.TIMES, stated=False)
        self.due = []
        self.scope = EVERYWHERE

    def _settle(self, scope: Scope, minimum: int, unit: CountUnit, *, stated: bool) -> None:
        """Turn what is due into rules; who is named last is meant for all of it."""
        often = all(isinstance(due.what, Period) and due.what not in _SCHOOL_TERMS for due in self.due)
        windows = self._use_windows(apart=often or self.apart)
        anchors: dict[Scope, list[Anchors]] = {}
        for due in self.due:
            own = attrs.evolve(
                due.scope,
                audiences=due.scope.audiences or scope.audiences,
                per=scope.per if due.scope.per is Per.SCHOOL else due.scope.per,
            )
            match due.what:
                case Period() as period:
                    self.rules += (
                        Recurring(period, minimum, unit, stated, own, window) for window in windows
                    )
                case Anchors() as what:
                    anchors.setdefault(own, []).append(what)
        for own, named in anchors.items():
            members = [anchor for what in named for anchor in what.anchors]
            self.rules += (Anchored(members, minimum, unit, stated, own, window) for window in windows)

    def _use_windows(self, *, apart: bool) -> tuple[Window | None, ...]:
        """Return the windows of a rule; unless *apart*, several may mean one count for all: 3月、9月1次."""
        if self.deadline is not None:
            self.limit, self.deadline = DateWindow(None, self.deadline.by), None
        if self.limit is not None:
            return (self.limit,)
        self.unused = False
        self.refused = self.refused or (len(self.windows) > 1 and not apart)
        return self.windows or (None,)

    def _close_deadline(self) -> None:
        if self.deadline is not None:
            self.rules.append(attrs.evolve(self.deadline, scope=self.scope))
            self.deadline = None

    def finish(self) -> ClauseReading:
        """Settle what is still open at the end of the clause."""
        if self.due and not self.refused:
            self._imply(merge(self.due[-1].scope, self.scope))
        self._close_deadline()
        if self.vague and not self.rules:
            windows = self._use_windows(apart=True)
            self.rules += (
                Indefinite(word, self.scope, window)
                for word in dict.fromkeys(self.vague)
                for window in windows
            )
        fresh = self.unused and self.windows is not self.carried.windows
        if fresh and (self.rules or self.content):
            self.rules += Carried(self.windows, unused=True, scope=self.scope).leftover
            self.unused = False
        if self.each and not self.rules and not fresh:
            self.rules.append(EachOf(self.scope))
        if self.refused or self._is_misleading():
            carried = attrs.evolve(self.carried, scope=EVERYWHERE, refused=self.refused and not self.counted)
            return ClauseReading((), ((self.start, self.end),), carried)
        waiting = not self.rules and not self.content and (fresh or self.scope != self.carried.scope)
        if not self.rules and not waiting:
            self.unread = [(self.start, self.end)]
        return ClauseReading(
            tuple(self.rules),
            tuple(self.unread),
            Carried(
                self.windows,
                self.unused,
                self.scope if waiting else EVERYWHERE,
                tuple(self.settled),
                refused=self.who and not self.rules,
            ),
        )

    def _is_misleading(self) -> bool:
        """Tell whether the rules say something else than the clause as far as it was understood."""
        kinds = {type(rule) for rule in self.rules}
        if self.unread and kinds & {Campaign, Within}:
            return True  # 中考前1次: once, but not at any time.
        # 5月每月1次、6月底: which date belongs to what is anybody's guess.
        return self.dates > 1 and kinds not in ({Within}, {Deadline})
