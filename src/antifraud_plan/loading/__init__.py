"""From text files to records, every mistake reported at its line and column."""

from antifraud_plan.loading.chain import Bases, load_chain
from antifraud_plan.loading.convert import Loaded, convert
from antifraud_plan.loading.csv_rows import CsvRows, read_csv_rows
from antifraud_plan.loading.origins import Origins
from antifraud_plan.loading.overlay import merge
from antifraud_plan.loading.plan import LoadedPlan, load_plan
from antifraud_plan.loading.structuring import TextForms
from antifraud_plan.loading.toml.document import load_tree
from antifraud_plan.loading.toml.tree import Array, Broken, Entry, Leaf, Node, Table

__all__ = [
    "Array",
    "Bases",
    "Broken",
    "CsvRows",
    "Entry",
    "Leaf",
    "Loaded",
    "LoadedPlan",
    "Node",
    "Origins",
    "Table",
    "TextForms",
    "convert",
    "load_chain",
    "load_plan",
    "load_tree",
    "merge",
    "read_csv_rows",
]
