"""Word files in official format: a text source or a clerk's template in, filled documents out."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antifraud_plan.word.blocks import Block
    from antifraud_plan.word.layout import Layout
    from antifraud_plan.word.markdown import render_markdown
    from antifraud_plan.word.official import build_template
    from antifraud_plan.word.source import parse_source
    from antifraud_plan.word.template import CompiledTemplate, DocumentProperties, compile_template

__all__ = [
    "Block",
    "CompiledTemplate",
    "DocumentProperties",
    "Layout",
    "build_template",
    "compile_template",
    "parse_source",
    "render_markdown",
]

_HOMES = {
    "Block": "blocks",
    "CompiledTemplate": "template",
    "DocumentProperties": "template",
    "Layout": "layout",
    "build_template": "official",
    "compile_template": "template",
    "parse_source": "source",
    "render_markdown": "markdown",
}


def __getattr__(name: str) -> object:
    # Lazy, so that reading a county's [layout] table loads neither Jinja nor lxml.
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
