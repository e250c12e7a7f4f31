"""A clean copy of what a school sent in: what it wrote, without formulas, links and personal numbers."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

import attrs
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.writer.excel import ExcelWriter

from antifraud_plan.plugin import (
    PERSONAL_NUMBER_MASK,
    Limits,
    Location,
    ProblemsFoundError,
    has_personal_number,
    mask_personal_numbers,
    read_csv_rows,
    read_package,
    write_package,
)
from antifraud_plan_excel.reading.mark import MARK
from antifraud_plan_excel.sending_back.clean_parts import TooLargeError, trim_package
from antifraud_plan_excel.sending_back.finishing import finish_parts

_MOST_CELLS = 500_000  # of the rectangle that a sheet's cells span; a form has a few thousand
_LONGEST_TEXT = 32_767  # characters that Excel keeps in a cell
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
# An area on a sheet, or several; anything else a name may stand for can fetch or run.
_AREA = r"(?:'[^'\[\]|]+'!|[^\W\d][\w.]*!)?\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?"
_AREAS = re.compile(rf"{_AREA}(?:,{_AREA})*")
_FETCHES = re.compile(r"[\[|\\]|://|\b(?:CALL|REGISTER|EXEC|WEBSERVICE|HYPERLINK|RTD|DDE)\b", re.IGNORECASE)
# What a stranger's workbook may hold is without end, and so are the errors of the library that opens it.
_CANNOT_OPEN = (
    ProblemsFoundError,
    TooLargeError,
    BadZipFile,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
_STARTS_FORMULA = ("=", "+", "-", "@")


@attrs.frozen
class CleanCopy:
    """A copy that can be marked.

    Attributes:
        workbook: openpyxl's.
        places: of a CSV file, (line, column) → address of the cell; empty for a workbook.
    """

    workbook: Any
    places: dict[tuple[int, int], str] = attrs.Factory(dict)

    def find(self, place: Location) -> tuple[str, str] | None:
        """Return title of the sheet and address of a place; ``None`` where it is no cell of the copy."""
        if place.line is not None and self.places:
            address = self.places.get((place.line, place.column or 1))
            return None if address is None else (self.workbook.sheetnames[0], address)
        if place.sheet is None or not place.cell:
            return None
        title = mask_personal_numbers(place.sheet)
        return (title, place.cell) if title in self.workbook.sheetnames else None

    def hide(self, sheet: str, address: str) -> None:
        """Put a mask in place of what a cell says."""
        _write_text(self.workbook[sheet][address], PERSONAL_NUMBER_MASK)


def copy_returned(data: bytes, file: str, on: date) -> CleanCopy | None:
    """Make a copy of a returned file; ``None`` where that cannot be done within limits.

    Args:
        data: the file.
        file: its name; a ``.csv`` becomes a workbook whose cells are all text.
        on: the date the copy carries.
    """
    try:
        copy = _copy_csv(data, file) if file.lower().endswith(".csv") else _copy_workbook(data, file)
    except _CANNOT_OPEN:
        return None
    if copy is not None:
        _replace_properties(copy.workbook, on)
    return copy


def save_copy(copy: CleanCopy) -> bytes:
    """Return the copy's bytes, the same for the same input: openpyxl alone would stamp the time on them."""
    stream = io.BytesIO()
    ExcelWriter(copy.workbook, ZipFile(stream, "w", ZIP_STORED)).save()
    parts = read_package(stream.getvalue(), file="", limits=Limits())
    return write_package(finish_parts(parts))


def _copy_workbook(data: bytes, file: str) -> CleanCopy | None:
    trimmed = trim_package(data, file)
    workbook = load_workbook(io.BytesIO(trimmed), keep_links=False)
    if any(sheet.max_row * sheet.max_column > _MOST_CELLS for sheet in workbook.worksheets):
        return None
    if any(cell.data_type == "f" for sheet in workbook.worksheets for cell in _cells_of(sheet)):
        _show_results(workbook, load_workbook(io.BytesIO(trimmed), keep_links=False, data_only=True))
    workbook.template = False
    workbook.code_name = None
    _clean_names(workbook.defined_names)
    for sheet in workbook.worksheets:
        _clean_sheet(sheet)
    return CleanCopy(workbook)


