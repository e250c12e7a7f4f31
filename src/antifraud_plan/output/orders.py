"""Orders to write a file, which any process can carry out, and what became of them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

from antifraud_plan.problems import Problem


@attrs.frozen
class Draft:
    """A file to be, not yet made.

    Attributes:
        path: folders below the output folder, then the file name with its suffix.
        label: what it is reported as: the title of its kind.
        chunks: makes its bytes, in order; raises `ProblemsFoundError` for what a user did.
        fingerprint: tells of everything it is made from: equal fingerprints, equal bytes; empty if not known.
        papers: how many papers are in it, for whoever watches.
    """

    path: tuple[str, ...]
    label: str
    chunks: Callable[[], Iterable[bytes]]
    fingerprint: Callable[[], str] = str
    papers: int = 1


@attrs.frozen
class Stamp:
    """What is known of a file we wrote.

    Attributes:
        digest: SHA-256 of its bytes, in hex.
        fingerprint: of what it was made from; empty if not known.
    """

    digest: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.digest} {self.fingerprint}".rstrip()


@attrs.frozen
class Written:
    """What became of one file.

    Attributes:
        target: where it is.
        is_new: whether its bytes changed; an unchanged file is not touched.
    """

    target: str
    is_new: bool

    @property
    def path(self) -> Path:
        """Where it is; made when it is asked for, as there may be a hundred thousand."""
        return Path(self.target)


@attrs.frozen
class Outcome:
    """What became of an order.

    Attributes:
        key: the path below the output folder, with slashes.
        label: what the file is reported as.
        papers: how many papers were to be in it.
        written: the file; ``None`` if it could not be written.
        stamp: of the file as it is now; likewise.
        problems: why it could not be written.
    """

    key: str
    label: str
    papers: int
    written: Written | None = None
    stamp: Stamp | None = None
    problems: tuple[Problem, ...] = ()


@attrs.frozen
class Order:
    """A draft with its place on disk; picklable if the draft's chunks are.

    Attributes:
        key: the path below the output folder, with slashes.
        target: where it is to be.
        draft: what is to be there.
        known: every state in which it is ours: what earlier runs wrote or were about to write.
    """

    key: str
    target: str
    draft: Draft
    known: frozenset[Stamp] = frozenset()

    def knows(self, digest: str) -> bool:
        """Tell whether a file with this digest is ours."""
        return any(stamp.digest == digest for stamp in self.known)

    def succeed(self, stamp: Stamp, *, is_new: bool) -> Outcome:
        """Return the outcome of a file that is as it should be."""
        written = Written(self.target, is_new)
        return Outcome(self.key, self.draft.label, self.draft.papers, written, stamp)

    def fail(self, *problems: Problem) -> Outcome:
        """Return the outcome of a file that is not written."""
        return Outcome(self.key, self.draft.label, self.draft.papers, problems=problems)


def batch_orders(orders: Iterable[Order], papers: int) -> Iterator[tuple[Order, ...]]:
    """Put orders together until they hold at least so many papers."""
    batch: list[Order] = []
    held = 0
    for order in orders:
        batch.append(order)
        held += order.draft.papers
        if held >= papers:
            yield tuple(batch)
            batch, held = [], 0
    if batch:
        yield tuple(batch)
