"""A cursor over a text that knows line and column and collects what is wrong."""

import re
from bisect import bisect_right

import attrs

from antifraud_plan.problems import Location, Problem

MAX_PROBLEMS = 200
"""How many mistakes of one text are told; a file that is no TOML at all would give thousands."""

_LINE_REST = re.compile(r"[^\n]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@attrs.define
class Reader:
    r"""A text being read.

    Attributes:
        text: the whole text, its lines ended by ``\n`` alone.
        file: its name as the user knows it.
        position: offset of the next character.
        problems: what has been reported so far.
    """

    text: str
    file: str
    position: int = 0
    problems: list[Problem] = attrs.field(factory=list)
    _line_starts: list[int] = attrs.field(init=False)

    @_line_starts.default
    def _find_line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def location(self, offset: int) -> Location:
        """Tell line and column of *offset*, both counted from 1, columns in characters."""
        line = bisect_right(self._line_starts, offset)
        return Location(self.file, line, offset - self._line_starts[line - 1] + 1)

    def report(self, code: str, offset: int, message: str, remedy: str = "") -> None:
        """Note a mistake; the same one is noted once, and after too many reading ends."""
        if self.has_given_up:
            return
        problem = Problem(code, message, self.location(offset), remedy)
        if len(self.problems) == MAX_PROBLEMS:
            message = f"错误超过{MAX_PROBLEMS}处，其余的没有列出。"
            remedy = "请先改正以上各处，再检查一次。"
            self.problems.append(Problem("too-many-problems", message, problem.location, remedy))
            self.position = len(self.text)
        elif problem not in self.problems:
            self.problems.append(problem)

    @property
    def has_given_up(self) -> bool:
        """Whether there were too many mistakes to read on."""
        return len(self.problems) > MAX_PROBLEMS

    def peek(self) -> str:
        """Give the next character; empty at the end."""
        return self.text[self.position : self.position + 1]

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """Read what *pattern* matches here, or give ``None`` and stay."""
        found = pattern.match(self.text, self.position)
        if found is None:
            return None
        self.position = found.end()
        return found.group()

    def skip_line(self) -> None:
        """Go to the end of the line."""
        self.take(_LINE_REST)

    def check_characters(self, start: int, text: str) -> bool:
        """Report the first character of *text*, which begins at *start*, that no text may hold."""
        found = _CONTROL.search(text)
        if found is None:
            return True
        self.report(
            "text-control-character",
            start + found.start(),
            f"这里有一个看不见的控制字符（编码 {ord(found.group()):04X}）。",
            "请删去这个字符，或把这一行重新打一遍。",
        )
        return False
