"""Reads one clause of a phrase: its tokens, segment by segment between 、, become rules."""

import re
from collections.abc import Iterator

import attrs

from antifraud_plan.model.cadence_dates import DateWindow, SemesterWindow, TermTime, Window
from antifraud_plan.model.cadence_numbers import NUMBER
from antifraud_plan.model.cadence_rules import (
    EVERYWHERE,
    Anchored,
    Campaign,
    Deadline,
    Duration,
    EachOf,
    Indefinite,
    Measure,
    Per,
    Period,
    Quota,
    Recurring,
    Rule,
    Scope,
    Vagueness,
    Within,
)
from antifraud_plan.model.cadence_tokens import find_tokens
from antifraud_plan.model.cadence_words import Anchors, Count, Mark, Token

FILLER = " ()[]{}“”\"'《》「」『』【】:…·.的"
_LESSONS = ("课时", "学时", "节", "堂")
_PEOPLE = ("人次", "人", "名")
_THINGS = ("条", "篇", "份", "期")
# What still speaks of time or number once every token is taken out.
_SIGNAL = re.compile(
    rf"\d|每|[%‰]|{NUMBER}个?(?:次|课时|节|天|日|周|月|年(?!级)|学期|季度|学年|小时|分钟)"
    r"|学期|季度|学年|期间|上旬|中旬|下旬|月底|月初|日内|[之以课学假会节][前后]|^前"
)
# Somebody named before 每月 whom no word of ours covers: the rule holds for fewer than it seems.
_WHO = re.compile(r"(?:学校|院校|校区|年级|毕业班|教学点|机构|新生|园所)$")
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
    deadline: Deadline | None = attrs.field(init=False, default=None)
    vague: list[Vagueness] = attrs.field(init=False, factory=list)
    each: bool = attrs.field(init=False, default=False)
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
                case Deadline() as deadline:
                    self._close_deadline()
                    self.deadline = deadline
                case Duration() as duration:
                    self.rules.append(duration)
                case Vagueness() as word:
                    self.vague.append(word)
                case Mark():
                    if token.value is Mark.UNREADABLE:
                        self.unread.append((token.start, token.end))
        content = self._read_rest(start, end, tokens)
        self.content = self.content or content
        self._weigh(scope, found, counts, content=content)

    def _weigh(
        self, scope: Scope, found: list[Period | Anchors], counts: list[tuple[Token, Count]], *, content: bool
    ) -> None:
        """Bring together what a segment says: when, how often, for whom."""
        if any(isinstance(what, Anchors) for what in found):
            # 每年年初: the anchor itself comes once a year or semester; 节假日每天 we cannot read.
            if any(isinstance(what, Period) and what not in _SCHOOL_TERMS for what in found):
                self.unread.append((self.start, self.end))
                return
            found = [what for what in found if isinstance(what, Anchors)]
        if self.due and not (scope.levels or scope.traits):
            scope = attrs.evolve(scope, levels=self.due[-1].scope.levels, traits=self.due[-1].scope.traits)
        scope = _merge(self.scope, scope)
        self.due += (_Due(what, scope) for what in found)
        if counts:
            for token, count in counts:
                self._count(token, count, scope)
            self.due.clear()
            self.scope = EVERYWHERE
        elif found and content:
            self._imply(scope)
        elif not found:
            self.scope = scope
        else:
            self.scope = EVERYWHERE

    def _count(self, token: Token, count: Count, scope: Scope) -> None:
        measure = Measure.LESSONS if count.unit in _LESSONS else Measure.TIMES
        if self.due and count.unit in _PEOPLE:
            self.unread.append((token.start, token.end))
            self._imply(scope)
        elif self.due:
            self._settle(scope, count.number, measure, stated=True)
        elif self.vague:
            self.unread.append((token.start, token.end))  # 定期开展1次: once each time, not once in all
        elif count.unit in _PEOPLE + _THINGS or count.approximate:
            self.rules.append(Quota(count.number, count.unit, count.approximate, scope))
        else:
            self.rules.append(Campaign(count.number, measure, scope, self._use_window()))

    def _imply(self, scope: Scope) -> None:
        self._settle(scope, 1, Measure.TIMES, stated=False)
        self.due.clear()
        self.scope = EVERYWHERE

    def _settle(self, scope: Scope, minimum: int, measure: Measure, *, stated: bool) -> None:
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
                    self.rules.append(Recurring(period, minimum, measure, stated, own, window))
                case Anchors() as what:
                    anchors.setdefault(own, []).append(what)
        for own, named in anchors.items():
            members = [anchor for what in named for anchor in what.anchors]
            self.rules.append(Anchored(members, minimum, measure, stated, own, window))

    def _use_window(self) -> Window | None:
        if self.deadline is not None:
            window = DateWindow(None, self.deadline.by)
            self.deadline = None
            return window
        self.unused = False
        return self.window

    def _close_deadline(self) -> None:
        if self.deadline is not None:
            self.rules.append(attrs.evolve(self.deadline, scope=self.scope))
            self.deadline = None

    def _read_rest(self, start: int, end: int, tokens: list[Token]) -> bool:
        """Keep what speaks of time or number outside the tokens; tell whether anything else is said."""
        content = False
        edges = [start, *(edge for token in tokens for edge in (token.start, token.end)), end]
        followers = [*(token.value for token in tokens), None]
        for first, last, follower in zip(edges[::2], edges[1::2], followers, strict=True):
            rest = self.text[first:last].strip(FILLER)
            content = content or bool(rest)
            limits = isinstance(follower, Period | Count) and _WHO.search(rest)
            if limits or _SIGNAL.search(rest):
                self.unread.append((first, last))
        return content

    def finish(self) -> ClauseReading:
        """Settle what is still open at the end of the clause."""
        if self.due:
            self._imply(self.scope)
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
        waiting = not self.rules and not self.content and (fresh or self.scope != self.carried.scope)
        if not self.rules and not waiting:
            self.unread = [(self.start, self.end)]
        return ClauseReading(
            tuple(self.rules),
            tuple(self.unread),
            Carried(self.window, self.unused, self.scope if waiting else EVERYWHERE),
        )
