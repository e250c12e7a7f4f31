"""A workspace on disk: plan.toml, lists and templates of a county, read with every mistake placed."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

import attrs

from antifraud_plan.holidays import add_holidays
from antifraud_plan.keeping import read_arrival_log, read_kept_figures
from antifraud_plan.loading import Bases, LoadedPlan, load_plan
from antifraud_plan.loading.files import describe_unreadable, read_kept_file
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.pledges.register import Register
from antifraud_plan.offers import Brief, DocumentKind, Lists, PeopleReader
from antifraud_plan.papers.rendering import OwnTemplate
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity, has_errors, suggest
from antifraud_plan.registry import Registry
from antifraud_plan.returns import read_returned_books, read_returned_registers

PLAN_FILE = "plan.toml"
PEOPLE_FOLDER = "名单"
TEMPLATES_FOLDER = "templates"


@attrs.frozen
class Workspace:
    """What was read from a folder.

    Attributes:
        directory: the folder.
        registry: the plugins in use.
        loaded: the plan with its settings and origins; its plan is ``None`` if it has errors.
        lists: organisations, people with posts, schools' own facts.
        problems: everything found while reading, with notes on plugins that failed.
    """

    directory: Path
    registry: Registry
    loaded: LoadedPlan
    lists: Lists
    problems: tuple[Problem, ...]

    def brief(self, *, on: date | None = None, units: Iterable[str] = ()) -> Brief:
        """Gather what document kinds and checks need.

        Args:
            on: the date papers carry; the plan's date of issue if not given.
            units: ids or full names, or just one; papers of these and of what is below them are made.
                All if empty.

        Raises:
            ProblemsFoundError: the plan or the lists have errors, or a unit is unknown.
        """
        plan, tree = self.loaded.plan, self.lists.tree
        if plan is None or tree is None or has_errors(self.problems):
            raise ProblemsFoundError(self.problems)
        names = (units,) if isinstance(units, str) else tuple(units)
        found = [tree.find(name) for name in names]
        unknown = [name for name, unit in zip(names, found, strict=True) if unit is None]
        if unknown:
            raise ProblemsFoundError(_unknown_unit(name, tree) for name in unknown)
        return Brief(
            plan=plan,
            tree=tree,
            on=on or plan.issue.date,
            facts=self.lists.facts,
            settings=self.loaded.settings,
            selected=tuple(unit for unit in found if unit is not None) if names else None,
            people=self.read_people,
            registers=self.read_registers,
            books=partial(read_returned_books, self.directory, self.registry, plan, tree),
            arrivals=partial(read_arrival_log, self.directory, plan, tree),
            kept=partial(read_kept_figures, self.directory, self.registry, plan, tree),
            read_kept=partial(read_kept_file, self.directory),
            origin=self.loaded.origins.find,
        )

    def read_people(self, school: Organisation) -> Iterator[Student | StaffMember | Problem]:
        """Stream a school's students and staff from 名单, with a problem for every row that is wrong."""
        reader, path = self._find_people_list(school)
        if reader is not None:
            yield from reader.read(path)

    def _find_people_list(self, school: Organisation) -> tuple[PeopleReader | None, Path]:
        folder = self.directory / PEOPLE_FOLDER
        for reader in self.registry.people_readers:
            for stem in (school.name, school.id):
                path = folder / f"{stem}{reader.suffix}"
                if path.is_file():
                    return reader, path
        return None, folder

    def read_registers(self) -> Iterator[Register | Problem]:
        """Go through the signing registers in the folder returns, with a problem for all that is wrong."""
        if self.loaded.plan is not None:
            yield from read_returned_registers(self.directory, self.registry, self.loaded.plan)

    def find_strays(self) -> Iterator[Problem]:
        """Yield a note for every list and template that nothing reads, because its name is nobody's."""
        units = self.lists.tree or ()
        readable = [reader.suffix for reader in self.registry.people_readers]
        owners = {name: unit for unit in units for name in (unit.name, unit.id)}
        for path in _files_in(self.directory / PEOPLE_FOLDER):
            file, owner = f"{PEOPLE_FOLDER}/{path.name}", owners.get(path.stem)
            if path.suffix not in readable:
                remedy = f"请另存为 {'、'.join(readable)}。"
                yield _stray(file, "这种文件读不了，名单没有读取。", remedy)
            elif owner is None:
                remedy = suggest(path.stem, owners) or "请用学校全称或单位编号给文件命名。"
                yield _stray(file, "没有这个名称的学校，名单没有读取。", remedy)
            elif (read := self._find_people_list(owner)[1]) != path:
                message = f"“{owner.name}”的名单已读 {read.name}，这一份没有读取。"
                yield _stray(file, message, "只能留一份，请移走多余的。")
        kinds = {name for kind in self.registry.document_kinds for name in kind.answers_to}
        taken: dict[str, str] = {}
        for path in _files_in(self.directory / TEMPLATES_FOLDER):
            file = f"{TEMPLATES_FOLDER}/{path.name}"
            kind = self.registry.find_document_kind(path.stem)
            if kind is None:
                remedy = suggest(path.stem, kinds) or f"文件名可用：{'、'.join(sorted(kinds))}。"
                yield _stray(file, "没有这个名称的文种，模板没有采用。", remedy)
            elif path.suffix != ".docx":
                yield _stray(file, "模板只能是 .docx，没有采用。", "请用 Word 或 WPS 另存为 .docx。")
            elif kind.name in taken:
                yield _stray(
                    file, f"“{kind.title}”已有模板 {taken[kind.name]}，只采用其中一个。", "请移走多余的。"
                )
            else:
                taken[kind.name] = path.name

    def find_template(self, kind: DocumentKind) -> OwnTemplate | None:
        """Return the user's own template of *kind*, named by any name the kind answers to."""
        for name in kind.answers_to:
            path = self.directory / TEMPLATES_FOLDER / f"{name}.docx"
            if path.is_file():
                return OwnTemplate(f"{TEMPLATES_FOLDER}/{path.name}", _read(path))
        return None


