"""The rectification notice (整改通知): what one school has to mend by when, with a slip to answer on."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from antifraud_plan.plugin import (
    Brief,
    DocumentKind,
    Finding,
    Item,
    Organisation,
    Plan,
    Proof,
    Scope,
    Status,
    Variable,
)
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING, print_day
from antifraud_plan_reports.rectification.book import find_rectifications
from antifraud_plan_reports.rectification.register import MendState, Rectification, say_problem
from antifraud_plan_reports.settings import ReportSettings
from antifraud_plan_reports.templates import read_source

_ROW = (
    Variable("number", "序号", "1"),
    Variable("reference", "依据，方案的第几部分", "四（二）"),
    Variable("name", "工作任务", "主题班会"),
    Variable("details", "时段、班级等", "3月；4月"),
    Variable(
        "problem", "问题，一句话；以前通知过的写明何时", "未完成。应完成1次，上报表里没有一次可以认定。"
    ),
    Variable("papers", "应交什么：上报表、佐证材料", "第1学期学期报表；班会记录"),
)
VARIABLES = (
    Variable("title", "标题", "整改通知"),
    Variable("school", "发给哪所学校", "示例镇第一小学"),
    Variable("bureau", "主管局", "示例县教育体育局"),
    Variable("receiver", "整改材料交到哪里", "县教体局法安股"),
    Variable("date", "成文日期", "2023年5月20日"),
    Variable("mend_by", "这次通知的整改期限", "2023年6月4日"),
    Variable("introduction", "开头一段", "经对照方案考核，你校有2项工作没有做到或者没有上报。"),
    Variable("overdue", "以前通知过、已经逾期的有几项，一句话；没有的为空", "其中1项已经逾期。"),
    Variable("rows", "要整改的各项", "主题班会", _ROW, many=True),
)


@attrs.frozen
class NoticeLine:
    """A line of the notice: what of one task has one reason and one last day."""

    number: int
    reference: str
    name: str
    details: str
    problem: str
    papers: str


def _items(brief: Brief) -> Iterator[Item]:
    by_unit: dict[str, list[tuple[Rectification, Finding]]] = {}
    for each in find_rectifications(brief):
        finding = each.finding
        if each.state is not MendState.CLOSED and finding is not None and finding.status.is_shortfall:
            by_unit.setdefault(each.subject.unit, []).append((each, finding))
    for unit in brief.tree:
        if unit.id in by_unit and brief.wants(unit) and unit.stands(brief.on):
            yield _item(brief, unit, by_unit[unit.id])


def _item(brief: Brief, unit: Organisation, found: Sequence[tuple[Rectification, Finding]]) -> Item:
    plan, on = brief.plan, brief.on
    title = f"{unit.name}{plan.year}年{plan.subject}整改通知"
    overdue = sum(each.state is MendState.OVERDUE for each, _ in found)
    plan_title = plan.fill(plan.title)
    values: dict[str, object] = {
        "title": "整改通知",
        "school": unit.name,
        "bureau": plan.names.bureau,
        "receiver": f"{plan.names.bureau_short}{plan.names.section_short}",
        "date": on,
        "mend_by": on + timedelta(days=brief.setting(ReportSettings).mend_days),
        "introduction": (
            f"经对照《{plan_title}》考核，截至{print_day(on)}，你校有{len(found)}项工作没有做到或者没有上报，"
            "现将需要整改的事项通知如下。"
        ),
        "overdue": f"其中{overdue}项以前已经通知，过了期限仍没有整改。" if overdue else "",
        "rows": tuple(_list_lines(found, plan, Names(plan, brief.tree), on)),
    }
    return Item(("整改通知", title), title, values)


def _list_lines(
    found: Sequence[tuple[Rectification, Finding]], plan: Plan, names: Names, on: date
) -> Iterator[NoticeLine]:
    groups: dict[tuple[str, str], list[tuple[Rectification, Finding]]] = {}
    for each, finding in sorted(found, key=lambda each: _place_of(each[1], names)):
        key = each.subject.item, _say_again(each, finding, on)
        groups.setdefault(key, []).append((each, finding))
    for number, ((item, problem), group) in enumerate(groups.items(), 1):
        details: dict[str, list[str]] = {}
        for each, _ in group:
            details.setdefault(each.subject.period, []).append(each.subject.part)
        papers = _list_papers([finding for _, finding in group], plan, names)
        yield NoticeLine(number, *names.find(item), _join(details), problem, papers)


def _place_of(finding: Finding, names: Names) -> int:
    order = names.order
    item = finding.expected.item
    return order.index(item) if item in order else len(order)


def _say_again(each: Rectification, finding: Finding, on: date) -> str:
    problem = say_problem(finding, on)
    if finding.status is Status.UNREPORTED:  # when it was due differs, what is wrong does not
        arrival = finding.expected.proof is Proof.ARRIVAL
        problem = f"{finding.status.value}。{'没有报送' if arrival else '没有收到上报表，无法认定'}。"
    if each.notice.notified == on:
        return problem
    last = f"{print_day(each.notice.mend_by)}前整改"
    state = f"没有在{last}" if each.state is MendState.OVERDUE else f"应在{last}"
    return f"{problem}{print_day(each.notice.notified)}已通知，{state}。"


def _list_papers(found: Sequence[Finding], plan: Plan, names: Names) -> str:
    """Return what to hand in: the returns that should tell it, and the papers that prove it."""
    handed_in = "、".join(dict.fromkeys(map(names.handed_in, found)))
    papers = "、".join(_find_papers(found[0], plan))
    return f"{handed_in}；{papers}" if papers else handed_in


def _find_papers(finding: Finding, plan: Plan) -> tuple[str, ...]:
    return next((task.evidence for task in plan.tasks if task.id == finding.expected.item), ())


def _join(details: dict[str, list[str]]) -> str:
    said = (
        period + ("：" if period and any(parts) else "") + "、".join(filter(None, parts))
        for period, parts in details.items()
    )
    return "；".join(filter(None, said)) or NOTHING


RECTIFICATION_NOTICE = DocumentKind(
    "rectification-notice",
    title="整改通知",
    scope=Scope.SCHOOL,
    source=read_source("rectification-notice"),
    items=_items,
    variables=VARIABLES,
    awaits="到这一天没有学校有要整改的事项；考核到哪一天用 --on 写明。",
)
