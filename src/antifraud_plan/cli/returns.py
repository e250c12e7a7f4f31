"""The command that tells which returns have come, which are late, and what is wrong in them."""

from datetime import date
from pathlib import Path

import click

from antifraud_plan.cli.chinese import ChineseCommand, ChineseUsageError, Day
from antifraud_plan.cli.options import workspace_option


@click.command(cls=ChineseCommand, help="上报情况：哪些报了、哪些退回、哪些逾期，交来的表里有什么问题。")
@workspace_option
@click.option("--for", "units", multiple=True, metavar="单位", help="只看这个单位及其下级，可以写几次。")
@click.option("--on", type=Day(), default=None, metavar="日期", help="看这一天的情况，默认今天。")
@click.option("--all", "every", is_flag=True, help="列出所有问题；不写就每个文件最多列 10 处。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序读取。")
@click.option("--csv", "as_csv", is_flag=True, help="输出 CSV，供表格软件读取。")
@click.pass_context
def returns(
    ctx: click.Context,
    workspace: Path,
    units: tuple[str, ...],
    on: date | None,
    *,
    every: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print where every return stands."""
    from antifraud_plan.cli import standings as words
    from antifraud_plan.collecting import find_collection
    from antifraud_plan.problems import has_errors
    from antifraud_plan.workspace import open_workspace

    if as_json and as_csv:
        raise ChineseUsageError("--json 和 --csv 只能写一个。", ctx)
    # A person asks how things stand now; the library is told the day.
    found = find_collection(open_workspace(workspace), on=on or date.today(), units=units)
    problems = found.all_problems
    if as_json:
        click.echo(words.write_json(found))
    elif as_csv:
        click.echo(words.write_csv(found), nl=False)
        for problem in problems:
            click.echo(str(problem), err=True)
    else:
        for line in words.word_standings(found):
            click.echo(line)
        for line in words.word_problems(problems, most=None if every else words.SHOWN):
            click.echo(line)
    ctx.exit(1 if has_errors(problems) else 0)
