"""Workbooks made of forms: cover, a sheet a form, lists of choices, identity; drawn once, filled per unit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import zip_longest

import attrs
from xlsxwriter.utility import xl_col_to_name

from antifraud_plan.plugin import (
    ColumnKind,
    Form,
    Organisation,
    OrganisationTree,
    Plan,
    RowsPer,
    Value,
    returns_identity,
)
from antifraud_plan_excel.drawing.cells import Styled, write_rows
from antifraud_plan_excel.drawing.fields import draw_fields
from antifraud_plan_excel.drawing.pattern import Pattern, draw_pattern, gap
from antifraud_plan_excel.drawing.sheets import (
    ALLOWED,
    FILL_IN,
    GIVEN,
    LAST_ROW,
    LONGEST_HEADER,
    Drawing,
    make_styles,
    set_up_page,
    write_value,
)
from antifraud_plan_excel.forms.cover import Cover, draw_cover
from antifraud_plan_excel.forms.fields import NIL_CHOICES, Days, Sources, find_column_width, form_fields

_CHOICES = returns_identity.CHOICES
_SCHOOLS, _CLASS_SCHOOLS, _CLASSES, _TASKS, _OWN_CHOICES = range(5)
_LIST_HEADINGS = ("学校", "班级所在学校", "班级", "工作任务")
_WIDE = str.maketrans("[]:*?/\\'", "［］：＊？／＼＇")
_LONGEST_TITLE = 31
_ANY_WIDTH = 100
_HEADING_HEIGHT = 36  # points: two lines
_ROWS_OF_PAGE = 20
_HAIRLINE = 7  # of XlsxWriter's borders


@attrs.frozen
class BookKind:
    """What all workbooks of one return and period have in common.

    Attributes:
        title: such as 3月月报表.
        return_id: id of the return, or `returns_identity.LEDGER`.
        period: label of the period.
        forms: a sheet each, with the dates it takes.
        tasks: names of the tasks that may stand in it.
        cover: what its first sheet says.
    """

    title: str
    return_id: str
    period: str
    forms: tuple[tuple[Form, Days], ...]
    tasks: tuple[str, ...]
    cover: Cover

    @property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """Every list that is chosen from, once."""
        columns = [column for form, _ in self.forms for column in form.columns]
        nil = [NIL_CHOICES] if any(column.kind is ColumnKind.NIL for column in columns) else []
        own = [column.choices for column in columns if column.kind is ColumnKind.CHOICE]
        return tuple(dict.fromkeys([*nil, *own]))

    @cached_property
    def widths(self) -> Mapping[str, Sequence[int]]:
        """Id of a form → how wide its columns are; the same in every workbook of the kind."""
        return {form.id: [*map(find_column_width, form.columns)] for form, _ in self.forms}


@attrs.frozen
class Line:
    """One row that a workbook is handed out with.

    Attributes:
        values: column id → what the program fills in.
        locked: ids of the columns nobody is to change.
    """

    values: Mapping[str, Value]
    locked: frozenset[str]


@attrs.frozen
class Book:
    """One workbook to be filled.

    Attributes:
        unit: who hands it in.
        schools: whose records it holds.
        lines: id of a form → the rows that are given.
        version: what it asks, see `DueReturn.version`; empty where nothing is handed in.
    """

    unit: Organisation
    schools: tuple[Organisation, ...]
    lines: Mapping[str, Sequence[Line]]
    version: str = ""


def sheet_title(form: Form) -> str:
    """Return a form's title as Excel takes it for a sheet: what it refuses is written full-width."""
    return form.title.translate(_WIDE)[:_LONGEST_TITLE]


def draw_book_pattern(kind: BookKind, plan: Plan, on: date) -> Pattern:
    """Draw what all workbooks of a kind have in common, with gaps for what each has of its own."""

    def draw(drawing: Drawing) -> Sequence[str]:
        titles = [sheet_title(form) for form, _ in kind.forms]
        header = f"{gap('header')}{kind.title}"
        cover = drawing.workbook.add_worksheet(returns_identity.COVER)
        draw_cover(cover, kind.cover, [(form, gap(f"count:{form.id}")) for form, _ in kind.forms], drawing)
        set_up_page(cover, "")
        cover.fit_to_pages(1, 1)
        spare = make_styles(drawing.workbook, {"locked": False})
        # LibreOffice prints no rows that look like all those to the end of the sheet.
        beyond = make_styles(drawing.workbook, {"locked": False, "border": _HAIRLINE})
        asked = make_styles(drawing.workbook, {"locked": False, "bg_color": FILL_IN})
        given = make_styles(drawing.workbook, {"bg_color": GIVEN})
        sources = _find_sources(kind)
        for form, days in kind.forms:
            sheet = drawing.workbook.add_worksheet(sheet_title(form))
            fields = form_fields(form, sources, days)
            is_open = form.rows is not RowsPer.ITEM
            draw_fields(sheet, fields, drawing.styles, beyond if is_open else drawing.styles)
            for number, field in enumerate(fields):
                for row, styles in enumerate((given, asked, spare) if is_open else (given, asked), 1):
                    sheet.write_blank(row, number, None, styles.of(field.holds))
            if is_open:
                sheet.autofilter(0, 0, LAST_ROW, len(fields) - 1)
            sheet.set_row(0, _HEADING_HEIGHT)
            sheet.freeze_panes(1, 1)
            sheet.protect("", dict.fromkeys(ALLOWED, True))
            set_up_page(sheet, header if form.title == kind.title else f"{header} {form.title}")
        _draw_choices(drawing, kind)
        _draw_origin(drawing, kind, plan)
        return (*titles, _CHOICES)

    return draw_pattern(kind.title, on, draw)


