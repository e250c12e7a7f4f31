"""What a file that comes in is: of which unit, which return or submission, for which period."""

from collections.abc import Callable
from pathlib import Path

import attrs

from antifraud_plan.loading.files import MOST_BYTES, describe_unreadable
from antifraud_plan.loading.lists.personal import mask_personal_numbers
from antifraud_plan.loading.records.log import unknown_period
from antifraud_plan.loading.returns.book import BookReader, is_return
from antifraud_plan.loading.returns.identity import LEDGER
from antifraud_plan.model.calendar import CalendarGapError
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import ReturnedBook, ReturnIdentity
from antifraud_plan.model.returns.owed.due import find_reporters
from antifraud_plan.model.returns.owed.items import (
    HandIn,
    find_hand_in,
    hand_ins,
    name_of,
    periods_of,
    single_hand_ins,
    word_of,
)
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity, has_errors
from antifraud_plan.registry import Registry

Report = Callable[[Problem], None]

PAPERS = frozenset(
    [
        *(".docx", ".doc", ".docm", ".wps", ".wpt", ".odt", ".rtf", ".txt", ".pdf", ".ofd", ".ceb"),
        *(".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".pptx", ".ppt", ".dps"),
        *(".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"),
        *(".zip", ".rar", ".7z"),
    ]
)
"""Suffixes of what units hand in: documents, scans, pictures, archives."""


@attrs.frozen
class Recognised:
    """What a file was found to be.

    Attributes:
        item: what is handed in with it.
        period: label of its period; empty for what is handed in once.
        is_workbook: whether it is a return that can be read.
        says_itself: whether it says of itself which one.
    """

    item: HandIn
    period: str
    is_workbook: bool
    says_itself: bool = False


class Recogniser:
    """Tells what files are, by what they say of themselves or by what the clerk says.

    Args:
        registry: its table readers open the files.
        plan: knows what is handed in.
        tree: knows by whom.
        unit: where the files come from, as the clerk says.
        item: what they are, as the clerk says; ``None`` where nothing was said.
        period: label of their period, as the clerk says; empty where nothing was said.
    """

    def __init__(
        self,
        registry: Registry,
        plan: Plan,
        tree: OrganisationTree,
        unit: Organisation,
        item: HandIn | None = None,
        period: str = "",
    ) -> None:
        self._registry, self._plan, self._tree, self._unit = registry, plan, tree, unit
        self._item, self._period = item, period
        self._readers = {reader.suffix: reader for reader in registry.table_readers}
        self._books = BookReader(plan, tree)

    def recognise(self, path: Path, data: bytes, report: Report) -> Recognised | None:
        """Tell what a file is; ``None``, reported, where that cannot be told or is not what was said.

        Args:
            path: where it came from; only its name is looked at.
            data: the file as it is.
            report: takes what is wrong.
        """
        place = place_of(path)
        if path.suffix.lower() not in PAPERS | self._readers.keys():
            message = f"这个文件的扩展名是“{path.suffix}”，不是文件材料，没有登记。"
            if not path.suffix:
                message = "这个文件没有扩展名，看不出是什么文件，没有登记。"
            remedy = "请另存为 .docx、.pdf、.xlsx 或图片；几个文件的，压缩成 .zip。"
            report(Problem("file-not-a-paper", mask_personal_numbers(message), place, remedy))
            return None
        book = self._read_book(path.suffix.lower(), data, place, report)
        if book is not None and book.identity is not None:
            return self._by_identity(book, book.identity, place, report)
        item = self._item
        if item is None and path.suffix.lower() not in self._readers:
            alone = single_hand_ins(self._plan)
            item = alone[0] if len(alone) == 1 else None
        if item is None:
            names = "、".join(word_of(self._plan, each) for each in hand_ins(self._plan))
            remedy = f"请用 --item 写明，可写：{names}；上报表还要用 --period 写明时段。"
            report(Problem("item-unclear", "看不出报的是哪一项，没有登记。", place, remedy))
            return None
        is_workbook = isinstance(item, Return) and book is not None
        return self._check(Recognised(item, self._period, is_workbook), place, report)

    def _by_identity(
        self, book: ReturnedBook, identity: ReturnIdentity, place: Location, report: Report
    ) -> Recognised | None:
        wrong = [problem for problem in book.problems if problem.code in _OF_ANOTHER]
        for problem in wrong:
            report(problem)
        if wrong:
            return None
        item = find_hand_in(self._plan, identity.return_id)
        if identity.return_id == LEDGER or item is None:
            message = "这是台账，由学校留存，不用报送，没有登记。"
            if identity.return_id != LEDGER:
                message = f"方案里没有“{identity.return_id}”这种上报表，没有登记。"
            report(Problem("item-unclear", message, place, "请核对是不是发错了文件。"))
            return None
        said = (self._unit.id, self._item or item, self._period or identity.period)
        if said != (identity.unit, item, identity.period):
            unit = self._tree.find(identity.unit)
            message = (
                f"文件里写的是{unit.name if unit else identity.unit}{name_of(item, identity.period)}，"
                "与命令里写的单位、事项或时段不一样，没有登记。"
            )
            report(Problem("arrival-mismatch", message, place, "请核对是不是拿错了文件，或改正命令。"))
            return None
        if has_errors(book.problems):
            faults = sum(problem.severity is Severity.ERROR for problem in book.problems)
            message = f"这份上报表至少有 {faults} 处错误，已照收到登记。"
            remedy = "收文时不对照方案审核，全部错误见 antifraud-plan returns。"
            report(Problem("return-faulty", message, place, remedy, Severity.NOTE))
        return self._check(
            Recognised(item, identity.period, is_workbook=True, says_itself=True), place, report
        )

    def _check(self, found: Recognised, place: Location, report: Report) -> Recognised | None:
        """Hold it against the plan: the period must be one of the item's, the unit should report it."""
        try:
            labels = [period.label for period in periods_of(self._plan, found.item)]
        except CalendarGapError:
            labels = [found.period]
        if found.period not in (labels or [""]):
            report(unknown_period(found.item, found.period, labels, place))
            return None
        reporter = self._find_reporter(found.item)
        if reporter != self._unit:
            message = f"{self._unit.name}不单独报送{name_of(found.item)}，已照收到登记。"
            remedy = f"这一项由{reporter.name}汇总报送。" if reporter else "请核对单位。"
            report(Problem("not-a-reporter", message, place, remedy, Severity.NOTE))
        return found

    def _find_reporter(self, item: HandIn) -> Organisation | None:
        """Return who hands in *item* for the unit: the unit itself or one above it."""
        groups = find_reporters(self._plan, self._tree, item)
        if self._unit.id in groups:
            return self._unit
        return next((self._tree.require(each) for each, of in groups.items() if self._unit in of), None)

    def _read_book(self, suffix: str, data: bytes, place: Location, report: Report) -> ReturnedBook | None:
        """Read a return; ``None`` for what is none. A file that cannot be read has still arrived."""
        reader = self._readers.get(suffix)
        if reader is None:
            return None
        found: list[Problem] = []
        try:
            opened = self._registry.run(reader, lambda: [reader.read(data, place.file)], found.append)
            books = [
                self._books.read(tables, place, data=lambda: data) for tables in opened if is_return(tables)
            ]
        except ProblemsFoundError as error:
            found += error.problems
            books = []
        for problem in found:
            report(attrs.evolve(problem, severity=Severity.NOTE))
        return next((book for book in books if _is_one(book)), None)


def _is_one(book: ReturnedBook) -> bool:
    return book.identity is not None or all(each.code != "no-return-table" for each in book.problems)


_OF_ANOTHER = frozenset({"return-newer", "return-of-other-plan", "unknown-reporter"})


def place_of(path: Path) -> Location:
    """Return the place of a file that comes in, without personal numbers."""
    return Location(str(Path(*map(mask_personal_numbers, path.parent.parts), masked_name(path))))


def masked_name(path: Path) -> str:
    """Return a file's name without personal numbers; its suffix stays."""
    return mask_personal_numbers(path.stem) + mask_personal_numbers(path.suffix)


def read_incoming(path: Path, place: Location) -> bytes:
    """Read a file that came in, of whatever kind.

    Raises:
        ProblemsFoundError: it is not there, a folder, locked by another program or too large.
    """
    try:
        if path.is_dir():
            remedy = "请写文件夹里的文件，可以写几个。"
            raise ProblemsFoundError([Problem("file-unreadable", "这是文件夹，不是文件。", place, remedy)])
        if path.stat().st_size <= MOST_BYTES:
            return path.read_bytes()
    except OSError as error:
        raise ProblemsFoundError([describe_unreadable(error, place)]) from None
    message = f"文件超过 {MOST_BYTES // 1024 // 1024} MB，没有登记。"
    remedy = "请压缩图片后重新报送，或分成几个文件。"
    raise ProblemsFoundError([Problem("file-too-large", message, place, remedy)])
