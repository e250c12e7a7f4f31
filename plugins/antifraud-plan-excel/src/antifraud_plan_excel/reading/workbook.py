"""A stranger's workbook opened within limits: its sheets as tables, every cell with its address."""

import io
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from posixpath import join, normpath
from zipfile import is_zipfile

import attrs
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from antifraud_plan.plugin import (
    Limits,
    ListTable,
    Location,
    Problem,
    ProblemsFoundError,
    Severity,
    parse_xml,
    read_list_file,
    read_package,
)
from antifraud_plan_excel.reading.cell_notes import read_cell_notes
from antifraud_plan_excel.reading.sheet_xml import Look, StrangeSheetError, is_plain, look_into
from antifraud_plan_excel.reading.worksheet import Worksheet, damaged

_LIMITS = Limits()
_TEXTS = "xl/sharedStrings.xml"
_MOST_BEFORE_ROOT = 4096
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”。"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_tables(path: Path, file: str) -> Mapping[str, ListTable]:
    """Read a workbook from its file, see `open_tables`."""
    return open_tables(read_list_file(path, file), file)


def open_tables(data: bytes, file: str) -> Mapping[str, ListTable]:
    """Open a workbook and return its sheets by title; rows are read as they are asked for.

    Args:
        data: its bytes.
        file: its name as problems say it.

    Raises:
        ProblemsFoundError: it is no workbook, or is damaged. A sheet larger than any honest list raises it
                when its rows are asked for.
    """
    _refuse_other_formats(data, file)
    parts = read_package(data, file=file, limits=_LIMITS)
    if "xl/workbook.xml" not in parts:
        message = "这个压缩文件不是 Excel 工作簿（.xlsx）。"
        raise ProblemsFoundError([Problem("not-a-workbook", message, Location(file), _SAVE_AS)])
    remarkable = [part for part, xml in parts.items() if b"sheetData" in xml and not is_plain(xml)]
    looks = _look_into_sheets(parts, remarkable, file) if remarkable else {}
    if b"<!DOCTYPE" in parts.get(_TEXTS, b"")[:_MOST_BEFORE_ROOT]:
        raise ProblemsFoundError([damaged(Location(file))])
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        titles = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    except CalamineError:
        raise ProblemsFoundError([damaged(Location(file))]) from None
    tables = (Worksheet(workbook, title, file, looks.get(title)).open_table() for title in titles)
    found: dict[str, ListTable] = {}
    remarks = tuple(_note_active_parts(parts, Location(file)))
    notes = partial(read_cell_notes, parts, partial(_find_title, parts, file), file)
    for title, table in zip(titles, tables, strict=True):
        noted = table if found else attrs.evolve(table, problems=(*remarks, *table.problems), notes=notes)
        found[title if table.title in found else table.title] = noted  # 情况 beside 情况 with a space
    return found


def _note_active_parts(parts: Iterable[str], where: Location) -> Iterator[Problem]:
    """Say of what could run or fetch that it did not; only stored values are read."""
    names = [part.lower() for part in parts]
    if any(name.endswith("vbaproject.bin") for name in names):
        message, remedy = (
            "工作簿里有宏，没有运行，只读了格子里的值。",
            "请向报送单位问明宏的来历，另存为不带宏的 .xlsx。",
        )
        yield Problem("macros-not-run", message, where, remedy, Severity.NOTE)
    if any(name.startswith("xl/externallinks/") for name in names):
        message, remedy = (
            "工作簿里有指向别的文件的链接，没有打开，只读了存下的值。",
            "请核对引用来的数，最好粘贴成数值。",
        )
        yield Problem("links-not-followed", message, where, remedy, Severity.NOTE)


def _find_title(parts: Mapping[str, bytes], file: str, part: str) -> str:
    return _find_titles(parts, file).get(part, "")


def _look_into_sheets(parts: Mapping[str, bytes], remarkable: Iterable[str], file: str) -> Mapping[str, Look]:
    """Return what is remarkable by the sheet's title; calamine must not see a sheet that is refused here."""
    titles = _find_titles(parts, file)
    looks: dict[str, Look] = {}
    problems: list[Problem] = []
    for part in remarkable:
        title = titles.get(part, part)
        where = Location(file, sheet=title)
        try:
            looks[title] = look_into(parts[part])
        except StrangeSheetError:
            problems.append(damaged(where))
    if problems:
        raise ProblemsFoundError(problems)
    return looks


def _refuse_other_formats(data: bytes, file: str) -> None:
    where = Location(file)
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        problem = Problem("not-a-workbook", "文件是空的。", where, "请换成填好的工作簿。")
    elif data.startswith(_OLE_SIGNATURE) and _ENCRYPTED in data:
        problem = Problem("workbook-encrypted", "工作簿设了打开密码，读不了。", where, "请去掉密码后另存。")
    elif data.startswith(_OLE_SIGNATURE):
        problem = Problem("old-workbook", "这是旧版 .xls 工作簿，只改了扩展名也不行。", where, _SAVE_AS)
    elif data.startswith(b"PK"):
        if is_zipfile(io.BytesIO(data)):
            return
        message = "这个 .xlsx 文件不完整，读不出来，可能没有复制完或下载完。"
        problem = Problem("workbook-damaged", message, where, "请从原处重新复制一次；仍不行，请重新另存。")
    elif head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        problem = Problem("not-a-workbook", "这是网页，不是工作簿。", where, _SAVE_AS)
    else:
        problem = Problem("not-a-workbook", "这不是工作簿，可能是改了扩展名的文本。", where, _SAVE_AS)
    raise ProblemsFoundError([problem])


def _find_titles(parts: Mapping[str, bytes], file: str) -> Mapping[str, str]:
    """Return part name → the sheet's title, as the workbook's relationships say."""
    relations = parts.get("xl/_rels/workbook.xml.rels", b"<none/>")
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in parse_xml(relations, file=file, part="xl/_rels/workbook.xml.rels")
    }
    workbook = parse_xml(parts["xl/workbook.xml"], file=file, part="xl/workbook.xml")
    return {
        normpath(join("xl", targets.get(sheet.get(_RELATIONSHIP), ""))).lstrip("/"): sheet.get("name", "")
        for sheet in workbook.iterfind("{*}sheets/{*}sheet")
    }
