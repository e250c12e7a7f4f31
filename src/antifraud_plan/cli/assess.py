"""The command that tells for a day who has done what was due, and what falls due next."""

from datetime import date
from pathlib import Path

import click

from antifraud_plan.cli.chinese import ChineseCommand, ChineseUsageError, Count, Day
from antifraud_plan.cli.options import workspace_option


@click.command(cls=ChineseCommand, help="考核情况：哪个单位完成了哪些工作，还差什么；接下来什么到期。")
@workspace_option
@click.option("--for", "units", multiple=True, metavar="单位", help="只看这个单位及其下级，可以写几次。")
@click.option("--on", type=Day(), default=None, metavar="日期", help="看这一天的情况，默认今天。")
@click.option(
    "--next", "days", type=Count(), default=None, metavar="天数", help="改为列出今后这些天里到期的工作。"
)
@click.option("--all", "every", is_flag=True, help="列出所有不足；不写就每个单位最多列 10 项。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序读取。")
@click.option("--csv", "as_csv", is_flag=True, help="输出 CSV，供表格软件读取。")
@click.option(
    "--fail-on",
    type=click.Choice(["unreported", "unmet", "partly"]),
    default=None,
    metavar="情形",
    help="有这种情形或更差的，结束码为 1：partly 部分完成、unmet 未完成、unreported 未上报。默认总是 0。",
)
@click.pass_context
def assess(
    ctx: click.Context,
    workspace: Path,
    units: tuple[str, ...],
    on: date | None,
    days: int | None,
    fail_on: str | None,
    *,
    every: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print where everything due stands."""
    from antifraud_plan.assessments import find_assessment
    from antifraud_plan.cli import assessments as words
    from antifraud_plan.model.assessment.reason import Teller
    from antifraud_plan.workspace import open_workspace

    if as_json and as_csv:
        raise ChineseUsageError("--json 和 --csv 只能写一个。", ctx)
    opened = open_workspace(workspace)
    # A person asks how things stand now; the library is told the day.
    found = find_assessment(opened, on=on or date.today(), units=units)
    brief = opened.brief()
    teller = Teller(brief.plan, brief.tree)
    shown = found if days is None else words.keep_next(found, days)
    if as_json:
        click.echo(words.write_json(shown, teller))
    elif as_csv:
        click.echo(words.write_csv(shown, teller), nl=False)
    else:
        most = None if every else words.SHOWN
        lines = words.word_statuses(found, teller, most=most)
        for line in lines if days is None else words.word_next(shown, teller, days):
            click.echo(line)
    for problem in found.problems:
        click.echo(str(problem), err=True)
    ctx.exit(1 if fail_on and words.has_any(found, fail_on) else 0)
