"""What is put into one file: a person's paper, a class's or a school's for printing, a school's archive."""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import chain, groupby
from typing import assert_never

import attrs

from antifraud_plan.offers import Document, Scope
from antifraud_plan.ooxml.archive import write_archive
from antifraud_plan.output import Draft, safe_path
from antifraud_plan.papers.fingerprints import UNKNOWN, fingerprint_all
from antifraud_plan.papers.paper import Paper, Series, Sheaf, pack_tight
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word import PageStart, merge_papers

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
ARCHIVES = "压缩包"


class Packing(Enum):
    """How papers that are made for persons come: the value is the word of ``--per``."""

    PERSON = "每人"
    CLASS = "每班"
    SCHOOL = "每校"
    ARCHIVE = "压缩包"


@attrs.frozen
class Bundle:
    """Papers that come in one file.

    Attributes:
        path: folders below the output folder, then the file name with its suffix.
        packing: how they come.
        sheaves: the papers in the order in which they are printed, one if packed by person.
        start: where each of them begins in a merged file.
    """

    path: tuple[str, ...]
    packing: Packing
    sheaves: tuple[Sheaf | tuple[Paper, ...], ...]
    start: PageStart

    @property
    def papers(self) -> Iterator[Paper]:
        """The papers one after another."""
        return chain.from_iterable(self.sheaves)

    @property
    def kind(self) -> str:
        """What its file is reported as: the title of the papers' kind, or that it is an archive."""
        return ARCHIVES if self.packing is Packing.ARCHIVE else next(self.papers).kind

    def draft(self) -> Draft:
        """Return the file to be."""
        count = sum(map(len, self.sheaves))
        return Draft(self.path, self.kind, self.chunks, self.fingerprint, count)

    def fingerprint(self) -> str:
        """Return a fingerprint of everything that goes into the file; nothing where that cannot be told."""
        return fingerprint_all(self._ingredients()) or ""

    def _ingredients(self) -> Iterator[object]:
        """Yield a flat tuple a paper, which is spelt in one go: a number in it says where the path ends."""
        series: Series | None = None
        head: tuple[object, ...] = ()
        for paper in self.papers:
            if paper.series is not series:
                series = paper.series
                head = self.packing.name, self.start.name, series.basis or UNKNOWN
            yield *head, len(paper.path), *paper.path, *chain.from_iterable(paper.own.items())
            head = ()

    def document(self) -> Document:
        """Return the file in memory, under names that lead nowhere; raises `ProblemsFoundError`."""
        media_type = ZIP if self.packing is Packing.ARCHIVE else DOCX
        return Document(tuple(safe_path(self.path).split("/")), media_type, tuple(self.chunks()))

    def chunks(self) -> Iterator[bytes]:
        """Make the file's bytes; raises `ProblemsFoundError` where a template asks for what is not there."""
        match self.packing:
            case Packing.PERSON:
                yield next(self.papers).render()
            case Packing.CLASS | Packing.SCHOOL:
                yield merge_papers(
                    ((paper.template, paper.values) for paper in self.papers),
                    properties=next(self.papers).series.properties,
                    start=self.start,
                )
            case Packing.ARCHIVE:
                yield from write_archive(self._members())
            case _:
                assert_never(self.packing)

    def _members(self) -> Iterator[tuple[str, bytes]]:
        """Yield the papers by kind and class; the school is the archive itself."""
        names: set[str] = set()
        for paper in self.papers:
            kind, _, *rest, name = paper.path
            member = safe_path((kind, *rest, f"{name}.docx"))
            if member.casefold() in names:
                message = "压缩包里有两份文件要用同一个名字，这个压缩包没有做。"
                place = Location("/".join(self.path), part=member)
                raise ProblemsFoundError(
                    [Problem("same-file-name", message, place, "请让两人的姓名或班级有所区别。")]
                )
            names.add(member.casefold())
            yield member, paper.render()


def pack(
    papers: Iterable[Paper], packing: Packing, start: PageStart = PageStart.NEXT_PAGE
) -> Iterator[Bundle]:
    """Put papers into files, in their order; only what comes one after another is put together.

    Papers of kinds that are not made for persons come one a file, but a school's archive takes in those
    whose path names the school's folder.
    """
    for (path, packed), found in groupby(papers, lambda paper: _place(paper, packing)):
        if packed is Packing.PERSON:  # two persons of one name are two files, which the output folder tells
            for paper in found:
                yield Bundle(path, packed, ((paper,),), start)
        else:
            yield Bundle(path, packed, tuple(pack_tight(found)), start)


def _place(paper: Paper, packing: Packing) -> tuple[tuple[str, ...], Packing]:
    """Return the file a paper belongs into, and how it is packed there."""
    is_filed = len(paper.path) > 2  # kind, school, … name
    match packing:
        case Packing.ARCHIVE if is_filed:
            return (ARCHIVES, f"{paper.path[1]}.zip"), packing
        case Packing.SCHOOL | Packing.CLASS if is_filed and paper.series.scope is Scope.PERSON:
            *folders, name = paper.path[:2] if packing is Packing.SCHOOL else paper.path[:-1]
            return (*folders, f"{name}.docx"), packing
        case _:
            *folders, name = paper.path
            return (*folders, f"{name}.docx"), Packing.PERSON
