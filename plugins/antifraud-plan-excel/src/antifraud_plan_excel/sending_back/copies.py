"""What goes back to schools (退回件): a marked copy of every return with errors, and one list of all."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from antifraud_plan.plugin import (
    SENT_BACK,
    Brief,
    Collection,
    Document,
    FileKind,
    Organisation,
    Problem,
    ReturnedBook,
    Scope,
    Severity,
    Standing,
    mask_personal_numbers,
    returns_identity,
)
from antifraud_plan_excel.drawing.sheets import XLSX
from antifraud_plan_excel.sending_back.finding import Finding, count_by_severity, find_places
from antifraud_plan_excel.sending_back.summary import SentBack, draw_list

_TITLE = "退回件"
_LIST = "退回汇总"
_NOT_REPEATED = "child-named"


def build_sent_back(brief: Brief) -> Iterator[Document]:
    """Yield a copy of every file that came back and has errors, then the list of them, if there are any.

    They are the errors that the command ``antifraud-plan returns`` tells. An older version has none, as it
    does not count; files of which none can be preferred, that cannot be read, or that were drawn for another
    plan or year, stand in the list only.
    """
    came = tuple(brief.books())
    cases = [*_find_cases(brief, came)]
    unread = [each for each in came if isinstance(each, Problem) and brief.selected is None]
    sent: list[SentBack] = []
    taken: set[str] = set()
    for case in cases:
        path = _free_path(case.path, taken)
        findings, data = _mark(case)
        if data:
            yield Document(path, XLSX, (data,))
        sent.append(SentBack(case.name, case.file, case.title, path[1:] if data else (), findings))
    if sent or any(problem.severity is Severity.ERROR for problem in unread):
        yield Document((_TITLE, f"{_LIST}.xlsx"), XLSX, (draw_list(_LIST, sent, unread, brief.on),))


def _find_cases(brief: Brief, came: Sequence[ReturnedBook | Problem]) -> Iterator["_Case"]:
    """Yield every file with errors that is wanted, in the order in which they came."""
    collection = _collect(brief, came)
    counting = {book.place.file: book for book in collection.books}
    standings = {file: each for each in collection.standings for file in each.files}
    besides: dict[str, list[Problem]] = {}
    for problem in collection.problems:
        if problem.location is not None:
            besides.setdefault(problem.location.file, []).append(problem)
    for book in came:
        if isinstance(book, Problem) or _is_ledger(book):
            continue
        file = book.place.file
        own = counting[file].problems if file in counting else ()
        judged = attrs.evolve(
            counting.get(file, book), problems=tuple(dict.fromkeys((*own, *besides.get(file, ()))))
        )
        case = _Case(
            judged, brief, standings.get(file), is_version=file in standings and file not in counting
        )
        if not judged.is_sound and case.is_wanted:
            yield case


def _collect(brief: Brief, came: Sequence[ReturnedBook | Problem]) -> Collection:
    """Hold what came against what is due, reading every file only once."""
    # Nothing comes back before the plan goes out: that day is no more than the date of its papers.
    day = brief.on if brief.on > brief.plan.issue.date else None
    return attrs.evolve(brief, books=lambda: came).collect(on=day)


def _is_ledger(book: ReturnedBook) -> bool:
    return book.identity is not None and book.identity.return_id == returns_identity.LEDGER


def _mark(case: "_Case") -> tuple[Sequence[Finding], bytes]:
    """Return what is wrong, and the marked copy; no bytes where none can be made."""
    # openpyxl is slow to import, and most builds send nothing back.
    from antifraud_plan_excel.sending_back.clean_copy import copy_returned, save_copy  # noqa: PLC0415
    from antifraud_plan_excel.sending_back.marking import mark_copy  # noqa: PLC0415

    book = case.book
    copy = (
        None if case.is_version or case.is_foreign else copy_returned(book.data(), case.file, case.brief.on)
    )
    if copy is None:
        return find_places(book.problems, lambda _: None, case.reference_of), b""
    findings = find_places(book.problems, copy.find, case.reference_of)
    for finding in findings:
        if finding.problem.code == _NOT_REPEATED:
            copy.hide(finding.sheet, finding.address)
    mark_copy(copy, findings, case.lines)
    return findings, save_copy(copy)


@attrs.frozen(slots=False)
class _Case:
    """A file that is sent back.

    Attributes:
        book: with everything that is wrong in it.
        brief: what is asked for.
        standing: of the return that it is; ``None`` where nobody owes it.
        is_version: whether it is one of several of which none can be preferred.
    """

    book: ReturnedBook
    brief: Brief
    standing: Standing | None
    is_version: bool

    @property
    def file(self) -> str:
        return self.book.place.file

    @property
    def is_foreign(self) -> bool:
        """Whether it was drawn for another plan or year, whose units may bear the ids of ours."""
        identity, plan = self.book.identity, self.brief.plan
        return identity is not None and (identity.plan, identity.year) != (plan.id, plan.year)

    @cached_property
    def is_wanted(self) -> bool:
        if self._period and not self.brief.wants_period(self._period):
            return False
        return self.brief.selected is None or any(map(self.brief.wants, self._units))

    @cached_property
    def _units(self) -> Sequence[Organisation]:
        """Who sent it in: as it says itself, else the schools that its records concern."""
        if self.is_foreign:
            return ()
        if self.standing is not None:
            return (self.standing.unit,)
        identity = self.book.identity
        ids = [identity.unit] if identity else [record.unit for record in self.book.evidence]
        return [
            unit for unit in map(self.brief.tree.find, dict.fromkeys(filter(None, ids))) if unit is not None
        ]

    @property
    def _period(self) -> str:
        if self.standing is not None:
            return self.standing.period
        return self.book.identity.period if self.book.identity else ""

    @cached_property
    def stem(self) -> str:
        return mask_personal_numbers(self.file.rpartition("/")[2].rpartition(".")[0])

    @cached_property
    def name(self) -> str:
        """Of the unit, of the file where that cannot be told."""
        return mask_personal_numbers(self._units[0].name) if len(self._units) == 1 else self.stem

    @property
    def path(self) -> tuple[str, str, str]:
        return (_TITLE, self.name, f"{self.name}{self.title}.xlsx" if self.title else f"{self.stem}.xlsx")

    @property
    def title(self) -> str:
        """Title of the return with its period; empty where it is none that is owed."""
        return self.standing.title if self.standing else ""

    @property
    def lines(self) -> Sequence[str]:
        counts = count_by_severity(self.book.problems)
        owed = f"，{counts[Severity.GAP]} 处待补" if counts[Severity.GAP] else ""
        return (
            f"{SENT_BACK}：{self.name}{self.title}",
            f"这份上报表有 {counts[Severity.ERROR]} 处错误{owed}，请改好后重新报送。",
            "请于 ______ 年 ____ 月 ____ 日前报回。",
            "1. 就在本文件上改：红色的格子有错，橙色的待补，鼠标停在上面看批注；点“单元格”一栏可以跳过去。",
            "2. 改好后把“填报说明”里的填报日期换成改好的那一天，整份报回；本页不用删。",
            "3. 疑似电话、证件、银行卡号的数字在本文件里一律换成了＊＊＊，请改成不带号码的写法；"
            "不该记名的也换成了＊＊＊，请清空。",
            "4. 公式换成了当时的得数；图片、图表、链接和宏没有带过来。级别是“提示”的，核对无误就不用改。",
            f"交来的原件：{mask_personal_numbers(self.file)}",
        )

    @cached_property
    def _items(self) -> dict[tuple[str, str], str]:
        """(sheet, digits of the address) → the item that the row is for."""
        items: dict[tuple[str, str], str] = {}
        for evidence in self.book.evidence:
            place = evidence.locate(evidence.form.columns[0].id)
            if evidence.item and place.cell:
                items[place.sheet or "", _row_of(place.cell)] = evidence.item
        return items

    def reference_of(self, problem: Problem) -> str:
        """Return the outline reference of what a problem is about; empty where it is about nothing of it."""
        place = problem.location
        if place is None or not place.sheet:
            return ""
        item = self._items.get((place.sheet, _row_of(place.cell or ""))) or self._only_item(place.sheet)
        clause = self._clauses.get(item)
        return self.brief.plan.reference(clause) if clause else ""

    @cached_property
    def _clauses(self) -> Mapping[str, str]:
        """What rows are about → the clause it hangs on."""
        plan = self.brief.plan
        clauses = {task.id: task.clause for task in plan.tasks}
        clauses |= {metric.id: metric.clause for metric in plan.metrics}
        return clauses | {each.id: each.clause for each in plan.submissions}

    def _only_item(self, sheet: str) -> str:
        """Return what all of a sheet is about, such as 案件线索报告; empty where it holds several things."""
        form = next((each for each in self.brief.plan.forms if each.title == sheet), None)
        return form.records[0] if form is not None and len(form.records) == 1 else ""


def _row_of(address: str) -> str:
    return "".join(filter(str.isdigit, address.partition(":")[0]))


def _free_path(path: tuple[str, str, str], taken: set[str]) -> tuple[str, ...]:
    """Return *path* with a number added to the file's name where another copy has it."""
    folder, unit, name = path
    stem = name.removesuffix(".xlsx")
    number = 1
    while f"{unit}/{name}".casefold() in taken:
        number += 1
        name = f"{stem}（{number}）.xlsx"
    taken.add(f"{unit}/{name}".casefold())
    return folder, unit, name


SENT_BACK_COPIES = FileKind(
    "sent-back",
    title=_TITLE,
    scope=Scope.SCHOOL,
    documents=build_sent_back,
    awaits="没有要退回的：请先把交来的表放进 returns 文件夹；已经放了的，里面没有错误。",
)
