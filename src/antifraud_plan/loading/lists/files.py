"""A user's list file as bytes; whatever the system says about it becomes a problem."""

from pathlib import Path

from antifraud_plan.problems import Location, Problem, ProblemsFoundError

MOST_BYTES = 64 * 1024 * 1024


def read_list_file(path: Path, file: str) -> bytes:
    """Read a whole file.

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
        message = f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不像名单。"
        problem = Problem("file-too-large", message, where, "请删去图片和多余的行，或拆成几个文件。")
    except FileNotFoundError:
        problem = Problem("file-missing", "没有这个文件。", where, "请核对文件名和位置。")
    except PermissionError:
        problem = Problem(
            "file-locked", "文件正被占用或无权读取。", where, "请先在 Excel 或 WPS 中关闭它再试。"
        )
    except OSError:
        problem = Problem("file-unreadable", "文件读不出来。", where, "请核对它是不是文件、磁盘是否完好。")
    raise ProblemsFoundError([problem])
