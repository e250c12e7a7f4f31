"""What the dashboard shows: counted once here, drawn by the page."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from antifraud_plan import find_places
from antifraud_plan.plugin import (
    Assessment,
    Brief,
    Finding,
    Location,
    Organisation,
    find_reason,
    mask_personal_numbers,
    show_points,
)
from antifraud_plan_reports.dashboard.lights import LIGHTS, find_light, place_of
from antifraud_plan_reports.lines import (
    Line,
    count_groups,
    count_line,
    count_tasks,
    find_heads,
    group_findings,
    tally_of,
)
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING

_MONTHS = 6


@attrs.frozen
class Cell:
    """One light.

    Attributes:
        task: index of the task.
        light: index in `LIGHTS`; ``None`` where nothing of it concerns the school.
        said: word and count, as read aloud.
    """

    task: int
    light: int | None = None
    said: str = ""


@attrs.frozen
class SchoolRow:
    """One school with its lights."""

    index: int
    name: str
    group: str
    line: Line
    score: str
    place: str
    cells: tuple[Cell, ...]


@attrs.frozen
class TrendPoint:
    """What was done of what was due by a day."""

    day: date
    line: Line


@attrs.frozen
class Dashboard:
    """All that the page shows.

    Attributes:
        total: the line of all schools.
        groups: lines of what stands directly below the bureau.
        tasks: lines of the tasks, in the plan's order.
        schools: in the tree's order.
        trend: month by month up to the day.
        details: what the page looks up when somebody asks for more, as JSON holds it.
    """

    on: date
    total: Line
    groups: tuple[Line, ...]
    tasks: tuple[Line, ...]
    schools: tuple[SchoolRow, ...]
    trend: tuple[TrendPoint, ...]
    details: Mapping[str, Any]


def find_trend_days(first: date, on: date) -> tuple[date, ...]:
    """Return the ends of the last months within the plan's time, and the day itself.

    >>> [each.isoformat() for each in find_trend_days(date(2023, 2, 6), date(2023, 4, 15))]
    ['2023-02-28', '2023-03-31', '2023-04-15']
    """
    days = [on]
    while len(days) < _MONTHS:
        end = days[-1].replace(day=1) - timedelta(days=1)
        if end < first:
            break
        days.append(end)
    return tuple(reversed(days))


def gather(brief: Brief, assessments: Iterable[Assessment]) -> Dashboard:
    """Gather what the page shows.

    Args:
        brief: names plan and organisations; its evidence is held.
        assessments: of the days of the trend, the day of the page last.
    """
    judged = tuple(assessments)
    assessment, names = judged[-1], Names(brief.plan, brief.tree)
    schools = tuple(
        each
        for each in brief.tree.schools()
        if brief.wants(each) and (not each.opened or each.opened <= assessment.on)
    )
    tasks = count_tasks(assessment, names)
    by_school = group_findings(assessment.findings, lambda each: each.expected.unit.id)
    items = _order_items(assessment, names)
    rows = _list_schools(brief, assessment, schools, by_school, items)
    return Dashboard(
        assessment.on,
        count_line("全部", assessment.tally(), schools=len(schools)),
        count_groups(assessment, schools, brief.tree),
        tasks,
        rows,
        tuple(TrendPoint(each.on, count_line("", each.tally())) for each in judged),
        _detail(schools, by_school, items, names, assessment.on),
    )


def _order_items(assessment: Assessment, names: Names) -> tuple[str, ...]:
    """Return the items of which anything is judged, in the plan's order."""
    found = {each.expected.item for each in assessment.findings if each.status.is_judged}
    order = names.order
    return tuple(sorted(found, key=lambda each: order.index(each) if each in order else len(order)))


def _list_schools(
    brief: Brief,
    assessment: Assessment,
    schools: tuple[Organisation, ...],
    by_school: Mapping[str, list[Finding]],
    items: tuple[str, ...],
) -> tuple[SchoolRow, ...]:
    scores = {each.unit.id: each for each in assessment.appraisals}
    heads = find_heads(brief.tree)
    rows = []
    for index, school in enumerate(schools):
        found = by_school.get(school.id, [])
        by_item = group_findings(found, lambda each: each.expected.item)
        scored = scores.get(school.id)
        is_scored = scored is not None and bool(scored.out_of)
        rows.append(
            SchoolRow(
                index,
                school.name,
                heads[school.id].name,
                count_line(school.name, tally_of(found)),
                f"{show_points(scored.points)}／{show_points(scored.out_of)}"
                if scored and is_scored
                else NOTHING,
                f"{scored.peers}第{scored.rank}名" if scored and scored.rank else NOTHING,
                tuple(_cell(task, by_item.get(item, [])) for task, item in enumerate(items)),
            )
        )
    return tuple(rows)


def _cell(task: int, findings: list[Finding]) -> Cell:
    if not findings:
        return Cell(task)
    light, tally = find_light(findings), tally_of(findings)
    count = f"，{tally.judged}项中完成{tally.met}项" if tally.judged else ""
    return Cell(task, light, f"{LIGHTS[light].word}{count}")


def _detail(
    schools: tuple[Organisation, ...],
    by_school: Mapping[str, list[Finding]],
    items: tuple[str, ...],
    names: Names,
    on: date,
) -> dict[str, Any]:
    """Return every finding as a row of numbers: texts that many share are kept once."""
    texts: dict[str, int] = {}

    def keep(text: str) -> int:
        return texts.setdefault(mask_personal_numbers(text), len(texts))

    numbers = {item: index for index, item in enumerate(items)}
    rows = [
        [
            [
                numbers[each.expected.item],
                keep("，".join(filter(None, names.detail(each)))),
                place_of(each.status),
                keep(str(find_reason(each, on)).rstrip("。") + "。"),
                [keep(place.in_words) for place in _find_sources(each)],
            ]
            for each in by_school.get(school.id, [])
            if each.expected.item in numbers
        ]
        for school in schools
    ]
    tasks = [{"reference": reference, "name": name} for reference, name in map(names.find, items)]
    return {
        "tasks": tasks,
        "lights": [{"sign": each.sign, "word": each.word, "name": each.name} for each in LIGHTS],
        "schools": [each.name for each in schools],
        "findings": rows,
        "texts": list(texts),
    }


def _find_sources(finding: Finding) -> tuple[Location, ...]:
    """Return the cells it rests on: an inspection's first, then the records'."""
    seen = finding.inspection
    places = [seen.place] if seen is not None else []
    return tuple(dict.fromkeys([*places, *find_places(finding)]))
