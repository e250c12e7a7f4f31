"""What arrived when (收文登记, clause 5.4): lateness comes from here and from nowhere else."""

from datetime import date

import attrs

from antifraud_plan.problems import Location


@attrs.frozen
class Arrival:
    """One thing that came in (来件).

    Attributes:
        day: the day it came, as the bureau says.
        unit: id of the unit it came from.
        item: id of the return or submission.
        period: label of the period, such as 3月; empty for what is handed in once.
        version: 1 for the first, counted by unit, item and period.
        file: name of the file as kept, below ``records`` or ``returns``.
        digest: SHA-256 of the file, in hexadecimal, by which a file is known again whatever it is called.
        remark: 备注.
        place: its line in the log.
    """

    day: date
    unit: str
    item: str
    period: str = ""
    version: int = 1
    file: str = ""
    digest: str = ""
    remark: str = ""
    place: Location | None = attrs.field(default=None, eq=False)
