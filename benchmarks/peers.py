"""Programs that others use for the same work, called as their documentation says."""

import io
from collections.abc import Mapping
from pathlib import Path

import jinja2
from docxtpl import DocxTemplate

from antifraud_plan.word.jinja.filters import OWN_FILTERS


def fill_with_docxtpl(template: Path, values: Mapping[str, object]) -> bytes:
    """Fill a Word template with docxtpl, read afresh for each document; it is asked to escape values."""
    environment = jinja2.Environment(autoescape=True)
    environment.filters |= {name: each.function for name, each in OWN_FILTERS.items()}
    document = DocxTemplate(template)
    document.render(dict(values), jinja_env=environment)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
