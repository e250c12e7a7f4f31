"""The problem codes of the code base and the sentences its modules can say, read from the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pages import ROOT

DEPENDS = "看情形"
"""Stands for a severity that is chosen at run time."""

_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BUILDERS = re.compile(r"Problem|problem|refuse|report|note|_bad|_gap|_file")


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of ours with its syntax tree."""
    for folder in (ROOT / "src", *sorted((ROOT / "plugins").glob("*/src"))):
        for path in sorted(folder.rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def severities(tree: ast.Module) -> dict[str, set[str]]:
    """Return the codes a module makes, a code being the first text given to what builds a problem."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments) if (
                _BUILDERS.search(name)
            ):
                texts, severity = arguments[:2], _severity(name, node)
            case ast.Yield(value=ast.Tuple(elts=[first, *_])):
                texts, severity = [first], "错误"
            case _:
                continue
        for text in texts:
            if isinstance(text, ast.Constant) and _CODE.fullmatch(str(text.value)):
                found.setdefault(str(text.value), set()).add(severity)
    return found


def _severity(name: str, call: ast.Call) -> str:
    if any(isinstance(argument, ast.Name) and argument.id == "severity" for argument in call.args):
        return DEPENDS
    named = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
    if "GAP" in named or name == "_gap":
        return "待补"
    return "提示" if "NOTE" in named or name == "note" else "错误"


def sentences(tree: ast.Module) -> Iterator[re.Pattern[str]]:
    """Yield a pattern for every Chinese text of a module; what it prints between is anything."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in values]
            case ast.Constant(value=str() as text):
                parts = [text]
            case _:
                continue
        if len(_CHINESE.findall("".join(part or "" for part in parts))) >= 2:
            yield re.compile("".join(".*" if part is None else re.escape(part) for part in parts))