def _copy_csv(data: bytes, file: str) -> CleanCopy:
    rows = read_csv_rows(data, file)
    workbook = Workbook()
    sheet = workbook.active
    stem = file.rpartition("/")[2].rpartition(".")[0]
    sheet.title = _NOT_IN_TITLES.sub("", mask_personal_numbers(stem))[:31].strip("'") or "表"
    places: dict[tuple[int, int], str] = {}
    for row, texts in enumerate(rows.rows):
        for column, text in enumerate(texts):
            place = rows.place(row, column)
            places[(place.line or 1, place.column or 1)] = f"{get_column_letter(column + 1)}{row + 1}"
            if text:
                _write_text(sheet.cell(row + 1, column + 1), mask_personal_numbers(text))
    return CleanCopy(workbook, places)


def _cells_of(sheet: Any) -> Iterator[Any]:
    """Yield the cells that hold something."""
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def _show_results(workbook: Any, shown: Any) -> None:
    """Put in place of every formula what it showed, or its text where nobody has calculated it."""
    for sheet in workbook.worksheets:
        for cell in _cells_of(sheet):
            if cell.data_type != "f":
                continue
            result = shown[sheet.title][cell.coordinate]
            if result.value is None:
                _write_text(cell, str(getattr(cell.value, "text", cell.value)))
            elif isinstance(result.value, str) and result.data_type != "e":
                _write_text(cell, result.value)
            else:
                cell.value, cell.data_type = result.value, result.data_type


def _clean_sheet(sheet: Any) -> None:
    title = mask_personal_numbers(sheet.title)
    if title != sheet.title:
        sheet.title = title
    sheet.sheet_properties.codeName = None
    _clean_names(sheet.defined_names)
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        _clean_cell(cell)
    _clean_rules(sheet)
    for page in (sheet.oddHeader, sheet.evenHeader, sheet.firstHeader):
        _clean_margin(page)
    for page in (sheet.oddFooter, sheet.evenFooter, sheet.firstFooter):
        _clean_margin(page)
    if sheet.auto_filter.filterColumn:
        # What is filtered by may be a number; without the filter its rows have to be seen.
        sheet.auto_filter.filterColumn = []
        for dimension in sheet.row_dimensions.values():
            dimension.hidden = False
    sheet.auto_filter.sortState = None


def _clean_cell(cell: Any) -> None:
    value = cell.value
    if cell.has_style and has_personal_number(cell.number_format):
        cell.number_format = "General"
    if isinstance(value, str) and cell.data_type == "s":
        if has_personal_number(value) or value.startswith(_STARTS_FORMULA):
            _write_text(cell, _mask(value))
    elif isinstance(value, int | float) and has_personal_number(value):
        _write_text(cell, PERSONAL_NUMBER_MASK)
    comment = getattr(cell, "comment", None)
    if comment is not None and comment.author != MARK:
        comment.text, comment.author = _mask(comment.text), ""


def _mask(text: str) -> str:
    masked = mask_personal_numbers(text)
    return PERSONAL_NUMBER_MASK if has_personal_number(masked) else masked


def _write_text(cell: Any, text: str) -> None:
    """Write text that stays text, also when somebody edits the cell."""
    cell.value = _ILLEGAL.sub("", text)[:_LONGEST_TEXT]
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_STARTS_FORMULA)


def _clean_names(names: Any) -> None:
    for key, name in list(names.items()):
        area = mask_personal_numbers(name.value or "")
        del names[key]
        if _AREAS.fullmatch(area) and not has_personal_number(key):
            names[key] = DefinedName(key, attr_text=area, hidden=name.hidden)


def _clean_rules(sheet: Any) -> None:
    rules = sheet.data_validations
    rules.dataValidation = [
        rule for rule in rules.dataValidation if not _fetches(rule.formula1, rule.formula2)
    ]
    for rule in rules.dataValidation:
        for field in ("formula1", "formula2", "prompt", "promptTitle", "error", "errorTitle"):
            text = getattr(rule, field)
            if text is not None:
                setattr(rule, field, mask_personal_numbers(text))
    looks = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for look in area.rules:
            formulas = (*look.formula, look.text)
            if not _fetches(*formulas) and not any(map(has_personal_number, formulas)):
                looks.add(str(area.sqref), look)
    sheet.conditional_formatting = looks


def _fetches(*formulas: str | None) -> bool:
    return any(formula is not None and _FETCHES.search(formula) for formula in formulas)


def _clean_margin(page: Any) -> None:
    for part in (page.left, page.center, page.right):
        if part.text:
            part.text = mask_personal_numbers(part.text)


def _replace_properties(workbook: Any, on: date) -> None:
    moment = datetime.combine(on, time())
    workbook.properties = DocumentProperties(creator="", created=moment, modified=moment)
