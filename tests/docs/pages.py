"""Reads the pages of the documentation for the tests that hold them against the code."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

Row = tuple[str, ...]

_CELLS = re.compile(r"(?<!\\)\|")


def page(path: str) -> str:
    """Return the text of a page below docs/."""
    return (DOCS / path).read_text(encoding="utf-8")


def tables_after(text: str, mark: str) -> list[list[Row]]:
    """Return the rows, without header, of every table between *mark* and the next heading."""
    after = text[text.index(mark) + len(mark) :]
    return tables(re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0])


def tables(text: str) -> list[list[Row]]:
    """Return the rows, without header, of every pipe table in *text*."""
    found: list[list[Row]] = []
    rows: list[Row] | None = None
    for line in text.splitlines():
        if not line.startswith("|"):
            rows = None
        elif rows is None:
            rows = []
            found.append(rows)
        else:
            rows.append(tuple(cell.strip().replace("\\|", "|") for cell in _CELLS.split(line)[1:-1]))
    return [table[1:] for table in found]
