"""What the demo county's record papers and questionnaires say, to the letter: tests/snapshots/*.md.

After a change that is meant to change them, write them anew and read the difference:
``ANTIFRAUD_RENEW_SNAPSHOTS=1 pytest plugins/antifraud-plan-records/tests/test_record_snapshots.py``.
"""

import os
from pathlib import Path

import pytest
from record_briefs import PAPERS, item_of, markdown

from antifraud_plan.offers import Brief

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_says_what_it_said(demo: Brief, name: str) -> None:
    text = markdown(PAPERS[name][0], item_of(name, demo))
    snapshot = SNAPSHOTS / f"{name}.md"
    if os.environ.get("ANTIFRAUD_RENEW_SNAPSHOTS") == "1":
        snapshot.write_text(text, encoding="utf-8", newline="\n")
    assert text == snapshot.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(PAPERS)
