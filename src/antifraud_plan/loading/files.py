"""A user's files as bytes; whatever the system says about reading them becomes a problem."""

from pathlib import Path

from antifraud_plan.problems import Location, Problem, ProblemsFoundError

MOST_BYTES = 64 * 1024 * 1024


def read_list_file(path: Path, file: str) -> bytes:
    """Read a whole list.

    Args:
        path: where it is.
        file: its name as problems say it.

    Raises:
        ProblemsFoundError: ``file-missing``, ``file-locked``, ``file-unreadable`` or ``file-too-large``.
    """
    where = Location(file)
    try:
        if path.stat().st_size <= MOST_BYTES:
            return path.read_bytes()
    except OSError as error:
        raise ProblemsFoundError([describe_unreadable(error, where)]) from None
    message = f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不像名单。"
    problem = Problem("file-too-large", message, where, "请删去图片和多余的行，或拆成几个文件。")
    raise ProblemsFoundError([problem])


def is_left_behind(name: str) -> bool:
    """Tell whether a file is no one's work, but what Windows or Office leaves beside an open one.

    >>> is_left_behind("Thumbs.db"), is_left_behind("~$上年基数.xlsx"), is_left_behind("上年基数.xlsx")
    (True, True, False)
    """
    return name.startswith(("~$", ".")) or name.casefold() in ("thumbs.db", "desktop.ini")


def read_kept_file(directory: Path, file: str) -> bytes:
    """Read a file that the log of arrivals names; the log may have been edited by hand.

    Args:
        directory: the workspace.
        file: its path below it, with forward slashes.

    Raises:
        ProblemsFoundError: ``file-outside`` for a file that is kept nowhere in the workspace, else as
            `read_list_file`.
    """
    home, path = directory.resolve(), (directory / file).resolve()
    if file and path != home and path.is_relative_to(home):
        return read_list_file(path, file)
    message = "登记的文件不在工作文件夹里。" if file else "来件登记里没有写文件。"
    remedy = "请核对收文登记里的文件名，或重新登记。"
    raise ProblemsFoundError([Problem("file-outside", message, Location(file or "收文登记"), remedy)])


def describe_unreadable(error: OSError, where: Location) -> Problem:
    """Word why the operating system let nobody read a file, and what to do about it."""
    match error:
        case FileNotFoundError():
            return Problem("file-missing", "没有这个文件。", where, "请核对文件名和位置。")
        case PermissionError():
            remedy = "请先关闭打开它的程序（如 Excel、WPS）再试。"
            return Problem("file-locked", "文件正被占用或无权读取。", where, remedy)
        case _:
            remedy = "请核对它是不是文件、磁盘是否完好。"
            return Problem("file-unreadable", "文件读不出来。", where, remedy)
