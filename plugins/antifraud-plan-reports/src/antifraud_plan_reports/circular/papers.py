"""拟通报名单, which goes to the schools to be named, and 通报, which names those who were heard."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from antifraud_plan import DocumentNumber
from antifraud_plan.plugin import (
    Assessment,
    Brief,
    DocumentKind,
    Item,
    Plan,
    Problem,
    Scope,
    Severity,
    Variable,
)
from antifraud_plan_reports.circular.answers import ANSWERS, Answer, Consent, find_answers, find_list_day
from antifraud_plan_reports.circular.naming import Naming, Nominee, nominate
from antifraud_plan_reports.circular.words import (
    introduce_circular,
    introduce_list,
    say_criticism,
    say_open,
    say_praise,
    summarise,
)
from antifraud_plan_reports.kept import read_kept
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import print_day
from antifraud_plan_reports.settings import ReportSettings
from antifraud_plan_reports.templates import read_source

_FAILURE = (
    Variable("reference", "依据，方案的第几部分", "四（二）"),
    Variable("name", "工作任务、报送事项或者指标", "主题班会"),
    Variable("periods", "时段；按班开展的写几个班，不写哪个班", "上学期（2个班）"),
    Variable("state", "情况", "未上报"),
)
_NOMINEE = (
    Variable("name", "学校", "示例镇第一小学"),
    Variable("rate", "得分率", "52.3%"),
    Variable("unreported", "未上报几项", "3"),
    Variable("failures", "没有做到的各项；表扬的没有", "主题班会", _FAILURE, many=True),
)
_COMMON = (
    Variable("title", "标题", "示例县教育体育局关于2023年防范电信网络诈骗工作情况的通报"),
    Variable("bureau", "主管局", "示例县教育体育局"),
    Variable("date", "成文日期", "2023年5月26日"),
    Variable("introduction", "开头一段", "现将有关情况通报如下。"),
    Variable("praised", "表扬的学校", "示例县第一实验小学", _NOMINEE, many=True),
    Variable("praise_sentence", "表扬，一段话", "予以表扬。"),
    Variable("criticised", "通报批评的学校", "示例镇第一小学", _NOMINEE, many=True),
    Variable("criticism_sentence", "通报批评，一段话", "予以通报批评。"),
)
LIST_VARIABLES = (
    *_COMMON,
    Variable("addressees", "发给谁，已连好", "示例县第一实验小学、示例镇第一小学"),
    Variable("answer_by", "反馈期限", "2023年5月25日"),
    Variable("section", "承办股室", "政策法规安全股"),
    Variable("plan_title", "方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案"),
)
CIRCULAR_VARIABLES = (
    *_COMMON,
    Variable("issuer_mark", "发文机关标志", "示例县教育体育局文件"),
    Variable("number", "发文字号，没有时为空", "示教体字〔2023〕18号"),
    Variable("addressees", "主送机关，已连好，没有时为空", "各镇（街）中心学校，县直各学校"),
    Variable("copies", "抄送机关，已连好，没有时为空", "示例市教育局"),
    Variable("printer", "印发机关", "示例县教育体育局办公室"),
    Variable("open", "还有几所学校没有核对完，一句话；都核对完的为空", "还有2所学校没有核对完。"),
    Variable("summary", "总体情况，逐段", "截至2023年5月20日，应完成12项。", many=True),
    Variable("demand", "工作要求，一段话", "逐项整改。"),
)


@attrs.frozen
class _Judged:
    """The assessment of what was asked for, as both papers start from it."""

    assessment: Assessment
    nominees: tuple[Nominee, ...]

    @property
    def units(self) -> frozenset[str]:
        """Ids of the schools to be named."""
        return frozenset(each.unit.id for each in self.nominees)


def _judge(brief: Brief, on: date) -> _Judged:
    assessment = brief.assess(on=on).within(brief.wants)
    settings = brief.setting(ReportSettings)
    return _Judged(assessment, nominate(assessment, Names(brief.plan, brief.tree), settings))


def _list_items(brief: Brief) -> Iterator[Item]:
    judged = _judge(brief, brief.on)
    if not judged.nominees:
        return
    plan, settings = brief.plan, brief.setting(ReportSettings)
    title = f"{_topic(plan)}拟通报名单"
    values = {
        "title": title,
        "bureau": plan.names.bureau,
        "date": brief.on,
        "addressees": "、".join(each.name for each in judged.nominees),
        "introduction": introduce_list(plan, judged.assessment),
        "answer_by": brief.on + timedelta(days=settings.objection_days),
        "section": plan.names.section,
        "plan_title": plan.fill(plan.title),
        **_named(plan, judged, judged.nominees, settings),
    }
    yield Item((title,), title, values, judged.assessment.problems)


def _circular_items(brief: Brief) -> Iterator[Item]:
    kept = read_kept(brief, ANSWERS)
    answers = tuple(find_answers(kept.records, brief.on))
    listed = find_list_day(answers)
    judged = _judge(brief, listed or brief.on)
    if not judged.assessment.tally().judged:
        return  # there is nothing to praise or to criticise anybody for
    plan, settings = brief.plan, brief.setting(ReportSettings)
    said = {each.unit: each.settle(settings.objection_days) for each in answers if each.listed == listed}
    consents = {each: said.get(each.unit.id, Consent.OPEN) for each in judged.nominees}
    confirmed = [each for each, consent in consents.items() if consent is Consent.CONFIRMED]
    waiting = [each for each, consent in consents.items() if consent is Consent.OPEN]
    number = (
        str(DocumentNumber(plan.issue.mark, brief.on.year, settings.circular_serial))
        if plan.issue.mark and settings.circular_serial
        else ""
    )
    title = f"{plan.names.bureau}关于{_topic(plan)}情况的通报"
    values = {
        "title": title,
        "bureau": plan.names.bureau,
        "date": brief.on,
        "issuer_mark": f"{plan.names.bureau}文件",
        "number": number,
        "addressees": _join_offices(plan.issue.addressees),
        "copies": _join_offices(plan.issue.copies_to),
        "printer": settings.printer or f"{plan.names.bureau}办公室",
        "open": say_open(len(waiting), listed),
        "introduction": introduce_circular(plan, judged.assessment, asked=listed is not None),
        "summary": tuple(summarise(judged.assessment)),
        "demand": _say_demand(plan),
        **_named(plan, judged, confirmed, settings, waiting),
    }
    idle = [each for each in answers if each.listed == listed and each.unit not in judged.units]
    gaps = (
        *_find_gaps(brief, waiting, listed, number),
        *kept.problems,
        *_find_idle(idle, brief),
        *judged.assessment.problems,
    )
    yield Item((title,), title, values, gaps)


def _named(
    plan: Plan,
    judged: _Judged,
    shown: Iterable[Nominee],
    settings: ReportSettings,
    waiting: Iterable[Nominee] = (),
) -> dict[str, object]:
    nominees = tuple(shown)
    praised = tuple(each for each in nominees if each.naming is Naming.PRAISE)
    criticised = tuple(each for each in nominees if each.naming is Naming.CRITICISM)
    waits = {each.naming for each in waiting}
    return {
        "praised": praised,
        "praise_sentence": say_praise(judged.assessment, praised, settings, waits=Naming.PRAISE in waits),
        "criticised": criticised,
        "criticism_sentence": say_criticism(plan, criticised, settings, waits=Naming.CRITICISM in waits),
    }


def _topic(plan: Plan) -> str:
    """Return what it is about: the plan's title without what it is."""
    return plan.fill(plan.title).removesuffix("实施方案")


