"""What the demo county's pledges say, to the letter: tests/snapshots/*.md, one file a paper.

After a change that is meant to change them, write them anew and read the difference:
``ANTIFRAUD_RENEW_SNAPSHOTS=1 pytest plugins/antifraud-plan-pledges/tests/test_pledge_snapshots.py``.
"""

import os
from pathlib import Path

import pytest
from pledge_papers import PAPERS, markdown

from antifraud_plan.offers import Brief

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_says_what_it_said(demo: Brief, name: str) -> None:
    text = markdown(name, demo)
    snapshot = SNAPSHOTS / f"{name}.md"
    if os.environ.get("ANTIFRAUD_RENEW_SNAPSHOTS") == "1":
        snapshot.write_text(text, encoding="utf-8", newline="\n")
    assert text == snapshot.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(PAPERS)
