"""The command line: parse, call the library, print in Chinese, choose the exit code.

Exit codes: 0 done, 1 the user's files have errors, 2 the command was wrong. Everything heavy is
imported inside the commands, so that ``--help`` answers at once.
"""

import io
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antifraud_plan.cli.chinese import ChineseGroup, ChineseUsageError, Count, Day, Year, describe_usage_error

if TYPE_CHECKING:
    from antifraud_plan.offers import DocumentKind
    from antifraud_plan.registry import Registry

DAY = Day()
workspace_option = click.option(
    "-w",
    "--workspace",
    type=click.Path(readable=False, path_type=Path),
    default=".",
    metavar="文件夹",
    help="工作文件夹，默认是当前文件夹。",
)


@click.group(
    cls=ChineseGroup,
    invoke_without_command=True,
    help="防范电信网络诈骗工作方案：由一份方案数据生成各类文件。",
)
@click.option("--debug", is_flag=True, help="出错时显示程序内部的经过，供维护人员查看。")
@click.version_option(package_name="antifraud-plan", message="antifraud-plan %(version)s", help="显示版本。")
@click.pass_context
def cli(ctx: click.Context, *, debug: bool) -> None:
    """Take the options every command shares; without a command, explain."""
    if debug:
        import logging

        logging.basicConfig(level=logging.DEBUG)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cli.command(help="新建工作文件夹：方案、单位名册样表和使用说明。")
@click.argument("directory", type=click.Path(readable=False, path_type=Path), metavar="文件夹")
@click.option(
    "--county", default="示例县", metavar="县名", help="县、市、区的名称，之后也可以在 plan.toml 里改。"
)
@click.option("--year", type=Year(), default=None, metavar="年份", help="方案的年份，默认今年。")
def init(directory: Path, county: str, year: int | None) -> None:
    """Make a new workspace."""
    from antifraud_plan.starting import init_workspace

    # The one place with a clock: the library is told the year, a person need not tell it.
    files = init_workspace(directory, county=county, year=year or date.today().year)
    click.echo(f"已在 {directory} 新建：")
    for file in files:
        click.echo(f"  {file.path}  {file.meaning}")
    click.echo(f"下一步：填好后运行 antifraud-plan check -w {directory}")


@cli.command(help="检查方案、名册和模板，一次列出所有问题。")
@workspace_option
@click.pass_context
def check(ctx: click.Context, workspace: Path) -> None:
    """Print everything there is to say about a workspace."""
    from antifraud_plan.api import check as check_workspace
    from antifraud_plan.api import open_workspace
    from antifraud_plan.cli.report import print_summary
    from antifraud_plan.problems import has_errors

    problems = check_workspace(open_workspace(workspace))
    print_summary(problems)
    ctx.exit(1 if has_errors(problems) else 0)


@cli.command(help="生成文件。不写文种就全部生成；文种可写中文名或英文名。")
@click.argument("kinds", nargs=-1, metavar="[文种]...")
@workspace_option
@click.option("--for", "units", multiple=True, metavar="单位", help="只为这个单位及其下级生成，可以写几次。")
@click.option("--on", type=DAY, default=None, metavar="日期", help="文件的日期，默认是方案的成文日期。")
@click.option(
    "--out",
    type=click.Path(readable=False, path_type=Path),
    default=None,
    metavar="文件夹",
    help="输出到哪里，默认是 out。",
)
@click.option("--jobs", type=Count(), default=1, metavar="个数", help="同时用几个进程。")
@click.option("--final", is_flag=True, help="定稿：还有待补的内容就不生成。")
@click.pass_context
def build(
    ctx: click.Context,
    kinds: tuple[str, ...],
    workspace: Path,
    units: tuple[str, ...],
    on: date | None,
    out: Path | None,
    jobs: int,
    *,
    final: bool,
) -> None:
    """Make papers."""
    from antifraud_plan.api import build as build_papers
    from antifraud_plan.api import open_workspace
    from antifraud_plan.cli.report import print_built
    from antifraud_plan.problems import has_errors
    from antifraud_plan.registry import Registry

    registry = Registry.from_entry_points()
    wanted = [registry.find_document_kind(name) or _refuse_kind(name, registry) for name in kinds]
    opened = open_workspace(workspace, registry)
    terminal = sys.stderr.isatty()
    with click.progressbar(
        length=0, label="正在生成", file=sys.stderr, show_pos=True, hidden=not terminal
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(1)

        built = build_papers(
            opened, wanted, units=units, on=on, out=out, jobs=jobs, final=final, progress=show
        )
    print_built(built)
    ctx.exit(1 if has_errors(built.problems) else 0)


def _refuse_kind(name: str, registry: "Registry") -> "DocumentKind":
    known = "、".join(f"{kind.title}（{kind.name}）" for kind in registry.document_kinds)
    known += "".join(f"。{problem.message}" for problem in registry.problems).rstrip("。")
    raise ChineseUsageError(f"没有“{name}”这个文种，可用的有：{known or '无，请安装文种插件'}。")


@cli.command(help="列出插件：来自哪个安装包、版本、提供什么，以及没能载入的原因。")
def plugins() -> None:
    """List plugins."""
    from antifraud_plan.cli.report import print_problems
    from antifraud_plan.registry import Registry

    registry = Registry.from_entry_points()
    for plugin in registry.plugins:
        click.echo(f"{plugin}")
        click.echo(
            f"  无法使用：{plugin.failure}" if plugin.failure else f"  提供：{'、'.join(plugin.hooks)}"
        )
    print_problems(registry.problems)


@cli.command(help="生成示例县的全部文件，看看成品是什么样子。")
@click.argument(
    "directory", type=click.Path(readable=False, path_type=Path), default="示例县", metavar="[文件夹]"
)
@click.pass_context
def demo(ctx: click.Context, directory: Path) -> None:
    """Make the papers of the demo county."""
    from antifraud_plan.api import build as build_papers
    from antifraud_plan.api import open_workspace
    from antifraud_plan.cli.report import print_built
    from antifraud_plan.problems import has_errors
    from antifraud_plan.starting import copy_demo

    copy_demo(directory)
    built = build_papers(open_workspace(directory))
    print_built(built)
    click.echo(f"示例县的方案和名册在 {directory}，可以改了再生成：antifraud-plan build -w {directory}")
    ctx.exit(1 if has_errors(built.problems) else 0)


def main() -> None:
    """Run the command line; no traceback reaches a clerk unless asked for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console of an old code page must not stop a message over one character.
            stream.reconfigure(errors="replace")
    try:
        sys.exit(cli(standalone_mode=False))
    except click.UsageError as error:
        click.echo(describe_usage_error(error), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断。", err=True)
        sys.exit(1)
    except Exception as error:
        from antifraud_plan.cli.report import print_failure

        print_failure(error, debug="--debug" in sys.argv)
        sys.exit(1)
