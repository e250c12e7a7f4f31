"""What a metric is to reach, read from the plan's own Chinese phrase and printed back as it."""

import re
from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from typing import Self, TypeAlias

import attrs

from antifraud_plan.model.characters import half_width
from antifraud_plan.model.numerals import NUMERALS, find_number


class Baseline(Enum):
    """What a change is measured against."""

    SAME_PERIOD_LAST_YEAR = "上年同期"
    LAST_YEAR = "上年"
    PREVIOUS_PERIOD = "上期"


@attrs.frozen
class AtLeast:
    """A share to reach (达到100%).

    Attributes:
        share: part of the whole, 0 to 1.
        year: year it is set for; ``None`` where the phrase names none.
    """

    share: Fraction
    year: int | None = None


@attrs.frozen
class AtMost:
    """A share not to exceed (控制在1%以内)."""

    share: Fraction
    year: int | None = None


@attrs.frozen
class Ladder:
    """Shares to reach one year after another (60%→80%→100%), first year first."""

    shares: tuple[Fraction, ...]


@attrs.frozen
class NotAbove:
    """A figure that must not exceed that of another time (不高于上年同期)."""

    baseline: Baseline


@attrs.frozen
class Fall:
    """A figure that must fall by a share (同比下降10%).

    Attributes:
        shares: part of the earlier figure, 0 to 1; several for a ladder, first year first.
        baseline: the earlier figure.
    """

    shares: tuple[Fraction, ...]
    baseline: Baseline


@attrs.frozen
class Zero:
    """Nothing of the kind may happen (零发案)."""


Goal: TypeAlias = AtLeast | AtMost | Ladder | NotAbove | Fall | Zero

_PERCENT = (
    r"(?:(?<![\d.])\d{1,3}(?:\.\d{1,4})?%|百分百"
    rf"|百分之(?:百|[两十{NUMERALS}]+(?:点[{NUMERALS}]+)?))"
)
_STEPS = rf"{_PERCENT}(?:(?:→|-+>|、){_PERCENT})*"
_AGAINST = (
    r"(?P<same>同比|(?:较|比|与|同)?(?:去年|上年|上一年)度?(?:同期|同比)(?:相比)?)"
    r"|(?P<year_before>(?:较|比|与|同)?(?:去年|上年|上一年)度?(?:相比)?)"
    r"|(?P<previous>环比|(?:较|比)?上(?:期|月|季度|学期))"
)
_YEAR = r"(?:(?P<year>(?<!\d)\d{4})年(?:底)?(?:达到?|为|:)?)?"


def _share(text: str) -> Fraction:
    if text in ("百分百", "百分之百"):
        return Fraction(1)
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    whole, _, decimals = text.removeprefix("百分之").partition("点")
    number = find_number(whole)
    if number is None:
        raise ValueError(f"“{text}” is no share")
    digits = "".join(str(NUMERALS.index(digit)) for digit in decimals)
    return (Fraction(number) + Fraction(int(digits or 0), 10 ** len(digits))) / 100


def _shares(text: str) -> tuple[Fraction, ...]:
    shares = tuple(_share(each) for each in re.findall(_PERCENT, text))
    if any(share > 1 for share in shares):
        raise ValueError(f"“{text}” is more than the whole")
    return shares


def _baseline(match: re.Match[str]) -> Baseline:
    if match["same"]:
        return Baseline.SAME_PERIOD_LAST_YEAR
    return Baseline.LAST_YEAR if match["year_before"] else Baseline.PREVIOUS_PERIOD


def _reach(match: re.Match[str]) -> Goal:
    shares = _shares(match["steps"])
    if len(shares) > 1:
        return Ladder(shares)
    return AtLeast(shares[0], int(match["year"]) if match["year"] else None)


def _keep_below(match: re.Match[str]) -> Goal:
    return AtMost(_share(match["share"]), int(match["year"]) if match["year"] else None)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Goal]], ...] = (
    (
        re.compile(rf"(?:{_AGAINST}).{{0,4}}?(?:下降|降低|减少)(?:率?达?到?)?(?P<steps>{_STEPS})(?:以上)?"),
        lambda match: Fall(_shares(match["steps"]), _baseline(match)),
    ),
    (
        re.compile(rf"(?:不高于|不超过|不得高于|不得超过|低于|少于)(?:{_AGAINST})(?:水平)?"),
        lambda match: NotAbove(_baseline(match)),
    ),
    (
        re.compile(rf"{_YEAR}(?:控制在|不超过|不高于|低于)(?P<share>{_PERCENT})(?:以内|以下|之内)?"),
        _keep_below,
    ),
    (re.compile(rf"{_YEAR}(?:达到?|不低于|不少于|为|至少)?(?P<steps>{_STEPS})(?:以上|全?覆盖)?"), _reach),
    (re.compile(r"全覆盖|满分为合格"), lambda match: AtLeast(Fraction(1))),
    (
        re.compile(
            r"零(?:发案|发生|报案|案件|事故|被骗|涉案)|为零|杜绝(?:发生)?"
            r"|无[^,;。、]{0,10}?(?:案件|案例|事故)"
        ),
        lambda match: Zero(),
    ),
)
# What is left and still speaks of number or time was not read: 下半年, 四无.
_SIGNAL = re.compile(
    r"\d|%|[上下]半年|[零一二三四五六七八九十百]|同比|环比|同期|去年|上年|控制|遏制|下降|减少"
)
_MARKS = "，,、；;。 "


