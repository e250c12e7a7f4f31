"""School plans a second, against docxtpl filling the same Word template with the same values."""

import re
import tempfile
from pathlib import Path

from antifraud_plan import Registry, open_workspace
from antifraud_plan.papers.rendering import render_item
from antifraud_plan.starting import copy_demo
from antifraud_plan.word import Layout, build_template, compile_template, parse_source
from benchmarks.contest import Row, hold_contest
from benchmarks.peers import fill_with_docxtpl

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
            lambda: [len(render_item(compiled, item, brief)) for item in items],
            lambda: [fill_with_docxtpl(template, item.values) for item in items[: len(items) // 10]],
            rounds=5,
            share=10,
        )
    return Row(
        "school plans, one document each, in memory",
        f"{len(items) / contest.ours:,.0f} documents/s",
        contest.spread("× docxtpl, fresh per document"),
        "≥ 20 ×",
    )