def fill_book(pattern: Pattern, kind: BookKind, book: Book, tree: OrganisationTree) -> bytes:
    """Fill one workbook.

    Raises:
        ProblemsFoundError: ``cell-too-long``.
    """
    lists = _list_choices(kind, book, tree)
    texts = {
        "unit": book.unit.name,
        "header": f"{book.unit.name[:LONGEST_HEADER].replace('&', '&&')} ",
        "schools": _describe_schools(book.schools),
        "last school": str(len(book.schools) + 1),
        "unit id": book.unit.id,
        "version": book.version,
        **{f"count:{form.id}": _say_count(book.lines.get(form.id, ())) for form, _ in kind.forms},
    }
    rows = {
        sheet_title(form): _write_sheet(form, kind.widths[form.id], book, pattern.looks)
        for form, _ in kind.forms
    }
    (plain,) = pattern.looks[_CHOICES]
    rows[_CHOICES] = write_rows(
        (list(zip(row, plain, strict=True)) for row in lists), [_ANY_WIDTH] * len(plain)
    )
    return pattern.fill(texts, rows)


def _say_count(lines: Sequence[Line]) -> str:
    return f"已列 {len(lines)} 行。" if lines else ""


def _write_sheet(
    form: Form, widths: Sequence[int], book: Book, looks: Mapping[str, Sequence[Sequence[str]]]
) -> str:
    given, asked, *spare = looks[sheet_title(form)]
    lines = _style_lines(form, book, given, asked)
    return write_rows(lines, widths, spare=spare[0] if spare else (), filling=_ROWS_OF_PAGE)


def _style_lines(
    form: Form, book: Book, given: Sequence[str], asked: Sequence[str]
) -> Iterator[Sequence[Styled]]:
    columns = [(column.id, *styles) for column, *styles in zip(form.columns, given, asked, strict=True)]
    for line in book.lines.get(form.id, ()):
        find, locked = line.values.get, line.locked
        yield [(find(id_), fixed if id_ in locked else free) for id_, fixed, free in columns]


def _list_choices(kind: BookKind, book: Book, tree: OrganisationTree) -> Iterator[Sequence[str | None]]:
    """Yield the rows of the hidden sheet, a list a column."""
    classes = [(school.name, each.name) for school in book.schools for each in tree.classes_of(school)]
    columns = (
        [school.name for school in book.schools],
        [school for school, _ in classes],
        [name for _, name in classes],
        kind.tasks,
        *kind.choices,
    )
    return zip_longest(*columns)


def _describe_schools(schools: Sequence[Organisation]) -> str:
    if len(schools) == 1:
        return schools[0].name
    return f"{schools[0].name}等 {len(schools)} 所"


def _find_sources(kind: BookKind) -> Sources:
    def area(number: int, last: object) -> str:
        column = xl_col_to_name(number, col_abs=True)
        return f"='{_CHOICES}'!{column}$2:{column}${last}"

    schools = xl_col_to_name(_CLASS_SCHOOLS, col_abs=True)
    return Sources(
        area(_SCHOOLS, gap("last school")),
        f"'{_CHOICES}'!{schools}:{schools}",
        f"'{_CHOICES}'!{xl_col_to_name(_CLASSES, col_abs=True)}$2",
        area(_TASKS, max(len(kind.tasks), 1) + 1),
        {each: area(number, len(each) + 1) for number, each in enumerate(kind.choices, _OWN_CHOICES)},
    )


def _draw_choices(drawing: Drawing, kind: BookKind) -> None:
    worksheet = drawing.workbook.add_worksheet(_CHOICES)
    own = [f"选项{number}" for number, _ in enumerate(kind.choices, 1)]
    for number, heading in enumerate((*_LIST_HEADINGS, *own)):
        worksheet.write_string(0, number, heading, drawing.styles.heading)
        worksheet.write_blank(1, number, None, drawing.styles.text)
    worksheet.hide()


def _draw_origin(drawing: Drawing, kind: BookKind, plan: Plan) -> None:
    origin = returns_identity.RETURN_ORIGIN
    values: tuple[str | int, ...] = (
        plan.id,
        plan.year,
        gap("unit id"),
        kind.return_id,
        kind.period,
        returns_identity.RETURN_SCHEMA,
        gap("version"),
    )
    worksheet = drawing.workbook.add_worksheet(origin.title)
    for number, (column, value) in enumerate(zip(origin.columns, values, strict=True)):
        worksheet.write_string(0, number, column.heading, drawing.styles.heading)
        write_value(worksheet, 1, number, value, drawing.styles.text)
    worksheet.hide()
