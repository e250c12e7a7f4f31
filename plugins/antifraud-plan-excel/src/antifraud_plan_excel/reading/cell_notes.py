"""Notes on cells (批注) and threaded comments of a stranger's workbook, each with its address."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from posixpath import dirname, join, normpath, split

from lxml import etree

from antifraud_plan.plugin import CellNote, Location, parse_xml
from antifraud_plan_excel.reading.mark import is_mark

_KINDS = ("/comments", "/threadedComment")  # how the type of a relationship ends
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def read_cell_notes(
    parts: Mapping[str, bytes], find_title: Callable[[str], str], file: str
) -> Iterator[CellNote]:
    """Yield the notes of a package, those at one cell as one; what a 退回 copy noted itself is none.

    Args:
        parts: of the package.
        find_title: part of a sheet → the sheet's title.
        file: the file's name as problems say it.

    Raises:
        ProblemsFoundError: a part is damaged.
    """
    for relations, xml in parts.items():
        if relations.endswith(".rels") and any(kind.encode() in xml for kind in _KINDS):
            folder, name = split(relations)
            sheet = join(dirname(folder), name.removesuffix(".rels"))
            for reference, texts in _read_sheet(
                parts, sheet, parse_xml(xml, file=file, part=relations), file
            ):
                yield CellNote("\n".join(texts), partial(_locate, find_title, sheet, reference, file))


def _read_sheet(
    parts: Mapping[str, bytes], sheet: str, relations: etree._Element, file: str
) -> Iterable[tuple[str, list[str]]]:
    """Return the texts at each address."""
    texts: dict[str, list[str]] = {}
    for relation in relations:
        target = normpath(join(dirname(sheet), relation.get("Target", ""))).lstrip("/")
        if relation.get("Type", "").endswith(_KINDS) and target in parts:
            root = parse_xml(parts[target], file=file, part=target)
            for note in (*root.iterfind("{*}commentList/{*}comment"), *root.iterfind("{*}threadedComment")):
                text = "".join(note.itertext())
                if not is_mark(_find_author(root, note), text):
                    texts.setdefault(note.get("ref", ""), []).append(text)
    return texts.items()


def _locate(find_title: Callable[[str], str], sheet: str, reference: str, file: str) -> Location:
    cell = reference if _ADDRESS.fullmatch(reference) else None
    return Location(file, sheet=find_title(sheet), cell=cell)


def _find_author(root: etree._Element, note: etree._Element) -> str:
    authors = root.findall("{*}authors/{*}author")
    number = note.get("authorId", "")
    return authors[int(number)].text or "" if number.isdecimal() and int(number) < len(authors) else ""
