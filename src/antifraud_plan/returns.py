"""What schools sent back: every file in the folder returns, whatever it is called and however deep."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, count
from pathlib import Path, PurePath, PurePosixPath
from typing import TypeAlias, TypeVar

import attrs

from antifraud_plan.loading.files import is_left_behind, read_list_file
from antifraud_plan.loading.lists.personal import has_personal_number, mask_personal_numbers
from antifraud_plan.loading.lists.register import read_registers
from antifraud_plan.loading.lists.table import ListTable
from antifraud_plan.loading.returns.book import BookReader, is_return
from antifraud_plan.loading.returns.screening import refuse_name
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.model.returns.evidence import ReturnedBook
from antifraud_plan.offers import TableReader
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
from antifraud_plan.registry import Registry

T = TypeVar("T")
Tables: TypeAlias = Mapping[str, ListTable]

RETURNS_FOLDER = "returns"


def read_returned_registers(directory: Path, registry: Registry, plan: Plan) -> Iterator[Register | Problem]:
    """Yield the signing registers of a workspace, one file after the other, and every problem.

    Args:
        directory: the workspace.
        registry: its table readers open the files.
        plan: its days are those on which a pledge may be signed.
    """

    def read(path: Path, file: str, tables: Tables) -> Iterator[Register | Problem]:
        if not is_return(tables):
            yield from read_registers(tables, Location(file), plan.span)

    return _read_files(directory, registry, read)


def read_returned_books(
    directory: Path, registry: Registry, plan: Plan, tree: OrganisationTree
) -> Iterator[ReturnedBook | Problem]:
    """Yield the return workbooks of a workspace, one file after the other, and the files that are unreadable.

    Args:
        directory: the workspace.
        registry: its table readers open the files.
        plan: tells the forms, and what may be reported.
        tree: tells who may report it.
    """
    books = BookReader(plan, tree)

    def read(path: Path, file: str, tables: Tables) -> Iterator[ReturnedBook | Problem]:
        if is_return(tables):
            book = books.read(tables, Location(file), data=path.read_bytes)
            yield _look_at_name(book, path.relative_to(directory).as_posix())

    return _read_files(directory, registry, read)


def read_return(
    data: bytes, file: str, *, registry: Registry, plan: Plan, tree: OrganisationTree
) -> ReturnedBook:
    """Read one return workbook that a program has at hand, such as an upload.

    Args:
        data: the file as it is.
        file: its name as problems say it; its suffix tells which table reader opens it.
        registry: its table readers open the file.
        plan: tells the forms, and what may be reported.
        tree: tells who may report it.

    Returns:
        What was read of it; `Brief.collect` holds it against what is due.

    Raises:
        ProblemsFoundError: no table reader takes such a file, it cannot be opened, or its reader failed.
    """
    name = mask_personal_numbers(file)
    reader = next((each for each in registry.table_readers if each.suffix == _suffix(file)), None)
    if reader is None:
        raise ProblemsFoundError([_refuse_suffix(name, registry, Severity.ERROR)])
    books, failures = BookReader(plan, tree), list[Problem]()

    def work() -> Iterator[ReturnedBook]:
        yield books.read(reader.read(data, name), Location(name), data=lambda: data)

    found = registry.run(reader, work, failures.append)
    if failures:
        raise ProblemsFoundError(failures)
    [book] = found
    return _look_at_name(book, file)


def find_unchecked_returns(directory: Path) -> Iterator[Problem]:
    """Yield one note if anything came back: to judge thousands of returns takes longer than all else."""
    files = _find_files(directory / RETURNS_FOLDER)
    if files:
        message = f"交来的文件有 {len(files)} 份，其中的上报表没有在这里检查，不影响生成文件。"
        remedy = "逐条见 antifraud-plan returns。"
        yield Problem("returns-not-checked", message, Location(RETURNS_FOLDER), remedy, Severity.NOTE)


def _look_at_name(book: ReturnedBook, name: str) -> ReturnedBook:
    """Add the problem of a file whose own name, not yet masked, holds a personal number."""
    if not has_personal_number(name):
        return book
    return attrs.evolve(book, problems=(refuse_name(book.place), *book.problems))


def _suffix(file: str) -> str:
    return PurePath(file).suffix.lower()


def _refuse_suffix(file: str, registry: Registry, severity: Severity) -> Problem:
    suffixes = "、".join(sorted(reader.suffix for reader in registry.table_readers))
    scans = "照片、扫描件请用 antifraud-plan receive 登记"
    remedy = f"表格请另存为 {suffixes}；压缩包请先解压；{scans}。"
    return Problem("stray-file", "这种文件读不了，没有读取。", Location(file), remedy, severity)


def _read_files(
    directory: Path, registry: Registry, read: Callable[[Path, str, Tables], Iterator[T | Problem]]
) -> Iterator[T | Problem]:
    """Open every file and yield what *read* makes of its path, its name and its tables."""
    readers = {reader.suffix: reader for reader in registry.table_readers}
    for path, file in _name_files(directory, _find_files(directory / RETURNS_FOLDER)):
        reader = readers.get(_suffix(path.name))
        if reader is None:
            yield _refuse_suffix(file, registry, Severity.NOTE)
            continue
        problems: list[Problem] = []
        work = partial(_read_file, reader, path, file, read)
        try:
            yield from registry.run(reader, work, problems.append)
        except ProblemsFoundError as error:
            problems += error.problems
        yield from problems


def _read_file(
    reader: TableReader, path: Path, file: str, read: Callable[[Path, str, Tables], Iterator[T | Problem]]
) -> Iterator[T | Problem]:
    yield from read(path, file, reader.read(read_list_file(path, file), file))


def _name_files(directory: Path, paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each file with the name that problems say: no personal numbers in it, and no other's."""
    taken: set[str] = set()
    for path in paths:
        masked = PurePosixPath(mask_personal_numbers(path.relative_to(directory).as_posix()))
        others = (masked.with_stem(f"{masked.stem}({number})") for number in count(2))
        name = next(str(each) for each in chain([masked], others) if str(each) not in taken)
        taken.add(name)
        yield path, name


def _find_files(folder: Path) -> list[Path]:
    """List files by path, but for what systems leave behind."""
    return sorted(path for path in folder.rglob("*") if not is_left_behind(path.name) and path.is_file())
