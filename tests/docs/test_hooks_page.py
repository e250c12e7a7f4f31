"""docs/reference/hooks.md has a heading, the signature and an example of every hook, and of no other."""

import inspect
import re

import pytest
from pages import page

from antifraud_plan import hookspecs, plugin

PAGE = page("reference/hooks.md")
HOOKS = {
    name: function
    for name, function in vars(hookspecs).items()
    if inspect.isfunction(function) and hasattr(function, f"{hookspecs.PROJECT}_spec")
}


def section(hook: str) -> str:
    return PAGE.split(f"\n## {hook}\n")[1].split("\n## ")[0]


def test_the_page_describes_the_hooks_there_are() -> None:
    assert re.findall(r"^## (\w+)$", PAGE, re.MULTILINE) == list(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_its_signature_and_an_example(hook: str) -> None:
    returned = inspect.signature(HOOKS[hook]).return_annotation
    code = "".join(re.findall(r"```python\n(.*?)```", section(hook), re.DOTALL))

    assert f"```text\n{hook}() -> {returned}\n```" in section(hook)
    assert f"@hookimpl\n    def {hook}(self) -> {returned}:" in code
    assert "\nassert " in code


def test_the_examples_import_only_what_plugins_may() -> None:
    imported = re.search(r"from antifraud_plan\.plugin import \((.*?)\)", PAGE, re.DOTALL)

    assert imported is not None
    assert set(re.findall(r"\w+", imported[1])) <= set(plugin.__all__)
    assert set(re.findall(r"from (antifraud_plan[\w.]*) import", PAGE)) == {
        "antifraud_plan.plugin",
        "antifraud_plan.testing",
    }
