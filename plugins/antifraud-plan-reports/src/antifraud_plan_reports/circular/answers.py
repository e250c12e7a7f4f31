"""What schools say to being named, and what the bureau decides on it, from records/拟通报名单反馈."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum

import attrs

from antifraud_plan.plugin import Evidence, Location

ANSWERS = "naming-answers"
"""Id of the form 拟通报名单反馈, which the bureau keeps in records."""


class Consent(Enum):
    """Where the naming of a school stands."""

    CONFIRMED = "核对无误"
    DROPPED = "不通报"
    OPEN = "尚未核对"


@attrs.frozen
class Answer:
    """One line of 拟通报名单反馈.

    Attributes:
        unit: id of the school.
        listed: date of the list it answers to.
        day: when it answered, or the bureau noted that it did not.
        answer: 无异议, 有异议 or 逾期未反馈.
        decision: 通报 or 不通报; empty while there is none.
        place: its line in records.
    """

    unit: str
    listed: date
    day: date
    answer: str
    decision: str = ""
    place: Location | None = attrs.field(default=None, eq=False)

    def settle(self, objection_days: int) -> Consent:
        """Say where the naming stands by it; silence counts once the days to object are over.

        >>> Answer("X01", date(2023, 5, 20), date(2023, 5, 22), "无异议").settle(5).value
        '核对无误'
        >>> Answer("X01", date(2023, 5, 20), date(2023, 5, 22), "逾期未反馈").settle(5).value
        '尚未核对'
        """
        if self.decision:
            return Consent.CONFIRMED if self.decision == "通报" else Consent.DROPPED
        over = self.day > self.listed + timedelta(days=objection_days)
        if self.answer == "无异议" or (self.answer == "逾期未反馈" and over):
            return Consent.CONFIRMED
        return Consent.OPEN


def find_answers(kept: Iterable[Evidence], on: date) -> Iterator[Answer]:
    """Yield the sound lines known by a day, in the order of their days."""
    found = []
    for record in kept:
        listed, day = record.values.get("listed"), record.values.get("day")
        if record.form.id != ANSWERS or not isinstance(listed, date) or not isinstance(day, date):
            continue
        if record.is_sound and day <= on:
            answer, decision = (str(record.values.get(each, "")) for each in ("answer", "decision"))
            found.append(Answer(record.unit, listed, day, answer, decision, record.locate("listed")))
    yield from sorted(found, key=lambda each: each.day)


def find_list_day(answers: Iterable[Answer]) -> date | None:
    """Return the date of the last list that anybody answered; ``None`` if nobody did."""
    return max((each.listed for each in answers), default=None)
