"""The review sheet of a plan that a school filed (审核意见, clauses 5.1, 5.4.1)."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

import attrs

from antifraud_plan.plugin import (
    Arrival,
    Brief,
    Deadline,
    DocumentKind,
    Item,
    Organisation,
    Plan,
    ProblemsFoundError,
    Remark,
    RemarkKind,
    Review,
    SchoolFacts,
    Scope,
    Submission,
    Task,
    Variable,
    Verdict,
    due_periods,
    mask_personal_numbers,
    read_filed_plan,
    review_plan,
)
from antifraud_plan_documents.school_measures import Duty, find_duties
from antifraud_plan_documents.settings import DocumentSettings
from antifraud_plan_documents.templates import read_source

_WHOLE = "—"


@attrs.frozen
class PrintedRemark:
    """A line of the sheet.

    Attributes:
        reference: place in the county's plan, such as 四（二）.
        task: name of the task.
        found: what is wrong, or what could not be judged.
        remedy: what to do about it.
    """

    reference: str
    task: str
    found: str
    remedy: str


_REMARK_FIELDS = (
    Variable("reference", "依据，县方案的第几部分", "四（二）"),
    Variable("task", "工作任务", "主题班会"),
    Variable("found", "发现的问题，或没能判定的事项", "方案中没有找到这项工作。"),
    Variable("remedy", "怎样修改或核对", "请补写措施、频次、责任人和时间。"),
)
VARIABLES = (
    Variable("title", "标题", "学校工作方案审核意见"),
    Variable("school", "报送方案的学校", "示例县第一实验小学"),
    Variable("file", "方案文件名，已去掉号码", "2023-02-20-方案.docx"),
    Variable("version", "第几次报送", "1"),
    Variable("arrived", "收到日期", "2023年2月20日"),
    Variable("deadline", "报送期限，方案没有写明日期时照原文", "2月28日前"),
    Variable("late", "是否按时，逾期的写几天", "按时"),
    Variable("plan_title", "县方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案"),
    Variable("summary", "审核情况，一句话", "县方案对该校的18项工作任务，方案中写到17项。"),
    Variable("verdict", "建议的结论：通过、修改后重报、由人工审核", "修改后重报"),
    Variable("faults", "须修改的，逐条；没有时为空", "方案中没有找到这项工作。", _REMARK_FIELDS, many=True),
    Variable("doubts", "须人工核对的，逐条；没有时为空", "没有找到频次。", _REMARK_FIELDS, many=True),
)


def _items(brief: Brief) -> Iterator[Item]:
    submission = brief.setting(DocumentSettings).find_filed_plan(brief.plan)
    if submission is None:
        return
    arrivals = [
        arrival
        for arrival in brief.arrivals()
        if isinstance(arrival, Arrival) and arrival.item == submission.id
    ]
    for unit in brief.tree:
        filed = [arrival for arrival in arrivals if arrival.unit == unit.id]
        if filed and brief.wants(unit):
            yield _item(brief, submission, unit, filed)


def _item(brief: Brief, submission: Submission, unit: Organisation, filed: list[Arrival]) -> Item:
    latest = max(filed, key=lambda arrival: (arrival.version, arrival.day))
    first = min(arrival.day for arrival in filed)
    facts = brief.facts.get(unit.id, SchoolFacts(unit.id))
    duties = [
        duty
        for duty in find_duties(brief.plan, brief.tree, unit, facts)
        if duty.task is not None and not set(duty.task.evidence).intersection(submission.papers)
    ]
    review, unread = _review(brief, latest, duties)
    deadline = find_deadline(brief.plan, submission)
    days = 0 if deadline is None else max(0, (first - deadline).days)
    late = Remark(RemarkKind.LATE, days=days) if days else None
    title = f"{unit.name}{brief.plan.year}年{brief.plan.subject}方案审核意见"
    values: dict[str, object] = {
        "title": "学校工作方案审核意见",
        "school": unit.name,
        "file": mask_personal_numbers(latest.file.rpartition("/")[2]) or "未留存文件",
        "version": latest.version,
        "arrived": latest.day,
        "deadline": str(submission.deadline),
        "late": f"{_day(first)}首次收到，{_word(late)[0]}" if late else "按时" if deadline else _WHOLE,
        "plan_title": brief.plan.fill(brief.plan.title),
        "summary": unread or _summary(review),
        "verdict": review.verdict.value,
        "faults": tuple(_print(brief.plan, remark) for remark in review.faults),
        "doubts": tuple(_print(brief.plan, remark) for remark in review.doubts),
    }
    return Item(("审核意见", title), title, values)


def _review(brief: Brief, arrival: Arrival, duties: list[Duty]) -> tuple[Review, str]:
    """Review the file; the text is why it could not be read."""
    tasks = tuple(duty.task for duty in duties if duty.task is not None)
    try:
        filed = read_filed_plan(brief.read_kept(arrival.file), file=arrival.file)
    except ProblemsFoundError as error:
        reason = "".join(problem.message for problem in error.problems)
        return Review((Remark(RemarkKind.FILE_UNREAD),), len(tasks), 0), mask_personal_numbers(reason)
    review = review_plan(filed, tasks, brief.plan.outline)
    said = [remark.task for remark in review.faults if remark.kind is RemarkKind.PERSON_MISSING]
    listed = (
        Remark(RemarkKind.LISTED_WITHOUT_PERSON, duty.task, place=str(measure.location))
        for duty in duties
        for measure in duty.measures
        if not measure.responsible_person and duty.task not in said
    )
    return attrs.evolve(review, remarks=(*review.remarks, *listed)), ""


def find_deadline(plan: Plan, submission: Submission) -> date | None:
    """Return the last day on which it is on time; ``None`` where the plan names no day."""
    days = [
        due.span.last
        for rule in submission.deadline.rules
        if isinstance(rule, Deadline)
        for due in due_periods(rule, span=plan.span, calendar=plan.calendar, year=plan.year)
    ]
    return max(days, default=None)


def _summary(review: Review) -> str:
    if review.verdict is Verdict.UNJUDGED:
        return "文件里是图片，没有可以读的文字，未能对照。"
    parts = [f"县方案对该校的{review.asked}项工作任务，学校方案写到{review.found}项"]
    if review.faults:
        parts.append(f"须修改{len(review.faults)}处")
    if review.doubts:
        parts.append(f"须人工核对{len(review.doubts)}处")
    return "，".join(parts) + "。"


def _print(plan: Plan, remark: Remark) -> PrintedRemark:
    found, remedy = _word(remark)
    task = remark.task
    reference = "" if task is None else plan.reference(task.clause)
    return PrintedRemark(
        reference or _WHOLE, _WHOLE if task is None else task.name, mask_personal_numbers(found), remedy
    )


def _word(remark: Remark) -> tuple[str, str]:
    """Return what was found and what to do about it, in words."""
    place = f"（{remark.place}）" if remark.place else ""
    match remark.kind:
        case RemarkKind.TASK_MISSING:
            return f"方案中没有找到这项工作{_asked(remark.task)}。", "请补写措施、频次、责任人和时间。"
        case RemarkKind.CADENCE_LOOSER:
            return (
                f"县方案要求“{remark.asked}”，学校写的是“{remark.written}”{place}，比县方案宽松。",
                "可以从严，不能放宽，请按县方案的频次改正。",
            )
        case RemarkKind.PERSON_MISSING if remark.place:
            return f"{remark.place}没有填写责任人。", "请写明责任人。"
        case RemarkKind.PERSON_MISSING:
            return "没有写明责任人。", "请写明责任人。"
        case RemarkKind.CADENCE_UNSTATED:
            return f"没有找到频次，县方案要求“{remark.asked}”。", "请核对方案是否另有写法。"
        case RemarkKind.CADENCE_UNJUDGED:
            return (
                f"县方案要求“{remark.asked}”，学校写的是“{remark.written}”{place}，两种写法没有比出宽严。",
                "请核对是否不低于县方案要求。",
            )
        case RemarkKind.LISTED_WITHOUT_PERSON:
            return f"单位名册里的这项措施没有责任人{place}。", "请与方案核对后补填。"
        case RemarkKind.LATE:
            return f"逾期{remark.days}天", "请说明原因。"
        case RemarkKind.FILE_UNREAD | RemarkKind.SCANNED:
            return "文件没有读出文字，未能对照。", "请人工对照县方案审核，或请学校报送 Word 文件。"
        case _:
            assert_never(remark.kind)


def _asked(task: Task | None) -> str:
    return "" if task is None else f"（频次：{task.cadence}）"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


PLAN_REVIEW = DocumentKind(
    "plan-review",
    title="审核意见",
    scope=Scope.SCHOOL,
    source=read_source("plan-review"),
    items=_items,
    variables=VARIABLES,
    aliases=("方案审核意见",),
    awaits="学校报来的方案请先登记：antifraud-plan receive 文件.docx --from 学校 --on 收到的日期。",
)
