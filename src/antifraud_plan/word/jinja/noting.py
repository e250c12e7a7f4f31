"""Undefined names that say where they were used, for a second run that only wants to know."""

import inspect
from collections.abc import Iterator
from types import FrameType

from jinja2 import ChainableUndefined


def running_frames() -> Iterator[FrameType]:
    """Yield the frames that are being run, innermost first; `traceback.walk_stack` leaves some out."""
    frame = inspect.currentframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


class NotingUndefined(ChainableUndefined):
    """An undefined name that notes where it was used and then passes for nothing."""

    def note(self) -> None:
        """Record the use; replaced for each run."""

    @property
    def missing_name(self) -> str:
        """The name that was looked for."""
        return str(self._undefined_name)

    @property
    def owner(self) -> object:
        """The value that lacks the name, or Jinja's marker for the template's own names."""
        return self._undefined_obj

    def __str__(self) -> str:
        self.note()
        return ""

    def __iter__(self) -> Iterator[object]:
        self.note()
        return iter(())

    def __len__(self) -> int:
        self.note()
        return 0

    def __bool__(self) -> bool:
        self.note()
        return False

    def __eq__(self, other: object) -> bool:
        self.note()
        return False

    def __hash__(self) -> int:
        self.note()
        return id(type(self))
