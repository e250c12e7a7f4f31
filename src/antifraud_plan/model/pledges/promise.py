"""What a pledge promises (承诺条款): one duty, in the words of everybody who may sign for it."""

from collections.abc import Mapping
from enum import Enum

import attrs

from antifraud_plan.model.names import check_name
from antifraud_plan.model.prose import Prose


class Voice(Enum):
    """In whose words a promise is put; students by stage (学段), the youngest through their guardian."""

    UNIT = "unit"
    SUPERIOR = "superior"
    STAFF = "staff"
    CLASS_TEACHER = "class_teacher"
    GUARDIAN = "guardian"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    PARENT = "parent"


@attrs.frozen
class Promise:
    """One line of pledges: a clause of the plan × who signs; an empty wording means it is not theirs.

    Attributes:
        id: stable id.
        clause: id of the clause it carries out; paper prints its outline reference.
        unit: 单位.
        superior: 上级 (甲方) of a responsibility letter.
        staff: 教职工.
        class_teacher: 班主任.
        guardian: 监护人, who signs for a child in kindergarten or the first grades.
        primary: 小学 student who signs in person.
        junior: 初中 student.
        senior: 高中 or 职业学校 student.
        parent: 家长 beside a student who signs in person.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    clause: str
    unit: Prose = attrs.Factory(Prose)
    superior: Prose = attrs.Factory(Prose)
    staff: Prose = attrs.Factory(Prose)
    class_teacher: Prose = attrs.Factory(Prose)
    guardian: Prose = attrs.Factory(Prose)
    primary: Prose = attrs.Factory(Prose)
    junior: Prose = attrs.Factory(Prose)
    senior: Prose = attrs.Factory(Prose)
    parent: Prose = attrs.Factory(Prose)
    readings: Mapping[str, str] = attrs.Factory(dict)

    def wording(self, voice: Voice) -> Prose:
        """Return what it says in this voice; empty if it says nothing."""
        wording: Prose = getattr(self, voice.value)
        return wording
