"""A user's mistake as a value: where it is, how grave it is, what to do about it."""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import Enum
from typing import Self

import attrs


class Severity(Enum):
    """How grave a problem is; only an error makes ``check`` fail.

    ``ERROR``: nothing can be built from this (错误). ``GAP``: something a person still has to
    supply, printed as a marked blank in drafts (待补). ``NOTE``: worth a look (提示).
    """

    ERROR = "错误"
    GAP = "待补"
    NOTE = "提示"


@attrs.frozen
class Location:
    """A place in a user's file, printed the way that file's program counts.

    Attributes:
        file: name as the user knows it, usually relative to the workspace.
        line: 1-based line of a text file.
        column: 1-based column in characters, not bytes.
        sheet: worksheet of a workbook.
        cell: address in A1 notation, or a range such as ``B2:D2``.
        part: any other place in words, such as 第3段 of a Word template.

    >>> str(Location("plan.toml", line=23, column=9))
    'plan.toml:23:9'
    >>> str(Location("上报.xlsx", sheet="班会", cell="C5"))
    '上报.xlsx:班会!C5'
    >>> str(Location("承诺书.docx", part="第3段"))
    '承诺书.docx:第3段'
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"{self.file}:{self.sheet}" + (f"!{self.cell}" if self.cell else "")
        if self.part is not None:
            return f"{self.file}:{self.part}"
        return ":".join(str(item) for item in (self.file, self.line, self.column) if item is not None)

    @property
    def in_words(self) -> str:
        """The place as a clerk looks it up: of a text file the line is enough.

        >>> Location("records/公安通报案件.csv", line=2, column=1).in_words
        'records/公安通报案件.csv第2行'
        >>> Location("上报.xlsx", sheet="班会", cell="C5").in_words
        '上报.xlsx:班会!C5'
        """
        is_text = self.line is not None and self.sheet is None and self.part is None
        return f"{self.file}第{self.line}行" if is_text else str(self)


@attrs.frozen
class Problem:
    """One mistake, worded for the person who can mend it.

    Attributes:
        code: stable name in kebab case, such as ``unknown-key``; listed in docs/reference/problems.md.
        message: one Chinese sentence: what is wrong and what was expected.
        location: where; ``None`` when it is nowhere in a file (a missing plugin, say).
        remedy: one Chinese sentence: how to mend it; empty when the message already says it.
        severity: see `Severity`.

    >>> print(Problem("unknown-key", "不认识的键“yaer”。", Location("plan.toml", 3, 1), "是否想写“year”？"))
    plan.toml:3:1 错误 不认识的键“yaer”。是否想写“year”？ [unknown-key]
    """

    code: str
    message: str
    location: Location | None = None
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.location} " if self.location else ""
        return f"{place}{self.severity.value} {self.message}{self.remedy} [{self.code}]"


class ProblemsFoundError(Exception):
    """Raised by functions that promise a value and cannot give one; carries every problem at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        # Exceptions cross process boundaries (``--jobs``) by their constructor's arguments.
        return type(self), (self.problems,)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether anything in *problems* forbids building."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def find_nearest(name: str, names: Iterable[str]) -> str | None:
    """Give the one of *names* most like *name*, or ``None`` when none is near.

    >>> find_nearest("yaer", ["name", "year"])
    'year'
    >>> find_nearest("month", ["name", "year"])
    >>> find_nearest("student", ["senior", "unit"])
    """
    # Latin letters are half alike by chance; of a Chinese name of two characters one may be mistyped.
    likeness = 0.6 if name.isascii() else 0.5
    return next(iter(get_close_matches(name, sorted(names), n=1, cutoff=likeness)), None)


def suggest(name: str, names: Iterable[str]) -> str:
    """Word the question whether the nearest of *names* was meant; empty when none is near.

    >>> suggest("yaer", ["name", "year"])
    '是否想写“year”？'
    """
    nearest = find_nearest(name, names)
    return f"是否想写“{nearest}”？" if nearest else ""
