"""The commands that log what comes in and tell what has not."""

from datetime import date
from pathlib import Path

import click

from antifraud_plan.cli.chinese import ChineseCommand, ChineseUsageError, Day
from antifraud_plan.cli.options import workspace_option


@click.command(cls=ChineseCommand, help="收文登记：哪一天从哪个单位收到了什么。逾期与否只看登记。")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(readable=False, path_type=Path),
    metavar="文件...",
)
@workspace_option
@click.option("--from", "unit", required=True, metavar="单位", help="从哪个单位来的，写全称或编号。")
@click.option("--on", type=Day(), required=True, metavar="日期", help="哪一天收到的。")
@click.option(
    "--item", default="", metavar="事项", help="报的是什么，如 月报表、年度工作方案；上报表不用写。"
)
@click.option("--period", default="", metavar="时段", help="上报表的时段，如 3月；文件里有的不用写。")
@click.option("--remark", default="", metavar="备注", help="要说明的话。")
@click.pass_context
def receive(
    ctx: click.Context,
    files: tuple[Path, ...],
    workspace: Path,
    unit: str,
    on: date,
    item: str,
    period: str,
    remark: str,
) -> None:
    """Log files that came in."""
    from antifraud_plan.cli.report import print_problems
    from antifraud_plan.model.returns.items import find_hand_in, hand_ins, name_of, word_of
    from antifraud_plan.problems import ProblemsFoundError, has_errors, suggest
    from antifraud_plan.receiving import receive as log
    from antifraud_plan.workspace import open_workspace

    opened = open_workspace(workspace)
    plan = opened.loaded.plan
    if plan is None:
        raise ProblemsFoundError(opened.problems)
    found = find_hand_in(plan, item) if item else None
    if item and found is None:
        names = [word_of(plan, each) for each in hand_ins(plan)]
        near = suggest(item, names)
        raise ChineseUsageError(f"没有“{item}”这样要报的东西。{near}可写：{'、'.join(names)}。", ctx)
    received = log(opened, files, unit=unit, on=on, item=found, period=period, remark=remark)
    tree = opened.lists.tree
    for arrival in received.arrivals:
        what = find_hand_in(plan, arrival.item)
        name = f"{arrival.period}{name_of(what)}" if what else arrival.item
        sender = tree.require(arrival.unit).name if tree else arrival.unit
        click.echo(f"已登记：{arrival.day} {sender} {name} 第{arrival.version}版  {arrival.file}")
    for file in received.placed:
        click.echo(f"  已放入 {file}")
    print_problems(received.problems)
    ctx.exit(1 if has_errors(received.problems) else 0)
