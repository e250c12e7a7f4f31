"""Places left open when a template is frozen, to be filled with one person's values."""

import attrs

from antifraud_plan.problems import Location


@attrs.frozen
class Hole:
    """A place where the value of a name goes.

    Attributes:
        name: the name.
        tag: the tag that prints it, as typed.
        location: where a person finds the tag.
    """

    name: str
    tag: str
    location: Location | None
