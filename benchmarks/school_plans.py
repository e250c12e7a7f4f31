"""School plans a second, against docxtpl filling the same Word template with the same values."""

import io
import re
import tempfile
from pathlib import Path

import jinja2
from docxtpl import DocxTemplate

from antifraud_plan import Item, Registry, open_workspace
from antifraud_plan.rendering import render_items
from antifraud_plan.starting import copy_demo
from antifraud_plan.word import Layout, build_template, compile_template, parse_source
from antifraud_plan.word.jinja.filters import OWN_FILTERS
from benchmarks.contest import Row, hold_contest

COPIES = 60


def run() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        county = Path(folder) / "county"
        copy_demo(county)
        registry = Registry.from_entry_points()
        kind = registry.require_document_kind("school-plan")
        brief = open_workspace(county, registry).brief()
        items = tuple(kind.items(brief))
        items = items * (COPIES // len(items))
        # docxtpl does not know the tag that places issuer and date: neither side fills the signature.
        source = re.sub(r"::: signature\n.*?:::\n", "", kind.source, flags=re.DOTALL)
        template = Path(folder) / "school-plan.docx"
        template.write_bytes(build_template(parse_source(source, file=kind.name), Layout()))
        compiled = compile_template(template.read_bytes(), file=template.name)
        contest = hold_contest(
            lambda: [len(document.chunks[0]) for document in render_items(compiled, items, brief)],
            lambda: [_fill_with_docxtpl(template, item) for item in items[: len(items) // 10]],
            rounds=5,
        )
    ratios = tuple(ratio * 10 for ratio in contest.ratios)
    return Row(
        "school plans, one document each, in memory",
        f"{len(items) / contest.ours:,.0f} documents/s",
        f"{contest.median * 10:.0f} × docxtpl, fresh per document ({ratios[0]:.0f}–{ratios[-1]:.0f})",
        "≥ 20 ×",
    )


def _fill_with_docxtpl(template: Path, item: Item) -> int:
    environment = jinja2.Environment(autoescape=True)
    environment.filters |= {name: each.function for name, each in OWN_FILTERS.items()}
    document = DocxTemplate(template)
    document.render(dict(item.values), jinja_env=environment)
    written = io.BytesIO()
    document.save(written)
    return len(written.getvalue())