@attrs.frozen
class Target:
    """What is to be reached (目标值).

    Attributes:
        phrase: the plan's words, kept to the character.
        goals: what was read, in the phrase's order.
        unread: parts of the phrase that could not be read; empty when all of it was understood.

    >>> Target.parse("60%→80%→100%").goals
    (Ladder(shares=(Fraction(3, 5), Fraction(4, 5), Fraction(1, 1))),)
    >>> Target.parse("进一步控制").unread
    ('进一步控制',)
    """

    phrase: str
    goals: tuple[Goal, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def parse(cls, phrase: str) -> Self:
        """Read *phrase*; never fails, what cannot be read is kept in `unread`."""
        goals: list[Goal] = []
        rest: list[str] = [""]
        text = half_width(phrase)
        position = 0
        while position < len(text):
            found = _find_goal(text, position)
            if found is None:
                rest[-1] += phrase[position]
                position += 1
            else:
                goals.append(found[1])
                rest.append("")
                position = found[0]
        kept = tuple(piece.strip(_MARKS) for piece in rest)
        unread = tuple(piece for piece in kept if piece and (not goals or _SIGNAL.search(piece)))
        return cls(phrase, tuple(goals), unread)

    def __str__(self) -> str:
        return self.phrase

    def goal_for(self, year: int, *, first_year: int) -> Goal | None:
        """Return the goal that holds in *year* of a plan that starts in *first_year*.

        A ladder gives its step for that year, the last one for every later year.

        >>> target = Target.parse("60%→80%→100%")
        >>> target.goal_for(2024, first_year=2023)
        AtLeast(share=Fraction(4, 5), year=None)
        """
        dated = [goal for goal in self.goals if isinstance(goal, AtLeast | AtMost) and goal.year is not None]
        of_year = [goal for goal in dated if goal.year == year]
        if of_year:
            return of_year[0]
        step = max(year - first_year, 0)
        for goal in self.goals:
            match goal:
                case Ladder(shares):
                    return AtLeast(shares[min(step, len(shares) - 1)])
                case Fall(shares, baseline):
                    return Fall((shares[min(step, len(shares) - 1)],), baseline)
                case _ if goal not in dated:
                    return goal
        return None

    def is_looser(self, than: Self) -> bool | None:
        """Tell whether this asks for less than *than*; ``None`` when the two cannot be compared.

        >>> asked = Target.parse("100%")
        >>> [Target.parse(own).is_looser(asked) for own in ("80%", "60%→100%", "100%", "不高于上年同期")]
        [True, True, False, None]
        """
        if self == than:
            return False
        if self.unread or than.unread or not self.goals or not than.goals:
            return None
        verdicts = []
        for asked in than.goals:
            found = {_is_goal_looser(goal, asked) for goal in self.goals}
            verdicts.append(False if False in found else True if True in found else None)
        if True in verdicts:
            return True
        return None if None in verdicts else False


def _is_goal_looser(goal: Goal, than: Goal) -> bool | None:
    match goal, than:
        case AtLeast() | Ladder(), AtLeast() | Ladder():
            own, asked = (each.year if isinstance(each, AtLeast) else None for each in (goal, than))
            return _is_any_step_lower(_steps(goal), _steps(than)) if own == asked else None
        case AtMost(), AtMost():
            return goal.share > than.share if goal.year == than.year else None
        case Zero(), Zero() | AtMost() | NotAbove() | Fall():
            return False
        case (AtMost(), Zero()) | (NotAbove(), Zero()) | (Fall(), Zero()):
            return True
        case Fall(), Fall() if goal.baseline is than.baseline:
            return _is_any_step_lower(goal.shares, than.shares)
        case NotAbove(), NotAbove() | Fall() if goal.baseline is than.baseline:
            return isinstance(than, Fall)
        case Fall(), NotAbove() if goal.baseline is than.baseline:
            return False
        case _:
            return None


def _steps(goal: AtLeast | Ladder) -> tuple[Fraction, ...]:
    return goal.shares if isinstance(goal, Ladder) else (goal.share,)


def _is_any_step_lower(own: tuple[Fraction, ...], asked: tuple[Fraction, ...]) -> bool:
    """Compare year by year; the last step holds for every later year."""
    years = range(max(len(own), len(asked)))
    return any(own[min(year, len(own) - 1)] < asked[min(year, len(asked) - 1)] for year in years)


def _find_goal(text: str, position: int) -> tuple[int, Goal] | None:
    for form, build in _FORMS:
        match = form.match(text, position)
        if match is not None:
            try:
                return match.end(), build(match)
            except ValueError:
                continue
    return None
