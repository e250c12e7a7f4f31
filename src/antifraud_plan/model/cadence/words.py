"""The vocabulary of cadence phrases: which words name which level, period, anchor or person."""

from enum import Enum
from typing import TypeAlias

import attrs

from antifraud_plan.model.cadence.dates import DateWindow, SemesterWindow, TermTime
from antifraud_plan.model.cadence.rules import Deadline, Duration, Scope
from antifraud_plan.model.cadence.terms import Anchor, Per, Period, Vagueness
from antifraud_plan.model.terms import PRIMARY_AND_SECONDARY, Audience, SchoolLevel, SchoolTrait


class Mark(Enum):
    """Words that shape the reading and carry no value.

    A ``REFUSAL`` leaves its whole clause unread: whoever asks for at most two asks for no minimum,
    and what falls due every other week is not in our terms. ``APART`` is the 各 of 各1次.
    """

    SEPARATOR = "、"
    NEUTRAL = "至少"
    APART = "各"
    REFUSAL = "不超过"
    UNREADABLE = "每次"


@attrs.frozen
class Count:
    """A number with its measure word (2次)."""

    number: int
    unit: str
    approximate: bool = False


@attrs.frozen
class Anchors:
    """One word that names one or more anchors (寒暑假)."""

    anchors: tuple[Anchor, ...]


Value: TypeAlias = (
    Mark
    | Count
    | Anchors
    | Period
    | Vagueness
    | Scope
    | Duration
    | Deadline
    | DateWindow
    | SemesterWindow
    | TermTime
)


@attrs.frozen
class Token:
    """What the characters from *start* to before *end* say."""

    start: int
    end: int
    value: Value


LEVEL_WORDS = {
    "中小学幼儿园": (SchoolLevel.KINDERGARTEN, *PRIMARY_AND_SECONDARY),
    "中小学校": PRIMARY_AND_SECONDARY,
    "中小学": PRIMARY_AND_SECONDARY,
    "中、小学": PRIMARY_AND_SECONDARY,
    "中学": (SchoolLevel.JUNIOR, SchoolLevel.SENIOR),
    "特殊教育学校": (SchoolLevel.SPECIAL,),
    "中等职业学校": (SchoolLevel.VOCATIONAL,),
    "高校": (SchoolLevel.HIGHER,),
} | {level.value: (level,) for level in SchoolLevel}
TRAIT_WORDS = {trait.value: (trait,) for trait in SchoolTrait}
AUDIENCE_WORDS = {
    "师生员工": (Audience.STUDENTS, Audience.STAFF),
    "教职员工": (Audience.STAFF,),
    "学生家长": (Audience.PARENTS,),
    "师生": (Audience.STUDENTS, Audience.STAFF),
    "教师": (Audience.STAFF,),
} | {audience.value: (audience,) for audience in Audience}
PERIOD_WORDS = {
    "天": Period.DAY,
    "星期": Period.WEEK,
    "月份": Period.MONTH,
    "季": Period.QUARTER,
    "年度": Period.YEAR,
} | {period.value: period for period in Period}
ANCHOR_WORDS = {
    "寒暑假": (Anchor.WINTER_VACATION, Anchor.SUMMER_VACATION),
    "寒暑期": (Anchor.WINTER_VACATION, Anchor.SUMMER_VACATION),
    "寒暑假前": (Anchor.BEFORE_VACATION,),
    "新生入学教育": (Anchor.NEW_STUDENTS,),
    "秋季学期开学": (Anchor.AUTUMN_OPENING,),
    "春季学期开学": (Anchor.SPRING_OPENING,),
    "离校学生": (Anchor.LEAVING,),
    "毕业生离校": (Anchor.LEAVING,),
    "学期初": (Anchor.OPENING,),
    "期初": (Anchor.OPENING,),
    "学期末": (Anchor.SEMESTER_END,),
    "五一": (Anchor.LABOUR_DAY,),
    "国庆节": (Anchor.NATIONAL_DAY,),
    "十一": (Anchor.NATIONAL_DAY,),
    "清明节": (Anchor.QINGMING,),
    "端午节": (Anchor.DRAGON_BOAT,),
    "中秋节": (Anchor.MID_AUTUMN,),
    "儿童节": (Anchor.CHILDREN_DAY,),
    "六一儿童节": (Anchor.CHILDREN_DAY,),
    "年终": (Anchor.YEAR_END,),
    "年末": (Anchor.YEAR_END,),
} | {anchor.value: (anchor,) for anchor in Anchor}
VAGUE_WORDS = {
    "不定时": Vagueness.IRREGULARLY,
    "常态": Vagueness.ROUTINELY,
    "定时": Vagueness.PERIODICALLY,
} | {word.value: word for word in Vagueness}
PER_WORDS = {
    "人手一份": Scope(per=Per.PERSON),
    "一人一": Scope(per=Per.PERSON),
    "一生一": Scope(per=Per.PERSON, audiences=(Audience.STUDENTS,)),
    "一班一": Scope(per=Per.CLASS),
    "一校一": Scope(per=Per.SCHOOL),
    "全班学生": Scope(per=Per.PERSON, audiences=(Audience.STUDENTS,)),
    "逐一": Scope(per=Per.EACH),
    "逐个": Scope(per=Per.EACH),
}
