"""What somebody has granted need not be done (免予完成)."""

from collections.abc import Mapping
from datetime import date

import attrs

from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.names import check_each_name, check_line, check_name
from antifraud_plan.model.organisation import Organisation


@attrs.frozen
class Exemption:
    """That something need not be done, by whom it was granted and why (免予完成).

    The source's monthly meeting, for one, knows no vacation: a county that reads it otherwise says so here.

    Attributes:
        id: stable id.
        items: ids of the tasks and submissions that need not be done.
        first, last: of which days; it holds for every period that lies in them whole.
        reason: why, in a line that a school may read.
        granted_by: who granted it, by office and not by name.
        units: ids or full names of those for whom; all if empty.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    items: tuple[str, ...] = attrs.field(validator=check_each_name)
    first: date
    last: date
    reason: str = attrs.field(validator=check_line)
    granted_by: str = attrs.field(validator=check_name)
    units: tuple[str, ...] = ()
    readings: Mapping[str, str] = attrs.Factory(dict)

    def covers(self, unit: Organisation, item: str, span: DateSpan) -> bool:
        """Tell whether *unit* need not do *item* in these days."""
        concerned = not self.units or unit.id in self.units or unit.name in self.units
        return concerned and item in self.items and self.first <= span.first and span.last <= self.last
