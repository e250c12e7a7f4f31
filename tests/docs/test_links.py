"""Every link of the documentation leads somewhere, and no page hangs in the air."""

import re
from pathlib import Path

import pytest
from pages import DOCS, ROOT

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
_LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^( *)```.*?^\1```", re.DOTALL | re.MULTILINE)


def links(page: Path) -> list[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if not link.startswith("http")]


def anchors(page: Path) -> set[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    slugs = (re.sub(r"[^\w\- ]", "", re.sub(r"<!--.*?-->", "", each)).strip() for each in headings)
    return {slug.lower().replace(" ", "-") for slug in slugs} | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_linked_from_somewhere() -> None:
    linked = {(page.parent / link.partition("#")[0]).resolve() for page in PAGES for link in links(page)}

    assert [str(page) for page in DOCS.rglob("*.md") if page not in linked] == []


def test_every_picture_is_small_and_shown() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    pictures = sorted((DOCS / "images").glob("*.png"))

    assert [picture.name for picture in pictures if picture not in shown] == []
    assert [picture.name for picture in pictures if picture.stat().st_size > 150_000] == []


def test_the_places_that_pages_name_exist() -> None:
    named = {
        path
        for page in PAGES
        for path in re.findall(
            r"`((?:src|plugins|examples|docs|tests|benchmarks)/[\w./-]+)`", page.read_text(encoding="utf-8")
        )
    }
    yours = {"examples/demo-county/out", "src/my_county/__init__.py"}

    assert sorted(path for path in named - yours if not (ROOT / path).exists()) == []
