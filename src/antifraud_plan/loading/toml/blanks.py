"""What says nothing in TOML: spaces and comments."""

import re

from antifraud_plan.loading.reader import Reader

_SPACES = re.compile(r"[ \t]*")
# What a Chinese input method or a web page leaves between words: U+3000, no-break and zero-width spaces.
_ODD_SPACES = re.compile("[\u0085\u00a0\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+")
_COMMENT = re.compile(r"#[^\n]*")


def skip_spaces(reader: Reader) -> None:
    """Go past spaces and tabs, and past other spaces with a report."""
    reader.take(_SPACES)
    start = reader.position
    while reader.take(_ODD_SPACES):
        reader.report("toml-space", start, "这里有全角空格或特殊空格。", "请删去，或改成半角空格。")
        reader.take(_SPACES)


def skip_comment(reader: Reader) -> None:
    """Go past spaces and a comment, if there is one."""
    skip_spaces(reader)
    start = reader.position
    if comment := reader.take(_COMMENT):
        reader.check_characters(start, comment)
