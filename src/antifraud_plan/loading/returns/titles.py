"""Which form a sheet or a CSV file is: by its title or, failing that, by its headings."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from antifraud_plan.loading.lists.headings import HEADING_ROWS, fold_heading
from antifraud_plan.loading.lists.table import ListTable
from antifraud_plan.model.forms.form import Form

_COPY = re.compile(r"(?:\(\d+\)|-?副本|copy|\d+)+$", re.IGNORECASE)
_FEWEST_HEADINGS = 3


def find_form(table: ListTable, forms: Iterable[Form]) -> Form | None:
    """Return the form *table* holds, ``None`` if it holds none; its rows are all at hand."""
    listed = tuple(forms)
    for form in listed:
        if form.title == table.title:  # as the program wrote it
            return form
    title = _COPY.sub("", _fold(table.title)) or _fold(table.title)
    for form in listed:
        if _fold(form.title) in (title, _fold(table.title)):
            return form
    headings = [{fold_heading(value) for value in values} for values in islice(table.rows, HEADING_ROWS)]
    scores = {}
    for form in listed:
        wanted = {fold_heading(column.heading) for column in form.columns}
        scores[form.id] = max((len(wanted & row) for row in headings), default=0)
    within = [form for form in listed if _fold(form.title) in title and scores[form.id] > 1]
    if within:
        return max(within, key=lambda form: len(form.title))
    best = max(listed, key=lambda form: scores[form.id], default=None)
    if best is None or scores[best.id] < max(_FEWEST_HEADINGS, len(best.asked) / 2):
        return None
    rivals = [form for form in listed if scores[form.id] == scores[best.id]]
    return best if len(rivals) == 1 else None


def _fold(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).split())
