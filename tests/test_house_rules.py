"""Laws of the house that no linter knows: short modules, no clock, no chance, no network in the library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path for folder in (ROOT / "src", *ROOT.glob("plugins/*/src")) for path in folder.rglob("*.py")
)
LONGEST_MODULE = 300
# A person at a terminal has a clock: the year of a new workspace, the rate and remaining time of a build.
WITH_A_CLOCK = {ROOT / "src" / "antifraud_plan" / "cli": {"date.today", "time.monotonic"}}
FORBIDDEN_CALLS = {
    *("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.monotonic"),
    *("os.urandom", "uuid.uuid1", "uuid.uuid4"),
}
FORBIDDEN_MODULES = {"random", "secrets", "socket", "urllib.request", "http.client", "requests"}


def calls_of(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func)


def imports_of(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (name.name for name in node.names)
            case ast.ImportFrom(module=str() as name):
                yield name


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 100


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_keeps_the_laws(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    allowed = WITH_A_CLOCK.get(module.parent, set())
    assert FORBIDDEN_CALLS.intersection(calls_of(module)) <= allowed
    assert FORBIDDEN_MODULES.isdisjoint(imports_of(module))
