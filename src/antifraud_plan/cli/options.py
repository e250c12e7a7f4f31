"""Options and arguments that several commands share."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antifraud_plan.cli.chinese import ChineseUsageError

if TYPE_CHECKING:
    from antifraud_plan.offers import DocumentKind, FileKind
    from antifraud_plan.registry import Registry

workspace_option = click.option(
    "-w",
    "--workspace",
    type=click.Path(readable=False, path_type=Path),
    default=".",
    metavar="文件夹",
    help="工作文件夹，默认是当前文件夹。",
)


def require_document_kind(name: str, registry: "Registry") -> "DocumentKind":
    """Return the kind of Word paper that answers to *name*, or complain and name the nearest."""
    kind = registry.find_document_kind(name)
    if kind is None and registry.find_kind(name) is not None:
        raise ChineseUsageError(f"“{name}”不是 Word 文件，没有模板可改。")
    if kind is None:
        raise refuse_kind(name, registry.document_kinds, registry)
    return kind


def refuse_kind(
    name: str, kinds: "Sequence[DocumentKind | FileKind]", registry: "Registry", added: "Iterable[str]" = ()
) -> ChineseUsageError:
    """Word that none of *kinds* answers to *name*, with the nearest and all the others.

    *added* are the titles of papers that the plan adds to them.
    """
    more = tuple(dict.fromkeys(added))
    from antifraud_plan.problems import suggest

    near = suggest(name, [answer for each in kinds for answer in each.answers_to] + [*more])
    known = "、".join([*(f"{each.title}（{each.name}）" for each in kinds), *more])
    known += "".join(f"。{problem.message}" for problem in registry.problems).rstrip("。")
    return ChineseUsageError(f"没有“{name}”这个文种。{near}可用的有：{known or '无，请安装文种插件'}。")
