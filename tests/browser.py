"""A real browser for tests of pages: Chromium, driven as people use it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from office_tools import require_program
from playwright.sync_api import Browser, sync_playwright

_ARGUMENTS = (
    "--no-sandbox",  # of no use in a container, where it cannot start
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Start Chromium without a window."""
    program = require_program(
        os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "Chromium",
        "apt install chromium, or set CHROMIUM",
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
