"""What a phrase about when and how often can mean: one frozen record a class of phrase."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeAlias, assert_never

import attrs

from antifraud_plan.model.cadence_dates import DateWindow, PlanDate, SemesterWindow, TermTime, Window
from antifraud_plan.model.terms import Audience, SchoolLevel, SchoolTrait, in_order


class Period(Enum):
    """A stretch of time that comes again (周期)."""

    DAY = "日"
    WEEK = "周"
    MONTH = "月"
    QUARTER = "季度"
    SEMESTER = "学期"
    HALF_YEAR = "半年"
    SCHOOL_YEAR = "学年"
    YEAR = "年"


class Measure(Enum):
    """What is counted: 次 occasions, 课时 lessons."""

    TIMES = "次"
    LESSONS = "课时"


class Per(Enum):
    """For whom a minimum counts anew; a school where nothing is said."""

    SCHOOL = "每校"
    CLASS = "每班"
    DORMITORY = "每个寝室"
    PERSON = "每人"
    EACH = "逐一"


class Anchor(Enum):
    """A point of the school year or a public event that a duty hangs on (节点)."""

    FIRST_LESSON = "开学第一课"
    AUTUMN_OPENING = "秋季开学"
    SPRING_OPENING = "春季开学"
    OPENING = "开学"
    NEW_STUDENTS = "新生入学"
    MILITARY_TRAINING = "新生军训"
    SEMESTER_END = "期末"
    BEFORE_VACATION = "放假前"
    LEAVING = "学生离校"
    HOLIDAYS = "节假日"
    PUBLIC_HOLIDAYS = "法定节假日"
    WINTER_VACATION = "寒假"
    SUMMER_VACATION = "暑假"
    NEW_YEAR = "元旦"
    SPRING_FESTIVAL = "春节"
    QINGMING = "清明"
    LABOUR_DAY = "劳动节"
    CHILDREN_DAY = "六一"
    DRAGON_BOAT = "端午"
    MID_AUTUMN = "中秋"
    NATIONAL_DAY = "国庆"
    YEAR_BEGINNING = "年初"
    YEAR_END = "年底"


class Vagueness(Enum):
    """A word that asks for something without saying when; a county may give its reading."""

    PERIODICALLY = "定期"
    IRREGULARLY = "不定期"
    ROUTINELY = "常态化"
    PROMPTLY = "及时"
    ON_TIME = "按时"
    LONG_TERM = "长期"
    PERMANENTLY = "永久"
    AS_FITTING = "适当"
    OFTEN = "经常"
    AT_ANY_TIME = "随时"
    AT_FITTING_TIMES = "适时"


class Promptness(Enum):
    """How soon something must follow an event, in a word."""

    IMMEDIATELY = "立即"
    FIRST_OF_ALL = "第一时间"
    PROMPTLY = "及时"
    SAME_DAY = "当日"
    BY_SET_DATE = "限期"


class DelayUnit(Enum):
    """The unit of a delay after an event."""

    HOURS = "小时"
    DAYS = "日"
    WORKING_DAYS = "个工作日"


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
        measure: what is counted.
        stated: False where the phrase gives no count and 1 is implied (每月).
        scope: to whom it applies.
        window: only periods that touch it count; ``None`` for no limit.
    """

    period: Period
    minimum: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    measure: Measure = Measure.TIMES
    stated: bool = True
    scope: Scope = EVERYWHERE
    window: Window | None = None


@attrs.frozen
class Campaign:
    """At least *minimum* while the plan or its window lasts, in no calendar period (开展1次)."""

    minimum: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    measure: Measure = Measure.TIMES
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
        measure: what is counted.
        stated: False where the phrase gives no count and 1 is implied.
        scope: to whom it applies.
        window: only what falls inside it counts.
    """

    anchors: tuple[Anchor, ...] = attrs.field(converter=_anchors, validator=attrs.validators.min_len(1))
    minimum: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    measure: Measure = Measure.TIMES
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
