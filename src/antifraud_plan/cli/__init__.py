"""The command line: parse, call the library, print in Chinese, choose the exit code.

Exit codes: 0 done, 1 the user's files have errors, 2 the command was wrong. Everything heavy is
imported inside the commands, so that ``--help`` answers at once.
"""

import io
import sys
from datetime import date
from pathlib import Path

import click

from antifraud_plan.cli.arrivals import outstanding, receive
from antifraud_plan.cli.assess import assess
from antifraud_plan.cli.building import build
from antifraud_plan.cli.chinese import ChineseGroup, Day, Year, describe_usage_error
from antifraud_plan.cli.options import workspace_option
from antifraud_plan.cli.pledges import pledges
from antifraud_plan.cli.returns import returns
from antifraud_plan.cli.templates import templates


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
@click.option("--on", type=Day(), default=None, metavar="日期", help="文件的日期，默认是方案的成文日期。")
@click.pass_context
def check(ctx: click.Context, workspace: Path, on: date | None) -> None:
    """Print everything there is to say about a workspace."""
    from antifraud_plan.api import check as check_workspace
    from antifraud_plan.api import open_workspace
    from antifraud_plan.cli.report import print_summary
    from antifraud_plan.problems import has_errors

    problems = check_workspace(open_workspace(workspace), on=on)
    print_summary(problems)
    ctx.exit(1 if has_errors(problems) else 0)


cli.add_command(build)
cli.add_command(pledges)
cli.add_command(returns)
cli.add_command(receive)
cli.add_command(outstanding)
cli.add_command(assess)


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


cli.add_command(templates)


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
