"""The file of one case (案件专卷): its reports, what was done before, on what the decision rests."""

from collections.abc import Iterator
from datetime import date

import attrs

from antifraud_plan.plugin import (
    Assessment,
    Brief,
    Consequence,
    DocumentKind,
    Evidence,
    Item,
    Plan,
    Problem,
    Scope,
    Severity,
    Variable,
    mask_personal_numbers,
)
from antifraud_plan_reports.incident.cases import STAGES, Case, Stage, StageKind, find_cases
from antifraud_plan_reports.incident.duties import find_duties, list_duties, say_duties
from antifraud_plan_reports.kept import read_kept
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING, print_day
from antifraud_plan_reports.templates import read_source

_FACTS = (
    ("day", "发生日期"),
    ("role", "当事人身份"),
    ("level", "学段"),
    ("method", "诈骗手法"),
    ("amount", "涉案金额（元）"),
    ("known", "知悉途径"),
    ("reported", "向公安报告日期"),
)
_FACT = (
    Variable("name", "事项", "诈骗手法"),
    Variable("police", "公安机关怎么通报", "刷单返利"),
    Variable("own", "学校怎么上报", "刷单返利"),
)
_STAGE = (
    Variable("day", "报告日期", "2023年4月13日"),
    Variable("text", "报告内容", "已向公安机关报案。"),
)
_DUTY = (
    Variable("reference", "依据，方案的第几部分", "四（二）"),
    Variable("name", "工作任务", "主题班会"),
    Variable("periods", "时段；按班开展的写几个班", "上学期（2个班）"),
    Variable("then", "案发当日的完成状态", "已完成"),
    Variable("now", "到成文日期的完成状态", "已完成"),
    Variable("place", "依据的记录在哪里，只写第一处", "returns/某校3月月报表.xlsx:活动开展情况!A2"),
)
VARIABLES = (
    Variable("title", "标题", "示例镇第一小学2023年4月12日案件专卷"),
    Variable("mark", "保管要求", "内部材料　注意保管"),
    Variable("school", "学校", "示例镇第一小学"),
    Variable("bureau", "主管局", "示例县教育体育局"),
    Variable("date", "成文日期", "2023年5月20日"),
    Variable("happened", "案件发生的日期", "2023年4月12日"),
    Variable("told", "谁报的案件，一句话", "公安机关已通报，学校已上报。"),
    Variable("facts", "公安机关和学校各怎么说", "诈骗手法", _FACT, many=True),
    Variable("first", "首报，没有时为空", "已向公安机关报案。", _STAGE, many=True),
    Variable("further", "续报，没有时为空；结了案的可以没有", "资金已止付。", _STAGE, many=True),
    Variable("closing", "结案，没有时为空", "公安机关已结案。", _STAGE, many=True),
    Variable("duties_sentence", "案发前履职情况，一段话", "案发前应完成12项，已完成10项。"),
    Variable("duties", "案发前到期的各项工作", "主题班会", _DUTY, many=True),
    Variable("accountability", "方案关于追责的规定，一段话", "师生涉及电信网络诈骗案件，一律追责问责。"),
    Variable("authority", "追责依据的文件，没有填时为空", "《追责办法》（示市教字〔2022〕1号）"),
    Variable("article", "适用的条款，没有填时为空", "第六条"),
    Variable("decision", "处理决定，没有时为空", "对学校予以通报批评。"),
    Variable("decided", "决定日期，没有时为空", "2023年6月1日"),
)


@attrs.frozen
class Fact:
    """A line of what police and school say."""

    name: str
    police: str
    own: str


@attrs.frozen
class Report:
    """A report of the bureau as it is printed."""

    day: str
    text: str


def _items(brief: Brief) -> Iterator[Item]:
    cases = [
        case
        for case in find_cases(brief.plan, brief.collect(on=brief.on), brief.on)
        if brief.wants(brief.tree.require(case.unit))
    ]
    if not cases:
        return
    kept = read_kept(brief, STAGES)
    assessments = {day: brief.assess(on=day) for day in {brief.on, *(case.day for case in cases)}}
    order = {unit.id: number for number, unit in enumerate(brief.tree)}
    titles: dict[str, int] = {}
    for case in sorted(cases, key=lambda each: (order[each.unit], each.day)):
        title = f"{brief.tree.require(case.unit).name}{print_day(case.day)}案件专卷"
        titles[title] = titles.get(title, 0) + 1
        if titles[title] > 1:  # a second case of the same school on the same day
            title += f"（{titles[title]}）"
        values = _build_values(brief, case, assessments[case.day], assessments[brief.on])
        gaps = (*_find_gaps(brief.plan, case, title), *kept.problems)
        yield Item(("案件专卷", title), title, {**values, "title": title}, gaps)


