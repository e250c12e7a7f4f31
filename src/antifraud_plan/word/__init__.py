"""Word files in official format: a text source or a clerk's template in, filled documents out."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antifraud_plan.word.chart import Chart, ChartKind, ChartSeries
    from antifraud_plan.word.layout import Layout
    from antifraud_plan.word.merging.copies import PageStart
    from antifraud_plan.word.merging.merged import merge_papers
    from antifraud_plan.word.official.document import build_template
    from antifraud_plan.word.picture import Picture
    from antifraud_plan.word.reading import read_lines
    from antifraud_plan.word.source.blocks import Block
    from antifraud_plan.word.source.markdown import render_markdown
    from antifraud_plan.word.source.parsing import parse_source
    from antifraud_plan.word.template.compiled import CompiledTemplate, compile_template
    from antifraud_plan.word.template.frozen import FrozenTemplate
    from antifraud_plan.word.template.properties import DocumentProperties

__all__ = [
    "Block",
    "Chart",
    "ChartKind",
    "ChartSeries",
    "CompiledTemplate",
    "DocumentProperties",
    "FrozenTemplate",
    "Layout",
    "PageStart",
    "Picture",
    "build_template",
    "compile_template",
    "merge_papers",
    "parse_source",
    "read_lines",
    "render_markdown",
]

_HOMES = {
    "Block": "source.blocks",
    "Chart": "chart",
    "ChartKind": "chart",
    "CompiledTemplate": "template.compiled",
    "DocumentProperties": "template.properties",
    "FrozenTemplate": "template.frozen",
    "Layout": "layout",
    "PageStart": "merging.copies",
    "Picture": "picture",
    "ChartSeries": "chart",
    "build_template": "official.document",
    "compile_template": "template.compiled",
    "merge_papers": "merging.merged",
    "parse_source": "source.parsing",
    "read_lines": "reading",
    "render_markdown": "source.markdown",
}


def __getattr__(name: str) -> object:
    # Lazy, so that reading a county's [layout] table loads neither Jinja nor lxml.
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
