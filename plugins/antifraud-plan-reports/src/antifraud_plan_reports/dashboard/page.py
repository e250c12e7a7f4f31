"""Puts the dashboard's page together: one file, no reference to anything outside."""

import base64
import hashlib
import json
from collections.abc import Iterator
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from antifraud_plan.plugin import Brief, Document, FileKind, Scope
from antifraud_plan_reports.dashboard.data import Dashboard, find_trend_days, gather
from antifraud_plan_reports.dashboard.lights import LIGHTS
from antifraud_plan_reports.dashboard.trend import draw_trend
from antifraud_plan_reports.printing import print_day

_TITLE = "考核看板"
_HTML = "text/html"


def build_dashboard(brief: Brief) -> Iterator[Document]:
    """Yield the page, where anything was due by then."""
    today = brief.assess(on=brief.on).within(brief.wants)
    if not today.tally().judged:
        return
    *earlier, _ = find_trend_days(brief.plan.first_day, brief.on)
    before = (brief.assess(on=day).within(brief.wants) for day in earlier)
    dashboard = gather(brief, (*before, today))
    yield Document((f"{_TITLE}.html",), _HTML, (render(dashboard, brief).encode(),))


def render(dashboard: Dashboard, brief: Brief) -> str:
    """Return the page."""
    plan = brief.plan
    style, script = _read("page.css"), _read("page.js")
    selected = "、".join(each.name for each in brief.selected or ())
    title = plan.fill(plan.title).removesuffix("实施方案") + _TITLE
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_read("page.html")).render(
        title=title,
        selected=selected,
        bureau=plan.names.bureau,
        plan_title=plan.fill(plan.title),
        day=print_day(dashboard.on),
        board=dashboard,
        tasks=dashboard.details["tasks"],
        lights=LIGHTS,
        trend=draw_trend(dashboard.trend),
        style=Markup(style),
        script=Markup(script),
        policy=_allow(style, script),
        data=Markup(_write_json(dashboard)),
    )


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _allow(style: str, script: str) -> str:
    """Return a policy by which the page runs nothing but its own script and loads nothing at all."""
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _write_json(dashboard: Dashboard) -> str:
    """Return the details as JSON that cannot end the element it stands in, whatever schools are called."""
    return json.dumps(dashboard.details, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


DASHBOARD = FileKind(
    "dashboard",
    title=_TITLE,
    scope=Scope.COUNTY,
    documents=build_dashboard,
    aliases=("看板",),
    awaits="到这一天还没有该完成的工作，请用 --on 写明考核到哪一天。",
)
