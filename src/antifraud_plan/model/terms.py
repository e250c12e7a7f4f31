"""The words of the field that several rooms share: audiences, school levels, school traits."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar


class Audience(Enum):
    """Whom an activity reaches (对象): clause 2.2 counts students, staff and parents."""

    STUDENTS = "学生"
    STAFF = "教职工"
    PARENTS = "家长"


class SchoolLevel(Enum):
    """The level a school teaches (学段); a school may hold several, 中小学 is a set of three."""

    KINDERGARTEN = "幼儿园"
    PRIMARY = "小学"
    JUNIOR = "初中"
    SENIOR = "高中"
    SPECIAL = "特殊教育"
    VOCATIONAL = "职业学校"
    HIGHER = "高等学校"


class SchoolTrait(Enum):
    """What a plan may say of a school besides its level (学校类型)."""

    BOARDING = "寄宿制学校"
    DEMONSTRATION = "示范学校"


PRIMARY_AND_SECONDARY = (SchoolLevel.PRIMARY, SchoolLevel.JUNIOR, SchoolLevel.SENIOR)
"""中小学."""

Member = TypeVar("Member", bound=Enum)


def in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    """Return *members* once each, in the order their class declares them.

    A set of enum members iterates in another order in every process; a tuple in declared order
    compares like a set and prints the same everywhere.

    >>> [level.value for level in in_order([SchoolLevel.PRIMARY, SchoolLevel.KINDERGARTEN])]
    ['幼儿园', '小学']
    """
    chosen = tuple(members)
    return tuple(member for member in type(chosen[0]) if member in chosen) if chosen else ()
