"""What a school had to do before a case, as it could be told that day and as it is known now."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from antifraud_plan import find_places
from antifraud_plan.plugin import Assessment, Finding, Organisation, Status, mask_personal_numbers
from antifraud_plan_reports.lines import tally_of
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.periods import join_periods
from antifraud_plan_reports.printing import NOTHING, print_day


@attrs.frozen
class PriorDuty:
    """What the school had to do before the case happened, and where it stood and stands."""

    reference: str
    name: str
    periods: str
    then: str
    now: str
    place: str


def find_duties(then: Assessment, unit: Organisation, day: date) -> tuple[Finding, ...]:
    """Return what of a school was over before the *day* of the case, as assessed on it."""
    return tuple(
        each
        for each in then.findings
        if each.expected.unit == unit
        and each.expected.period.span.last < day
        and each.status is not Status.EXEMPT
    )


def say_duties(duties: tuple[Finding, ...], day: date) -> str:
    """Return how many were done, and how many could not be told yet on the *day* of the case."""
    tally = tally_of(duties)
    if not duties:
        return f"{print_day(day)}以前没有到期的工作任务。"
    waiting = tally.count(Status.NOT_YET_DUE)
    later = f"另有{waiting}项时间已过、案发时还没有到上报期限。" if waiting else ""
    return (
        f"{print_day(day)}以前到期的工作，案发当日能够认定的有{tally.judged}项：已完成{tally.met}项，"
        f"部分完成{tally.count(Status.PARTLY)}项，未完成{tally.count(Status.UNMET)}项，"
        f"未上报{tally.count(Status.UNREPORTED)}项。{later}案发以后才上报的，在“目前”一栏反映。"
    )


def list_duties(duties: Iterable[Finding], now: Assessment, names: Names) -> Iterator[PriorDuty]:
    """Yield what stood and stands alike in one line, with the first of the records that prove it now."""
    today = {each.expected.key: each for each in now.findings}
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for each in duties:
        current = today.get(each.expected.key, each)
        key = each.expected.item, each.status.value, current.status.value
        groups.setdefault(key, []).append(current)
    for (item, then, status), found in groups.items():
        places = list(dict.fromkeys(place for each in found for place in find_places(each)))
        more = f" 等{len(places)}处" if len(places) > 1 else ""
        place = mask_personal_numbers(places[0].in_words) + more if places else NOTHING
        yield PriorDuty(*names.find(item), join_periods(found, names), then, status, place)
