"""In which state everything is that has to be handed in (报送状态)."""

from datetime import date
from enum import Enum

import attrs

from antifraud_plan.model.organisation import Organisation


class ReturnState(Enum):
    """How far a return has come; the value is what tables print."""

    NOT_DUE = "未到期"
    AWAITED = "待报送"
    RECEIVED = "已收到"
    SENT_BACK = "已退回"
    ACCEPTED = "已接收"
    LATE = "逾期未报"


@attrs.frozen
class Standing:
    """Where one return or submission of one unit stands on a date.

    Attributes:
        unit: who owes it.
        item: id of the return or submission.
        title: what it is called, with its period: 3月月报表.
        period: label of its period; empty for what is handed in once.
        deadline: last day it is on time; ``None`` where the plan says none (按时).
        state: see `ReturnState`.
        arrived: day of the first arrival in the log; ``None`` where there is none.
        latest: day of the latest arrival.
        files: what was read or logged, the one that counts first.
        faults: number of errors in the file that counts.
    """

    unit: Organisation
    item: str
    title: str
    state: ReturnState
    period: str = ""
    deadline: date | None = None
    arrived: date | None = None
    latest: date | None = None
    files: tuple[str, ...] = ()
    faults: int = 0

    @property
    def late_days(self) -> int:
        """Days by which the first arrival came after the deadline; 0 if on time, or unknown."""
        if self.deadline is None or self.arrived is None:
            return 0
        return max(0, (self.arrived - self.deadline).days)
