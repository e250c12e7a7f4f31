"""Files written whole: under a temporary name, then renamed, so that nobody ever sees half of one."""

import errno
import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self

from antifraud_plan.problems import Location, Problem

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # the last on Windows only
_DISK_FULL = frozenset([errno.ENOSPC, errno.EDQUOT])


class Prepared:
    """A file that is written and waits beside its place, to be put there or discarded.

    Attributes:
        digest: SHA-256 of its bytes, in hex.
    """

    def __init__(self, target: str, temporary: str, digest: str) -> None:
        self.digest = digest
        self._target = target
        self._temporary: str | None = temporary

    @classmethod
    def write(cls, target: str, chunks: Iterable[bytes]) -> Self:
        """Write what is to become *target* beside it; raises `OSError` and whatever making a chunk raises."""
        folder, name = os.path.split(target)
        temporary = os.path.join(folder, temporary_name(name))
        digest = hashlib.sha256()
        descriptor = _create(temporary)
        try:
            try:
                for chunk in chunks:
                    digest.update(chunk)
                    _write(descriptor, chunk)
            finally:
                os.close(descriptor)
        except BaseException:
            _remove(temporary)
            raise
        return cls(target, temporary, digest.hexdigest())

    def put_in_place(self) -> None:
        """Rename it to what it is to be; raises `OSError`."""
        if self._temporary:
            os.replace(self._temporary, self._target)
            self._temporary = None

    def discard(self) -> None:
        """Remove it unless it was put in place."""
        if self._temporary:
            _remove(self._temporary)
            self._temporary = None


def write_whole(target: Path, chunks: Iterable[bytes]) -> None:
    """Write a file under a temporary name, then rename it; raises `OSError`."""
    prepared = Prepared.write(str(target), chunks)
    try:
        prepared.put_in_place()
    finally:
        prepared.discard()


def temporary_name(name: str) -> str:
    """Return what a file is called until it is whole."""
    return f".~{name}.tmp"


def _create(path: str) -> int:
    """Open a file without a buffer, which costs more than it saves where chunks are few and large."""
    try:
        return os.open(path, _NEW_FILE, 0o666)
    except FileNotFoundError:  # asked only now: the folder is nearly always there
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return os.open(path, _NEW_FILE, 0o666)


def _write(descriptor: int, chunk: bytes) -> None:
    """Write all of *chunk*: a disk that is nearly full takes a part without a word."""
    written = os.write(descriptor, chunk)
    while written < len(chunk):
        written += os.write(descriptor, chunk[written:])


def _remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)


def find_digest(path: str) -> str | None:
    """Return the SHA-256 of a file in hex, ``None`` if there is none; raises `OSError`."""
    if not os.access(path, os.F_OK):  # a good deal quicker than to find out by opening it
        return None
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


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
        case _ if error.errno == errno.EROFS:
            what, remedy = "磁盘是只读的，写不进去。", "请解除写保护，或用 --out 换一个位置。"
        case _:
            what, remedy = f"无法写入：{error.strerror or error}。", "请检查磁盘和路径。"
    return Problem("file-unwritable", what, Location(str(path)), remedy)
