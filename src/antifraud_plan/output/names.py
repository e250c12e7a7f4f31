"""Names of files and folders that Windows, Linux and archives all accept."""

import hashlib
import unicodedata
from collections.abc import Sequence
from posixpath import splitext

_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "123456789¹²³")]
)
# Windows counts 260 characters for a whole path and Linux 255 bytes for one name; this leaves room in both.
_LONGEST_NAME_BYTES = 170
_CERTAINLY_SHORT = _LONGEST_NAME_BYTES // 4  # characters; none takes more than four bytes


def safe_name(text: str, suffix: str = "") -> str:
    """Make one file or folder name that Windows, Linux and archives all accept, still readable.

    A name too long is cut before its *suffix* and told apart from others that begin alike.

    >>> safe_name('示例小学 "反诈" 方案: 2023/24')
    '示例小学 ＂反诈＂ 方案： 2023／24'
    >>> safe_name("NUL")
    'NUL_'
    >>> safe_name("校" * 100, ".docx")[-11:]
    '校~4b57.docx'
    """
    if text.isalnum() and len(text) <= _CERTAINLY_SHORT and text.upper() not in _RESERVED:
        return text + suffix  # most names: letters and digits are accepted everywhere
    shown = "".join(character for character in text if unicodedata.category(character)[0] != "C")
    name = shown.translate(_WIDE).strip(" .")
    if len(name.encode()) > _LONGEST_NAME_BYTES:
        while len(name.encode()) > _LONGEST_NAME_BYTES:
            name = name[:-1].rstrip(" .")
        name += "~" + hashlib.sha256(shown.encode()).hexdigest()[:4]
    stem, dot, rest = name.partition(".")
    if stem.rstrip().upper() in _RESERVED:  # Windows looks no further than the first dot
        name = f"{stem}_{dot}{rest}"
    return (name or "未命名") + suffix


def safe_path(path: Sequence[str]) -> str:
    """Join folders and a file name, each made safe, with slashes; the file name keeps its suffix.

    >>> safe_path(("学校方案", "甲校/乙校联合方案.docx"))
    '学校方案/甲校／乙校联合方案.docx'
    """
    *folders, last = path
    return "/".join([*map(safe_name, folders), safe_name(*splitext(last))])
