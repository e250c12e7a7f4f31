"""Who has not handed in what, put into lines for a person, JSON and CSV for programs."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date

from antifraud_plan.cli.coverage import harmless
from antifraud_plan.model.calendar import SchoolCalendar
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.outstanding import Outstanding, word_day, word_reminder, word_time_left
from antifraud_plan.model.returns.standing import ReturnState, Standing


def word_outstanding(
    units: Sequence[Outstanding], calendar: SchoolCalendar, *, on: date, days: int
) -> Iterator[str]:
    """Yield the lines a person reads: unit by unit, then what has no deadline, then how much there is."""
    yield f"未报材料（{on}，{days} 天内到期的、已经逾期的和退回要改的）"
    for unit in units:
        if unit.dated:
            yield unit.unit.name
        for each in unit.dated:
            yield f"  {_word_line(each, calendar, on)}"
    undated = [unit for unit in units if unit.undated]
    if undated:
        yield "方案没有写明期限的（按时）"
        for unit in undated:
            yield f"  {unit.unit.name}：{'、'.join(map(_word_undated, unit.undated))}"
    yield ""
    yield _word_sum(units, on)


def _word_line(standing: Standing, calendar: SchoolCalendar, on: date) -> str:
    if standing.deadline is None:
        return _word_undated(standing)
    day, left = word_day(standing.deadline, calendar, on=on), word_time_left(standing.deadline, on=on)
    if standing.state is ReturnState.SENT_BACK:
        return f"{standing.title}  {day}截止  已退回，{standing.faults} 处要改"
    return f"{standing.title}  {day}截止  {left}"


def _word_undated(standing: Standing) -> str:
    return f"{standing.title}{'（已退回）' if standing.state is ReturnState.SENT_BACK else ''}"


def _word_sum(units: Sequence[Outstanding], on: date) -> str:
    entries = [each for unit in units for each in (*unit.dated, *unit.undated)]
    if not entries:
        return "没有要提醒的。"
    back = sum(each.state is ReturnState.SENT_BACK for each in entries)
    missing = [each.deadline for each in entries if each.deadline and each.state is not ReturnState.SENT_BACK]
    counts = {
        "已经逾期": sum(day < on for day in missing),
        "今天到期": sum(day == on for day in missing),
        "快要到期": sum(day > on for day in missing),
        "退回要改": back,
    }
    counts["没有期限"] = len(entries) - sum(counts.values())
    listed = "，".join(f"{what} {count} 件" for what, count in counts.items() if count)
    return f"共 {len(units)} 个单位 {len(entries)} 件：{listed}。"


def word_texts(units: Sequence[Outstanding], plan: Plan, *, on: date) -> Iterator[str]:
    """Yield the reminders, ready to send, an empty line between them."""
    for number, unit in enumerate(units):
        if number:
            yield ""
        yield word_reminder(unit, plan, on=on)


def write_json(units: Sequence[Outstanding], plan: Plan, *, on: date, days: int) -> str:
    """Write everything for a program."""
    found = {
        "on": on.isoformat(),
        "days": days,
        "units": [
            {
                "unit": each.unit.id,
                "name": each.unit.name,
                "items": [_describe(standing, on) for standing in (*each.dated, *each.undated)],
                "text": word_reminder(each, plan, on=on),
            }
            for each in units
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _describe(standing: Standing, on: date) -> dict[str, object]:
    return {
        "item": standing.item,
        "title": standing.title,
        "period": standing.period,
        "deadline": standing.deadline and standing.deadline.isoformat(),
        "days_left": standing.deadline and (standing.deadline - on).days,
        "state": standing.state.value,
        "faults": standing.faults,
    }


def write_csv(units: Sequence[Outstanding], *, on: date) -> str:
    """Write a line for each thing outstanding, for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("单位编号", "单位", "事项", "时段", "期限", "还有几天", "状态"))
    for unit in units:
        for each in (*unit.dated, *unit.undated):
            words = (unit.unit.id, unit.unit.name, each.title, each.period)
            left = "" if each.deadline is None else (each.deadline - on).days
            writer.writerow([*map(harmless, words), each.deadline or "", left, each.state.value])
    return text.getvalue()
