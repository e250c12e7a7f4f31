"""A build that the system or a user ends by force leaves no processes behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from person_papers import write_list

from antifraud_plan.starting import copy_demo


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    copy_demo(tmp_path)
    write_list(tmp_path, "示例县第一中学", {"高一1班": [f"学生{number}" for number in range(3000)]})
    command = [sys.executable, "-m", "antifraud_plan", "build", "--per", "每人", "--jobs", "2"]
    with subprocess.Popen(
        [*command, "--workspace", str(tmp_path)], stdout=subprocess.PIPE, start_new_session=True
    ) as build:
        while build.poll() is None and not any((tmp_path / "out").rglob("*/*.docx")):
            pass
        build.kill()
        try:
            build.communicate(timeout=20)  # which waits for everybody who could still write there
        finally:
            os.killpg(build.pid, signal.SIGKILL)
