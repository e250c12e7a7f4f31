"""docs/glossary.md names identifiers that the code has, and gives every Chinese word one English word."""

import re
from collections import Counter

from pages import ROOT, page, tables

ROWS = [row for table in tables(page("glossary.md")) for row in table]
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in (ROOT / "src", ROOT / "plugins")
    for path in sorted(folder.rglob("*.py"))
)


def test_every_identifier_is_in_the_code() -> None:
    named = {name for row in ROWS for name in re.findall(r"`(\w+)`", row[2])}

    assert sorted(name for name in named if not re.search(rf"\b{name}\b", CODE)) == []


def test_every_word_stands_once() -> None:
    chinese = Counter(row[0] for row in ROWS)
    english = Counter(row[1] for row in ROWS)

    assert [word for word, count in (chinese + english).items() if count > 1] == []
