"""The outline of a plan: sections, the clauses in them, and the references printed on paper."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from antifraud_plan.model.names import check_line, check_name
from antifraud_plan.model.numerals import chinese_number
from antifraud_plan.model.prose import Prose

DEEPEST_LEVEL = 4
"""Levels of headings that official documents know: 一、 （一） 1. （1） (GB/T 9704, 7.3.3)."""


@attrs.frozen
class Section:
    """A heading of the plan and its place in the outline.

    Attributes:
        id: stable id, such as ``4.2``.
        title: heading without its number; empty for an unnumbered preamble.
        under: id of the section above; ``None`` for the top level.
        itemised: whether its clauses are counted off as 一是、二是….
    """

    id: str = attrs.field(validator=check_name)
    title: str = attrs.field(default="", validator=check_line)
    under: str | None = None
    itemised: bool = False


@attrs.frozen
class Clause:
    """A passage of the plan with a stable id; what is due hangs on it.

    Attributes:
        id: clause id of the source plan, such as ``4.1.2``; hidden data, never printed.
        section: id of the section it is printed in.
        text: its sentences, see `Prose`.
        new_paragraph: whether it starts a paragraph or goes on in the one before.
        readings: what in it is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    section: str
    text: Prose
    new_paragraph: bool = False
    readings: Mapping[str, str] = attrs.Factory(dict)


@attrs.frozen
class OutlineParagraph:
    """Clauses printed as one paragraph.

    Attributes:
        clauses: in printed order.
        leads: 一是、二是… printed before each clause; empty strings where the section does not count off.
    """

    clauses: tuple[Clause, ...]
    leads: tuple[str, ...]


@attrs.frozen
class OutlineEntry:
    """A section with everything that printing it needs.

    Attributes:
        section: the section.
        level: 1 for 一、, 2 for （一）…; 0 for an unnumbered preamble.
        number: printed number with its punctuation, such as ``一、`` or ``（二）``.
        reference: how papers refer to it, such as ``四（二）``.
        paragraphs: the section's own prose, in order.
    """

    section: Section
    level: int
    number: str
    reference: str
    paragraphs: tuple[OutlineParagraph, ...]


@attrs.frozen
class Outline:
    """Sections and clauses in printed order, numbered.

    >>> outline = Outline(
    ...     (Section("4", "工作任务"), Section("4.1", "压实责任", under="4")),
    ...     (Clause("4.1.2", "4.1", Prose.parse("每月召开会议。")),),
    ... )
    >>> outline.reference("4.1.2")
    '一（一）'
    """

    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    @cached_property
    def entries(self) -> tuple[OutlineEntry, ...]:
        """Every section depth first, siblings in the order of the file."""
        return tuple(self._walk(None, 1, ""))

    def _walk(self, under: str | None, level: int, above: str) -> Iterator[OutlineEntry]:
        count = 0
        for section in self.sections:
            if section.under != under:
                continue
            if not section.title:
                yield OutlineEntry(section, 0, "", above, self._paragraphs(section))
                continue
            count += 1
            number, mark = _number(level, count)
            yield OutlineEntry(section, level, number, above + mark, self._paragraphs(section))
            yield from self._walk(section.id, level + 1, above + mark)

    def _paragraphs(self, section: Section) -> tuple[OutlineParagraph, ...]:
        grouped: list[list[tuple[Clause, str]]] = []
        for count, clause in enumerate(self.clauses_of(section), start=1):
            lead = f"{chinese_number(count)}是" if section.itemised else ""
            if clause.new_paragraph or not grouped:
                grouped.append([])
            grouped[-1].append((clause, lead))
        return tuple(
            OutlineParagraph(tuple(clause for clause, _ in group), tuple(lead for _, lead in group))
            for group in grouped
        )

    def clauses_of(self, section: Section) -> tuple[Clause, ...]:
        """Return the clauses printed in *section* itself, in order."""
        return tuple(clause for clause in self.clauses if clause.section == section.id)

    @cached_property
    def _references(self) -> dict[str, str]:
        by_section = {entry.section.id: entry.reference for entry in self.entries}
        references = dict(by_section)
        for clause in self.clauses:
            references[clause.id] = by_section.get(clause.section, "")
        return references

    def reference(self, clause_or_section: str) -> str:
        """Return the printed reference, such as ``四（二）``; empty in a preamble, `KeyError` if unknown."""
        return self._references[clause_or_section]


def _number(level: int, count: int) -> tuple[str, str]:
    """Number as a heading prints it and as a reference does (GB/T 9704, 7.3.3)."""
    match level:
        case 1:
            return f"{chinese_number(count)}、", chinese_number(count)
        case 2:
            return f"（{chinese_number(count)}）", f"（{chinese_number(count)}）"
        case 3:
            return f"{count}.", f"{count}"
        case _:
            return f"（{count}）", f"（{count}）"
