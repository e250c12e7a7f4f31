"""Files that are filed and then left alone: no two under one name, one program writing at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from time import sleep

from antifraud_plan.output.writing import find_digest, write_whole
from antifraud_plan.problems import Location, Problem, ProblemsFoundError

_TRIES = 100
_SECONDS_BETWEEN = 0.05


def file_away(target: Path, data: bytes, digest: str) -> Path:
    """Write a file where none is yet and return its path; a name that is taken gets a number.

    The same bytes already there under one of these names are left as they are. Nothing is ever overwritten,
    provided that only one program files there at a time, see `write_alone`.

    Args:
        target: where it would be.
        data: its bytes.
        digest: SHA-256 of them, in hexadecimal.

    Raises:
        OSError: it cannot be written.
    """
    for number in count(1):
        name = target.name if number == 1 else f"{target.stem}({number}){target.suffix}"
        path = target.with_name(name)
        known = find_digest(str(path)) if path.is_file() else None
        if known == digest:
            return path
        if known is None and not os.path.lexists(path):
            write_whole(path, [data])
            return path
    raise AssertionError("count has no end")


@contextmanager
def write_alone(path: Path) -> Iterator[None]:
    """Keep other programs of ours from writing *path* meanwhile, by a file beside it that only one can make.

    Raises:
        ProblemsFoundError: ``file-busy``: another one did not finish within some seconds.
        OSError: nothing can be written there.
    """
    lock = path.with_name(f".~{path.name}.lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(_TRIES):
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            sleep(_SECONDS_BETWEEN)
    else:
        message = "另一个程序正在写这个文件，等了几秒还没有写完。"
        remedy = f"请稍后再试；如果没有别的程序在运行（上次可能断了电），请删去同一文件夹里的 {lock.name}。"
        raise ProblemsFoundError([Problem("file-busy", message, Location(str(path)), remedy)])
    try:
        yield
    finally:
        with suppress(FileNotFoundError):
            lock.unlink()
