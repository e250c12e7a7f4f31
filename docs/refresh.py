"""Writes the tables of the reference that the code knows best; ``--check`` only tells if they are current.

A table stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``. Run at the root of the checkout::

    .venv/bin/python docs/refresh.py
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType

import antifraud_plan
from antifraud_plan import Registry, plugin, testing
from antifraud_plan.assessing.columns import DUE, RECORD, STATUS, FrameColumn
from antifraud_plan.loading.lists.forms import LISTS, REGISTER, STAFF, STUDENTS, STUDENTS_AND_STAFF
from antifraud_plan.loading.lists.table import ListForm
from antifraud_plan.model.assessment.reason import SENTENCES
from antifraud_plan.templates import list_usages
from antifraud_plan.word.jinja.filters import JINJA_FILTERS, OWN_FILTERS

FORMS = (*LISTS, STUDENTS, STAFF, STUDENTS_AND_STAFF, REGISTER)
REFERENCE = Path(__file__).parent / "reference"
_PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

Rows = Iterable[tuple[str, ...]]


def table(header: tuple[str, ...], rows: Rows) -> str:
    """Write a pipe table."""
    lines = [header, ("---",) * len(header), *rows]
    return "".join("|" + "|".join(map(_cell, line)) + "|\n" for line in lines)


def _cell(text: str) -> str:
    if text == "---":
        return text
    escaped = text.replace("|", "\\|")
    return f" {escaped} " if text else " "


def names(module: ModuleType) -> str:
    """List the public names of a module with the first line of what they say of themselves."""
    rows = []
    for name in sorted(module.__all__):
        value = getattr(module, name)
        is_documented = inspect.isclass(value) or inspect.isfunction(value)
        text = (inspect.getdoc(value) or "").partition("\n")[0] if is_documented else ""
        rows.append((f"`{name}`", text))
    return table(("name", "what it is"), rows)


def variables() -> str:
    """List what a Word template of each kind of paper may print."""
    return "\n".join(
        f"### {kind.title} `{kind.name}`\n\n"
        + table(
            ("写法", "是什么", "例"),
            (
                (f"`{each.tag}`", each.variable.meaning, each.variable.example)
                for each in list_usages(kind.variables)
            ),
        )
        for kind in Registry.from_entry_points().document_kinds
    )


def lists(form: ListForm) -> str:
    """List the columns of one list."""
    rows = ((column.heading, "必" if column.required else "", column.meaning) for column in form.columns)
    return f"\n{form.meaning}\n\n" + table(("列", "必", "怎么填"), rows) + "\n"


def frame(columns: Iterable[FrameColumn]) -> str:
    """List the columns of a frame."""
    return table(
        ("列", "种类", "必", "说什么"),
        (
            (f"`{each.name}`", each.type.value, "" if each.is_optional else "必", each.meaning)
            for each in columns
        ),
    )


PARTS: Mapping[str, Callable[[], str]] = {
    "names": lambda: names(antifraud_plan),
    "plugin-names": lambda: names(plugin),
    "testing-names": lambda: names(testing),
    "variables": variables,
    "own-filters": lambda: table(
        ("名称", "作用"), ((f"`{item.name}`", item.meaning) for item in OWN_FILTERS.values())
    ),
    "jinja-filters": lambda: table(
        ("名称", "作用"), ((f"`{name}`", meaning) for name, meaning in JINJA_FILTERS.items())
    ),
    "reasons": lambda: table(
        ("代码", "说法"), ((f"`{code}`", sentence) for code, sentence in SENTENCES.items())
    ),
    "frame-due": lambda: frame(DUE),
    "frame-record": lambda: frame(RECORD),
    "frame-status": lambda: frame(STATUS[len(DUE) :]),
    **{f"list-{form.title}": partial(lists, form) for form in FORMS},
}


def main() -> int:
    """Refresh every page that has generated parts."""
    stale = []
    for path in sorted(REFERENCE.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        fresh = _PART.sub(lambda part: part[1] + PARTS[part[2]]() + part[3], text)
        if fresh != text:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(fresh, encoding="utf-8")
    if stale:
        print(", ".join(stale))
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
