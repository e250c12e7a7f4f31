"""Where documents go: names safe on every system, files written whole, files somebody edited left alone."""

import errno
import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import splitext
from typing import Self

import attrs

from antifraud_plan.offers import Document
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity

MANIFEST = "manifest.json"
JOURNAL = "manifest.journal"

_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "123456789¹²³")]
)
# Windows counts 260 characters for a whole path and Linux 255 bytes for one name; this leaves room in both.
_LONGEST_NAME_BYTES = 170
_DISK_FULL = frozenset([errno.ENOSPC, errno.EDQUOT])


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


@attrs.frozen
class Written:
    """What became of one document.

    Attributes:
        path: where it is.
        is_new: whether its bytes changed; an unchanged file is not touched.
    """

    path: Path
    is_new: bool


class OutputFolder:
    """A folder of generated papers with a manifest of their hashes, for use in a ``with`` statement.

    Attributes:
        directory: the folder.
        problems: what went wrong when the manifest was written, known after the ``with`` statement.

    A file that is there but is not as it was generated belongs to whoever edited it: it is
    reported and kept. What is about to be written is noted in a journal first, so that the papers
    of a run that was killed are still known as ours.
    """

    def __init__(
        self, directory: Path, hashes: Mapping[str, str], journal: Iterable[tuple[str, str]]
    ) -> None:
        self.directory = directory
        self._hashes = dict(hashes)
        self._ours = {*hashes.items(), *journal}
        self._names: dict[str, str] = {}
        self.problems: tuple[Problem, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Keep the hashes for the next run, also after one that broke off; see `problems`."""
        text = json.dumps(self._hashes, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            write_whole(self.directory / MANIFEST, [text.encode()])
            (self.directory / JOURNAL).unlink(missing_ok=True)
        except OSError as error:
            self.problems = (describe_unwritable(error, self.directory / MANIFEST),)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Make the folder if need be and read its manifest.

        Raises `ProblemsFoundError` when it is not a folder that can be written.
        """
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            problem = Problem(
                "output-unwritable",
                "输出位置是一个文件，不是文件夹。",
                Location(str(directory)),
                "请用 --out 另选一处。",
            )
            raise ProblemsFoundError([problem]) from None
        except OSError as error:
            raise ProblemsFoundError([describe_unwritable(error, directory)]) from None
        try:
            stored = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stored = {}
        hashes = stored.items() if isinstance(stored, dict) else ()
        known = {name: value for name, value in hashes if isinstance(value, str)}
        return cls(directory, known, _read_journal(directory / JOURNAL))

    def write(self, document: Document) -> Written | Problem:
        """Write *document* whole or not at all; a file somebody changed is left as it is."""
        *folders, last = document.path
        names = [*map(safe_name, folders), safe_name(*splitext(last))]
        target = self.directory.joinpath(*names)
        key = "/".join(names)
        digest = _digest(document.chunks)
        if key.casefold() in self._names:
            message = "有两份文件要用同一个名字，只写了前一份。"
            return Problem("same-file-name", message, Location(str(target)), "请让两个单位的名称有所区别。")
        self._names[key.casefold()] = key
        try:
            found = _digest([target.read_bytes()]) if target.exists() else None
            if found == digest:
                self._hashes[key] = digest
                return Written(target, is_new=False)
            if found is not None and (key, found) not in self._ours:
                return _keep(target, is_known=any(key == name for name, _ in self._ours))
            with (self.directory / JOURNAL).open("a", encoding="utf-8") as journal:
                journal.write(f"{digest} {key}\n")
            write_whole(target, document.chunks)
        except OSError as error:
            return describe_unwritable(error, target)
        self._hashes[key] = digest
        return Written(target, is_new=True)

    def find_left_over(self) -> Iterator[Problem]:
        """Yield a note for every paper of an earlier run that this one, which made all there are, did not."""
        for key in sorted(self._hashes.keys() - set(self._names.values())):
            target = self.directory / key
            if target.is_file():
                message = "这份文件以前生成过，这次没有，可能是单位改了名或已撤并。"
                yield Problem(
                    "left-over", message, Location(str(target)), "不再需要就请删去。", Severity.NOTE
                )


def _keep(target: Path, *, is_known: bool) -> Problem:
    where, remedy = Location(str(target)), "请先把它另存到别处或改名，再重新生成。"
    if is_known:
        return Problem("file-edited", "这个文件在生成以后被改动过，没有覆盖。", where, remedy)
    message = "这里已经有一个同名文件，不是程序生成的，没有覆盖。"
    return Problem("file-not-ours", message, where, remedy)


def _read_journal(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (file, hash) of what a run that broke off had written or was about to write."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        digest, _, key = line.partition(" ")
        yield key, digest


def write_whole(target: Path, chunks: Iterable[bytes]) -> None:
    """Write a file under a temporary name, then rename it: nobody ever sees half of it.

    Raises `OSError`; the temporary file is gone then.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".~{target.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.writelines(chunks)
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def describe_unwritable(error: OSError, path: Path) -> Problem:
    """Word why the operating system let nobody write a file, and what to do about it."""
    match error:
        case PermissionError():
            what, remedy = (
                "没有权限写入，或文件正在别的程序中打开。",
                "请在 Word、Excel 或 WPS 中关闭它，或用 --out 另选文件夹。",
            )
        case FileNotFoundError():
            what, remedy = "找不到这个位置。", "请检查路径。"
        case _ if error.errno in _DISK_FULL:
            what, remedy = "磁盘空间不足，没有写完的文件已经删去。", "请清理磁盘或换一个位置，再重新生成。"
        case _:
            what, remedy = f"无法写入：{error.strerror or error}。", "请检查磁盘和路径。"
    return Problem("file-unwritable", what, Location(str(path)), remedy)


def _digest(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
