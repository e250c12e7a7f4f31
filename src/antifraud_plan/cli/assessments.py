"""Where everything due stands, put into lines for a person, JSON and CSV for programs."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import attrs

from antifraud_plan.cli.coverage import align, harmless
from antifraud_plan.model.assessment.assessment import Assessment, Finding, StatusTally
from antifraud_plan.model.assessment.expectation import Proof
from antifraud_plan.model.assessment.reason import Teller, find_places, find_reason
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import Organisation

SHOWN = 10
"""So many shortfalls of a unit are listed unless all are asked for."""

_WORSE = (Status.PARTLY, Status.UNMET, Status.UNREPORTED)
_JUDGED = (Status.MET, *_WORSE)


def has_any(assessment: Assessment, least: str) -> bool:
    """Tell whether anything stands as badly as *least* (the name of a status, small) or worse."""
    bad = _WORSE[_WORSE.index(Status[least.upper()]) :]
    return any(finding.status in bad for finding in assessment.findings)


def word_statuses(assessment: Assessment, teller: Teller, *, most: int | None) -> Iterator[str]:
    """Yield the lines a person reads: the sum, a line a unit, then *most* shortfalls of each at most."""
    whole = assessment.tally()
    yield f"考核情况（截至 {assessment.on}）"
    yield ""
    waiting = f"还没到期 {whole.count(Status.NOT_YET_DUE)} 项，免予完成 {whole.count(Status.EXEMPT)} 项。"
    if not whole.judged:
        yield f"到这一天没有该完成的工作。{waiting}"
        return
    yield f"到期应完成 {whole.judged} 项：{_count(whole)}。{waiting}"
    yield ""
    groups = _by_unit(assessment.findings)
    rows = [(unit.name, _show(StatusTally.of(each.status for each in found))) for unit, found in groups]
    yield from align(("单位", ("到期", *(status.value for status in _JUDGED), "完成率")), rows)
    for unit, found in groups:
        short = [each for each in found if each.status.is_shortfall]
        if short:
            yield ""
            yield f"{unit.name}（不足 {len(short)} 项）"
            yield from (f"  {teller.tell(each, assessment.on)}" for each in short[:most])
            if most is not None and len(short) > most:
                yield f"  …… 还有 {len(short) - most} 项，写上 --all 就全部列出。"


def keep_next(assessment: Assessment, days: int) -> Assessment:
    """Keep what has to be done or handed in from the day of judging until so many days later."""
    last = assessment.on + timedelta(days=days)
    found = (
        each
        for each in assessment.findings
        if each.status is Status.NOT_YET_DUE and assessment.on <= find_last_day(each) <= last
    )
    return attrs.evolve(assessment, findings=tuple(found))


def find_last_day(finding: Finding) -> date:
    """Return until when it is to be done; of what is handed in, until when it is on time."""
    expected = finding.expected
    return (expected.proof is Proof.ARRIVAL and expected.deadline) or expected.period.span.last


def word_next(assessment: Assessment, teller: Teller, days: int) -> Iterator[str]:
    """Yield the lines a person reads of what falls due in so many days, unit by unit, by date."""
    yield f"今后 {days} 天到期的工作（{assessment.on} 起）"
    if not assessment.findings:
        yield ""
        yield "没有。"
    for unit, found in _by_unit(assessment.findings):
        yield ""
        yield f"{unit.name}（{len(found)} 项）"
        for each in sorted(found, key=find_last_day):
            counted = each.expected.proof is Proof.TIMES and each.needed > each.done
            left = f"，还差 {each.needed - each.done} 次" if counted else ""
            yield f"  {find_last_day(each)} 前  {teller.name(each.expected)}{left}"


def _by_unit(findings: Sequence[Finding]) -> list[tuple[Organisation, list[Finding]]]:
    groups = groupby(findings, key=lambda each: each.expected.unit.id)
    return [(found[0].expected.unit, found) for found in (list(group) for _, group in groups)]


def _count(tally: StatusTally) -> str:
    return "，".join(f"{status.value} {tally.count(status)}" for status in _JUDGED if tally.count(status))


def _show(tally: StatusTally) -> tuple[str, ...]:
    counts = (str(tally.count(status)) for status in _JUDGED)
    return str(tally.judged), *counts, f"{tally.met / tally.judged:.1%}" if tally.judged else "—"


def write_json(assessment: Assessment, teller: Teller) -> str:
    """Write everything for a program."""
    tally = assessment.tally()
    found = {
        "on": assessment.on.isoformat(),
        "counts": {status.name.lower(): tally.count(status) for status in Status},
        "findings": [_describe(each, teller, assessment.on) for each in assessment.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _describe(finding: Finding, teller: Teller, on: date) -> Mapping[str, object]:
    expected = finding.expected
    item = teller.find_item(expected.item)
    return {
        "unit": expected.unit.id,
        "unit_name": expected.unit.name,
        "item": expected.item,
        "title": item.name,
        "reference": teller.plan.reference(item.clause),
        "part": expected.part,
        "period": expected.period.label,
        "first": expected.period.span.first.isoformat(),
        "last": expected.period.span.last.isoformat(),
        "deadline": expected.deadline and expected.deadline.isoformat(),
        "needed": finding.needed,
        "done": finding.done,
        "status": finding.status.name.lower(),
        "reason": find_reason(finding, on).code,
        "message": teller.tell(finding, on),
        "evidence": [str(place) for place in find_places(finding)],
    }


def write_csv(assessment: Assessment, teller: Teller) -> str:
    """Write a line for everything due, what is still to come too."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    whose, when = ("单位编号", "单位", "依据", "事项"), ("时段", "开始", "截止", "上报期限")
    writer.writerow((*whose, *when, "应完成", "已完成", "状态", "说明"))
    for each in assessment.findings:
        expected, item = each.expected, teller.find_item(each.expected.item)
        span = expected.period.span
        words = (expected.unit.id, expected.unit.name, teller.plan.reference(item.clause))
        name = teller.name(expected).removeprefix(words[-1])
        writer.writerow(
            [
                *map(harmless, (*words, name, expected.period.label)),
                *(span.first, span.last, expected.deadline or "", each.needed, each.done),
                each.status.value,
                harmless(teller.tell(each, assessment.on)),
            ]
        )
    return text.getvalue()
