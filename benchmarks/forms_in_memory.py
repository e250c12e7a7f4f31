"""Pledges of one page made in memory: against no more than deflating their XML, and against docxtpl."""

import tempfile
import zlib
from pathlib import Path

from benchmarks.contest import Row, hold_contest
from benchmarks.peers import fill_with_docxtpl
from benchmarks.pledge import load_pledge, require_frozen

PAPERS = 2_000
SHARE = 100  # docxtpl makes one paper where we make so many


def _deflate(xml: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(xml) + packer.flush()


def against_deflate() -> Row:
    pledge = load_pledge()
    items = tuple(pledge.items(PAPERS))
    frozen = require_frozen(next(pledge.papers(items)))
    bodies = [frozen.fill_document(item.values).encode() for item in items]
    contest = hold_contest(
        lambda: [len(paper.render()) for paper in pledge.papers(items)],
        lambda: [len(_deflate(body)) for body in bodies],
        rounds=9,
    )
    return Row(
        f"pledge of one page ({len(bodies[0]) / 1000:.1f} kB of XML), in memory",
        f"{PAPERS / contest.ours:,.0f} documents/s, zlib {zlib.ZLIB_RUNTIME_VERSION}",
        contest.spread("× deflating its document.xml (level 6)"),
        "≥ 3 ×",
    )


def against_docxtpl() -> Row:
    pledge = load_pledge()
    items = tuple(pledge.items(PAPERS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pledge.docx"
        path.write_bytes(pledge.template.data)
        few = [{**item.shared, **item.values} for item in items[: PAPERS // SHARE]]
        contest = hold_contest(
            lambda: [len(paper.render()) for paper in pledge.papers(items)],
            lambda: [len(fill_with_docxtpl(path, values)) for values in few],
            rounds=5,
            share=SHARE,
        )
    return Row(
        "the same",
        f"{PAPERS / contest.ours:,.0f} documents/s",
        contest.spread("× docxtpl, fresh per document"),
        "≥ 500 ×",
    )


if __name__ == "__main__":
    print(against_deflate(), against_docxtpl(), sep="\n")
