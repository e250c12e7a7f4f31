"""The commands about a clerk's own Word templates: get ours, look theirs over, see what may be printed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from antifraud_plan.cli.chinese import ChineseGroup, ChineseUsageError
from antifraud_plan.cli.options import require_document_kind, workspace_option

if TYPE_CHECKING:
    from antifraud_plan.offers import DocumentKind
    from antifraud_plan.registry import Registry


@click.group(
    cls=ChineseGroup,
    invoke_without_command=True,
    help="自己的 Word 模板：取一份来改，检查，看能印哪些值。",
)
@click.pass_context
def templates(ctx: click.Context) -> None:
    """Gather the commands about templates; without one, explain."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@templates.command(help="把程序自己的模板写成 .docx，放进工作文件夹的 templates，在 Word 或 WPS 里改。")
@click.argument("kinds", nargs=-1, required=True, metavar="文种...")
@workspace_option
@click.pass_context
def export(ctx: click.Context, kinds: tuple[str, ...], workspace: Path) -> None:
    """Write our templates of some kinds into the workspace."""
    from antifraud_plan.cli.report import print_problems
    from antifraud_plan.problems import Problem
    from antifraud_plan.registry import Registry
    from antifraud_plan.templates import write_template
    from antifraud_plan.workspace import open_workspace

    registry = Registry.from_entry_points()
    wanted = [require_document_kind(name, registry) for name in kinds]
    opened = open_workspace(workspace, registry)
    outcomes = [write_template(opened, kind) for kind in wanted]
    for outcome in outcomes:
        if isinstance(outcome, Path):
            click.echo(f"已写好 {outcome}")
    refused = [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    print_problems(refused)
    if len(refused) < len(outcomes):
        click.echo("改好后不要改文件名，用 antifraud-plan templates check 加文件名检查。")
    ctx.exit(1 if refused else 0)


@templates.command(help="检查 Word 模板，一次列出所有问题。文种由文件名看出。")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(readable=False, path_type=Path),
    metavar="文件...",
)
@click.option("--kind", default=None, metavar="文种", help="是哪个文种的模板；文件名就是文种名时不用写。")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], kind: str | None) -> None:
    """Print everything that is wrong with some templates."""
    from antifraud_plan.cli.report import print_summary
    from antifraud_plan.problems import has_errors
    from antifraud_plan.registry import Registry
    from antifraud_plan.templates import check_template_file

    registry = Registry.from_entry_points()
    wanted = [_require_kind_of(file, kind, registry) for file in files]
    problems = [
        problem
        for each, file in zip(wanted, files, strict=True)
        for problem in check_template_file(each, file)
    ]
    print_summary(problems)
    ctx.exit(1 if has_errors(problems) else 0)


def _require_kind_of(file: Path, kind: str | None, registry: "Registry") -> "DocumentKind":
    from antifraud_plan.problems import suggest

    if kind is None and registry.find_document_kind(file.stem) is None:
        near = suggest(file.stem, [each.title for each in registry.document_kinds])
        raise ChineseUsageError(f"从文件名“{file.name}”看不出是哪个文种，请加上 --kind 文种。{near}")
    return require_document_kind(kind or file.stem, registry)


@templates.command(help="列出一个文种的模板里能印哪些值，各是什么，举例。")
@click.argument("kind", metavar="文种")
def variables(kind: str) -> None:
    """List what a template of a kind may print."""
    from antifraud_plan.registry import Registry
    from antifraud_plan.templates import list_usages

    found = require_document_kind(kind, Registry.from_entry_points())
    click.echo(f"{found.title}（{found.name}），{found.scope.value}，模板里能印：")
    for usage in list_usages(found.variables):
        indent = "  " * (usage.depth + 1)
        click.echo(f"{indent}{usage.tag}  {usage.variable.meaning}。例：{usage.variable.example}")
    if not found.variables:
        click.echo("  这个文种的插件没有说明。")
