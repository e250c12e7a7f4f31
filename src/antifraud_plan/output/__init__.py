"""Where documents go: names safe on every system, files written whole, files somebody edited left alone."""

from antifraud_plan.output.folder import OutputFolder
from antifraud_plan.output.names import safe_name, safe_path
from antifraud_plan.output.orders import Draft, Outcome, Written
from antifraud_plan.output.writing import describe_unwritable, write_whole

__all__ = [
    "Draft",
    "Outcome",
    "OutputFolder",
    "Written",
    "describe_unwritable",
    "safe_name",
    "safe_path",
    "write_whole",
]
