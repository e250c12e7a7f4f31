"""One archive of ten thousand pledges, through the folder that a build writes to, against docxtpl."""

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from antifraud_plan import Packing
from benchmarks.building import build_papers
from benchmarks.contest import Row, hold_contest
from benchmarks.peers import fill_with_docxtpl
from benchmarks.pledge import load_pledge

PAPERS, FEWER = 10_000, 2_000
SHARE = 400  # docxtpl makes one paper where we make so many


def archive_with_docxtpl(template: Path, papers: Iterable[Mapping[str, object]]) -> None:
    with tempfile.TemporaryFile() as file, zipfile.ZipFile(file, "w") as archive:
        for number, values in enumerate(papers):
            archive.writestr(f"{number}.docx", fill_with_docxtpl(template, values))


def measure_peak(papers: int) -> float:
    """Return the most memory, in MiB, that a process of its own takes for an archive of *papers*."""
    command = [sys.executable, "-m", "benchmarks.building", str(papers)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def run() -> Row:
    pledge = load_pledge()
    items = tuple(pledge.items(PAPERS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pledge.docx"
        path.write_bytes(pledge.template.data)
        few = [{**item.shared, **item.values} for item in items[: PAPERS // SHARE]]
        contest = hold_contest(
            lambda: build_papers(pledge.papers(items), Packing.ARCHIVE),
            lambda: archive_with_docxtpl(path, few),
            rounds=5,
            share=SHARE,
        )
    return Row(
        f"the same, one archive of {PAPERS:,}",
        f"{PAPERS / contest.ours:,.0f} documents/s; peak memory {measure_peak(PAPERS):.0f} MiB, "
        f"of {FEWER:,} {measure_peak(FEWER):.0f} MiB",
        contest.spread("× docxtpl, fresh per document"),
        "≥ 350 ×, ≤ 60 MiB and flat",
    )


if __name__ == "__main__":
    print(run())
