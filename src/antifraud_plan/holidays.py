"""Public holidays of the years that a plan covers: the county's own, else what a plugin knows."""

from collections.abc import Callable
from functools import partial

import attrs

from antifraud_plan.model.calendar import Holiday
from antifraud_plan.model.plan import Plan
from antifraud_plan.offers import HolidaySource
from antifraud_plan.problems import Location, Problem, Severity
from antifraud_plan.registry import Registry


def add_holidays(plan: Plan, registry: Registry, file: str) -> tuple[Plan, tuple[Problem, ...]]:
    """Complete the plan's calendar with public holidays of every year it covers.

    A year for which the county lists holidays itself is left as it is; a year that no source knows
    is a problem.

    Args:
        plan: as its file says.
        registry: its sources are asked one after the other.
        file: name of the plan's file, in which a county may list holidays.
    """
    listed = {holiday.last.year for holiday in plan.calendar.holidays}
    holidays: list[Holiday] = []
    problems: list[Problem] = []
    for year in range(plan.first_day.year, plan.last_day.year + 1):
        if year in listed:
            continue
        known = _find_holidays(year, registry, problems.append)
        if known is None:
            problems.append(_unknown_holidays(year, file))
        holidays += known or ()
    calendar = attrs.evolve(plan.calendar, holidays=(*plan.calendar.holidays, *holidays))
    return attrs.evolve(plan, calendar=calendar), tuple(problems)


def _find_holidays(
    year: int, registry: Registry, report: Callable[[Problem], None]
) -> tuple[Holiday, ...] | None:
    for source in registry.holidays:
        for known in registry.run(source, partial(_ask, source, year), report):
            if known is not None:
                return known
    return None


def _ask(source: HolidaySource, year: int) -> tuple[tuple[Holiday, ...] | None]:
    return (source.holidays(year),)


def _unknown_holidays(year: int, file: str) -> Problem:
    return Problem(
        "holidays-unknown",
        f"程序里没有 {year} 年的法定节假日安排。",
        Location(file),
        "请按国务院办公厅公布的安排，在 plan.toml 里用 [[calendar.holiday]] 逐个写上 name、first、last。",
        Severity.GAP,
    )
