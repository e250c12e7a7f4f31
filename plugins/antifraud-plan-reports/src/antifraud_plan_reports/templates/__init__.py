"""The papers' templates as readable text."""

from importlib.resources import files


def read_source(name: str) -> str:
    """Return the text source of a template, such as ``compliance-report``."""
    return (files(__name__) / f"{name}.md").read_text(encoding="utf-8")
