"""The lights of the dashboard: one a school and task, told apart by sign and word before colour."""

from collections.abc import Iterable

import attrs

from antifraud_plan.plugin import Finding, Status


@attrs.frozen
class Light:
    """How a status looks.

    Attributes:
        status: which.
        sign: one character, by which it is told without colour.
        name: class of its style.
    """

    status: Status
    sign: str
    name: str

    @property
    def word(self) -> str:
        """What it is called."""
        return str(self.status.value)


LIGHTS = (
    Light(Status.UNREPORTED, "?", "unreported"),
    Light(Status.UNMET, "✕", "unmet"),
    Light(Status.PARTLY, "◐", "partly"),
    Light(Status.MET, "✓", "met"),
    Light(Status.NOT_YET_DUE, "…", "waiting"),
    Light(Status.EXEMPT, "免", "exempt"),
)
"""The worst first: of several things under one task it decides."""

_ORDER = {light.status: index for index, light in enumerate(LIGHTS)}


def find_light(findings: Iterable[Finding]) -> int:
    """Return the index in `LIGHTS` of what decides; findings of one task, at least one."""
    return min(_ORDER[each.status] for each in findings)


def place_of(status: Status) -> int:
    """Return the index of a status in `LIGHTS`."""
    return _ORDER[status]
