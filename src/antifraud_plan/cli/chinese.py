"""The command line's own words in Chinese: help pages and complaints about wrong commands."""

from datetime import date, datetime

import click


class ChineseUsageError(click.UsageError):
    """A wrong command, already worded in Chinese."""


class Day(click.ParamType[date]):
    """A day, written 2023-02-06 or 2023年2月6日."""

    name = "日期"

    def convert(self, value: date | str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"):
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        self.fail(f"“{value}”不是日期，请写成 2023-02-06 的样子。", param, ctx)


class Count(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "个数"

    def convert(self, value: int | str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number."""
        if str(value).isdecimal() and int(value) >= 1:
            return int(value)
        self.fail(f"“{value}”不是 1 以上的整数。", param, ctx)


class Year(click.ParamType[int]):
    """A year of this century, in four digits."""

    name = "年份"

    def convert(self, value: int | str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the year."""
        if str(value).isdecimal() and 2000 <= int(value) <= 2100:
            return int(value)
        self.fail(f"“{value}”不是年份，请写四位数字，例如 2026。", param, ctx)


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    options = [parameter for parameter in command.get_params(ctx) if isinstance(parameter, click.Option)]
    records = [record for option in options if (record := option.get_help_record(ctx))]
    with formatter.section("选项"):
        formatter.write_dl([(name, meaning.replace("  [required]", "必写。")) for name, meaning in records])


class ChineseCommand(click.Command):
    """A command whose help page and complaints are in Chinese."""

    allow_extra_args = True  # so that they can be refused in Chinese

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, unless words are left over that mean nothing to it."""
        if ctx.args and not isinstance(self, click.Group):
            raise ChineseUsageError(f"多写了“{' '.join(ctx.args)}”。", ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = [
            "[选项]" if piece == self.options_metavar else piece for piece in self.collect_usage_pieces(ctx)
        ]
        formatter.write_usage(ctx.command_path, " ".join(pieces), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        _write_options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its meaning in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group whose help page is in Chinese."""

    command_class = ChineseCommand

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "[选项] 命令 [参数]...", "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        _write_options(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(
                [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say in Chinese that there is none of that name."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            known = "、".join(self.commands)
            raise ChineseUsageError(f"没有“{args[0]}”这个命令，可用的有：{known}。", ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List commands in the order they are used in, not by alphabet."""
        return list(self.commands)


def describe_usage_error(error: click.UsageError) -> str:
    """Word a wrong command in Chinese, with where to look it up."""
    path = error.ctx.command_path if error.ctx else "antifraud-plan"
    return f"{_describe(error)}用法见 {path} --help。"


def _describe(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            nearest = f"是否想写 {error.possibilities[0]}？" if error.possibilities else ""
            return f"没有“{error.option_name}”这个选项。{nearest}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面要跟一个值。"
        case click.MissingParameter(param=click.Option() as option):
            return f"缺少 {option.opts[0]}。"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"缺少“{parameter.human_readable_name}”。"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"“{parameter.opts[0]}”的值不对：{error.message}"
        case ChineseUsageError():
            return error.message
        case _:
            return f"命令写得不对（{error.message}）。"
