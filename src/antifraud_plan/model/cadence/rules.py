"""What a phrase about when and how often can mean: one frozen record a class of phrase."""

from collections.abc import Iterable
from typing import TypeAlias, assert_never

import attrs

from antifraud_plan.model.cadence.dates import DateWindow, PlanDate, SemesterWindow, TermTime, Window
from antifraud_plan.model.cadence.terms import (
    Anchor,
    CountUnit,
    DelayUnit,
    Per,
    Period,
    Promptness,
    Vagueness,
)
from antifraud_plan.model.terms import Audience, SchoolLevel, SchoolTrait, in_order


@attrs.frozen
class Delay:
    """How soon something must follow an event, in figures: 三十日内."""

    number: int = attrs.field(validator=attrs.validators.ge(1))
    unit: DelayUnit


# One converter a type: a type checker does not follow a generic one into a field.
def _levels(levels: Iterable[SchoolLevel]) -> tuple[SchoolLevel, ...]:
    return in_order(levels)


def _traits(traits: Iterable[SchoolTrait]) -> tuple[SchoolTrait, ...]:
    return in_order(traits)


def _audiences(audiences: Iterable[Audience]) -> tuple[Audience, ...]:
    return in_order(audiences)


def _anchors(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    return in_order(anchors)


@attrs.frozen
class Scope:
    """To whom a rule applies.

    Attributes:
        levels: 学段 it holds for.
        traits: 学校类型 it holds for; any of the levels or traits named is enough, none named means all.
        audiences: 对象 to be reached; empty where the phrase does not say.
        per: for whom the minimum counts anew.
    """

    levels: tuple[SchoolLevel, ...] = attrs.field(default=(), converter=_levels)
    traits: tuple[SchoolTrait, ...] = attrs.field(default=(), converter=_traits)
    audiences: tuple[Audience, ...] = attrs.field(default=(), converter=_audiences)
    per: Per = Per.SCHOOL


EVERYWHERE = Scope()


@attrs.frozen
class Recurring:
    """At least *minimum* in every period (每学期至少2次), perhaps only inside a window.

    Attributes:
        period: 周期.
        minimum: at least 1.
        unit: what is counted.
        stated: False where the phrase gives no count and 1 is implied (每月).
        scope: to whom it applies.
        window: only periods that touch it count; ``None`` for no limit.
    """

    period: Period
    minimum: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    unit: CountUnit = CountUnit.TIMES
    stated: bool = True
    scope: Scope = EVERYWHERE
    window: Window | None = None


@attrs.frozen
class Campaign:
    """At least *minimum* while the plan or its window lasts, in no calendar period (开展1次)."""

    minimum: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    unit: CountUnit = CountUnit.TIMES
    scope: Scope = EVERYWHERE
    window: Window | None = None


@attrs.frozen
class Deadline:
    """To be done by a date, which itself still counts (2月28日前 includes the 28th).

    Raises `ValueError` for a bare month or year: 6月前 may or may not include June.
    """

    by: PlanDate
    scope: Scope = EVERYWHERE

    def __attrs_post_init__(self) -> None:
        if self.by.day is None and self.by.part is None:
            raise ValueError("a deadline needs a day or a part of a month")


@attrs.frozen
class Within:
    """To be done within a window, no count said (2023年6月15日至7月15日)."""

    window: Window
    scope: Scope = EVERYWHERE

    @property
    def is_closed(self) -> bool:
        """Whether it ends on a day, so that something is due by then; 即日起 and 在校期间 do not."""
        match self.window:
            case DateWindow():
                return self.window.end is not None
            case SemesterWindow():
                return True
            case TermTime():
                return False
            case _:
                assert_never(self.window)


@attrs.frozen
class Anchored:
    """At least *minimum* at each of some points of the school year (节假日、寒暑假各1次).

    Attributes:
        anchors: at least one, each once.
        minimum: at each anchor, at least 1.
        unit: what is counted.
        stated: False where the phrase gives no count and 1 is implied.
        scope: to whom it applies.
        window: only what falls inside it counts.
    """

    anchors: tuple[Anchor, ...] = attrs.field(converter=_anchors, validator=attrs.validators.min_len(1))
    minimum: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    unit: CountUnit = CountUnit.TIMES
    stated: bool = True
    scope: Scope = EVERYWHERE
    window: Window | None = None


@attrs.frozen
class Indefinite:
    """Asked for without a number (定期, 常态化); never given one here."""

    word: Vagueness
    scope: Scope = EVERYWHERE
    window: Window | None = None


@attrs.frozen
class Triggered:
    """To follow an event (发现线索及时报告).

    Attributes:
        event: what sets it off, in the phrase's words; may be empty (三十日内提交调查报告).
        delay: how soon; ``None`` where the phrase does not say.
        action: what is to be done, in the phrase's words; may be empty.
    """

    event: str
    delay: Promptness | Delay | None = None
    action: str = ""


@attrs.frozen
class EachOf:
    """One for each unit or person, no time said (人手一份, 所有寝室)."""

    scope: Scope


@attrs.frozen
class Quota:
    """A number of things or people, no time said (不少于500份).

    Attributes:
        minimum: at least 1.
        unit: measure word: 份, 人, 人次, 篇….
        approximate: True for 约500份.
        scope: to whom it applies.
    """

    minimum: int = attrs.field(validator=attrs.validators.ge(1))
    unit: str
    approximate: bool = False
    scope: Scope = EVERYWHERE


@attrs.frozen
class Duration:
    """How long something lasts (为期三个月)."""

    length: int = attrs.field(validator=attrs.validators.ge(1))
    unit: Period


Rule: TypeAlias = (
    Recurring | Campaign | Deadline | Within | Anchored | Indefinite | Triggered | EachOf | Quota | Duration
)


def is_periodless(rule: Rule) -> bool:
    """Tell whether *rule* has no number or end by which it can be checked: 定期, an event, 即日起.

    Any other rule falls due on the calendar; where nothing does, it lies outside the days asked for.
    """
    match rule:
        case Recurring() | Campaign() | Anchored() | Deadline() | EachOf() | Quota():
            return False
        case Within():
            return not rule.is_closed
        case Indefinite() | Triggered() | Duration():
            return True
        case _:
            assert_never(rule)
