"""What calamine does not tell of a sheet: formulas without results, errors, merged cells, true size."""

import re
from collections.abc import Mapping
from xml.parsers import expat

import attrs

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FOLDED = bytes.maketrans(
    f"{_LETTERS}{_LETTERS.lower()}0123456789".encode(), b"A" * 2 * len(_LETTERS) + b"0" * 10
)
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
_SIGNS_OF_FAR = (b'"AA', b'"A000000')
_FAR = re.compile(rb'"(?:AA+0|A0{6})')
_FORMULA = re.compile(rb"[<:]f[\s/>]")


@attrs.frozen
class Look:
    """What a look into a sheet's XML found; rows and columns count from 0.

    Attributes:
        errors: cell → the error value it shows, such as #REF!.
        calculated: cells whose formula has one.
        uncalculated: cells whose formula has no stored result.
        merged: (first row, first column, last row, last column) of each merged range.
        last_row, last_column: of the last cell that holds anything; -1 when none does.
    """

    errors: Mapping[tuple[int, int], str]
    calculated: frozenset[tuple[int, int]]
    uncalculated: frozenset[tuple[int, int]]
    merged: tuple[tuple[int, int, int, int], ...]
    last_row: int
    last_column: int


def is_plain(xml: bytes) -> bool:
    """Tell in a glance whether a sheet holds only values, no further out than Z99999; if not, `look_into` it.

    A county has hundreds of lists and nearly all of them are plain, so this looks for single letters where it
    can: plain cells need no f (formula), e in quotes (error) or apostrophe, and no merges follow them.
    """
    start, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    if start < 0 or xml.find(b"'", start, end) >= 0:
        return False
    if xml.find(b"f", start, end) >= 0 and _FORMULA.search(xml, start, end):
        return False
    if xml.find(b"<!", 0, start) >= 0:
        return False
    if xml.find(b"!", start, end) >= 0 or xml.find(b"mergeCell", end) >= 0:
        return False
    if xml.find(b"e", start, end) >= 0 and xml.find(b'"e"', start, end) >= 0:
        return False
    folded = xml[start:end].translate(_FOLDED)
    return not any(sign in folded for sign in _SIGNS_OF_FAR) or _FAR.search(folded) is None


def name_cell(row: int, column: int) -> str:
    """Return the A1 address of a cell counted from 0.

    >>> name_cell(4, 2), name_cell(0, 26)
    ('C5', 'AA1')
    """
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, len(_LETTERS))
        letters = _LETTERS[letter] + letters
    return f"{letters}{row + 1}"


def find_address(reference: str) -> tuple[int, int] | None:
    """Return (row, column) from 0 of an A1 address, ``None`` if it is none.

    >>> find_address("C5")
    (4, 2)
    """
    parts = _REFERENCE.fullmatch(reference)
    if parts is None:
        return None
    column = 0
    for letter in parts[1].upper():
        column = column * len(_LETTERS) + _LETTERS.index(letter) + 1
    return int(parts[2]) - 1, column - 1


class StrangeSheetError(Exception):
    """A part that is not the XML of a sheet, or has a document type declaration."""


def look_into(xml: bytes) -> Look:
    """Read a sheet's XML for what calamine passes over in silence; raises `StrangeSheetError`."""
    scan = _Scan()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parser.StartDoctypeDeclHandler = scan.refuse_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise StrangeSheetError(str(error)) from None
    return Look(
        scan.errors,
        frozenset(scan.calculated),
        frozenset(scan.uncalculated),
        tuple(scan.merged),
        scan.last_row,
        scan.last_column,
    )


class _Scan:
    """Walks through a sheet; a cell without an address follows the one before, as the format says."""

    def __init__(self) -> None:
        self.errors: dict[tuple[int, int], str] = {}
        self.calculated: set[tuple[int, int]] = set()
        self.uncalculated: set[tuple[int, int]] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.last_row = self.last_column = -1
        self._row = self._column = -1
        self._type = ""
        self._has_formula = self._has_value = self._in_value = False
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                number = attributes.get("r", "")
                self._row = int(number) - 1 if number.isdecimal() else self._row + 1
                self._column = -1
            case "c":
                address = find_address(attributes.get("r", ""))
                self._row, self._column = address or (self._row, self._column + 1)
                self._type = attributes.get("t", "n")
                self._has_formula = self._has_value = False
                self._value = ""
            case "f":
                self._has_formula = True
            case "v" | "is":
                self._has_value = self._in_value = True
            case "mergeCell":
                first, _, last = attributes.get("ref", "").partition(":")
                corners = find_address(first), find_address(last or first)
                if corners[0] is not None and corners[1] is not None:
                    self.merged.append(corners[0] + corners[1])

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "is":
                self._in_value = False
            case "c" if self._has_formula or self._has_value:
                self._finish_cell()

    def _finish_cell(self) -> None:
        cell = self._row, self._column
        self.last_row, self.last_column = max(self.last_row, cell[0]), max(self.last_column, cell[1])
        if self._type == "e":
            self.errors[cell] = self._value
        elif self._has_formula and not self._value and not (self._type == "str" and self._has_value):
            self.uncalculated.add(cell)
        elif self._has_formula:
            self.calculated.add(cell)

    def text(self, data: str) -> None:
        if self._in_value:
            self._value += data

    def refuse_doctype(self, *_: object) -> None:
        raise StrangeSheetError("document type declaration")
