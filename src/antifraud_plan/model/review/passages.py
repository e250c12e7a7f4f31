"""Finds what a filed plan says of which task, by the task's name and the words it is known by."""

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antifraud_plan.model.characters import half_width
from antifraud_plan.model.outline import Outline
from antifraud_plan.model.review.filed import FiledLine, FiledPlan
from antifraud_plan.model.task import Task

_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|第[一二三四五六七八九十]{1,3}[章节部]"
)
_NUMBERING = re.compile(r"[\d一二三四五六七八九十是第()、.:。,*]*")
_CLAUSE = re.compile(r"[^。;!?,\t\n]+[。;!?,\t\n]*")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]")
_SHORTCOMINGS = re.compile("存在问题|存在的问题|薄弱环节|问题短板|主要问题")
# What the county asks, quoted; papers kept of something: neither is what the school says it does.
_QUOTED = re.compile(r"\(《[^》]*》要求[^)]*\)|(?:留存|佐证)材料:[^。;]*")


@attrs.frozen
class Passage:
    """What one line says of a task.

    Attributes:
        line: where.
        clauses: the clauses that speak of it, half-width and without blanks.
    """

    line: FiledLine
    clauses: tuple[str, ...]


def find_passages(
    filed: FiledPlan, tasks: Iterable[Task], outline: Outline
) -> Mapping[str, tuple[Passage, ...]]:
    """Return what *filed* says of each task, by the task's id; nothing for a task it does not speak of.

    A clause speaks of the tasks whose name, or a word they are known by, stands in it, and the
    title of a section with one clause names its only task. What follows belongs to them too, up to
    another task or heading; a paragraph that a task's bare name leads in is that task's to its end.
    """
    marks = _find_marks(tuple(tasks), outline)
    words = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
    finder = _Finder(marks, re.compile(words or r"(?!)"))
    found: dict[str, list[Passage]] = {}
    for line in filed.lines:
        for task, clauses in finder.read(line).items():
            found.setdefault(task, []).append(Passage(line, tuple(clauses)))
    return {task: tuple(passages) for task, passages in found.items() if not finder.is_bare(passages)}


def plain(text: str) -> str:
    r"""Return *text* half-width and without blanks within its lines: layout and input methods add both.

    >>> plain("每 月１次，\t主题班会")
    '每月1次,\t主题班会'
    """
    return re.sub(r"[^\S\t\n]+", "", half_width(text))


def _find_marks(tasks: tuple[Task, ...], outline: Outline) -> Mapping[str, tuple[str, ...]]:
    """Return words → ids of the tasks they speak of."""
    marks: dict[str, list[str]] = {}
    for task in tasks:
        for word in (task.name, *task.known_by):
            marks.setdefault(plain(word), []).append(task.id)
    for section in outline.sections:
        clauses = [clause.id for clause in outline.clauses_of(section)]
        alone = [task.id for task in tasks if [task.clause] == clauses]
        if len(alone) == 1:
            marks.setdefault(plain(section.title), []).extend(alone)
    return {word: tuple(dict.fromkeys(ids)) for word, ids in marks.items() if word}


@attrs.define
class _Finder:
    """Goes through a plan line by line.

    Attributes:
        marks: words → ids of tasks.
        words: any of them, the longest first: 专题会议 within 防范工作专题会议 is no word of its own.
        current: whom the last clause spoke of.
        table: in which table that was; 0 outside of tables.
        is_skipping: whether this section says what is wrong (存在问题) and not what is done.
    """

    marks: Mapping[str, tuple[str, ...]]
    words: re.Pattern[str]
    current: tuple[str, ...] = ()
    table: int = 0
    is_skipping: bool = False

    def read(self, line: FiledLine) -> Mapping[str, list[str]]:
        """Return the line's clauses by the task that each speaks of."""
        text = _QUOTED.sub("", plain(line.text))
        if not line.table and _SECTION.match(text):
            self.is_skipping = _SHORTCOMINGS.search(text) is not None
        if self.is_skipping:
            return {}
        if line.table != self.table or _HEADING.match(text):
            self.current, self.table = (), line.table
        if line.table:
            self.current = self._named(text) or self.current
            clauses = [match[0] for match in _CLAUSE.finditer(text)]
            return dict.fromkeys(self.current, clauses)
        found: dict[str, list[str]] = {}
        clauses = [match[0] for match in _CLAUSE.finditer(text)]
        owners = self._named(clauses[0]) if clauses and self._is_lead_in(clauses[0]) else ()
        for clause in clauses:
            self.current = owners or self._named(clause) or self.current
            for task in self.current:
                found.setdefault(task, []).append(clause)
        return found

    def is_bare(self, passages: Iterable[Passage]) -> bool:
        """Tell whether nothing but the task's name stands there, in no table: a heading left behind."""
        return all(
            not passage.line.table and all(map(self._is_lead_in, passage.clauses)) for passage in passages
        )

    def _is_lead_in(self, clause: str) -> bool:
        """Tell whether it is a task's name and nothing else, such as 2.主题班会."""
        return _NUMBERING.fullmatch(self.words.sub("", clause)) is not None

    def _named(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._ids(text)))

    def _ids(self, text: str) -> Iterator[str]:
        for match in self.words.finditer(text):
            yield from self.marks[match[0]]
