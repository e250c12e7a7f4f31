"""From text files to records, every mistake reported at its line and column."""

from antifraud_plan.loading.convert import Loaded, convert
from antifraud_plan.loading.nearest import find_nearest, suggest
from antifraud_plan.loading.origins import Origins
from antifraud_plan.loading.structuring import TextForms
from antifraud_plan.loading.toml_text import load_tree
from antifraud_plan.loading.tree import Array, Broken, Entry, Leaf, Node, Table

__all__ = [
    "Array",
    "Broken",
    "Entry",
    "Leaf",
    "Loaded",
    "Node",
    "Origins",
    "Table",
    "TextForms",
    "convert",
    "find_nearest",
    "load_tree",
    "suggest",
]
