"""Contestants take turns, round by round, so that a busy machine slows both; only the ratio counts."""

import statistics
import time
from collections.abc import Callable

import attrs


@attrs.frozen
class Row:
    """A line of the table: what was done, how fast we were, the ratio to a peer and the goal for it."""

    what: str
    figure: str
    ratio: str
    goal: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.figure} | {self.ratio} | {self.goal} |"


@attrs.frozen
class Contest:
    """Seconds a round takes each side, and the ratio peer ÷ ours of every round, sorted."""

    ours: float
    peer: float
    ratios: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    def spread(self, unit: str = "×") -> str:
        digits = 0 if self.median >= 20 else 2
        return f"{self.median:.{digits}f} {unit} ({self.ratios[0]:.{digits}f}–{self.ratios[-1]:.{digits}f})"


def hold_contest(
    ours: Callable[[], object], peer: Callable[[], object], *, rounds: int, share: int = 1
) -> Contest:
    """Let both sides do the same work *rounds* times in turn; one round before that warms up.

    A slow peer does one part in *share* of the work, and its time counts as often.
    """
    times = [(_seconds(ours), _seconds(peer) * share) for _ in range(rounds + 1)][1:]
    return Contest(
        statistics.median(mine for mine, _ in times),
        statistics.median(theirs for _, theirs in times),
        tuple(sorted(theirs / mine for mine, theirs in times)),
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
