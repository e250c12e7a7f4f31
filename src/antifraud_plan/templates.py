"""A clerk's own Word template: ours to begin with, what it may print, theirs checked."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from antifraud_plan.loading.files import describe_unreadable
from antifraud_plan.offers import DocumentKind, Variable
from antifraud_plan.output import describe_unwritable, write_whole
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.problems import Location, Problem
from antifraud_plan.word import Layout
from antifraud_plan.word.linting.lint import lint_template
from antifraud_plan.word.linting.shapes import PLAIN, TRUTH, Listing, Record, Shape
from antifraud_plan.workspace import PLAN_FILE, TEMPLATES_FOLDER, Workspace

__all__ = [
    "Usage",
    "check_template",
    "check_template_file",
    "export_template",
    "find_undeclared",
    "list_usages",
    "write_template",
]

_SOME_ENTRY = "项"


@attrs.frozen
class Usage:
    """A variable as it is written where it is used: a field behind the name of what has it.

    Attributes:
        written: what stands between the marks, such as ``post.role``.
        variable: what the plugin says of it.
        tag: how it is used: ``{{ post.role }}``, ``{% for post in posts %}``, ``{% if sealed %}``.
        depth: how many lists and groups it stands in.
    """

    written: str
    variable: Variable
    tag: str
    depth: int


def export_template(kind: DocumentKind, layout: Layout) -> bytes:
    """Return our own template of *kind* as a .docx to be edited in Word or WPS; filled, it is our paper.

    Raises `ProblemsFoundError` when the kind's source has mistakes: its plugin's fault.
    """
    return compile_kind(kind, layout).data


def check_template(kind: DocumentKind, data: bytes, *, file: str) -> tuple[Problem, ...]:
    """Return everything that is wrong with somebody's template of *kind*, all at once.

    Names are held against the variables that the kind declares; if it declares none, only the tags
    themselves are looked at.

    Args:
        kind: what the template is for.
        data: the .docx.
        file: its name, for messages.
    """
    known = {variable.name: _shape_of(variable) for variable in kind.variables}
    return lint_template(data, file=file, known=known or None)


def write_template(workspace: Workspace, kind: DocumentKind) -> Path | Problem:
    """Write our own template of *kind*, in the county's layout, where it will be used.

    Returns:
        The new file: in the workspace's ``templates``, or in the folder itself if it is no workspace. A
        problem instead if there is a template of this kind already, or nothing can be written.
    """
    home = workspace.directory
    is_workspace = (home / PLAN_FILE).is_file() or (home / TEMPLATES_FOLDER).is_dir()
    target = (home / TEMPLATES_FOLDER if is_workspace else home) / f"{kind.title}.docx"
    own = workspace.find_template(kind)
    taken = home / own.file if own else target if target.exists() else None
    if taken is not None:
        remedy = "要重新取一份，请先把它改名或移走。"
        return Problem("file-in-the-way", "这个文件已经有了，没有覆盖。", Location(str(taken)), remedy)
    if not home.is_dir():
        return describe_unwritable(FileNotFoundError(), home)
    layout = workspace.loaded.settings.get(Layout)
    data = export_template(kind, layout if isinstance(layout, Layout) else Layout())
    try:
        write_whole(target, [data])
    except OSError as error:
        return describe_unwritable(error, target)
    return target


def check_template_file(kind: DocumentKind, path: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong with a file that is to be a template of *kind*."""
    try:
        return check_template(kind, path.read_bytes(), file=str(path))
    except OSError as error:
        return (describe_unreadable(error, Location(str(path))),)


def list_usages(variables: Iterable[Variable]) -> Iterator[Usage]:
    """Yield every variable and, below it, its fields, as a template writes them.

    >>> role = Variable("role", "职务", "组长")
    >>> [usage.written for usage in list_usages([Variable("posts", "领导小组", "组长", (role,), many=True)])]
    ['posts', 'post.role']
    """
    return _list_usages(variables, "", 0)


def find_undeclared(variables: Iterable[Variable], values: Mapping[str, object]) -> Iterator[str]:
    """Yield where *values* are not what *variables* say they are; for tests of plugins.

    >>> title = Variable("title", "标题", "方案")
    >>> list(find_undeclared([title], {"title": ["方案"], "year": 2023}))
    ['year is not declared', 'title is a list, but not declared as many']
    """
    yield from _compare_fields(tuple(variables), values, "")


def _shape_of(variable: Variable) -> Shape:
    fields = {field.name: _shape_of(field) for field in variable.fields}
    entry = Record(fields) if fields else TRUTH if variable.is_truth else PLAIN
    return Listing(entry) if variable.many else entry


def _list_usages(variables: Iterable[Variable], prefix: str, depth: int) -> Iterator[Usage]:
    for variable in variables:
        written = f"{prefix}{variable.name}"
        entry = _name_entry(variable.name) if variable.many else written
        if variable.many:
            tag = f"{{% for {entry} in {written} %}}"
        elif variable.is_truth:
            tag = f"{{% if {written} %}}"
        else:
            tag = f"{{{{ {written} }}}}"
        yield Usage(written, variable, tag, depth)
        yield from _list_usages(variable.fields, f"{entry}.", depth + 1)


def _name_entry(name: str) -> str:
    """Name one entry of a list: one of ``entries`` is an ``entry``."""
    match name:
        case _ if name.endswith("ies"):
            return f"{name[:-3]}y"
        case _ if name.endswith("s") and not name.endswith("ss"):
            return name.removesuffix("s")
        case _:
            return _SOME_ENTRY


def _compare_fields(variables: tuple[Variable, ...], holder: object, prefix: str) -> Iterator[str]:
    declared = {variable.name for variable in variables}
    record = type(holder)
    if isinstance(holder, Mapping):
        given = dict(holder)
    else:
        names = {field.name for field in attrs.fields(record)} if attrs.has(record) else set()
        given = {name: getattr(holder, name) for name in sorted(declared | names) if hasattr(holder, name)}
    yield from (f"{prefix}{name} is not declared" for name in given if name not in declared)
    for variable in variables:
        name = f"{prefix}{variable.name}"
        if variable.name not in given:
            yield f"{name} is not given"
        else:
            yield from _compare(variable, given[variable.name], name)


def _compare(variable: Variable, value: object, name: str) -> Iterator[str]:
    is_list = isinstance(value, list | tuple)
    if is_list != variable.many:
        yield f"{name} is {'a list, but not' if is_list else 'no list, but'} declared as many"
        return
    for entry in value if isinstance(value, list | tuple) else [value]:
        # A picture, a chart and whatever else says itself how it is printed may stand as plain text.
        prints_itself = type(entry).__str__ is not object.__str__ and not variable.fields
        is_group = isinstance(entry, Mapping) or (attrs.has(type(entry)) and not prints_itself)
        if is_group and variable.fields:
            yield from _compare_fields(variable.fields, entry, f"{name}.")
        elif isinstance(entry, bool) != variable.is_truth:
            yield f"{name} is {'yes or no' if variable.is_truth else 'something else'} by its example only"
        elif is_group or variable.fields:
            yield f"{name} has {'fields that are not' if is_group else 'no fields, but some are'} declared"
