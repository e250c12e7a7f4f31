"""A workbook drawn once and filled for every unit: constants are packed once, rows and names set between."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import attrs

from antifraud_plan.plugin import Beginning, begin_package, deflate, write_members
from antifraud_plan_excel.drawing.cells import escape
from antifraud_plan_excel.drawing.sheets import Drawing, draw_workbook

_ENDS = "\ue000"  # a private character; what stands between two of them is the name of a gap
_GAP = re.compile(f"{_ENDS}([^{_ENDS}]+){_ENDS}")
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_SAMPLES = re.compile(r'(<row r="2".*)(?=</sheetData>)', re.DOTALL)
_SAMPLE = re.compile(r"<row .*?</row>", re.DOTALL)
_STYLE = re.compile(r'<c r="[A-Z]+\d+" s="(\d+)"')


def gap(name: str) -> str:
    """Return what to draw where every workbook has a text of its own."""
    return f"{_ENDS}{name}{_ENDS}"


@attrs.frozen
class Pattern:
    """A workbook with gaps.

    Attributes:
        looks: title of a sheet whose rows are to be set → the numbers of the styles of its sample rows,
            column by column.
    """

    looks: Mapping[str, Sequence[Sequence[str]]]
    _beginning: Beginning = attrs.field(repr=False)
    _parts: Mapping[str, Sequence[str]] = attrs.field(repr=False)  # constant, name of a gap, constant …

    def fill(self, texts: Mapping[str, str], rows: Mapping[str, str]) -> bytes:
        """Return the workbook.

        Args:
            texts: name of a gap → its text.
            rows: title of a sheet → XML of the rows that stand in place of its samples.

        Raises:
            ProblemsFoundError: ``cell-too-long``.
        """
        values = {name: escape(text) for name, text in texts.items()}
        values |= {_rows_of(title): written for title, written in rows.items()}
        members = []
        for name, pieces in self._parts.items():
            filled = list(pieces)
            filled[1::2] = [values[each] for each in pieces[1::2]]
            members.append(deflate(name, "".join(filled).encode()))
        return write_members(members, after=self._beginning)


def draw_pattern(title: str, on: date, draw: Callable[[Drawing], Sequence[str]]) -> Pattern:
    """Draw a workbook with gaps.

    Args:
        title: of the file's properties.
        on: the date the file carries.
        draw: draws the sheets and returns the titles of those whose rows from the second on are samples.
    """
    stream = io.BytesIO()
    with draw_workbook(stream, title, on) as drawing:
        sampled = draw(drawing)
        titles = [sheet.get_name() for sheet in drawing.workbook.worksheets()]
    with zipfile.ZipFile(stream) as archive:
        drawn = {name: archive.read(name).decode() for name in archive.namelist()}
    looks = {}
    for name in sampled:
        part = f"xl/worksheets/sheet{titles.index(name) + 1}.xml"
        before, samples, after = _SAMPLES.split(_DIMENSION.sub("", drawn[part]))
        looks[name] = tuple(tuple(_STYLE.findall(sample)) for sample in _SAMPLE.findall(samples))
        drawn[part] = f"{before}{gap(_rows_of(name))}{after}"
    constants = [deflate(name, xml.encode()) for name, xml in drawn.items() if _ENDS not in xml]
    parts = {name: tuple(_GAP.split(xml)) for name, xml in drawn.items() if _ENDS in xml}
    return Pattern(looks, begin_package(constants), parts)


def _rows_of(title: str) -> str:
    return f"rows:{title}"
