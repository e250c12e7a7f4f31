"""Orders to write a file, which any process can carry out: each is done once, and edited files are kept."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import RawIOBase
from pathlib import Path

import attrs

from antifraud_plan.output.writing import Prepared, describe_unwritable, find_digest
from antifraud_plan.problems import Location, Problem, ProblemsFoundError

JOURNALS = "manifest.*.journal"


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


def fill_orders(directory: str, orders: Sequence[Order]) -> list[Outcome]:
    """Write files, each whole or not at all.

    What is about to be renamed into place is noted first, in a journal that belongs to this process
    alone, so that files of a run that was killed are still known as ours.

    Args:
        directory: the output folder, where the journal is kept.
        orders: what to write.
    """
    journal_path = os.path.join(directory, JOURNALS.replace("*", str(os.getpid())))
    try:
        with open(journal_path, "ab", buffering=0) as journal:
            return [_fill(order, journal) for order in orders]
    except OSError as error:
        problem = describe_unwritable(error, Path(journal_path))
        return [order.fail(problem) for order in orders]


def _fill(order: Order, journal: RawIOBase) -> Outcome:
    try:
        return _put(order, journal)
    except ProblemsFoundError as error:
        return order.fail(*error.problems)
    except OSError as error:
        return order.fail(describe_unwritable(error, Path(order.target)))


def _put(order: Order, journal: RawIOBase) -> Outcome:
    found = find_digest(order.target)
    fingerprint = order.draft.fingerprint()
    if found is not None and fingerprint:
        stamp = Stamp(found, fingerprint)
        if stamp in order.known:
            return order.succeed(stamp, is_new=False)
    with Prepared.write(order.target, order.draft.chunks()) as prepared:
        stamp = Stamp(prepared.digest, fingerprint)
        if prepared.digest == found:
            return order.succeed(stamp, is_new=False)
        if found is not None and found not in {known.digest for known in order.known}:
            return order.fail(_keep(order))
        journal.write(f"{stamp}\t{order.key}\n".encode())
        prepared.put_in_place()
        return order.succeed(stamp, is_new=True)


def _keep(order: Order) -> Problem:
    where, remedy = Location(order.target), "请先把它另存到别处或改名，再重新生成。"
    if order.known:
        return Problem("file-edited", "这个文件在生成以后被改动过，没有覆盖。", where, remedy)
    message = "这里已经有一个同名文件，不是程序生成的，没有覆盖。"
    return Problem("file-not-ours", message, where, remedy)
