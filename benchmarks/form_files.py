"""Pledges as one file each, through the folder that a build writes to, against writing finished bytes."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from antifraud_plan import Packing
from benchmarks.building import build_papers
from benchmarks.contest import Row, hold_contest
from benchmarks.pledge import load_pledge

PAPERS = 2_000


def write_finished(files: Sequence[tuple[str, bytes]]) -> None:
    """Write bytes under a temporary name and rename them, and do nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        for parent in {os.path.dirname(name) for name, _ in files}:
            os.makedirs(os.path.join(folder, parent), exist_ok=True)
        for name, data in files:
            target = os.path.join(folder, name)
            temporary = f"{target}.tmp"
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, target)


def run() -> Row:
    pledge = load_pledge()
    items = tuple(pledge.items(PAPERS))
    finished = [(str(Path(*paper.path)), paper.render()) for paper in pledge.papers(items)]
    contest = hold_contest(
        lambda: build_papers(pledge.papers(items), Packing.PERSON),
        lambda: write_finished(finished),
        rounds=9,
    )
    return Row(
        "the same, one file each, with a manifest of hashes",
        f"{PAPERS / contest.ours:,.0f} files/s",
        contest.spread("× writing the finished bytes"),
        "≥ 0.85 ×",
    )


if __name__ == "__main__":
    print(run())
