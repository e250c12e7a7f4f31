"""The one table by which something due is judged on a day (完成状态)."""

from enum import Enum


class Status(Enum):
    """How far something due is on a day; the value is what papers print."""

    MET = "已完成"
    """What came proves as often as was due."""
    PARTLY = "部分完成"
    """The time is over, and what came proves less than was due."""
    UNMET = "未完成"
    """The time is over, the return came, and nothing in it proves anything."""
    UNREPORTED = "未上报"
    """The time and the deadline are over, and nothing came (clause 5.4.2): neither done nor not done."""
    NOT_YET_DUE = "未到期"
    """There is still time to do it, or to report it."""
    EXEMPT = "免予完成"
    """Somebody who may do so has granted that it need not be done."""

    @property
    def is_judged(self) -> bool:
        """Whether it counts among what had to be done by then."""
        return self not in (Status.NOT_YET_DUE, Status.EXEMPT)

    @property
    def is_shortfall(self) -> bool:
        """Whether a school falls short by it (clause 5.3.1)."""
        return self in (Status.PARTLY, Status.UNMET, Status.UNREPORTED)


class InspectionVerdict(Enum):
    """What an inspection on site found of a claim (督查结论)."""

    TRUE = "属实"
    FALSE = "不实"
    UNPROVEN = "无佐证"

    @property
    def refutes(self) -> bool:
        """Whether it undoes what the school claims."""
        return self is not InspectionVerdict.TRUE


def find_status(
    *,
    done: int,
    needed: int,
    is_over: bool,
    is_late: bool,
    has_come: bool,
    verdict: InspectionVerdict | None = None,
    is_exempt: bool = False,
) -> Status:
    """Return the status of something due; the first row of the table that fits decides.

    | exempt | inspection | done | time | came | deadline | status |
    |---|---|---|---|---|---|---|
    | yes | | | | | | EXEMPT |
    | no | not refuted | as often as due | | | | MET |
    | no | | | not over | | | NOT_YET_DUE |
    | no | | | over | no | not over | NOT_YET_DUE |
    | no | | | over | no | over | UNREPORTED |
    | no | not refuted | less often | over | yes | | PARTLY |
    | no | | never, or refuted | over | yes | | UNMET |

    Args:
        done: how often it is proved.
        needed: how often it is due, 1 or more.
        is_over: whether its last day lies before the day of judging; on that day there is still time.
        is_late: whether the last day of reporting it lies before the day of judging.
        has_come: whether the return that should tell came, or any record of it.
        verdict: of an inspection; 不实 and 无佐证 undo every claim.
        is_exempt: whether it need not be done.

    >>> find_status(done=1, needed=2, is_over=True, is_late=False, has_come=True).value
    '部分完成'
    """
    proved = 0 if verdict is not None and verdict.refutes else done
    if is_exempt:
        return Status.EXEMPT
    if proved >= needed:
        return Status.MET
    if not is_over:
        return Status.NOT_YET_DUE
    if not has_come:
        return Status.UNREPORTED if is_late else Status.NOT_YET_DUE
    return Status.PARTLY if proved else Status.UNMET
