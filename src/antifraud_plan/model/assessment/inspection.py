"""What the bureau finds on site (督查) and what it lets go (豁免)."""

from datetime import date

import attrs

from antifraud_plan.model.assessment.expectation import Expectation
from antifraud_plan.model.assessment.status import InspectionVerdict
from antifraud_plan.problems import Location


@attrs.frozen
class Inspection:
    """One verdict of an inspection on something due (督查记录).

    Attributes:
        unit, item, part, period: what was looked at, as an `Expectation` has them; the period by its label,
            every one where that is empty.
        day: when.
        verdict: what was found.
        reason: why, in a sentence that the school may read.
        place: where it is recorded.
    """

    unit: str
    item: str
    part: str
    period: str
    day: date
    verdict: InspectionVerdict
    reason: str
    place: Location


@attrs.frozen
class Exemption:
    """That something need not be done, by whom it was granted and why (免予完成).

    Attributes:
        unit, item: for whom and of what; an empty unit means all.
        first, last: of which days; it holds for every period that lies in them whole.
        reason: why.
        granted_by: who granted it, by office and not by name.
        place: where it is recorded; ``None`` where the plan itself says it.
    """

    unit: str
    item: str
    first: date
    last: date
    reason: str
    granted_by: str
    place: Location | None = None

    def covers(self, expected: Expectation) -> bool:
        """Tell whether *expected* need not be done by it."""
        span = expected.period.span
        concerned = self.unit in ("", expected.unit.id) and self.item == expected.item
        return concerned and self.first <= span.first and span.last <= self.last
