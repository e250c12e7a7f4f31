"""The sheet an inspection takes along to a school (到校督查表): its claims, and blanks for what is found."""

from collections.abc import Iterator

import attrs

from antifraud_plan import draw_claims, draw_schools, find_places
from antifraud_plan.plugin import (
    Brief,
    DocumentKind,
    Finding,
    Item,
    Scope,
    Variable,
    mask_personal_numbers,
)
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.settings import ReportSettings
from antifraud_plan_reports.templates import read_source

_CLAIM = (
    Variable("number", "序号", "1"),
    Variable("reference", "依据，方案的第几部分", "四（二）"),
    Variable("name", "工作任务", "主题班会"),
    Variable("details", "时段、班级等", "3月"),
    Variable("claim", "学校报了几次，记在哪里", "报1次，见 三月.xlsx:活动开展情况!A2"),
)
VARIABLES = (
    Variable("title", "标题", "到校督查表"),
    Variable("school", "学校", "示例镇第一小学"),
    Variable("bureau", "主管局", "示例县教育体育局"),
    Variable("date", "考核到哪一天", "2023年5月20日"),
    Variable("quarter", "第几季度", "2"),
    Variable("drawn", "抽到几所学校", "3"),
    Variable("claims", "要看的各项；没有可看的为空", "主题班会", _CLAIM, many=True),
)


@attrs.frozen
class Claim:
    """A line of the sheet."""

    number: int
    reference: str
    name: str
    details: str
    claim: str


def _items(brief: Brief) -> Iterator[Item]:
    assessment, settings = brief.assess(on=brief.on), brief.setting(ReportSettings)
    if not assessment.tally().judged:
        return
    names, plan = Names(brief.plan, brief.tree), brief.plan
    open_schools = (each for each in brief.tree.schools() if each.stands(brief.on))
    drawn = draw_schools(plan, open_schools, settings.inspect_share, on=brief.on)
    for school in brief.tree.schools():
        if school not in drawn or not brief.wants(school):
            continue
        claims = draw_claims(plan, assessment, school, settings.inspect_items)
        title = f"{school.name}到校督查表"
        values: dict[str, object] = {
            "title": "到校督查表",
            "school": school.name,
            "bureau": plan.names.bureau,
            "date": brief.on,
            "quarter": (brief.on.month + 2) // 3,
            "drawn": len(drawn),
            "claims": tuple(_claim(number, each, names) for number, each in enumerate(claims, 1)),
        }
        yield Item(("到校督查表", title), title, values)


def _claim(number: int, finding: Finding, names: Names) -> Claim:
    reference, name = names.find(finding.expected.item)
    details = "，".join(filter(None, names.detail(finding)))
    first, *more = (place.in_words for place in find_places(finding))
    others = f"等{len(more) + 1}处" if more else ""
    unit = finding.expected.proof.value
    claim = mask_personal_numbers(f"报{finding.done}{unit}，见 {first}{others}")
    return Claim(number, reference, name, details, claim)


INSPECTION_SHEET = DocumentKind(
    "inspection-sheet",
    title="到校督查表",
    scope=Scope.SCHOOL,
    source=read_source("inspection-sheet"),
    items=_items,
    variables=VARIABLES,
    awaits="到这一天还没有该完成的工作，或者这个季度没有抽到这些学校；考核到哪一天用 --on 写明。",
)
