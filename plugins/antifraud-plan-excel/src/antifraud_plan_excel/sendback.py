"""What goes back to schools (退回件): a marked copy of every return with errors, and one list of all."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from antifraud_plan.plugin import (
    SENT_BACK,
    Brief,
    Document,
    FileKind,
    Organisation,
    Problem,
    ReturnedBook,
    Scope,
    Severity,
    mask_personal_numbers,
)
from antifraud_plan_excel.finding import Finding, count_by_severity, find_places
from antifraud_plan_excel.sendback_list import SentBack, draw_list
from antifraud_plan_excel.sheets import XLSX

_TITLE = "退回件"
_LIST = "退回汇总"


def build_sent_back(brief: Brief) -> Iterator[Document]:
    """Yield a copy of every returned workbook that has errors, then the list of them, if there are any.

    A file that could not be read at all stands in the list only.
    """
    sent: list[SentBack] = []
    unread: list[Problem] = []
    taken: set[str] = set()
    for book in brief.books():
        if isinstance(book, Problem):
            unread.append(book)
        elif not book.is_sound and _is_wanted(book, brief):
            case = _Case(book, brief)
            path = _free_path(case.path, taken)
            findings, data = _mark(case)
            if data:
                yield Document(path, XLSX, (data,))
            sent.append(SentBack(case.name, book.place.file, case.title, path[1:] if data else (), findings))
    if brief.selected is not None:
        unread = []
    if sent or any(problem.severity is Severity.ERROR for problem in unread):
        yield Document((_TITLE, f"{_LIST}.xlsx"), XLSX, (draw_list(_LIST, sent, unread, brief.on),))


def _mark(case: "_Case") -> tuple[Sequence[Finding], bytes]:
    """Return what is wrong, and the marked copy; no bytes where none can be made."""
    # openpyxl is slow to import, and most builds send nothing back.
    from antifraud_plan_excel.clean_copy import copy_returned, save_copy  # noqa: PLC0415
    from antifraud_plan_excel.marking import mark_copy  # noqa: PLC0415

    book = case.book
    copy = copy_returned(book.data(), book.place.file, case.brief.on)
    if copy is None:
        return find_places(book.problems, lambda _: None, case.reference_of), b""
    findings = find_places(book.problems, copy.find, case.reference_of)
    mark_copy(copy, findings, case.lines)
    return findings, save_copy(copy)


def _is_wanted(book: ReturnedBook, brief: Brief) -> bool:
    identity = book.identity
    if identity is not None and not brief.wants_period(identity.period):
        return False
    return brief.selected is None or any(brief.wants(unit) for unit in _find_units(book, brief))


def _find_units(book: ReturnedBook, brief: Brief) -> Sequence[Organisation]:
    """Return who sent the book in: as it says itself, else the schools that its records concern."""
    if book.identity is not None:
        ids: Iterable[str] = (book.identity.unit,)
    else:
        ids = dict.fromkeys(evidence.unit for evidence in book.evidence if evidence.unit)
    return [unit for unit in map(brief.tree.find, ids) if unit is not None]


@attrs.frozen(slots=False)
class _Case:
    """A book that is sent back."""

    book: ReturnedBook
    brief: Brief

    @cached_property
    def stem(self) -> str:
        return mask_personal_numbers(self.book.place.file.rpartition("/")[2].rpartition(".")[0])

    @cached_property
    def name(self) -> str:
        """Of the unit, of the file where that cannot be told."""
        units = _find_units(self.book, self.brief)
        return mask_personal_numbers(units[0].name) if len(units) == 1 else self.stem

    @property
    def path(self) -> tuple[str, str, str]:
        return (_TITLE, self.name, f"{self.stem}.xlsx")

    @cached_property
    def title(self) -> str:
        """Period and title of the return; empty where they cannot be told."""
        identity = self.book.identity
        if identity is None:
            return ""
        titles = {spec.id: spec.title for spec in self.brief.plan.returns}
        return mask_personal_numbers(f"{identity.period}{titles.get(identity.return_id, '')}")

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
            "3. 疑似电话、证件、银行卡号的数字在本文件里一律换成了＊＊＊，请改成不带号码的写法。",
            "4. 公式换成了当时的得数；图片、图表、链接和宏没有带过来。级别是“提示”的，核对无误就不用改。",
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
        """Return the outline reference of the row a problem stands in; empty where it is no record's."""
        place = problem.location
        if place is None or not place.cell:
            return ""
        item = self._items.get((place.sheet or "", _row_of(place.cell)))
        return self.brief.plan.reference(item) if item else ""


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


SENT_BACK_COPIES = FileKind("sent-back", title=_TITLE, scope=Scope.SCHOOL, documents=build_sent_back)
