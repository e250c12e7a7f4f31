"""What schools sent back: every file in the folder returns, whatever it is called and however deep."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from antifraud_plan.loading.lists.register import read_registers
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.offers import TableReader
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
from antifraud_plan.registry import Registry

RETURNS_FOLDER = "returns"


def read_returned_registers(directory: Path, registry: Registry, plan: Plan) -> Iterator[Register | Problem]:
    """Yield the signing registers of a workspace, one file after the other, and every problem.

    Args:
        directory: the workspace.
        registry: its table readers open the files.
        plan: its days are those on which a pledge may be signed.
    """
    readers = {reader.suffix: reader for reader in registry.table_readers}
    for path in _find_files(directory / RETURNS_FOLDER):
        file = path.relative_to(directory).as_posix()
        reader = readers.get(path.suffix.lower())
        if reader is None:
            message = "这种文件读不了，没有读取。"
            remedy = f"请另存为 {'、'.join(sorted(readers))}。"
            yield Problem("stray-file", message, Location(file), remedy, Severity.NOTE)
            continue
        problems: list[Problem] = []
        work = partial(_read_file, reader, path, file, plan.span)
        try:
            yield from registry.run(reader, work, problems.append)
        except ProblemsFoundError as error:
            problems += error.problems
        yield from problems


def _read_file(reader: TableReader, path: Path, file: str, span: DateSpan) -> Iterator[Register | Problem]:
    yield from read_registers(reader.read(path, file), Location(file), span)


def _find_files(folder: Path) -> list[Path]:
    """List files by path; ``~$`` marks what Office leaves beside an open file."""
    found = (path for path in folder.rglob("*") if not path.name.startswith(("~$", ".")))
    return sorted(path for path in found if path.is_file())
