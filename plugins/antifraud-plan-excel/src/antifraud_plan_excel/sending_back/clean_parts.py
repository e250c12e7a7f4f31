"""A stranger's workbook cut down to what a form needs, before anything else opens it."""

import io
import re
from collections.abc import Mapping, Sequence
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from antifraud_plan.plugin import Limits, parse_xml, read_package

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_SHEET = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetProtection",
    "autoFilter",
    "mergeCells",
    "conditionalFormatting",
    "dataValidations",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
)
_BOOK = ("workbookPr", "workbookProtection", "bookViews", "sheets", "definedNames", "calcPr")
_RELATIONS = ("/officeDocument", "/worksheet", "/sharedStrings", "/styles", "/theme", "/comments")
_MOST_MERGED = 100_000
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


class TooLargeError(Exception):
    """Merged cells of a size that no form has."""


def trim_package(data: bytes, file: str) -> bytes:
    """Return the workbook without links, drawings, tables, macros, properties: sheets, looks and comments.

    Drop-downs that Excel keeps in its newer way are brought to the older one, or they would be lost.

    Raises:
        ProblemsFoundError: it is no package, is damaged or beyond all limits.
        TooLargeError: see there.
    """
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, part in _trim(read_package(data, file=file, limits=Limits()), file).items():
            archive.writestr(name, part)
    return stream.getvalue()


def _trim(parts: Mapping[str, bytes], file: str) -> Mapping[str, bytes]:
    kept: dict[str, bytes] = {}
    for name, part in parts.items():
        if name.endswith(".rels"):
            kept[name] = _trim_relations(parse_xml(part, file=file, part=name))
        elif name == "xl/workbook.xml":
            kept[name] = _keep_children(parse_xml(part, file=file, part=name), _BOOK)
        elif b"sheetData" in part:
            kept[name] = _trim_sheet(parse_xml(part, file=file, part=name))
        elif not name.startswith("docProps/"):
            kept[name] = part
    return kept


def _trim_relations(root: etree._Element) -> bytes:
    for relation in list(root):
        if relation.get("TargetMode") == "External" or not relation.get("Type", "").endswith(_RELATIONS):
            root.remove(relation)
    return etree.tostring(root)


def _trim_sheet(root: etree._Element) -> bytes:
    for rules in list(root.iter(f"{_X14}dataValidations")):
        _add_plain_rules(root, rules)
    for merged in root.iter(f"{_MAIN}mergeCell"):
        if _size_of(merged.get("ref", "")) > _MOST_MERGED:
            raise TooLargeError
    for margin in root.iterfind(f"{_MAIN}headerFooter/*"):
        margin.text = _name_sections(margin.text or "")
    return _keep_children(root, _SHEET)


def _name_sections(margin: str) -> str:
    """Return a header or footer as openpyxl reads it: without a section it is the middle."""
    text = margin if margin.startswith(("&L", "&C", "&R")) or not margin else f"&C{margin}"
    return "" if text in ("&L", "&C", "&R") else text


def _keep_children(root: etree._Element, wanted: Sequence[str]) -> bytes:
    for child in list(root):
        if str(child.tag).removeprefix(_MAIN) not in wanted:
            root.remove(child)
    return etree.tostring(root)


def _add_plain_rules(root: etree._Element, newer: etree._Element) -> None:
    plain = root.find(f"{_MAIN}dataValidations")
    if plain is None:
        plain = etree.SubElement(root, f"{_MAIN}dataValidations")
    for rule in newer.iterfind(f"{_X14}dataValidation"):
        names = [str(name) for name in rule.attrib if not str(name).startswith("{")]
        copy = etree.SubElement(plain, f"{_MAIN}dataValidation", {name: rule.get(name, "") for name in names})
        copy.set("sqref", rule.findtext(f"{_XM}sqref", ""))
        for name in ("formula1", "formula2"):
            formula = rule.findtext(f"{_X14}{name}/{_XM}f")
            if formula is not None:
                etree.SubElement(copy, f"{_MAIN}{name}").text = formula


def _size_of(reference: str) -> int:
    match = _RANGE.fullmatch(reference)
    if match is None:
        return 1
    left, top, right, bottom = match.groups()
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
