"""New workspaces: an empty one to fill in, and the demo county to look at."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from antifraud_plan.builtin.starter import new_plan_file
from antifraud_plan.offers import Starter
from antifraud_plan.output import describe_unwritable, write_whole
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.registry import Registry
from antifraud_plan.workspace import PLAN_FILE, load_plan_text

_CHECKOUT_DEMO = Path(__file__).parents[2] / "examples" / "demo-county"


@attrs.frozen
class NewFile:
    """A file of a new workspace.

    Attributes:
        path: below the workspace.
        meaning: one Chinese line on what it is for.
    """

    path: str
    meaning: str


def init_workspace(
    directory: Path | str, *, county: str, year: int, registry: Registry | None = None
) -> tuple[NewFile, ...]:
    """Make a workspace with a commented plan, lists to fill in and a guide.

    Args:
        directory: made if need be; files that are already in it are never overwritten.
        county: name of the county.
        year: the plan's year.
        registry: the plugins to use; every installed one if not given.

    Raises:
        ProblemsFoundError: a file is in the way, and nothing is written; or one cannot be written,
            and those before it stay.
    """
    directory = Path(directory)
    registry = registry or Registry.from_entry_points()
    text = new_plan_file(county, year)
    loaded = load_plan_text(text.encode(), registry)
    if loaded.plan is None:
        raise ProblemsFoundError(loaded.problems)
    starter = Starter(loaded.plan)
    contents = {NewFile(PLAN_FILE, "工作方案：填名称、日期和本县的频次"): text.encode()}
    contents |= {
        NewFile(offer.path, offer.meaning): offer.content(starter) for offer in registry.starter_files
    }
    in_the_way = [directory / file.path for file in contents if (directory / file.path).exists()]
    if in_the_way:
        raise ProblemsFoundError(
            Problem(
                "file-in-the-way", "这个文件已经有了，没有覆盖。", Location(str(path)), "请换一个空文件夹。"
            )
            for path in in_the_way
        )
    for file, content in contents.items():
        try:
            write_whole(directory / file.path, [content])
        except OSError as error:
            raise ProblemsFoundError([describe_unwritable(error, directory / file.path)]) from None
    return tuple(contents)


def copy_demo(directory: Path | str) -> None:
    """Put the demo county into *directory*; files that are already there stay as they are.

    Raises `ProblemsFoundError` when it cannot be written.
    """
    packaged = files("antifraud_plan.builtin") / "demo"
    # The wheel carries the demo county; an editable install finds it in the checkout, its only home.
    source: Traversable = packaged if packaged.is_dir() else _CHECKOUT_DEMO
    for path, file in _walk(source, ()):
        target = Path(directory).joinpath(*path)
        if target.exists():
            continue
        try:
            write_whole(target, [file.read_bytes()])
        except OSError as error:
            raise ProblemsFoundError([describe_unwritable(error, target)]) from None


def _walk(folder: Traversable, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "out":
            yield from _walk(entry, (*path, entry.name))
        elif entry.is_file():
            yield (*path, entry.name), entry
