"""What is reported how often, by whom, to whom (上报表), as the plan states it: clause 5.4.2."""

from collections.abc import Mapping
from datetime import date, timedelta

import attrs

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.names import check_name
from antifraud_plan.model.periods import DuePeriod
from antifraud_plan.model.prose import Prose


def _check_period(_: object, attribute: "attrs.Attribute[Cadence]", value: Cadence) -> None:
    if not value.is_countable or value.unread:
        raise ValueError(f"“{attribute.name}”应为“每月”“每季度”“每学期”这样的周期，这里是“{value}”")


@attrs.frozen
class Return:
    """One recurring return (上报表).

    Attributes:
        id: stable id.
        title: such as 月报表.
        period: how often, as a phrase: 每月, 每季度, 每学期.
        items: ids of the tasks, metrics and submissions reported in it; a duty stands in the return in
            whose period its own period ends.
        reporting: ids of the parties that hand it in (报送单位).
        due_days: how many days after the last day of the period it may still come, 0 to 60.
        receiver: to whom.
        submission: id of the submission that is handed in by it; empty for none.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    title: str = attrs.field(validator=check_name)
    period: Cadence = attrs.field(validator=_check_period)
    items: tuple[str, ...]
    reporting: tuple[str, ...]
    due_days: int = attrs.field(default=5, validator=[attrs.validators.ge(0), attrs.validators.le(60)])
    receiver: Prose = attrs.Factory(Prose)
    submission: str = ""
    readings: Mapping[str, str] = attrs.Factory(dict)

    def deadline_of(self, period: DuePeriod) -> date:
        """Return the last day on which it is on time for one of its periods."""
        return period.span.last + timedelta(days=self.due_days)

    def name_in(self, label: str) -> str:
        """Return what it is called with the period of this label.

        What both say is said once, but for 月报, 季报, 周报 and 年报, which are words of their own.

        >>> march = Return("m", "月报表", Cadence.parse("每月"), (), ())
        >>> half = Return("h", "半年报表", Cadence.parse("每半年"), (), ())
        >>> march.name_in("3月"), half.name_in("上半年")
        ('3月月报表', '上半年报表')
        """
        said_twice = self.title[:2]
        return label + (self.title.removeprefix(said_twice) if label.endswith(said_twice) else self.title)
