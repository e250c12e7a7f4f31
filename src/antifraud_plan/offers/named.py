"""What every offer of a plugin has in common: it names itself."""

import attrs


@attrs.frozen
class NamedOffer:
    """An offer that goes by one name."""

    name: str

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The names it claims; nobody else may claim one of them."""
        return (self.name,)

    @property
    def label(self) -> str:
        """What people call it: its Chinese title where it has one."""
        return str(getattr(self, "title", self.name))
