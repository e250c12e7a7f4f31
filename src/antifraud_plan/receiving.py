"""Log what comes in (收文登记): keep the file, know a return by what it says, note when it came."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import attrs

from antifraud_plan.keeping import LOG_FILE, RECORDS_FOLDER
from antifraud_plan.loading.files import read_list_file
from antifraud_plan.loading.lists.personal import mask_personal_numbers
from antifraud_plan.loading.records.log import add_arrivals, read_arrivals
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.owed.items import HandIn, name_of
from antifraud_plan.offers import Brief
from antifraud_plan.output import describe_unwritable, safe_path
from antifraud_plan.output.filing import file_away, write_alone
from antifraud_plan.output.writing import find_digest, write_whole
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
from antifraud_plan.recognising import Recognised, Recogniser, masked_name, place_of, read_incoming
from antifraud_plan.returns import RETURNS_FOLDER
from antifraud_plan.workspace import Workspace

INCOMING_FOLDER = "来件"

_LATEST_AFTER_PLAN = timedelta(days=92)


@attrs.frozen
class Received:
    """What was logged.

    Attributes:
        arrivals: the new lines of the log, in the order of the files.
        placed: returns put into the folder returns, below the workspace.
        problems: what could not be logged, and what is worth a look.
    """

    arrivals: tuple[Arrival, ...]
    placed: tuple[str, ...]
    problems: tuple[Problem, ...]


def receive(
    workspace: Workspace,
    files: Iterable[Path],
    *,
    unit: str,
    on: date,
    item: HandIn | None = None,
    period: str = "",
    remark: str = "",
) -> Received:
    """Log files that came in, keep a copy of each, and put returns where they are read.

    A file that cannot be taken is a problem; the others are logged all the same. The same file of the same
    unit, item and period is logged once.

    Args:
        workspace: see `antifraud_plan.open_workspace`.
        files: what came in; they are left as they are.
        unit: id or full name of where they come from.
        on: the day they came.
        item: what they are; told by a return itself, else the only submission that is not a return.
        period: label of the period, for a return that does not say it itself.
        remark: 备注.

    Raises:
        ProblemsFoundError: plan, lists or log have errors, the unit is unknown, or nothing can be written.
    """
    brief = workspace.brief(units=[unit])
    (sender,) = brief.selected or ()
    problems: list[Problem] = []
    if not brief.plan.first_day <= on <= brief.plan.last_day + _LATEST_AFTER_PLAN:
        message = f"收文日期 {on} 不在方案的时间里，已照写的登记。"
        problems.append(
            Problem("odd-arrival-day", message, None, f"写错了请在 {LOG_FILE} 里改。", Severity.NOTE)
        )
    recogniser = Recogniser(workspace.registry, brief.plan, brief.tree, sender, item, period)
    desk = _Desk(workspace, brief, sender, on, " ".join(remark.split()))
    for path in files:
        place = place_of(path)
        try:
            data = read_incoming(path, place)
        except ProblemsFoundError as error:
            problems += error.problems
            continue
        recognised = recogniser.recognise(path, data, problems.append)
        if recognised is not None:
            desk.put(_Incoming(masked_name(path), place, data, recognised))
    return desk.log(problems)


@attrs.frozen
class _Incoming:
    """A file that may be logged; its name and place without personal numbers."""

    name: str
    place: Location
    data: bytes
    found: Recognised

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class _Desk:
    """Takes what came in from one unit on one day, then files and logs it all at once."""

    def __init__(
        self, workspace: Workspace, brief: Brief, unit: Organisation, day: date, remark: str
    ) -> None:
        self._directory, self._brief, self._unit = workspace.directory, brief, unit
        self._day, self._remark = day, mask_personal_numbers(remark)
        self._unit_name = unit.name if brief.tree.find(unit.name) == unit else unit.id
        self._waiting: list[_Incoming] = []
        self._placed: list[str] = []

    def put(self, incoming: _Incoming) -> None:
        """Take a file."""
        self._waiting.append(incoming)

    def log(self, problems: list[Problem]) -> Received:
        """File everything, add its lines to the log, and say what became of it."""
        path = self._directory / LOG_FILE
        arrivals: tuple[Arrival, ...] = ()
        if not self._waiting:
            return Received((), (), tuple(problems))
        try:
            with write_alone(path):
                data = read_list_file(path, LOG_FILE) if path.exists() else b""
                plan, tree = self._brief.plan, self._brief.tree
                earlier = [
                    each for each in read_arrivals(data, LOG_FILE, plan, tree) if isinstance(each, Arrival)
                ]
                add_arrivals(data, LOG_FILE, (), plan, tree)  # refuses before anything is filed
                arrivals = tuple(self._file(earlier, problems))
                if arrivals:
                    write_whole(path, [add_arrivals(data, LOG_FILE, arrivals, plan, tree)])
        except OSError as error:
            problem = describe_unwritable(error, Path(LOG_FILE))
            remedy = "如果在 Excel 或 WPS 里打开着，请关闭后再登记一次；这一次没有登记。"
            raise ProblemsFoundError([attrs.evolve(problem, remedy=remedy), *problems]) from None
        return Received(arrivals, tuple(self._placed), tuple(problems))

    def _file(self, earlier: list[Arrival], problems: list[Problem]) -> Iterator[Arrival]:
        """Yield the line of every file that is new, once its copy is filed; later ones count the earlier."""
        for incoming in self._waiting:
            key = self._unit.id, incoming.found.item.id, incoming.found.period
            alike = [each for each in earlier if (each.unit, each.item, each.period) == key]
            same = next((each for each in alike if each.digest == incoming.digest), None)
            if same is not None:
                message = f"这个文件 {same.day} 已登记过（第{same.version}版），没有重复登记。"
                problems.append(Problem("already-received", message, incoming.place, severity=Severity.NOTE))
                continue
            version = 1 + max((each.version for each in alike), default=0)
            try:
                file = self._keep(incoming)
            except OSError as error:
                problems.append(describe_unwritable(error, Path(incoming.place.file)))
                continue
            arrival = Arrival(self._day, *key, version, file, incoming.digest, self._remark)
            earlier.append(arrival)
            yield arrival

    def _keep(self, incoming: _Incoming) -> str:
        """File a copy, and another where returns are read; return where the first is, below the workspace."""
        folders = (RECORDS_FOLDER, INCOMING_FOLDER, self._unit_name)
        kept = self._file_away((*folders, f"{self._day}-{incoming.name}"), incoming)
        # What does not say itself which return it is, such as a CSV sheet, its folder tells.
        is_there = incoming.found.says_itself and self._is_in_returns(incoming)
        if incoming.found.is_workbook and not is_there:
            item, period = incoming.found.item, incoming.found.period
            suffix = Path(incoming.name).suffix.lower()
            path = (
                RETURNS_FOLDER,
                name_of(item),
                period,
                f"{self._unit_name}{name_of(item, period)}{suffix}",
            )
            self._placed.append(self._file_away(path, incoming))
        return kept

    def _file_away(self, path: tuple[str, ...], incoming: _Incoming) -> str:
        filed = file_away(self._directory / safe_path(path), incoming.data, incoming.digest)
        return filed.relative_to(self._directory).as_posix()

    def _is_in_returns(self, incoming: _Incoming) -> bool:
        files = (path for path in (self._directory / RETURNS_FOLDER).rglob("*") if path.is_file())
        alike = (path for path in files if path.stat().st_size == len(incoming.data))
        return any(find_digest(str(path)) == incoming.digest for path in alike)
