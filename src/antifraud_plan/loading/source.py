"""From the bytes of a file to text: encodings and line ends as programs on Windows leave them."""

import codecs

import attrs

from antifraud_plan.problems import Location, Problem

_SAVE_AS_UTF8 = "请用记事本打开，点“文件”“另存为”，编码选“UTF-8”，再保存。"


@attrs.frozen
class SourceText:
    r"""A decoded file.

    Attributes:
        text: with ``\n`` as the only line end and no byte order mark; empty if unreadable.
        problems: what is wrong with the bytes.
        is_readable: the bytes could be turned into text, if with problems.
    """

    text: str
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True


def decode_source(data: bytes | str, file: str, *, max_bytes: int) -> SourceText:
    r"""Decode *data* as UTF-8; with another encoding say so, and read on if it is one that can be known.

    >>> decode_source("year = 2023\r\n".encode("utf-8-sig"), "plan.toml", max_bytes=99).text
    'year = 2023\n'
    >>> print(decode_source("name = '某县'".encode("gbk"), "plan.toml", max_bytes=99).problems[0].message)
    这个文件不是以 UTF-8 编码保存的，看来是 GBK（ANSI）编码。
    """
    if len(data) > max_bytes:
        message = f"文件过大：{len(data)} 字节，最多可读 {max_bytes} 字节。"
        problem = Problem("text-too-large", message, Location(file), "请检查是否选错了文件。")
        return SourceText("", (problem,), is_readable=False)
    text, problems = (data, ()) if isinstance(data, str) else _decode(data, file)
    if text is None:
        return SourceText("", problems, is_readable=False)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        message = "这里的换行只有一个回车符（CR），不是换行符。"
        remedy = "请用记事本打开文件，重新保存后再检查。"
        problems = (*problems, Problem("text-line-end", message, Location(file, line), remedy))
    return SourceText(text.replace("\r", "\n"), problems)


def _decode(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "这个文件不是以 UTF-8 编码保存的，看来是 UTF-16（Unicode）编码。"
        text = data.decode("utf-16", errors="replace")
        return text, (Problem("text-encoding", message, Location(file, 1, 1), _SAVE_AS_UTF8),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        place = _place(data[: error.start].decode("utf-8"), file)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        message = "从这里起的内容不是 UTF-8 编码的文字，无法读出。"
        return None, (Problem("text-encoding", message, place, _SAVE_AS_UTF8),)
    message = "这个文件不是以 UTF-8 编码保存的，看来是 GBK（ANSI）编码。"
    # Some GBK characters happen to be sound UTF-8, so the first that is not ASCII is the place to show.
    place = _place(
        text[: next(index for index, character in enumerate(text) if not character.isascii())], file
    )
    return text, (Problem("text-encoding", message, place, _SAVE_AS_UTF8),)


def _place(before: str, file: str) -> Location:
    before = before.removeprefix("\ufeff")
    return Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
