"""A school's leading group, as its own plan lists it: a seat without a name stays, as a marked blank."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import Organisation, OrganisationTree, Variable

_LEADER, _DEPUTY, _MEMBER = "组长", "副组长", "成员"


@attrs.frozen
class Seat:
    """Somebody in the school's leading group: name and post, either of them perhaps still blank."""

    name: str
    position: str


@attrs.frozen
class GroupRole:
    """A role in the school's leading group and everybody who has it."""

    role: str
    seats: tuple[Seat, ...]


POST_FIELDS = (
    Variable("role", "职务", "组长"),
    Variable(
        "seats",
        "担任这一职务的人，逐个",
        "王演示（校长）",
        (
            Variable("name", "姓名，还没有定时为空", "王演示"),
            Variable("position", "本职，没有时为空", "校长"),
        ),
        many=True,
    ),
)


def find_posts(tree: OrganisationTree, school: Organisation) -> tuple[GroupRole, ...]:
    """Gather the school's leading group by role, roles in the order of the list.

    A group that lists nobody as its leader gets the seat, empty.
    """
    seats: dict[str, list[Seat]] = {}
    for person in tree.people_of(school):
        if person.group_role:
            seats.setdefault(person.group_role, []).append(Seat(person.name, person.post))
    if seats and _LEADER not in seats:
        seats = {_LEADER: [Seat("", "")], **seats}
    return tuple(GroupRole(role, tuple(found)) for role, found in seats.items())


def join_deputies(posts: tuple[GroupRole, ...]) -> str:
    """Name those who answer to the leader; nobody for a group of leaders alone.

    >>> join_deputies((GroupRole("组长", ()), GroupRole("副组长", ()), GroupRole("成员", ())))
    '副组长和各成员'
    """
    roles = [post.role for post in posts] or [_LEADER, _DEPUTY, _MEMBER]
    others = [f"各{role}" if role == _MEMBER else role for role in roles if role != _LEADER]
    return "和".join(["、".join(others[:-1]), others[-1]]) if len(others) > 1 else "".join(others)


def find_empty_seats(posts: tuple[GroupRole, ...]) -> Iterator[str]:
    """Say of each seat that names nobody what is missing; of a group without seats, that there is none."""
    if not posts:
        yield "还没有领导小组"
    for post in posts:
        for seat in post.seats:
            if seat.name:
                continue
            if post.role == _LEADER and not seat.position:
                yield "领导小组还没有组长"
            else:
                position = f"（{seat.position}）" if seat.position else ""
                yield f"领导小组的{post.role}{position}还没有填姓名"
