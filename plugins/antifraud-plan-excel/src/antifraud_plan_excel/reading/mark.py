"""The note on a cell of a 退回 copy: how it is written, and known again when the copy comes back."""

from collections.abc import Iterable

from antifraud_plan.plugin import Problem, Severity

MARK = "退回"
"""Author of the notes that a copy carries, by which those of an earlier round are known."""

_OLD_NOTE = "原批注："


def word_mark(problems: Iterable[Problem], old_note: str | None) -> str:
    """Word what is wrong at a cell, and after it the note that the school had there."""
    lines = [f"{problem.severity.value}：{problem.message}{problem.remedy}" for problem in problems]
    return "\n".join(lines if old_note is None else [*lines, f"{_OLD_NOTE}{old_note}"])


def is_mark(author: str, text: str) -> bool:
    """Tell whether a note is such a one and nobody has written anything into it."""
    lines = text.partition(f"\n{_OLD_NOTE}")[0].splitlines()
    words = tuple(f"{severity.value}：" for severity in Severity)
    return author == MARK and all(line.startswith(words) for line in lines)