def _say_demand(plan: Plan) -> str:
    receiver = f"{plan.names.bureau_short}{plan.names.section_short}"
    return (
        "受到通报批评的学校要对照所列事项逐项整改，在整改通知写明的期限内完成，并把佐证材料报送"
        f"{receiver}。其他学校要对照检查，按《{plan.fill(plan.title)}》规定的时间和次数抓好落实，按时如实上报。"
    )


def _join_offices(offices: tuple[str, ...]) -> str:
    """Join with 、 or, where an office has a 、 of its own, with the comma above it (GB/T 15834)."""
    return ("，" if any("、" in office for office in offices) else "、").join(offices)


def _find_gaps(brief: Brief, waiting: list[Nominee], listed: date | None, number: str) -> Iterator[Problem]:
    if waiting:
        names = "、".join(each.name for each in waiting)
        remedy = (
            "请把各校的反馈填进 records 文件夹的“拟通报名单反馈”，名单日期写"
            f"{print_day(listed or brief.on)}；反馈齐了再生成通报。"
        )
        message = f"拟通报的学校还有{len(waiting)}所没有核对完，通报里不写：{names}。"
        yield Problem("naming-open", message, None, remedy, Severity.GAP)
    where = brief.origin(("issue",))
    if not number:
        remedy = "请在 [issue] 填上 mark，在 [reports] 填上 circular_serial。"
        yield Problem("no-document-number", "通报还没有发文字号。", where, remedy, Severity.GAP)
    if not brief.plan.issue.addressees:
        remedy = "请在 [issue] 填上 addressees。"
        yield Problem("no-addressee", "还没有主送机关。", where, remedy, Severity.GAP)


def _find_idle(answers: Iterable[Answer], brief: Brief) -> Iterator[Problem]:
    """Yield a note for each answer of a school that is not on the list it answers to."""
    for each in answers:
        unit = brief.tree.require(each.unit)
        if brief.wants(unit):
            message = f"{print_day(each.listed)}的拟通报名单上没有{unit.name}，这条反馈没有用上。"
            yield Problem("naming-idle", message, each.place, "请核对学校和名单日期。", Severity.NOTE)


_AWAITS = "到这一天还没有该完成的工作，谈不上表扬和批评；请用 --on 写明考核到哪一天。"

NAMING_LIST = DocumentKind(
    "naming-list",
    title="拟通报名单",
    scope=Scope.COUNTY,
    source=read_source("naming-list"),
    items=_list_items,
    variables=LIST_VARIABLES,
    awaits="到这一天没有学校达到表扬或者通报批评的条件；条件在 [reports] 里，考核到哪一天用 --on 写明。",
)
CIRCULAR = DocumentKind(
    "circular",
    title="通报",
    scope=Scope.COUNTY,
    source=read_source("circular"),
    items=_circular_items,
    variables=CIRCULAR_VARIABLES,
    aliases=("情况通报",),
    awaits=_AWAITS,
)
