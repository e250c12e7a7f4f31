"""A folder of generated papers and its manifest: what is ours, as what it was written, from what."""

import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from antifraud_plan.output.filling import JOURNALS, fill_orders
from antifraud_plan.output.names import safe_path
from antifraud_plan.output.orders import Draft, Order, Outcome, Stamp, batch_orders
from antifraud_plan.output.writing import (
    describe_unwritable,
    find_digest,
    temporary_name,
    write_whole,
)
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
from antifraud_plan.scaling import render_all

MANIFEST = "manifest.json"


# Papers a worker gets at a time: enough to make up for sending what they share and compiling a template.
_BATCH = 256


class OutputFolder:
    """A folder of generated papers with a manifest of their hashes, for use in a ``with`` statement.

    Attributes:
        directory: the folder.
        problems: what went wrong when the manifest was written, known after the ``with`` statement.

    Every draft becomes an `Order`, anybody fills it (`fill_orders`, in any process), and its `Outcome` is
    settled here. A file that is there but is not as it was generated belongs to whoever edited it: it is
    reported and kept. A run that was killed leaves its journals, and the next one takes up from there.
    """

    def __init__(
        self, directory: Path, stamps: Mapping[str, Stamp], journal: Iterable[tuple[str, Stamp]]
    ) -> None:
        self.directory = directory
        self.problems: tuple[Problem, ...] = ()
        self._stamps = dict(stamps)
        self._journal: dict[str, frozenset[Stamp]] = {}
        for key, stamp in journal:
            self._journal[key] = self._journal.get(key, frozenset()) | {stamp}
        self._names: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep the stamps for the next run, also after one that broke off; see `problems`."""
        if error is None:
            self._take_up_journals()
        text = json.dumps(
            {key: str(stamp) for key, stamp in self._stamps.items()},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )
        try:
            write_whole(self.directory / MANIFEST, [text.encode()])
            if error is None:  # else files may have been written of which nobody told us
                for journal in self.directory.glob(JOURNALS):
                    journal.unlink()
        except OSError as failure:
            self.problems = (describe_unwritable(failure, self.directory / MANIFEST),)

    def _take_up_journals(self) -> None:
        """Keep what a killed run wrote and this one did not ask for."""
        for key, stamps in self._journal.items():
            if key.casefold() not in self._names:
                found = find_digest(str(self.directory / key))
                self._stamps.update((key, stamp) for stamp in stamps if stamp.digest == found)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Make the folder if need be and read its manifest.

        Raises `ProblemsFoundError` when it is not a folder that can be written.
        """
        try:
            directory.mkdir(parents=True, exist_ok=True)
            if any(directory.glob(JOURNALS)):  # a run was killed; it may have been at half a file
                for half in directory.rglob(temporary_name("*")):
                    half.unlink()
        except (FileExistsError, NotADirectoryError):
            problem = Problem(
                "output-unwritable",
                "输出位置是一个文件，不是文件夹。",
                Location(str(directory)),
                "请用 --out 另选一处。",
            )
            raise ProblemsFoundError([problem]) from None
        except OSError as error:
            raise ProblemsFoundError([describe_unwritable(error, directory)]) from None
        return cls(directory, dict(_read_manifest(directory)), _read_journals(directory))

    def write_all(
        self, drafts: Iterable[Draft], executor: Executor | None = None, *, window: int = 8
    ) -> Generator[Outcome]:
        """Write every draft whole or not at all; a file somebody changed is left as it is.

        Args:
            drafts: taken as results are; picklable for a process pool.
            executor: shares the work out; everything is done in this process if ``None``.
            window: batches under way at a time.

        Raises:
            BrokenExecutor: a worker died; what is on disk is whole, and the next run takes up from there.
        """
        clashes: list[Outcome] = []
        batches = batch_orders(self._place(drafts, clashes.append), _BATCH)
        fill = partial(fill_orders, str(self.directory))
        for outcome in chain.from_iterable(render_all(batches, fill, executor, chunk=1, window=window)):
            if outcome.stamp:
                self._stamps[outcome.key] = outcome.stamp
            yield outcome
        yield from clashes

    def _place(self, drafts: Iterable[Draft], report: Callable[[Outcome], None]) -> Iterator[Order]:
        """Give each draft its place and what is known of the file there; report it if the place is taken."""
        place = os.path.join(self.directory, "")
        for draft in drafts:
            key = safe_path(draft.path)
            known = self._journal.get(key, frozenset())
            if key in self._stamps:
                known |= {self._stamps[key]}
            order = Order(key, place + key.replace("/", os.sep), draft, known)
            if key.casefold() in self._names:
                report(order.fail(_same_name(order.target)))
            else:
                self._names[key.casefold()] = key
                yield order

    def find_left_over(self) -> Iterator[Problem]:
        """Yield a note for every paper of an earlier run that this one, which made all there are, did not."""
        for key in sorted(self._stamps.keys() - set(self._names.values())):
            target = self.directory / key
            if target.is_file():
                message = (
                    "这份文件以前生成过，这次没有，可能是单位改了名、已撤并，或换了每份的大小（--per）。"
                )
                yield Problem(
                    "left-over", message, Location(str(target)), "不再需要就请删去。", Severity.NOTE
                )


def _same_name(target: str) -> Problem:
    message = "有两份文件要用同一个名字，只写了前一份。"
    return Problem("same-file-name", message, Location(target), "请让两个单位或两个人的名称有所区别。")


def _read_manifest(directory: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield (file, stamp) of what the last run left; nothing from a manifest that is damaged."""
    try:
        stored = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if isinstance(stored, dict):
        for key, text in stored.items():
            if isinstance(text, str):
                yield key, _read_stamp(text)


def _read_journals(directory: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield (file, stamp) of what a run that broke off had written or was about to write."""
    for path in sorted(directory.glob(JOURNALS)):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            continue
        for line in lines:
            text, _, key = line.partition("\t")
            yield key, _read_stamp(text)


def _read_stamp(text: str) -> Stamp:
    digest, _, fingerprint = text.partition(" ")
    return Stamp(digest, fingerprint)
