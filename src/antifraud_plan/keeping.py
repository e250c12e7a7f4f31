"""What the bureau keeps in records: the log of arrivals, cases the police know, last year's figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from antifraud_plan.loading.files import is_left_behind, read_list_file
from antifraud_plan.loading.lists.personal import mask_personal_numbers
from antifraud_plan.loading.lists.table import ListTable
from antifraud_plan.loading.records.figures import find_kept_form, find_meant_form, read_figures
from antifraud_plan.loading.records.log import LOG, read_arrivals
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.offers import TableReader
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity, find_nearest
from antifraud_plan.registry import Registry

RECORDS_FOLDER = "records"
LOG_FILE = f"{RECORDS_FOLDER}/{LOG.title}.csv"


def read_arrival_log(directory: Path, plan: Plan, tree: OrganisationTree) -> Iterator[Arrival | Problem]:
    """Yield what the log of a workspace says has arrived, if there is one, then what is wrong with it."""
    path = directory / LOG_FILE
    if not path.exists():
        return
    try:
        data = read_list_file(path, LOG_FILE)
    except ProblemsFoundError as error:
        yield from error.problems
        return
    yield from read_arrivals(data, LOG_FILE, plan, tree)


def read_kept_figures(
    directory: Path, registry: Registry, plan: Plan, tree: OrganisationTree
) -> Iterator[Evidence | Problem]:
    """Yield what the bureau keeps itself, file by file, and what is wrong with it.

    Read are files directly in the folder records that bear the title of a form whose source is 公安 or
    主管局, one of each. Any other file there but the log is a note: nothing is passed over in silence.

    Args:
        directory: the workspace.
        registry: its table readers open the files.
        plan: tells the forms.
        tree: tells the schools.
    """
    readers = {reader.suffix: reader for reader in registry.table_readers}
    found: dict[str, list[Path]] = {}
    for path in sorted((directory / RECORDS_FOLDER).glob("*")):
        if is_left_behind(path.name) or path.name == f"{LOG.title}.csv" or not path.is_file():
            continue
        form = find_kept_form(path.stem, plan)
        if form is not None and path.suffix.lower() in readers:
            found.setdefault(form.id, []).append(path)
        else:
            yield _describe_stray(path, form, readers, plan)
    for id_, paths in found.items():
        form, (path, *others) = plan.form(id_), paths
        if others:
            yield _refuse_several(form, paths)
            continue
        reader, file = readers[path.suffix.lower()], f"{RECORDS_FOLDER}/{path.name}"
        problems: list[Problem] = []
        try:
            for tables in registry.run(reader, partial(_read_tables, reader, path, file), problems.append):
                yield from read_figures(tables, Location(file), form, plan, tree)
        except ProblemsFoundError as error:
            problems += error.problems
        yield from problems


def _describe_stray(path: Path, form: Form | None, suffixes: Iterable[str], plan: Plan) -> Problem:
    """Say that a file was not read, and what it should be called if it is what it seems to be."""
    if form is not None:
        names = "、".join(f"{form.title}{suffix}" for suffix in sorted(suffixes))
        message, remedy = "这种文件读不了，没有读取。", f"请另存为 {names}，只留一份。"
    elif LOG.title in path.stem or find_nearest(path.stem, [LOG.title]) is not None:
        message = f"文件名不是“{LOG.title}.csv”，没有读取。"
        remedy = f"里面有 {LOG.title}.csv 没有的，请抄过去，再移走这一份。"
    elif path.suffix.lower() in suffixes and (meant := find_meant_form(path.stem, plan)) is not None:
        message = f"文件名不是“{meant.title}”，没有读取。"
        remedy = f"如果就是{meant.title}，请改名为 {meant.title}{path.suffix}，只留一份。"
    else:
        message = "这个名称的文件程序不读，没有读取。"
        remedy = "学校交来的，请用 antifraud-plan receive 登记；别的请移到别处。"
    place = Location(f"{RECORDS_FOLDER}/{mask_personal_numbers(path.name)}")
    return Problem("stray-file", message, place, remedy, Severity.NOTE)


def _refuse_several(form: Form, paths: Sequence[Path]) -> Problem:
    names = "、".join(path.name for path in paths)
    message = f"“{form.title}”有好几份：{names}，都没有读取。"
    # Placed at a file, so that papers made from what it keeps know that it is theirs.
    place = Location(f"{RECORDS_FOLDER}/{paths[0].name}")
    return Problem("several-figures", message, place, "只能留一份，请移走其余的。")


def _read_tables(reader: TableReader, path: Path, file: str) -> tuple[Mapping[str, ListTable]]:
    return (reader.read(read_list_file(path, file), file),)
