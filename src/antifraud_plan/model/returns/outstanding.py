"""Who has not handed in what (未报), and what a unit is told about it."""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from antifraud_plan.model.calendar import SchoolCalendar
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.items import find_hand_in
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.returns.standing import ReturnState, Standing

_NOTHING_CAME = frozenset({ReturnState.NOT_DUE, ReturnState.AWAITED, ReturnState.LATE})


@attrs.frozen
class Outstanding:
    """What one unit has not handed in, or has to hand in again.

    Attributes:
        unit: who.
        dated: what has a deadline, by date.
        undated: what the plan gives no deadline (按时).
    """

    unit: Organisation
    dated: tuple[Standing, ...]
    undated: tuple[Standing, ...] = ()


def find_outstanding(standings: Iterable[Standing], *, on: date, days: int) -> tuple[Outstanding, ...]:
    """Return the units that have to be reminded, in the order of *standings*.

    What was sent back has to come again, whenever it is due. What the plan gives no deadline is outstanding
    as soon as it can be handed in.

    Args:
        standings: where everything stands.
        on: the day.
        days: so many days before a deadline a unit is reminded, and ever after it.
    """
    by_unit: dict[str, list[Standing]] = {}
    for each in standings:
        if _is_outstanding(each, on, days):
            by_unit.setdefault(each.unit.id, []).append(each)
    return tuple(
        Outstanding(
            found[0].unit,
            tuple(sorted((each for each in found if each.deadline), key=lambda each: each.deadline or on)),
            tuple(each for each in found if each.deadline is None),
        )
        for found in by_unit.values()
    )


def _is_outstanding(standing: Standing, on: date, days: int) -> bool:
    if standing.state is ReturnState.SENT_BACK:
        return True
    if standing.deadline is None:
        return standing.state is ReturnState.AWAITED
    return standing.state in _NOTHING_CAME and (standing.deadline - on).days <= days


def word_day(day: date, calendar: SchoolCalendar, *, on: date) -> str:
    """Word a day for a message sent on another: with weekday and holiday, with the year where that differs.

    A deadline on a holiday stands as the plan has it; who reads of the holiday hands in before. A Saturday or
    Sunday is only named: some are worked in exchange for a holiday, and no calendar lists them.

    >>> word_day(date(2023, 4, 5), SchoolCalendar(), on=date(2023, 4, 8))
    '4月5日（星期三）'
    """
    year = "" if day.year == on.year else f"{day.year}年"
    holiday = calendar.find_holiday(day)
    off = "" if holiday is None else f"，{holiday.name}放假"
    return f"{year}{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}{off}）"


def word_time_left(deadline: date, *, on: date) -> str:
    """Word how far a deadline is: 还有3天, 今天到期, 已逾期3天; the last day itself is on time."""
    left = (deadline - on).days
    if left > 0:
        return f"还有{left}天"
    return f"已逾期{-left}天" if left else "今天到期"


def word_reminder(outstanding: Outstanding, plan: Plan, *, on: date) -> str:
    """Word the message that is sent to a unit's liaison: what, by when, to whom, how; no names, no numbers.

    Args:
        outstanding: what the unit has not handed in.
        plan: says to whom it goes.
        on: the day the message is sent.
    """
    entries = (*outstanding.dated, *outstanding.undated)
    receivers = {each.item: _find_receiver(each, plan) for each in entries}
    single = len(set(receivers.values())) == 1
    lines = [
        f"{_word_entry(each, plan.calendar, on)}{'' if single else f'，报送{receivers[each.item]}'}"
        for each in entries
    ]
    if len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    whom = f"请报送{receivers[entries[0].item]}。" if single else ""
    how = "上报表请直接在下发的 Excel 表里填写，不要转成图片或 PDF。" if _has_return(entries, plan) else ""
    return "\n".join(
        [
            f"【报送提醒】{outstanding.unit.name}：",
            _open(entries, on),
            *(f"{line}{'。' if line is lines[-1] else '；'}" for line in lines),
            f"{whom}{how}已经报送的，请与我们核对。",
            f"{plan.names.bureau}{plan.names.section}",
            f"{on.year}年{on.month}月{on.day}日",
        ]
    )


def _open(entries: Sequence[Standing], on: date) -> str:
    """Word the first sentence after the gravest of what follows."""
    deadlines = [each.deadline for each in entries if each.state in _NOTHING_CAME and each.deadline]
    if deadlines and min(deadlines) < on:
        return (
            "以下材料有的已经逾期，请尽快报送：" if max(deadlines) >= on else "以下材料已经逾期，请尽快报送："
        )
    if deadlines and min(deadlines) == on:
        return (
            "今天是报送以下材料的最后一天，请当天报送："
            if max(deadlines) == on
            else "以下材料有的今天到期，请按时报送："
        )
    return "请按时报送以下材料："


def _word_entry(standing: Standing, calendar: SchoolCalendar, on: date) -> str:
    if standing.state is ReturnState.SENT_BACK:
        return f"{standing.title}，有{standing.faults}处要改，已退回，请改正后重新报送"
    if standing.deadline is None:
        return f"{standing.title}，按时报送"
    day, left = word_day(standing.deadline, calendar, on=on), word_time_left(standing.deadline, on=on)
    if standing.deadline < on:
        return f"{standing.title}，应于{day}前报送，{left}"
    if standing.deadline == on:
        return f"{standing.title}，今天（{on.month}月{on.day}日）截止"
    return f"{standing.title}，请于{day}前报送（当日有效），{left}"


def _find_receiver(standing: Standing, plan: Plan) -> str:
    item = find_hand_in(plan, standing.item)
    return (plan.fill(item.receiver) if item else "") or plan.names.bureau_short


def _has_return(entries: Sequence[Standing], plan: Plan) -> bool:
    return any(isinstance(find_hand_in(plan, each.item), Return) for each in entries)
