"""Examples in docstrings and documentation run as tests: Python, console sessions, plan files.

An invisible comment above a block says what else becomes of it: ``<!-- write: PATH -->`` and
``<!-- append: PATH -->`` put it into a file of the page's own temporary folder, in which all examples
of that page run one after another. With several workers this needs ``--dist loadfile``.
"""

import doctest
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

from antifraud_plan.loading import load_plan
from antifraud_plan.registry import Registry

ROOT = Path(__file__).parent
DEMO_PLAN = ROOT / "examples" / "demo-county" / "plan.toml"
COMMAND = [
    sys.executable,
    "-c",
    "import sys; sys.argv[0] = 'antifraud-plan'; from antifraud_plan.cli import main; main()",
]

_FILE_COMMENT = re.compile(r"<!-- (write|append): (\S+) -->\s*\Z")
_PROMPT = re.compile(r"^[$>] ", re.MULTILINE)


def put_into_file(example: Example) -> None:
    """Write the block where the comment above it says, if there is one."""
    comment = _FILE_COMMENT.search(example.document.text[: example.start])
    if comment is None:
        return
    path = Path(comment[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if comment[1] == "append" else "w", encoding="utf-8") as file:
        file.write(f"\n{example.parsed}" if comment[1] == "append" else str(example.parsed))


def load_plan_example(example: Example) -> str | None:
    """Load a plan file without a mistake; one that extends nothing is a change to the demo county's."""
    put_into_file(example)
    source = str(example.parsed)
    if not source.startswith("extends"):
        source = f'extends = "demo-county"\n{source}'
    registry = Registry.from_entry_points()
    bases = {base.name: base.read for base in registry.base_plans}
    bases["demo-county"] = lambda: DEMO_PLAN.read_text(encoding="utf-8")
    settings = {offer.table: offer.record for offer in registry.settings}
    loaded = load_plan(source, "plan.toml", bases=bases, settings=settings)
    # A page shows a county changing its own plan, which is not there to be kept by a lower level.
    problems = [each for each in loaded.problems if each.code not in ("duty-removed", "duty-loosened")]
    return "\n".join(map(str, problems)) or None


def run_console_example(example: Example) -> str | None:
    """Run every command after a prompt and compare what it prints; ``...`` stands for anything."""
    before, *sessions = _PROMPT.split(str(example.parsed))
    assert not before, f"a console block starts with a prompt, not with {before!r}"
    for session in sessions:
        command, _, expected = session.partition("\n")
        name, *arguments = command.split()
        assert name == "antifraud-plan", f"nobody knows how to run {name!r}"
        environment = os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [*COMMAND, *arguments], check=False, capture_output=True, env=environment, encoding="utf-8"
        )
        printed = done.stdout or done.stderr
        if not doctest.OutputChecker().check_output(expected, printed, doctest.ELLIPSIS):
            return f"{command}\nexpected:\n{expected}\nprinted:\n{printed}"
    return None


def enter_folder(namespace: dict[str, Any]) -> None:
    """Give a page a folder of its own to work in."""
    namespace["_home"] = Path.cwd()
    namespace["_folder"] = tempfile.TemporaryDirectory()
    os.chdir(namespace["_folder"].name)


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back and leave nothing behind."""
    os.chdir(namespace["_home"])
    namespace["_folder"].cleanup()


def pages(folder: Path, *patterns: str) -> Sybil:
    """Take the examples of the Markdown pages in *folder*."""
    return Sybil(
        parsers=[
            PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
            CodeBlockParser("console", run_console_example),
            CodeBlockParser("toml", load_plan_example),
            CodeBlockParser("csv", put_into_file),
            CodeBlockParser("text", put_into_file),
            SkipParser(),
        ],
        patterns=patterns,
        setup=enter_folder,
        teardown=leave_folder,
        path=str(folder),
    )


def docstrings(folder: Path) -> Sybil:
    """Take the examples of the docstrings below *folder*."""
    return Sybil(
        parsers=[DocTestParser(doctest.ELLIPSIS)],
        patterns=["*.py"],
        excludes=["tests/*.py"],
        document_types={".py": PythonDocStringDocument},
        path=str(folder),
    )


pytest_collect_file = SybilCollection(
    [
        pages(ROOT, "README*.md", "CONTRIBUTING.md"),
        pages(ROOT / "docs", "*.md"),
        docstrings(ROOT / "src"),
        docstrings(ROOT / "plugins"),
    ]
).pytest()