def open_workspace(directory: Path | str, registry: Registry | None = None) -> Workspace:
    """Read a workspace; never raises for what its files say, see `Workspace.problems`.

    Args:
        directory: folder with plan.toml and the lists.
        registry: the plugins to use; every installed one if not given.
    """
    directory = Path(directory)
    registry = registry or Registry.from_entry_points()
    try:
        loaded = load_plan_text(_read(directory / PLAN_FILE), registry, beside=_find_plans_beside(directory))
    except ProblemsFoundError as error:
        loaded = LoadedPlan.failed(error.problems)
    lists = _read_lists(directory, registry)
    problems = (*registry.problems, *loaded.problems, *lists.problems)
    return Workspace(directory, registry, loaded, lists, problems)


def load_plan_text(
    source: bytes | str, registry: Registry, *, beside: Bases = MappingProxyType({})
) -> LoadedPlan:
    """Load plan.toml from its bytes, with every plugin's base plans, settings and holidays.

    Args:
        source: TOML text.
        registry: the plugins in use.
        beside: plans in the same folder, by file name without suffix; they win over base plans.
    """
    loaded = load_plan(
        source,
        PLAN_FILE,
        bases={base.name: base.read for base in registry.base_plans} | dict(beside),
        settings={offer.table: offer.record for offer in registry.settings},
    )
    if loaded.plan is None:
        return loaded
    plan, problems = add_holidays(loaded.plan, registry, PLAN_FILE)
    return attrs.evolve(loaded, plan=plan, problems=(*loaded.problems, *problems))


def _find_plans_beside(directory: Path) -> Bases:
    """Return the other plans of the folder: a school extends the county's, put there as 县方案.toml."""
    found = sorted(path for path in directory.glob("*.toml") if path.name != PLAN_FILE)
    return {path.stem: partial(_read, path) for path in found}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem(
            "no-plan-file",
            f"文件夹里没有 {path.name}。",
            Location(str(path)),
            _near_miss(path) or "请先用 antifraud-plan init 新建，或换到正确的文件夹。",
        )
    except OSError as error:
        problem = describe_unreadable(error, Location(path.name))
    raise ProblemsFoundError([problem])


def _near_miss(*wanted: Path) -> str:
    """Name a file that is all but called as it should be: plan.toml.txt, 单位名册(1).xlsx, 单位名册.xls."""
    for path in sorted(wanted, key=lambda each: len(each.stem), reverse=True):
        for near in _files_in(path.parent):
            if near.name.startswith(path.stem):
                return f"文件夹里有“{near.name}”；如果就是它，请另存或改名为 {path.name}（注意看全扩展名）。"
    return ""


def _read_lists(directory: Path, registry: Registry) -> Lists:
    found = [(reader, directory / reader.file_name) for reader in registry.lists_readers]
    present = [(reader, path) for reader, path in found if path.is_file()]
    match present:
        case [(reader, path)]:
            problems: list[Problem] = []
            [lists] = registry.run(reader, lambda: [reader.read(path)], problems.append) or [Lists(None)]
            return attrs.evolve(lists, problems=(*lists.problems, *problems))
        case []:
            names = "、".join(reader.file_name for reader in registry.lists_readers)
            problem = Problem(
                "no-lists",
                f"没有找到单位名册（{names}）。",
                Location(str(directory)),
                _near_miss(*(path for _, path in found)) or "可用 antifraud-plan init 得到一份样表。",
            )
        case _:
            names = "、".join(path.name for _, path in present)
            problem = Problem(
                "several-lists",
                f"单位名册有好几份：{names}。",
                Location(str(directory)),
                "只能留一份，请移走其余的。",
            )
    return Lists(None, problems=(problem,))


def _files_in(folder: Path) -> list[Path]:
    """List the files of a folder, if there is one; ``~$`` marks what Office leaves beside an open file."""
    return sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("~$"))


def _stray(file: str, message: str, remedy: str) -> Problem:
    return Problem("stray-file", message, Location(file), remedy, Severity.NOTE)


def _unknown_unit(name: str, tree: OrganisationTree) -> Problem:
    same = [unit for unit in tree if unit.name == name]
    if not same:
        remedy = suggest(name, [unit.name for unit in tree]) or "请写单位名册里的全称或编号。"
        return Problem("unknown-unit", f"单位名册里没有“{name}”。", remedy=remedy)
    ids = "、".join(unit.id for unit in same)
    return Problem("ambiguous-unit", f"单位名册里有 {len(same)} 个“{name}”。", remedy=f"请写编号：{ids}。")
