"""What plugins bring into a workspace: checks, tables of plan.toml, files to start with."""

from collections.abc import Callable, Iterable

import attrs

from antifraud_plan.model.plan import Plan
from antifraud_plan.offers.brief import Brief
from antifraud_plan.offers.named import NamedOffer
from antifraud_plan.problems import Problem


@attrs.frozen
class Settings:
    """A table of plan.toml that belongs to a plugin, so that an unknown key in it stays an error.

    Attributes:
        table: name of the table.
        record: attrs class it is read into; every field has a default.
    """

    table: str
    record: type

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The table it claims."""
        return (self.table,)


@attrs.frozen
class Check(NamedOffer):
    """A look at the whole brief for mistakes and gaps.

    Attributes:
        name: stable name.
        title: one Chinese line on what it looks at.
        run: yields problems.
    """

    title: str
    run: Callable[[Brief], Iterable[Problem]]


@attrs.frozen
class Starter:
    """What a new workspace is made for.

    Attributes:
        plan: the plan as the new workspace's plan.toml states it; drop-downs list its tasks.
    """

    plan: Plan


@attrs.frozen
class StarterFile:
    """A file that ``init`` puts into a new workspace.

    Attributes:
        path: below the workspace.
        meaning: one Chinese line on what it is for.
        content: its bytes.
    """

    path: str
    meaning: str
    content: Callable[[Starter], bytes]

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The path it claims."""
        return (self.path,)
