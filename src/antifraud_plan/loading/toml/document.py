"""TOML text to a located tree, every mistake in it reported at once."""

import re

import attrs

from antifraud_plan.loading.reader import Reader
from antifraud_plan.loading.source import decode_source
from antifraud_plan.loading.toml.blanks import skip_comment, skip_spaces
from antifraud_plan.loading.toml.building import Key, OpenTable, append_header, open_header, put
from antifraud_plan.loading.toml.keys import read_equals, read_key
from antifraud_plan.loading.toml.tree import Broken, Table
from antifraud_plan.loading.toml.values import MAX_DEPTH, read_value, report_too_deep
from antifraud_plan.problems import Location, Problem

MAX_BYTES = 1024 * 1024
"""The largest text read; a plan has about a tenth of it."""

_OPENING = re.compile(r"[\[［【]{1,2}")
_CLOSING = re.compile(r"[\]］】]*")
_WIDE_BRACKET = re.compile(r"[［【］】]")
_PUNCTUATION = re.compile(r"[,，;；、。]+[ \t]*(?=#|\n|\Z)")
_FOREIGN_COMMENT = re.compile(r"//|＃")


def load_tree(source: bytes | str, file: str) -> tuple[Table, tuple[Problem, ...]]:
    r"""Read TOML 1.0; *file* is its name as the user knows it.

    What can be read is in the tree even when there are problems: a value that cannot is
    `Broken`, a table that lost a line `is_incomplete`. Larger than `MAX_BYTES` or nested deeper
    than `MAX_DEPTH` is refused.

    >>> tree, problems = load_tree('name = "某县"\nyear ＝ 2023', "plan.toml")
    >>> str(tree.find("name").location)
    'plan.toml:1:8'
    >>> print(*problems)
    plan.toml:2:6 错误 键和值之间写的是“＝”。请改成一个英文等号 =。 [toml-missing-equals]
    """
    decoded = decode_source(source, file, max_bytes=MAX_BYTES)
    reader = Reader(decoded.text, file)
    root = OpenTable(Location(file, 1, 1), is_closed=True, is_incomplete=not decoded.is_readable)
    document = _Document(reader, root, section=root)
    while reader.peek():
        document.read_statement()
        reader.position += 1
    root.is_incomplete = root.is_incomplete or reader.has_given_up
    return root.freeze(), (*decoded.problems, *reader.problems)


@attrs.define
class _Document:
    """Where reading stands between two statements.

    Attributes:
        section: the table that the next pair goes into.
        depth: how many levels deep it lies.
        opened: tables that dotted keys have opened in this section; they close with it.
    """

    reader: Reader
    root: OpenTable
    section: OpenTable
    depth: int = 0
    opened: list[OpenTable] = attrs.field(factory=list)

    def read_statement(self) -> None:
        """Read one statement and stop at the end of its last line."""
        reader = self.reader
        skip_spaces(reader)
        match reader.peek():
            case "" | "\n" | "#":
                is_sound = True
            case "[" | "［" | "【":
                is_sound = self._read_header()
            case _:
                is_sound = self._read_pair()
        if not is_sound:
            reader.skip_line()
            return
        skip_comment(reader)
        if reader.peek() not in ("\n", ""):
            self._report_trailing()
            reader.skip_line()

    def _read_pair(self) -> bool:
        """Read ``key = value``; tell whether the rest of the line can be judged."""
        reader = self.reader
        start = reader.position
        if reader.take(_FOREIGN_COMMENT):
            reader.report("toml-comment", start, "注释不能这样开头。", "注释请以英文的 # 开头。")
            return False
        key = read_key(reader)
        depth = self.depth + len(key or ())
        if depth > MAX_DEPTH:
            report_too_deep(reader, start)
            key = None
        if key is None:
            self.section.is_incomplete = True
        if not read_equals(reader):
            if key is not None:
                put(self.section, key, Broken(reader.location(start)), reader)
            return False
        value = read_value(reader, depth)
        if key is not None:
            self.opened.extend(put(self.section, key, value, reader))
        return key is not None and not isinstance(value, Broken)

    def _read_header(self) -> bool:
        """Read ``[key]`` or ``[[key]]``; tell whether the rest of the line can be judged."""
        reader = self.reader
        start = reader.position
        for table in self.opened:
            table.is_closed = True
        self.opened.clear()
        opening = reader.take(_OPENING) or ""
        skip_spaces(reader)
        key = read_key(reader)
        skip_spaces(reader)
        end = reader.position
        closing = reader.take(_CLOSING) or ""
        self._open_section(start, key, is_array=len(opening) == 2)
        if key is None:
            return False
        if _WIDE_BRACKET.search(opening + closing):
            reader.report("toml-punctuation", start, "表的名称用了中文括号。", "请改用英文方括号 [ ]。")
        if len(opening) != len(closing):
            brackets = "]" * len(opening)
            message = f"表的名称以 {'[' * len(opening)} 开头，却没有以 {brackets} 结束。"
            remedy = f"请在名称后面写上 {brackets}；一组表中的每一项用双方括号，单独的表用单方括号。"
            reader.report("toml-header", end, message, remedy)
            return False
        return True

    def _open_section(self, start: int, key: Key | None, *, is_array: bool) -> None:
        reader = self.reader
        # Lines under a header that cannot be used go into a table nobody sees, so that they are still read.
        section = OpenTable(reader.location(start), is_closed=True)
        self.depth = len(key or ()) + is_array
        if key is None:
            self.root.is_incomplete = True
        elif self.depth > MAX_DEPTH:
            report_too_deep(reader, start)
        elif is_array:
            section = append_header(self.root, key, reader) or section
        else:
            section = open_header(self.root, key, reader) or section
        self.section = section

    def _report_trailing(self) -> None:
        reader = self.reader
        start = reader.position
        line_start = reader.text.rfind("\n", 0, start) + 1
        if punctuation := reader.take(_PUNCTUATION):
            message = f"行末多了标点“{punctuation.strip()}”。"
            reader.report("toml-trailing-text", start, message, "请删去这个标点。")
        elif reader.take(_FOREIGN_COMMENT):
            reader.report("toml-comment", start, "注释不能这样开头。", "注释请以英文的 # 开头。")
        elif reader.text[start - 1] == '"' and '"' in reader.text[line_start : start - 1]:
            message = "文字在这里已经结束，后面还有内容。"
            remedy = '文字里面要用引号时，请用中文引号“”，或写成 \\"。'
            reader.report("toml-trailing-text", start, message, remedy)
        else:
            message = "这一行到这里已经完整，后面还有多余的内容。"
            reader.report("toml-trailing-text", start, message, "请删去多余的内容，或另起一行。")
