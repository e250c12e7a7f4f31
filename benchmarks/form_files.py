"""Pledges as one file each, through the folder that a build writes to, against writing finished bytes."""

import os
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import attrs

from antifraud_plan import Packing
from antifraud_plan.output import OutputFolder
from antifraud_plan.papers.packing import pack
from benchmarks.contest import Row, hold_contest
from benchmarks.pledge import load_pledge

TURN = 256  # files, as many as the folder writes at a time: when the disk slows down, it slows both
ROUNDS = 39


def write_finished(files: Iterable[tuple[str, bytes]]) -> None:
    """Write bytes under a temporary name and rename them, and do nothing else."""
    for target, data in files:
        folder, name = os.path.split(target)
        temporary = os.path.join(folder, f".~{name}.tmp")
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, target)


def run() -> Row:
    pledge = load_pledge()
    items = tuple(pledge.items((ROUNDS + 1) * TURN))
    with tempfile.TemporaryDirectory() as both:
        ours, peer = Path(both) / "ours", Path(both) / "peer"
        for place in {item.path[:-1] for item in items}:
            peer.joinpath(*place).mkdir(parents=True)
        finished = iter(
            [(f"{os.path.join(peer, *paper.path)}.docx", paper.render()) for paper in pledge.papers(items)]
        )
        with OutputFolder.open(ours) as folder:
            drafts = (bundle.draft() for bundle in pack(pledge.papers(items), Packing.PERSON))
            outcomes = folder.write_all(drafts)
            contest = hold_contest(
                lambda: [outcome.stamp for outcome in islice(outcomes, TURN)],
                lambda: write_finished(islice(finished, TURN)),
                rounds=ROUNDS,
            )
            start = time.perf_counter()
        manifest = (time.perf_counter() - start) / (ROUNDS + 1)  # each turn's share of the manifest's time
        share = contest.ours / (contest.ours + manifest)
    contest = attrs.evolve(contest, ratios=tuple(ratio * share for ratio in contest.ratios))
    return Row(
        "the same, one file each, with a manifest of hashes",
        f"{TURN / (contest.ours + manifest):,.0f} files/s",
        contest.spread("× writing the finished bytes"),
        "≥ 0.85 ×",
    )


if __name__ == "__main__":
    print(run())
