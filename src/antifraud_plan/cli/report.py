"""What the command line prints: problems, what was built, what went wrong inside."""

import math
import os.path
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from antifraud_plan.problems import Problem, ProblemsFoundError, Severity

if TYPE_CHECKING:
    # Only for types: what reports a broken library must not need it to load.
    from antifraud_plan.api import Built

_COLOURS = {Severity.ERROR: "red", Severity.GAP: "yellow", Severity.NOTE: "cyan"}
_SHOWN_PATHS, _SHOWN_GAPS = 12, 10
# Said of file after file in the same words: a few tell the story of a full disk, more that of schools closed.
_SHOWN_ALIKE = {"file-unwritable": 3, "left-over": 20}


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems, one a line, errors first, coloured on a terminal.

    What is said of file after file in the same words, a full disk for instance, is cut short.
    """
    said: Counter[Problem] = Counter()
    for problem in sorted(problems, key=lambda each: list(Severity).index(each.severity)):
        alike = attrs.evolve(problem, location=None)
        said[alike] += 1
        if said[alike] <= _SHOWN_ALIKE.get(problem.code, math.inf):
            click.secho(str(problem), fg=_COLOURS[problem.severity])
    for alike, count in said.items():
        if count > _SHOWN_ALIKE.get(alike.code, math.inf):
            click.echo(f"……同样的问题共 {count} 处：{alike.message}")


def print_summary(problems: Sequence[Problem]) -> None:
    """Print problems and count them."""
    print_problems(problems)
    counts = {severity: sum(each.severity is severity for each in problems) for severity in Severity}
    if problems:
        click.echo("，".join(f"{severity.value} {count} 处" for severity, count in counts.items()) + "。")
    else:
        click.echo("没有发现问题。")


def print_built(built: "Built") -> None:
    """Say what was made and where, then what is still open."""
    gaps = [problem for problem in built.problems if problem.severity is Severity.GAP]
    by_kind: dict[str, list[Path]] = {}
    for kind, written in built.written:
        by_kind.setdefault(kind, []).append(written.path)
    fresh = sum(written.is_new for _, written in built.written)
    if built.written:
        click.echo(f"共 {len(built.written)} 份文件，其中新生成 {fresh} 份：")
    else:
        click.echo("没有生成文件。")
    for kind, paths in by_kind.items():
        click.echo(f"  {kind} {len(paths)} 份")
        for path in paths[:_SHOWN_PATHS]:
            click.echo(f"    {path}")
        if len(paths) > _SHOWN_PATHS:
            click.echo(f"    …… 等，都在 {os.path.commonpath([path.parent for path in paths])}")
    shown = len(gaps) <= _SHOWN_GAPS
    print_problems(each for each in built.problems if shown or each.severity is not Severity.GAP)
    if gaps:
        more = "。" if shown else "；运行 antifraud-plan check 可逐条查看，生成时写了 --on 的写上同一天。"
        click.echo(f"草稿中有 {len(gaps)} 处待补，已用底色标出{more}")


def describe_pace(done: int, total: int, seconds: float) -> str:
    """Word how fast papers are made and how long the rest will take.

    >>> describe_pace(3000, 12000, 2.5)
    '1200 份/秒，还要 8 秒'
    >>> describe_pace(100, 129000, 1.0)
    '100 份/秒，还要 21 分 29 秒'
    """
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    minutes, rest = divmod(math.ceil((total - done) / rate), 60)
    left = f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
    return f"{rate:.0f} 份/秒，还要 {left}"


def print_failure(error: Exception, *, debug: bool) -> None:
    """Say what stopped a command: the user's mistakes, or a fault of ours."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, ProblemsFoundError):
        print_problems(error.problems)
        return
    click.echo(
        f"程序内部出错（{type(error).__name__}：{error}）。这不是您的错；"
        "请加上 --debug 再运行一次，把显示的内容发给维护人员。",
        err=True,
    )
