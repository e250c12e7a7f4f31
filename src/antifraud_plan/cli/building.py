"""The command that makes papers, and what it shows meanwhile."""

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antifraud_plan.cli.chinese import ChineseCommand, ChineseUsageError, Count, Day
from antifraud_plan.cli.options import refuse_kind, workspace_option

if TYPE_CHECKING:
    from antifraud_plan.offers import DocumentKind, FileKind
    from antifraud_plan.papers.packing import Packing
    from antifraud_plan.workspace import Workspace


class Per(click.ParamType["Packing"]):
    """What is put into one file, in Chinese or English."""

    name = "范围"

    def convert(
        self, value: "Packing | str", param: click.Parameter | None, ctx: click.Context | None
    ) -> "Packing":
        """Read the word."""
        from antifraud_plan.papers.packing import Packing

        for packing in Packing:
            if value in (packing, packing.value, packing.name.lower()):
                return packing
        words = "、".join(f"{packing.value}（{packing.name.lower()}）" for packing in Packing)
        self.fail(f"“{value}”不行，可以写：{words}。", param, ctx)


@click.command(cls=ChineseCommand, help="生成文件。不写文种就全部生成；文种可写中文名或英文名。")
@click.argument("kinds", nargs=-1, metavar="[文种]...")
@workspace_option
@click.option("--for", "units", multiple=True, metavar="单位", help="只为这个单位及其下级生成，可以写几次。")
@click.option(
    "--period", "periods", multiple=True, metavar="时段", help="只生成这个时段的上报表，如 3月，可以写几次。"
)
@click.option("--on", type=Day(), default=None, metavar="日期", help="文件的日期，默认是方案的成文日期。")
@click.option(
    "--out",
    type=click.Path(readable=False, path_type=Path),
    default=None,
    metavar="文件夹",
    help="输出到哪里，默认是 out。",
)
@click.option(
    "--per",
    type=Per(),
    default="每班",
    metavar="范围",
    help="每人的文件怎么装：每人、每班、每校各一个文件，或每校一个压缩包；默认每班。",
)
@click.option("--odd", is_flag=True, help="合在一个文件里时，每份从奇数页开始，供双面打印。")
@click.option("--jobs", type=Count(), default=1, metavar="个数", help="同时用几个进程。")
@click.option("--final", is_flag=True, help="定稿：还有待补的内容就不生成。")
@click.pass_context
def build(
    ctx: click.Context,
    kinds: tuple[str, ...],
    workspace: Path,
    units: tuple[str, ...],
    periods: tuple[str, ...],
    on: date | None,
    out: Path | None,
    per: "Packing",
    jobs: int,
    *,
    odd: bool,
    final: bool,
) -> None:
    """Make papers."""
    from antifraud_plan.api import PageStart, open_workspace
    from antifraud_plan.api import build as build_papers
    from antifraud_plan.cli.report import describe_pace, print_built
    from antifraud_plan.problems import ProblemsFoundError, has_errors
    from antifraud_plan.registry import Registry

    registry = Registry.from_entry_points()
    opened = open_workspace(workspace, registry)
    wanted = [_require_kind(name, opened) for name in kinds]
    _refuse_unknown_periods(periods, opened)
    terminal = sys.stderr.isatty()
    began = time.monotonic()
    with click.progressbar(
        length=0,
        label="正在生成",
        file=sys.stderr,
        show_pos=True,
        show_eta=False,
        item_show_func=lambda pace: pace,
        hidden=not terminal,
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos, describe_pace(done, total, time.monotonic() - began))

        try:
            built = build_papers(
                opened,
                wanted,
                units=units,
                periods=periods,
                on=on,
                out=out,
                packing=per,
                start=PageStart.ODD_PAGE if odd else PageStart.NEXT_PAGE,
                jobs=jobs,
                final=final,
                progress=show,
            )
        except ProblemsFoundError:
            click.echo("没有生成文件，请先改正：")
            raise
    print_built(built)
    ctx.exit(1 if has_errors(built.problems) else 0)


def _require_kind(name: str, workspace: "Workspace") -> "DocumentKind | FileKind":
    registry = workspace.registry
    plan = workspace.loaded.plan
    kind = registry.find_kind(name, plan)
    if kind is None:
        added = (
            () if plan is None else [title for each in registry.document_kinds for title in each.added(plan)]
        )
        refusal = refuse_kind(name, registry.kinds, registry, added)
        if plan is None:
            raise ChineseUsageError(f"{refusal.message}方案还读不了，里面自己加的记录要等它改正以后才认得。")
        raise refusal
    return kind


def _refuse_unknown_periods(periods: tuple[str, ...], workspace: "Workspace") -> None:
    plan = workspace.loaded.plan
    if not periods or plan is None:
        return
    from antifraud_plan.model.returns.owed.due import find_return_periods

    known = list(
        dict.fromkeys(each.label for spec in plan.returns for each in find_return_periods(plan, spec))
    )
    for period in periods:
        if period not in known:
            raise ChineseUsageError(
                f"没有“{period}”这个时段。可写：{'、'.join(known) or '（方案没有上报表）'}。"
            )
