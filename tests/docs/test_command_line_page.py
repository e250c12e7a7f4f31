"""docs/reference/command-line.md knows every command and kind of paper; its sessions run on their own."""

import pytest
from pages import page, tables_after

from antifraud_plan.cli import cli
from antifraud_plan.registry import Registry

PAGE = page("reference/command-line.md")
(COMMANDS,) = tables_after(PAGE, "# 命令\n")


def test_every_command_is_listed() -> None:
    assert [row[0].strip("`").split()[1] for row in COMMANDS] == list(cli.commands)


@pytest.mark.parametrize("command", list(cli.commands))
def test_every_command_shows_its_help_page(command: str) -> None:
    assert f"> antifraud-plan {command} --help\n" in PAGE


def test_every_kind_of_paper_is_listed() -> None:
    kinds = tables_after(PAGE, "文种可以写英文名")[0]

    assert kinds == [
        (kind.title, f"`{kind.name}`", "、".join(kind.aliases), kind.scope.value)
        for kind in Registry.from_entry_points().kinds
    ]
