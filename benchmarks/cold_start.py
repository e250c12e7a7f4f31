"""How long a clerk waits for ``antifraud-plan --help``, against starting Python and importing click."""

import subprocess
import sys
from pathlib import Path

from benchmarks.contest import Row, hold_contest

COMMAND = Path(sys.executable).with_name("antifraud-plan")


def run() -> Row:
    contest = hold_contest(
        lambda: subprocess.run([COMMAND, "--help"], check=True, stdout=subprocess.DEVNULL),
        lambda: subprocess.run([sys.executable, "-c", "import click"], check=True),
        rounds=25,
    )
    slower = tuple(sorted(1 / ratio for ratio in contest.ratios))
    middle = slower[len(slower) // 2]
    return Row(
        "cold `antifraud-plan --help`",
        f"{contest.ours * 1000:.0f} ms",
        f'{middle:.2f} × the time of `python -c "import click"` ({slower[0]:.2f}–{slower[-1]:.2f})',
        "≤ 1.6 ×",
    )
