"""Pledges of a class in one Word file for printing, against docxcompose; and those of a large school."""

import io

from docx import Document
from docxcompose.composer import Composer

from antifraud_plan.papers.packing import Bundle, Packing, pack
from benchmarks.contest import Row, hold_contest
from benchmarks.pledge import CLASS_SIZE, Pledge, load_pledge

SCHOOL_SIZE = 2_000


def _bundle(pledge: Pledge, count: int, packing: Packing) -> Bundle:
    (bundle,) = pack(pledge.papers(pledge.items(count)), packing)
    return bundle


def _merge(bundle: Bundle) -> bytes:
    return b"".join(bundle.chunks())


def _compose(papers: list[bytes]) -> bytes:
    """Append finished papers to the first, a page break before each, as docxcompose's documentation says."""
    composer = Composer(Document(io.BytesIO(papers[0])))
    for paper in papers[1:]:
        composer.doc.add_page_break()
        composer.append(Document(io.BytesIO(paper)))
    written = io.BytesIO()
    composer.save(written)
    return written.getvalue()


def class_against_docxcompose() -> Row:
    bundle = _bundle(load_pledge(), CLASS_SIZE, Packing.CLASS)
    papers = [paper.render() for paper in bundle.papers]
    contest = hold_contest(lambda: _merge(bundle), lambda: _compose(papers), rounds=5)
    return Row(
        f"a class of {CLASS_SIZE} merged for printing",
        f"{contest.ours * 1000:.1f} ms, {len(_merge(bundle)) / 1000:.1f} kB",
        f"{contest.spread('× docxcompose')}, whose file has {len(_compose(papers)) / 1000:.1f} kB",
        "≥ 120 ×, file no larger",
    )


def school_against_class() -> Row:
    pledge = load_pledge()
    school = _bundle(pledge, SCHOOL_SIZE, Packing.SCHOOL)
    one_class = _bundle(pledge, CLASS_SIZE, Packing.CLASS)
    classes = SCHOOL_SIZE // CLASS_SIZE
    contest = hold_contest(
        lambda: [len(_merge(one_class)) for _ in range(classes)], lambda: _merge(school), rounds=5
    )
    return Row(
        f"a school of {SCHOOL_SIZE:,} merged for printing",
        f"{contest.peer * 1000:.0f} ms, {len(_merge(school)) / 1e6:.2f} MB",
        contest.spread("× the class's cost per form"),
        "≤ 1.5 ×, file < 1 MB",
    )


if __name__ == "__main__":
    print(class_against_docxcompose(), school_against_class(), sep="\n")
