"""People: who holds a post, and the lines of a school's lists. No number of anybody is ever kept here."""

import attrs


@attrs.frozen
class Person:
    """Somebody who holds a post (任职人员). No telephone, identity or card number is ever kept here.

    Attributes:
        name: 姓名, exactly as written.
        organisation: id of the organisation the post belongs to.
        post: 职务, such as 校长 or 班主任.
        group_role: 领导小组职务 in the organisation's leading group, such as 组长; empty for none.
    """

    name: str
    organisation: str
    post: str = ""
    group_role: str = ""


@attrs.frozen
class Student:
    """One line of a school's student list (学生名单): name and class, nothing more."""

    name: str
    class_name: str


@attrs.frozen
class StaffMember:
    """One line of a school's staff list (教职工名单).

    Attributes:
        name: 姓名.
        post: 岗位.
        class_name: 班级 for which they are class teacher (班主任); empty otherwise.
    """

    name: str
    post: str = ""
    class_name: str = ""
