"""The command that tells how far pledges are signed, and by whom not yet."""

from datetime import date
from pathlib import Path

import click

from antifraud_plan.cli.chinese import ChineseCommand, ChineseUsageError, Day
from antifraud_plan.cli.options import workspace_option


@click.command(cls=ChineseCommand, help="承诺书签订情况：对照交来的签订台账，看签了多少、谁没有签。")
@workspace_option
@click.option("--for", "units", multiple=True, metavar="单位", help="只看这个单位及其下级，可以写几次。")
@click.option("--on", type=Day(), default=None, metavar="日期", help="只算这一天以前签的，默认全算。")
@click.option("--unsigned", is_flag=True, help="列出没有签的人。名单是个人信息，用后请删除。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序读取。")
@click.option("--csv", "as_csv", is_flag=True, help="输出 CSV，供表格软件读取。")
@click.pass_context
def pledges(
    ctx: click.Context,
    workspace: Path,
    units: tuple[str, ...],
    on: date | None,
    *,
    unsigned: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print how far pledges are signed."""
    from antifraud_plan.cli import coverage as words
    from antifraud_plan.cli.report import print_problems
    from antifraud_plan.problems import ProblemsFoundError, has_errors
    from antifraud_plan.signing import find_coverage
    from antifraud_plan.workspace import open_workspace

    if as_json and as_csv:
        raise ChineseUsageError("--json 和 --csv 只能写一个。", ctx)
    opened = open_workspace(workspace)
    plan, tree = opened.loaded.plan, opened.lists.tree
    if plan is None or tree is None:
        raise ProblemsFoundError(opened.problems)
    found = find_coverage(opened, on=on, units=units)
    if as_json:
        click.echo(words.write_json(found, tree, on=on, names=unsigned))
    elif as_csv:
        click.echo(words.write_csv(found, plan, tree, names=unsigned), nl=False)
        for problem in found.problems:
            click.echo(str(problem), err=True)
    else:
        for line in words.word_coverage(found, plan, tree, on=on, classes=bool(units)):
            click.echo(line)
        if unsigned:
            click.echo()
            for line in words.word_unsigned(found.unsigned):
                click.echo(line)
        if found.problems:
            click.echo()
            print_problems(found.problems)
    ctx.exit(1 if has_errors(found.problems) else 0)
