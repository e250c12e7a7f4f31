"""In which state everything is that has to be handed in (报送状态)."""

from datetime import date
from enum import Enum
from typing import assert_never

import attrs

from antifraud_plan.model.organisation import Organisation
from antifraud_plan.problems import Location


class ReturnState(Enum):
    """How far a return has come; the value is what tables print."""

    NOT_DUE = "未到期"
    """Nothing came, and the period is not over."""
    AWAITED = "待报送"
    """Nothing came, the period is over, the deadline is not."""
    RECEIVED = "已收到"
    """Something came that is not counted: a scan, a paper, files of which none can be preferred."""
    SENT_BACK = "已退回"
    """The file that counts has errors."""
    ACCEPTED = "已接收"
    """The file that counts has none, be it late."""
    LATE = "逾期未报"
    """Nothing came, and the deadline is over."""


class Receipt(Enum):
    """What came of a return, apart from when."""

    NOTHING = "没有来件"
    UNREAD = "来件没有可以统计的文件"
    FAULTY = "文件有错误"
    SOUND = "文件没有错误"


def find_state(receipt: Receipt, *, on: date, last: date, deadline: date | None) -> ReturnState:
    """Return the state of a return or submission on a day.

    Args:
        receipt: what came until then.
        on: the day.
        last: the last day before it can be handed in: of the return's period.
        deadline: last day it is on time; nothing without one is ever late.

    >>> march, deadline = date(2023, 3, 31), date(2023, 4, 5)
    >>> find_state(Receipt.NOTHING, on=deadline, last=march, deadline=deadline).value
    '待报送'
    """
    match receipt:
        case Receipt.SOUND:
            return ReturnState.ACCEPTED
        case Receipt.FAULTY:
            return ReturnState.SENT_BACK
        case Receipt.UNREAD:
            return ReturnState.RECEIVED
        case Receipt.NOTHING:
            if deadline is not None and on > deadline:
                return ReturnState.LATE
            return ReturnState.AWAITED if on > last else ReturnState.NOT_DUE
        case _:
            assert_never(receipt)


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
        logged: the line of the log that the first arrival stands in.
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
    logged: Location | None = attrs.field(default=None, eq=False)

    @property
    def late_days(self) -> int:
        """Days by which the first arrival came after the deadline; 0 if on time, or unknown."""
        if self.deadline is None or self.arrived is None:
            return 0
        return max(0, (self.arrived - self.deadline).days)
