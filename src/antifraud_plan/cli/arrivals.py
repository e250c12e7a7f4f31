"""The commands that log what comes in and tell what has not."""

from datetime import date
from pathlib import Path

import click

from antifraud_plan.cli.chinese import ChineseCommand, ChineseUsageError, Count, Day
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
    from antifraud_plan.model.returns.owed.items import find_hand_in, hand_ins, name_of, word_of
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
        name = name_of(what, arrival.period) if what else arrival.item
        sender = tree.require(arrival.unit).name if tree else arrival.unit
        click.echo(f"已登记：{arrival.day} {sender} {name} 第{arrival.version}版  {arrival.file}")
    for file in received.placed:
        click.echo(f"  已放入 {file}")
    print_problems(received.problems)
    ctx.exit(1 if has_errors(received.problems) else 0)


@click.command(cls=ChineseCommand, help="未报材料：哪些单位该报没有报，快到期还是逾期了；可以出提醒的文字。")
@workspace_option
@click.option("--on", type=Day(), required=True, metavar="日期", help="算到哪一天。")
@click.option("--days", type=Count(), default=7, metavar="天数", help="提前几天提醒，默认 7 天。")
@click.option("--for", "units", multiple=True, metavar="单位", help="只看这个单位及其下级，可以写几次。")
@click.option("--text", "as_text", is_flag=True, help="输出提醒的文字，每个单位一段，可以直接发。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序读取。")
@click.option("--csv", "as_csv", is_flag=True, help="输出 CSV，供表格软件读取。")
@click.pass_context
def outstanding(
    ctx: click.Context,
    workspace: Path,
    on: date,
    days: int,
    units: tuple[str, ...],
    *,
    as_text: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print who has not handed in what."""
    from antifraud_plan.cli import reminders as words
    from antifraud_plan.collecting import find_collection
    from antifraud_plan.keeping import LOG_FILE
    from antifraud_plan.model.returns.outstanding import find_outstanding
    from antifraud_plan.problems import ProblemsFoundError, has_errors
    from antifraud_plan.workspace import open_workspace

    if as_text + as_json + as_csv > 1:
        raise ChineseUsageError("--text、--json 和 --csv 只能写一个。", ctx)
    opened = open_workspace(workspace)
    plan = opened.loaded.plan
    if plan is None:
        raise ProblemsFoundError(opened.problems)
    collection = find_collection(opened, on=on, units=units)
    found = find_outstanding(collection.standings, on=on, days=days)
    if as_json:
        click.echo(words.write_json(found, plan, on=on, days=days))
    elif as_csv:
        click.echo(words.write_csv(found, on=on), nl=False)
    else:
        lines = (
            words.word_texts(found, plan, on=on)
            if as_text
            else words.word_outstanding(found, plan.calendar, on=on, days=days)
        )
        for line in lines:
            click.echo(line)
    doubts = [each for each in collection.problems if each.location and each.location.file == LOG_FILE]
    for problem in doubts:
        click.echo(str(problem), err=True)
    ctx.exit(1 if has_errors(doubts) else 0)