def _build_values(brief: Brief, case: Case, then: Assessment, now: Assessment) -> dict[str, object]:
    plan, unit = brief.plan, brief.tree.require(case.unit)
    duties = find_duties(then, unit, case.day)
    consequence = _find_consequence(plan)
    settled = _find_settled(case)
    return {
        "mark": "内部材料　注意保管",
        "school": unit.name,
        "bureau": plan.names.bureau,
        "date": brief.on,
        "happened": case.day,
        "told": _say_told(case),
        "facts": tuple(_list_facts(case)),
        "first": tuple(map(_print_stage, case.of(StageKind.FIRST))),
        "further": tuple(map(_print_stage, case.of(StageKind.FURTHER))),
        "closing": tuple(map(_print_stage, case.of(StageKind.CLOSING))),
        "duties_sentence": say_duties(duties, case.day),
        "duties": tuple(list_duties(duties, now, Names(plan, brief.tree))),
        "accountability": _say_accountability(plan, consequence),
        "authority": (consequence.authority or "") if consequence else "",
        "article": mask_personal_numbers(settled.article) if settled else "",
        "decision": mask_personal_numbers(settled.decision) if settled else "",
        "decided": print_day(settled.decided) if settled and settled.decided else "",
    }


def _find_consequence(plan: Plan) -> Consequence | None:
    """Return what the plan says of cases: the consequence that rests on a document (clause 5.3.2)."""
    return next((each for each in plan.consequences if each.authority is not None), None)


def _find_settled(case: Case) -> Stage | None:
    """Return the last report that says what was decided, or by which article."""
    return next((each for each in reversed(case.stages) if each.decision or each.article), None)


def _say_told(case: Case) -> str:
    police = "公安机关已通报" if case.police else "公安机关没有通报"
    own = "学校已上报" if case.own else "学校没有上报"
    return f"{police}，{own}。"


def _list_facts(case: Case) -> Iterator[Fact]:
    for column, name in _FACTS:
        police, own = (_show(record, column) for record in (case.police, case.own))
        if police != NOTHING or own != NOTHING:
            yield Fact(name, police, own)
    records = (case.police, case.own)
    places = (record.locate("").in_words if record else NOTHING for record in records)
    yield Fact("记录所在", *map(mask_personal_numbers, places))


def _show(record: Evidence | None, column: str) -> str:
    value = record.values.get(column) if record else None
    if value is None:
        return NOTHING
    return print_day(value) if isinstance(value, date) else mask_personal_numbers(str(value))


def _print_stage(stage: Stage) -> Report:
    return Report(print_day(stage.day), mask_personal_numbers(stage.text))


def _say_accountability(plan: Plan, consequence: Consequence | None) -> str:
    if consequence is None:
        return "方案没有规定涉案追责。"
    place = plan.reference(consequence.clause)
    return (
        f"《{plan.fill(plan.title)}》{place}规定：{consequence.trigger}的，"
        f"{'、'.join(consequence.measures)}。"
    )


def _find_gaps(plan: Plan, case: Case, title: str) -> Iterator[Problem]:
    lacking = [kind.value for kind in StageKind if not case.of(kind)]
    if case.of(StageKind.CLOSING) and StageKind.FURTHER.value in lacking:
        lacking.remove(StageKind.FURTHER.value)  # closed before there was more to tell
    settled = _find_settled(case)
    for name, said in (
        ("适用条款", settled.article if settled else ""),
        ("处理决定", settled.decision if settled else ""),
        ("决定日期", settled.decided if settled else None),
    ):
        if not said:
            lacking.append(name)
    if lacking:
        message = f"{title}还缺{'、'.join(lacking)}。"
        form = next((form.title for form in plan.forms if form.id == STAGES), "案件处置")
        remedy = f"请填进 records 文件夹的“{form}”，发生日期写{print_day(case.day)}。"
        yield Problem("incident-open", message, None, remedy, Severity.GAP)
    for stage in case.stages:
        if stage.is_doubtful:
            message = "这所学校这一天不止一起案件，这一行没有写明是哪一起，记在了第一起。"
            remedy = "请填“当事人身份”，与公安通报或学校上报的一致。"
            yield Problem("incident-doubtful", message, stage.place, remedy, Severity.NOTE)
    consequence = _find_consequence(plan)
    if consequence is not None and not consequence.authority:
        message = f"“{consequence.trigger}”的追责没有写明依据的文件。"
        remedy = f'请在 plan.toml 里写：[[consequence]]，下一行 id = "{consequence.id}"，再下一行 authority。'
        yield Problem("authority-missing", message, None, remedy, Severity.GAP)


INCIDENT_FILE = DocumentKind(
    "incident-file",
    title="案件专卷",
    scope=Scope.SCHOOL,
    source=read_source("incident-file"),
    items=_items,
    variables=VARIABLES,
    awaits="到这一天没有案件；公安机关通报的，请填进 records 文件夹的“公安通报案件”。",
)
