"""What falls due when (到期日历), as a calendar file that telephones and mail programs open."""

from collections.abc import Iterator
from datetime import date, timedelta

from antifraud_plan.plugin import (
    Brief,
    CalendarGapError,
    Document,
    FileKind,
    Problem,
    ProblemsFoundError,
    Scope,
    due_periods,
)

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example-county//due dates//ZH", "CALSCALE:GREGORIAN")
_LONGEST_LINE = 75  # bytes, RFC 5545 section 3.1


def build_calendar(brief: Brief) -> Iterator[Document]:
    """Yield one calendar: each task on the last day of every period it falls due in."""
    try:
        events = tuple(_events(brief))
    except CalendarGapError as error:
        message = f"校历不全，{error}，排不出到期日历。"
        remedy = "请在 plan.toml 里用 [[calendar.semester]] 等补上。"
        raise ProblemsFoundError(
            [Problem("calendar-gap", message, brief.origin(("calendar",)), remedy)]
        ) from None
    lines = (*_HEAD, *(line for event in events for line in event), "END:VCALENDAR")
    text = "".join(f"{_fold(line)}\r\n" for line in lines)
    yield Document(("到期日历.ics",), "text/calendar", (text.encode(),))


def _events(brief: Brief) -> Iterator[tuple[str, ...]]:
    plan = brief.plan
    for task in plan.tasks:
        for number, rule in enumerate(task.counted_cadence.rules):
            for period in due_periods(rule, span=plan.span, calendar=plan.calendar, year=plan.year):
                last = period.span.last
                yield (
                    "BEGIN:VEVENT",
                    f"UID:{task.id}-{number}-{_day(last)}@{plan.id}-{plan.year}",
                    f"DTSTAMP:{_day(brief.on)}T000000Z",
                    f"DTSTART;VALUE=DATE:{_day(last)}",
                    f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}",
                    f"SUMMARY:{_escape(f'{task.name}（{period.label}）')}",
                    f"DESCRIPTION:{_escape(f'要求{task.cadence}')}",
                    "END:VEVENT",
                )


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _escape(text: str) -> str:
    """Escape what separates values in a calendar file."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> str:
    """Fold a long line between characters; the next one begins with a space."""
    folded, length = "", 0
    for character in line:
        size = len(character.encode())
        if length + size > _LONGEST_LINE:
            folded, length = f"{folded}\r\n ", 1
        folded, length = folded + character, length + size
    return folded


DUE_DATES = FileKind("due-dates", title="到期日历", scope=Scope.COUNTY, documents=build_calendar)
