"""The sentences of the compliance report: every figure from the lines that its tables print."""

from collections.abc import Iterator
from datetime import date

from antifraud_plan.plugin import Assessment, Plan, Proof, Status
from antifraud_plan_reports.lines import SOON, ClauseFinding, Line, Overdue, Upcoming
from antifraud_plan_reports.printing import print_day


def introduce(plan: Plan, total: Line, on: date, whose: str) -> str:
    """Say what was assessed, by what and until when."""
    number = f"（{plan.document_number}）" if plan.document_number else ""
    return (
        f"根据《{plan.fill(plan.title)}》{number}，对{whose}{total.schools}所学校（含幼儿园）"
        f"截至{print_day(on)}落实各项工作任务的情况进行了考核。现将有关情况报告如下。"
    )


def summarise(assessment: Assessment, total: Line, schools: tuple[Line, ...]) -> Iterator[str]:
    """Yield the paragraphs of the summary."""
    on = print_day(assessment.on)
    rest = f"另有{total.pending}项尚未到期，不作评价" if total.pending else ""
    exempt = f"{total.exempt}项经批准免予完成" if total.exempt else ""
    tail = "，".join(filter(None, (rest, exempt)))
    tail = f"{tail}。" if tail else ""
    if not total.due:
        yield f"截至{on}，没有到期应完成的事项，不作评价。{tail}"
        return
    yield (
        f"截至{on}，应完成{total.due}项，已完成{total.met}项，完成率{total.rate}；"
        f"部分完成{total.partly}项，未完成{total.unmet}项，未上报{total.unreported}项。{tail}"
    )
    if not any(each.has_come for each in assessment.findings):
        yield f"截至{on}，没有收到任何单位的上报材料。未上报不等于没有开展，各项工作是否落实无法认定。"
        return
    judged = [line for line in schools if line.due]
    whole = sum(1 for line in judged if line.met == line.due)
    silent = [line.name for line in judged if line.unreported == line.due]
    yield (
        f"有到期事项的{len(judged)}所学校中，全部完成的{whole}所，"
        f"有部分完成、未完成或者未上报事项的{len(judged) - whole}所。"
    )
    if silent:
        yield f"到期事项全部没有上报的{len(silent)}所：{'、'.join(silent)}。"


def say_overdue(assessment: Assessment, lines: tuple[Overdue, ...]) -> str:
    """Say how much did not come, or came late."""
    handed = [each for each in assessment.findings if each.expected.proof is Proof.ARRIVAL]
    due = sum(1 for each in handed if each.status.is_judged)
    if not due:
        return "没有到期应报送的材料。"
    met = sum(1 for each in handed if each.status is Status.MET)
    missing = sum(1 for each in handed if each.status is Status.UNREPORTED)
    late = due - met - missing
    said = f"到期应报送材料{due}件，按时报送{met}件"
    if not lines:
        return f"{said}，没有逾期。"
    units = len({line.unit for line in lines})
    return f"{said}，逾期报送或者不能采用{late}件，逾期未报{missing}件，涉及{units}个单位。"


def say_trend(before: Line, now: Line, days: tuple[date, date]) -> str:
    """Say how the rate has changed since the day before."""
    then, today = map(print_day, days)
    if not before.due:
        return f"上期（截至{then}）没有到期应完成的事项，无从比较。"
    said = f"上期（截至{then}）应完成{before.due}项，已完成{before.met}项，完成率{before.rate}"
    if not now.due:
        return f"{said}；本期没有到期应完成的事项。"
    change = now.per_mille - before.per_mille
    word = f"{'上升' if change > 0 else '下降'}{abs(change) // 10}.{abs(change) % 10}个百分点"
    return (
        f"{said}；本期（截至{today}）应完成{now.due}项，已完成{now.met}项，完成率{now.rate}，"
        f"{word if change else '与上期持平'}。以上均为从方案实施之日起的累计数。"
    )


def say_findings(plan: Plan, assessment: Assessment, lines: tuple[ClauseFinding, ...]) -> str:
    """Say how much falls short, over how many tasks and units."""
    if not lines:
        return "没有发现部分完成、未完成、未上报的事项。" if assessment.tally().judged else "没有到期事项。"
    units = len({each.expected.unit.id for each in assessment.shortfalls})
    return (
        f"部分完成、未完成、未上报的事项共{len(assessment.shortfalls)}项，"
        f"涉及{len(lines)}项工作任务、{units}个单位，按方案条款列表如下，逐校清单见附件2。"
    )


def say_upcoming(lines: tuple[Upcoming, ...], on: date) -> str:
    """Say what has to be done soon."""
    until = print_day(on + SOON)
    return f"到{until}为止到期、还没有完成的如下。" if lines else f"到{until}为止没有新的到期事项。"


def close(plan: Plan, assessment: Assessment) -> str:
    """Say what follows, in what the plan itself says."""
    if not assessment.shortfalls:
        return "下一步，将继续按方案抓好落实。"
    clause = next(
        (plan.reference(each.clause) for each in plan.consequences if "全县通报" in each.measures), ""
    )
    ground = f"按照方案{clause}的要求，" if clause else ""
    return f"下一步，{ground}督促有关单位对照附件2逐项补报、整改。"


def label_trend(days: tuple[date, date]) -> tuple[str, str]:
    """Name the two days in a legend."""
    then, today = (f"{day.month}月{day.day}日" for day in days)
    return then, today
