"""The text of a Word file as a person reads it, whoever wrote the file."""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Protocol

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph


class _Holder(Protocol):
    """A document or a table cell."""

    def iter_inner_content(self) -> Iterator[Paragraph | Table]: ...


def read_lines(data: bytes) -> tuple[str, ...]:
    """Return the lines of a .docx from top to bottom, one a paragraph or table row, empty ones left out.

    Cells of a row are joined with tabs; a cell that spans several columns is read once. Raises what
    python-docx raises for bytes that are no .docx.
    """
    return tuple(line for line in _lines(docx.Document(io.BytesIO(data))) if line.strip())


def _lines(holder: _Holder) -> Iterator[str]:
    for entry in holder.iter_inner_content():
        match entry:
            case Paragraph():
                yield entry.text
            case Table():
                for row in entry.rows:
                    # python-docx gives a cell once for each column it spans.
                    cells = (next(same) for _, same in groupby(row.cells, key=id))
                    yield "\t".join("".join(_lines(cell)) for cell in cells)
