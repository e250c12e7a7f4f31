"""Pledges through the folder that a build writes to; as a program: how much memory one archive takes."""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from antifraud_plan import Packing
from antifraud_plan.output import OutputFolder
from antifraud_plan.papers.packing import pack
from antifraud_plan.papers.paper import Paper
from benchmarks.memory import peak_memory
from benchmarks.pledge import load_pledge


def build_papers(papers: Iterable[Paper], packing: Packing) -> None:
    """Write papers to a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, OutputFolder.open(Path(folder)) as out:
        drafts = (bundle.draft() for bundle in pack(papers, packing))
        if any(outcome.problems for outcome in out.write_all(drafts)):
            raise SystemExit("building: a file could not be written")


if __name__ == "__main__":
    pledge = load_pledge()
    build_papers(pledge.papers(pledge.items(int(sys.argv[1]))), Packing.ARCHIVE)
    print(peak_memory())
