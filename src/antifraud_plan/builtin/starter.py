"""What ``init`` writes besides the lists: a commented plan.toml and a guide for the clerk."""

import json
from importlib.resources import files

from antifraud_plan.plugin import Starter

_FILES = files("antifraud_plan.builtin") / "workspace"


def new_plan_file(county: str, year: int) -> str:
    """Return the text of plan.toml for a new workspace; everything it does not ask has a default."""
    # A name is a value, never TOML of its own; JSON escapes as TOML's basic strings do.
    return _fill("plan.toml", json.dumps(county, ensure_ascii=False)[1:-1], year)


def clerk_guide(starter: Starter) -> bytes:
    """Return the guide; with a byte order mark and CRLF, as Notepad on any Windows expects."""
    text = _fill("guide.txt", starter.plan.names.county, starter.plan.year)
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _fill(name: str, county: str, year: int) -> str:
    text = (_FILES / name).read_text(encoding="utf-8")
    years = {"<YEAR>": year, "<LAST_YEAR>": year - 1, "<NEXT_YEAR>": year + 1}
    for mark, each in years.items():
        text = text.replace(mark, str(each))
    return text.replace("<COUNTY>", county)
