"""Where a check points: the place in plan.toml or its base that set a value."""

from typing import TypeAlias

from antifraud_plan.plugin import Brief, Location

Path: TypeAlias = tuple[str | int, ...]
"""Keys as the plan file writes them, entries of lists by id."""


def locate(brief: Brief, path: Path) -> Location | None:
    """Return where *path* was set or, when it is a default, the innermost thing around it that was."""
    ends = range(len(path), 0, -1)
    return next((place for end in ends if (place := brief.origin(path[:end]))), None)
