"""Who leads the work: the leading group or task force, its posts and its office (clauses 3.1 to 3.3)."""

from enum import Enum

import attrs

from antifraud_plan.model.names import check_line, check_name
from antifraud_plan.model.prose import Prose


class GroupForm(Enum):
    """What the body is called."""

    LEADING_GROUP = "领导小组"
    TASK_FORCE = "工作专班"


@attrs.frozen
class Post:
    """A seat in a leading group or its office.

    Attributes:
        role: 组长、副组长、主任….
        holder: name of who holds it; empty while nobody is named, which is a gap, not an error.
        position: office held otherwise, such as 县教育体育局局长.
        concurrent: whether it is held beside that office (兼任).
    """

    role: str = attrs.field(validator=check_name)
    holder: str = attrs.field(default="", validator=check_line)
    position: str = attrs.field(default="", validator=check_line)
    concurrent: bool = False


@attrs.frozen
class GroupOffice:
    """The office that does a group's daily work (办公室).

    Attributes:
        seat: section it sits in (设在).
        clause: id of the clause after which its posts are printed; with the group's own if empty.
        posts: its director and deputies.
    """

    seat: Prose
    clause: str = ""
    posts: tuple[Post, ...] = attrs.field(default=(), metadata={"toml": "post"})


@attrs.frozen
class LeadingGroup:
    """A leading group (领导小组) or task force (专班); a plan may have several, each with several leaders.

    Attributes:
        id: stable id.
        name: as printed.
        clause: id of the clause that sets it up; its list of posts is printed after that clause.
        form: leading group or task force.
        posts: leaders and deputies in order of rank; two leaders (双组长) are two posts of one role.
        members: who else belongs to it, by office.
        offices: where its daily work is done.
    """

    id: str = attrs.field(validator=check_name)
    name: str = attrs.field(validator=check_name)
    clause: str
    form: GroupForm = GroupForm.LEADING_GROUP
    posts: tuple[Post, ...] = attrs.field(default=(), metadata={"toml": "post"})
    members: Prose = attrs.Factory(Prose)
    offices: tuple[GroupOffice, ...] = attrs.field(default=(), metadata={"toml": "office"})
