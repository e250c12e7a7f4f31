"""Orders carried out, in any process: each is done once, and files that somebody edited are kept."""

import os
from collections.abc import Sequence
from io import RawIOBase
from pathlib import Path

import attrs

from antifraud_plan.output.orders import Order, Outcome, Stamp
from antifraud_plan.output.writing import Prepared, describe_unwritable, find_digest
from antifraud_plan.problems import Location, Problem, ProblemsFoundError

JOURNALS = "manifest.*.journal"

_GROUP = 16  # files; to note one takes as long as to note all, and a run that is killed loses no more


def fill_orders(directory: str, orders: Sequence[Order]) -> list[Outcome]:
    """Write files, each whole or not at all.

    What is about to be renamed into place is noted first, in a journal that belongs to this process
    alone, so that files of a run that was killed are still known as ours.

    Args:
        directory: the output folder, where the journal is kept.
        orders: what to write.
    """
    journal_path = os.path.join(directory, JOURNALS.replace("*", str(os.getpid())))
    outcomes: list[Outcome] = []
    try:
        with open(journal_path, "ab", buffering=0) as journal:
            for start in range(0, len(orders), _GROUP):
                outcomes += _fill(orders[start : start + _GROUP], journal)
    except OSError as error:  # the journal could not be opened; whatever else fails is an outcome
        problem = describe_unwritable(error, Path(journal_path))
        return [order.fail(problem) for order in orders]
    return outcomes


@attrs.frozen
class _Ready:
    """A file that is made, and waits to be noted and renamed."""

    order: Order
    stamp: Stamp
    prepared: Prepared

    @property
    def entry(self) -> str:
        """Its line in the journal."""
        return f"{self.stamp}\t{self.order.key}\n"

    def finish(self) -> Outcome:
        try:
            self.prepared.put_in_place()
        except OSError as error:
            return _fail(self.order, error)
        return self.order.succeed(self.stamp, is_new=True)


def _fill(orders: Sequence[Order], journal: RawIOBase) -> list[Outcome]:
    """Make all files of a group, note them together, then rename them."""
    steps: list[Outcome | _Ready] = []
    try:
        for order in orders:
            steps.append(_prepare(order))
        try:
            _note("".join(step.entry for step in steps if isinstance(step, _Ready)), journal)
        except OSError as error:
            return [_fail(step.order, error) if isinstance(step, _Ready) else step for step in steps]
        return [step.finish() if isinstance(step, _Ready) else step for step in steps]
    finally:
        for step in steps:
            if isinstance(step, _Ready):
                step.prepared.discard()


def _prepare(order: Order) -> Outcome | _Ready:
    try:
        found = find_digest(order.target)
        fingerprint = order.draft.fingerprint()
        if found is not None and fingerprint:
            stamp = Stamp(found, fingerprint)
            if stamp in order.known:
                return order.succeed(stamp, is_new=False)
        prepared = Prepared.write(order.target, order.draft.chunks())
        ready = _Ready(order, Stamp(prepared.digest, fingerprint), prepared)
        if found is None or (found != prepared.digest and order.knows(found)):
            return ready
        prepared.discard()
        return order.succeed(ready.stamp, is_new=False) if found == prepared.digest else _keep(order)
    except ProblemsFoundError as error:
        return order.fail(*error.problems)
    except OSError as error:
        return _fail(order, error)


def _note(entries: str, journal: RawIOBase) -> None:
    """Add to the journal, all of it: a disk that is nearly full takes a part without a word."""
    data = entries.encode()
    while data:
        data = data[journal.write(data) :]


def _fail(order: Order, error: OSError) -> Outcome:
    return order.fail(describe_unwritable(error, Path(order.target)))


def _keep(order: Order) -> Outcome:
    where, remedy = Location(order.target), "请先把它另存到别处或改名，再重新生成。"
    if order.known:
        return order.fail(Problem("file-edited", "这个文件在生成以后被改动过，没有覆盖。", where, remedy))
    message = "这里已经有一个同名文件，不是程序生成的，没有覆盖。"
    return order.fail(Problem("file-not-ours", message, where, remedy))
