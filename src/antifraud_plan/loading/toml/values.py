"""TOML's values, arrays and inline tables among them, read on past a mistake."""

import re

from antifraud_plan.loading.reader import Reader
from antifraud_plan.loading.toml.bare import IN_BRACKETS, IN_LINE, read_bare
from antifraud_plan.loading.toml.blanks import skip_comment, skip_spaces
from antifraud_plan.loading.toml.building import OpenTable, put
from antifraud_plan.loading.toml.keys import read_equals, read_key
from antifraud_plan.loading.toml.strings import read_string, skip_chinese_quoted
from antifraud_plan.loading.toml.tree import Array, Broken, Node

MAX_DEPTH = 40
"""How deep tables and arrays may lie in each other; a plan has about five levels."""

_KEY = r"""(?:[A-Za-z0-9_.-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*="""
# No line inside a sound array looks like these, so meeting one means that a bracket was left open.
_NEXT_STATEMENT = re.compile(
    rf"\n[ \t]*(?:{_KEY}|\[\[?[ \t]*(?!(?:true|false|inf|nan)\b)[A-Za-z_][\w.-]*[ \t]*\]\]?[ \t]*(?:\#.*)?$)",
    re.MULTILINE,
)
_BLANK_LINES = r"(?:[ \t]*(?:\#[^\n]*)?\n)+[ \t]*"
_NEXT_KEY = re.compile(rf"{_BLANK_LINES}(?=\}}|{_KEY})")
_NEXT_COMMA = re.compile(rf"{_BLANK_LINES}(?=[,}}])")
_OPENING = re.compile(r"[\[［【]")
_CLOSING = re.compile(r"[\]］】]")
_BRACKET = re.compile(r"[\[\]{}\n]")
_COMMA = re.compile(r",")
_UP_TO_COMMA = re.compile(r"[^\n,}]*")


def read_value(reader: Reader, depth: int) -> Node:
    """Read the value of a key that lies *depth* levels deep and stands on its own line."""
    return _read_value(reader, depth, IN_LINE)


def _read_value(reader: Reader, depth: int, reach: re.Pattern[str]) -> Node:
    match reader.peek():
        case '"' | "'":
            return read_string(reader)
        case "“" | "”":
            return skip_chinese_quoted(reader)
        case "[" | "［" | "【":
            return _read_deeper(reader, depth)
        case "{" | "｛":
            return _read_deeper(reader, depth)
        case _:
            return read_bare(reader, reach)


def _read_deeper(reader: Reader, depth: int) -> Node:
    start = reader.position
    if depth >= MAX_DEPTH:
        report_too_deep(reader, start)
        _skip_brackets(reader)
        return Broken(reader.location(start))
    opening = reader.peek()
    _report_wide(reader, "［【｛")
    reader.position += 1
    if opening in ("{", "｛"):
        return _read_inline_table(reader, start, depth + 1)
    return _read_array(reader, start, depth + 1)


def _skip_brackets(reader: Reader) -> None:
    """Go past the bracket that closes the one here, or to the end of the line."""
    depth = 0
    for found in _BRACKET.finditer(reader.text, reader.position):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found.group(), -depth)
        if depth == 0:
            reader.position = found.start() if found.group() == "\n" else found.end()
            return
    reader.position = len(reader.text)


def report_too_deep(reader: Reader, offset: int) -> None:
    """Report that tables and arrays lie too deep in each other at *offset*."""
    message = f"这里嵌套过深，最多可嵌套{MAX_DEPTH}层。"
    reader.report("toml-too-deep", offset, message, "请检查括号和键里的点是否写多了。")


def _report_wide(reader: Reader, characters: str) -> None:
    if (mark := reader.peek()) and mark in characters:
        narrow = {"［": "[", "【": "[", "］": "]", "】": "]", "｛": "{", "｝": "}"}.get(mark, ",")
        reader.report(
            "toml-punctuation", reader.position, f"这里用了中文标点“{mark}”。", f"请改成英文的 {narrow}。"
        )


def _skip_to_item(reader: Reader) -> bool:
    """Go to the next thing inside an array; tell whether the array goes on at all."""
    while True:
        skip_comment(reader)
        if reader.peek() != "\n":
            return reader.peek() != ""
        if _NEXT_STATEMENT.match(reader.text, reader.position):
            return False
        reader.position += 1


def _read_array(reader: Reader, start: int, depth: int) -> Node:
    items: list[Node] = []
    while _skip_to_item(reader):
        if reader.peek() in "]］】":
            _report_wide(reader, "］】")
            reader.position += 1
            return Array(tuple(items), reader.location(start))
        before = reader.position
        items.append(_read_value(reader, depth, IN_BRACKETS))
        after = reader.position
        if not _skip_to_item(reader):
            break
        if reader.peek() in ",，、;；":
            _report_wide(reader, "，、;；")
            reader.position += 1
        elif reader.peek() not in "]］】":
            if before == after:
                # What stands here begins no value and has been reported: step over it.
                reader.position += 1
            else:
                reader.report("toml-missing-comma", after, "两个值之间缺少逗号。", "请在这里加上英文逗号 ,。")
    reader.report("toml-unclosed-array", start, "这里的方括号没有配对的 ]。", "请在最后一个值的后面加上 ]。")
    return Broken(reader.location(start))


def _read_inline_table(reader: Reader, start: int, depth: int) -> Node:
    table = OpenTable(reader.location(start))
    while _skip_in_braces(reader, start, _NEXT_KEY):
        if _read_closing_brace(reader):
            return table.freeze()
        before = reader.position
        _read_inline_pair(reader, table, depth)
        after = reader.position
        if not _skip_in_braces(reader, start, _NEXT_COMMA):
            break
        if _read_closing_brace(reader):
            return table.freeze()
        if reader.peek() in ",，、;；":
            comma = reader.position
            _report_wide(reader, "，、;；")
            reader.position += 1
            skip_spaces(reader)
            if reader.peek() in ("}", "｝"):
                message = "花括号里最后一个值的后面不能有逗号。"
                reader.report("toml-inline-table", comma, message, "请删去这个逗号。")
        elif before == after:
            reader.position += 1
        else:
            reader.report("toml-missing-comma", after, "两个值之间缺少逗号。", "请在这里加上英文逗号 ,。")
    reader.report("toml-unclosed-table", start, "这里的花括号没有配对的 }。", "请在最后一个值的后面加上 }。")
    return Broken(reader.location(start))


def _read_closing_brace(reader: Reader) -> bool:
    if reader.peek() not in ("}", "｝"):
        return False
    _report_wide(reader, "｝")
    reader.position += 1
    return True


def _read_inline_pair(reader: Reader, table: OpenTable, depth: int) -> None:
    key = read_key(reader)
    if key is None:
        table.is_incomplete = True
    if not read_equals(reader):
        reader.take(_UP_TO_COMMA)
        table.is_incomplete = True
        return
    value = _read_value(reader, depth + len(key or ()), IN_BRACKETS)
    if key is not None and depth + len(key) <= MAX_DEPTH:
        put(table, key, value, reader)
    elif key is not None:
        report_too_deep(reader, key[0].offset)


def _skip_in_braces(reader: Reader, start: int, next_line: re.Pattern[str]) -> bool:
    """Go to the next thing inside braces; tell whether they go on, be it wrongly on a new line."""
    skip_spaces(reader)
    if reader.peek() not in ("\n", "#", ""):
        return True
    if reader.take(next_line) is None:
        return False
    message = "花括号里的内容必须写在同一行。"
    reader.report("toml-inline-table", start, message, "请合成一行，或改用 [名称] 开头的表。")
    return True
