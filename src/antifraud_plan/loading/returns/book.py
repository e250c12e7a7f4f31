"""One file that came back → what was read of it: identity, date, evidence, and where each cell went."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from antifraud_plan.loading.lists import forms as lists_forms
from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.personal import has_personal_number
from antifraud_plan.loading.lists.rows import find_body
from antifraud_plan.loading.lists.table import ListTable, Report, Unreadable
from antifraud_plan.loading.returns import identity as origin
from antifraud_plan.loading.returns.cell_notes import find_own_notes, screen_notes
from antifraud_plan.loading.returns.cover import read_written
from antifraud_plan.loading.returns.known import Known
from antifraud_plan.loading.returns.notes import Once
from antifraud_plan.loading.returns.screening import mask_place, refuse_name, screen_table
from antifraud_plan.loading.returns.sheets import count_cells, read_sheet
from antifraud_plan.loading.returns.titles import find_form
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import CellCount, Evidence, ReturnedBook, ReturnIdentity
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity, find_nearest


def is_return(tables: Mapping[str, ListTable]) -> bool:
    """Tell a return from a signing register (签订台账): whatever is no register may be one."""
    if origin.RETURN_ORIGIN.title in tables:
        return True
    if lists_forms.REGISTER_ORIGIN.title in tables:
        return False
    register = lists_forms.REGISTER.title
    return not any(register in title for title in tables) and find_nearest(register, tables) is None


def read_book(
    tables: Mapping[str, ListTable],
    place: Location,
    plan: Plan,
    tree: OrganisationTree,
    *,
    data: Callable[[], bytes],
) -> ReturnedBook:
    """Read one returned file; for many of one plan, make one `BookReader`.

    Args:
        tables: of the file, by title.
        place: the file.
        plan: tells the forms, and what may be reported.
        tree: tells who may report it.
        data: returns the file's bytes as they are.
    """
    return BookReader(plan, tree).read(tables, place, data=data)


class BookReader:
    """Reads the files that came back for one plan."""

    def __init__(self, plan: Plan, tree: OrganisationTree) -> None:
        self._known = Known(plan, tree)
        self._own_notes = find_own_notes(self._known.forms.values())

    def read(
        self, tables: Mapping[str, ListTable], place: Location, *, data: Callable[[], bytes]
    ) -> ReturnedBook:
        """Read one file, see `read_book`."""
        told = Once()
        report = told.take
        if has_personal_number(place.file):
            report(refuse_name(mask_place(place)))
        screened = dict(_screen(tables, report))
        for table in screened.values():
            for problem in table.problems:
                report(problem)
        counts: dict[str, CellCount] = {}
        found = _read_identity(screened, place, self._known, counts, report)
        is_kept = found is not None and found.return_id == origin.LEDGER  # 台账, which bears no date
        written = None if is_kept else _read_cover(screened, self._known, counts, report)
        schools = self._known.reported_by(found.unit, found.return_id) if found else ()
        if found and not schools:
            schools = self._find_schools_of(found.unit)
        given = [self._known.given_rows(found.return_id, found.period, each) for each in schools if found]
        evidence: list[Evidence] = []
        forms = [
            (title, form)
            for title, table in screened.items()
            if title not in counts
            and title not in origin.OWN_SHEETS
            and (form := find_form(table, self._known.forms.values()))
        ]
        for title, form in forms:
            due = [row for rows in given for row in rows.get(form.id, ())]
            reading = read_sheet(screened[title], form, self._known, schools, report, due=due)
            evidence += reading.evidence
            counts[title] = reading.count
        cells: dict[str, CellCount] = {}
        for title, table in screened.items():
            count = counts[title] if title in counts else _pass_over(table, report)
            cells[table.title] = cells.get(table.title, CellCount()) + count
        if not forms:
            message = "文件里没有上报表的任何一张表，没有读取。"
            report(Problem("no-return-table", message, place, "请核对是不是放错了文件夹，或工作表改了名。"))
        if found is None and forms:
            message = "文件里没有“上报表标识”，不知道是哪个单位、哪个时段的上报表。"
            remedy = "请在程序发出的上报表里填写；记录已照常读取。"
            report(Problem("return-unidentified", message, place, remedy, Severity.GAP))
        return ReturnedBook(
            mask_place(place),
            tuple(evidence),
            (*told.problems, *screen_notes(tables.values(), place, self._own_notes)),
            cells,
            frozenset(form.id for _, form in forms) | _find_unread(tables.keys() - screened, self._known),
            identity=found,
            written=written,
            data=data,
        )

    def _find_schools_of(self, unit_id: str) -> tuple[Organisation, ...]:
        unit = self._known.find_unit(unit_id)
        if unit is None or not unit.kind.is_school:
            return ()
        return (unit,)


def _screen(tables: Mapping[str, ListTable], report: Report) -> Iterator[tuple[str, ListTable]]:
    """Yield the sheets that can be read, by title; of the others, what is wrong is reported."""
    for title, table in tables.items():
        try:
            yield title, screen_table(table, report)
        except ProblemsFoundError as error:
            for problem in error.problems:
                report(problem)


def _find_unread(titles: Iterable[str], known: Known) -> frozenset[str]:
    """Return the forms of sheets that could not be read: they are there, so nobody says they are missing."""
    return frozenset(known.forms[title].id for title in titles if title in known.forms)


def _read_cover(
    tables: Mapping[str, ListTable], known: Known, counts: dict[str, CellCount], report: Report
) -> date | None:
    table = tables.get(origin.COVER)
    if table is None:
        return None
    written, refused = read_written(table, known.plan.span, report)
    counts[origin.COVER] = _count_unread(table, refused)
    return written


def _count_unread(table: ListTable, refused: int = 0) -> CellCount:
    """Count the cells of a sheet of instructions, where only personal numbers are reported."""
    personal = sum(
        isinstance(value, Unreadable) and value.problem.code == "personal-number"
        for values in table.rows
        for value in values
    )
    return CellCount(count_cells(table) - personal - refused, personal + refused)


def _pass_over(table: ListTable, report: Report) -> CellCount:
    filled = count_cells(table)
    if table.title in origin.OWN_SHEETS:
        return _count_unread(table)
    if filled:
        message = f"“{table.title}”不是上报表的表，没有读。"
        report(Problem("unread-table", message, table.whole, "如有要报的，请移到该在的表里。", Severity.NOTE))
    return CellCount(reported=filled)


def _read_identity(
    tables: Mapping[str, ListTable],
    place: Location,
    known: Known,
    counts: dict[str, CellCount],
    report: Report,
) -> ReturnIdentity | None:
    """Read for whom and what a workbook was drawn."""
    table = tables.get(origin.RETURN_ORIGIN.title)
    if table is None:
        return None
    counts[origin.RETURN_ORIGIN.title] = _count_unread(table)
    body = find_body(table, origin.RETURN_ORIGIN, lambda _: None)
    for number, values in enumerate(body.rows if body else (), body.first_row if body else 0):
        record = body.find_record(number, values) if body else None
        if record is None:
            continue
        plan, year = record[origin.ORIGIN_PLAN], record[origin.ORIGIN_YEAR]
        unit, spec = record[origin.ORIGIN_UNIT], record[origin.ORIGIN_RETURN]
        period, schema = record[origin.ORIGIN_PERIOD], record[origin.ORIGIN_SCHEMA]
        if not plan or not year or not unit or not spec or not period or schema is None:
            break
        version = record[origin.ORIGIN_VERSION] or ""
        found = ReturnIdentity(plan, year, unit, spec, period, schema, version)
        _check_identity(found, place, known, report)
        return found
    return None


def _check_identity(found: ReturnIdentity, place: Location, known: Known, report: Report) -> None:
    plan = known.plan
    if found.schema > origin.RETURN_SCHEMA:
        message = f"上报表是新版程序做的（格式 {found.schema}），这一版程序只认识到 {origin.RETURN_SCHEMA}。"
        report(Problem("return-newer", message, place, "请升级程序。"))
    if (found.plan, found.year) != (plan.id, plan.year):
        message = f"这是 {found.year} 年的上报表，不是 {plan.year} 年的，没有统计。"
        if found.plan != plan.id:
            message = f"这是另一个方案（{found.plan}）的上报表，不是这个方案（{plan.id}）的，没有统计。"
        report(Problem("return-of-other-plan", message, place, "请核对是不是放错了文件夹。"))
    elif known.find_unit(found.unit) is None:
        message = f"上报表的报送单位{quote(found.unit)}不在单位名册里。"
        report(Problem("unknown-reporter", message, place, "请核对单位名册里的编号。"))
