"""TOML's four kinds of quoted text."""

import re
import tomllib

from antifraud_plan.loading.reader import Reader
from antifraud_plan.loading.toml.tree import Broken, Leaf

# Possessive repeats keep a hostile text from making these patterns backtrack.
_ONE_LINE_BASIC = re.compile(r'"(?:[^"\\\n]++|\\[^\n])*+"')
_ONE_LINE_LITERAL = re.compile(r"'[^'\n]*+'")
_MANY_LINES_BASIC = re.compile(r'"""(?:[^"\\]++|\\[\s\S]|""?(?!"))*+"{3,5}')
_MANY_LINES_LITERAL = re.compile(r"'''(?:[^']++|''?(?!'))*+'{3,5}")
_KINDS = {
    '"""': _MANY_LINES_BASIC,
    "'''": _MANY_LINES_LITERAL,
    '"': _ONE_LINE_BASIC,
    "'": _ONE_LINE_LITERAL,
}
_IN_CHINESE_QUOTES = re.compile(r'[“”][^"“”\n]*[”“"]')
_CLOSED_IN_CHINESE = re.compile(r'"[^"\n]*”(?=[ \t]*(?:[,，、\]}#\n]|\Z))')
_ESCAPE = re.compile(r'\\(?:[btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\n)|(\\.?)')
_WINDOWS_PATH = re.compile(r'"+(?:[A-Za-z]:|\\)\\')
_NEXT_STATEMENT = re.compile(r"\n(?=[ \t]*(?:[A-Za-z0-9_.-]+[ \t]*=|\[\[?[ \t]*[A-Za-z_]))")


def read_string(reader: Reader) -> Leaf | Broken:
    """Read the quoted text that begins here with an ASCII quotation mark."""
    delimiter = next(mark for mark in _KINDS if reader.text.startswith(mark, reader.position))
    return _read_quoted(reader, delimiter)


def read_quoted_key(reader: Reader) -> Leaf | Broken:
    """Read a key in quotation marks, which cannot run over several lines."""
    return _read_quoted(reader, reader.peek())


def _read_quoted(reader: Reader, delimiter: str) -> Leaf | Broken:
    start = reader.position
    written = reader.take(_KINDS[delimiter])
    if written is None:
        return _skip_unclosed(reader, delimiter)
    return _decode(reader, start, written, delimiter)


def skip_chinese_quoted(reader: Reader) -> Broken:
    """Report text in Chinese quotation marks and go past it."""
    start = reader.position
    if reader.take(_CLOSED_IN_CHINESE) is None and reader.take(_IN_CHINESE_QUOTES) is None:
        reader.skip_line()
    reader.report(
        "toml-punctuation",
        start,
        "这里用了中文引号。",
        '两端的引号请改成英文引号 "，引号里面的文字可以照用中文引号。',
    )
    return Broken(reader.location(start))


def _decode(reader: Reader, start: int, written: str, delimiter: str) -> Leaf | Broken:
    location = reader.location(start)
    if not reader.check_characters(start, written):
        return Broken(location)
    if delimiter in ("'", '"') and "\\" not in written:
        return Leaf(written[1:-1], written, location)
    if delimiter[0] == '"':
        for escape in _ESCAPE.finditer(written):
            if escape.group(1):
                _report_escape(reader, start, written, escape)
                return Broken(location)
    try:
        return Leaf(tomllib.loads(f"v = {written}")["v"], written, location)
    except tomllib.TOMLDecodeError:
        # Only an escape that names no character, such as \ud800, comes this far.
        reader.report("toml-escape", start, "这段文字里用反斜杠写出的字符不存在。", "请直接写出这个字符。")
        return Broken(location)


def _report_escape(reader: Reader, start: int, written: str, escape: re.Match[str]) -> None:
    message = f"双引号里的反斜杠有特殊含义，“{escape.group().strip()}”不是可用的写法。"
    remedy = "要写反斜杠本身，请把每个反斜杠都写成两个。"
    if _WINDOWS_PATH.match(written):
        remedy = "文件路径请把反斜杠“\\”改成“/”，或把两端的双引号改成单引号 '。"
    reader.report("toml-escape", start + escape.start(), message, remedy)


def _skip_unclosed(reader: Reader, delimiter: str) -> Broken:
    start = reader.position
    if len(delimiter) == 1 and _CLOSED_IN_CHINESE.match(reader.text, start):
        return skip_chinese_quoted(reader)
    message = f"这里开始的文字没有结束的引号 {delimiter}。"
    rest = reader.text[start:].partition("\n")[0].rstrip()
    if len(delimiter) == 3 or rest == delimiter:
        remedy = f"文字要占几行时，开头和结尾都要用三个引号 {delimiter[0] * 3}。"
        following = _NEXT_STATEMENT.search(reader.text, start)
        reader.position = following.start() if following else len(reader.text)
    else:
        remedy = f"请在文字末尾加上 {delimiter}。"
        if rest.endswith('\\"'):
            remedy = "末尾的反斜杠使引号失去了作用：要写反斜杠本身，请写成两个，或改用单引号 '。"
        reader.skip_line()
    reader.report("toml-unclosed-string", start, message, remedy)
    return Broken(reader.location(start))
