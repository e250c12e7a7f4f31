"""What the bureau keeps in records: the log of arrivals, cases the police know, last year's figures."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from antifraud_plan.loading.files import read_list_file
from antifraud_plan.loading.lists.table import ListTable
from antifraud_plan.loading.records.figures import find_kept_form, read_figures
from antifraud_plan.loading.records.log import LOG, read_arrivals
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.offers import TableReader
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
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
    主管局; any other file there is nobody's business.

    Args:
        directory: the workspace.
        registry: its table readers open the files.
        plan: tells the forms.
        tree: tells the schools.
    """
    readers = {reader.suffix: reader for reader in registry.table_readers}
    for path in sorted((directory / RECORDS_FOLDER).glob("*")):
        reader = readers.get(path.suffix.lower())
        form = find_kept_form(path.stem, plan)
        if reader is None or form is None or not path.is_file():
            continue
        file = path.relative_to(directory).as_posix()
        problems: list[Problem] = []
        try:
            for tables in registry.run(reader, partial(_read_tables, reader, path, file), problems.append):
                yield from read_figures(tables, Location(file), form, plan, tree)
        except ProblemsFoundError as error:
            problems += error.problems
        yield from problems


def _read_tables(reader: TableReader, path: Path, file: str) -> tuple[Mapping[str, ListTable]]:
    return (reader.read(read_list_file(path, file), file),)
