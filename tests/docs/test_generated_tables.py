"""The tables that the code writes into the reference are as it would write them now."""

import subprocess
import sys

from pages import DOCS


def test_generated_tables_are_current() -> None:
    done = subprocess.run(
        [sys.executable, DOCS / "refresh.py", "--check"], check=False, capture_output=True, encoding="utf-8"
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
