"""What a review finds in a filed plan, as records: words are put to them where they are printed."""

from enum import Enum

import attrs

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.task import Task


class RemarkKind(Enum):
    """What is remarked; the value is its stable code."""

    TASK_MISSING = "task-missing"
    CADENCE_LOOSER = "cadence-looser"
    PERSON_MISSING = "person-missing"
    LATE = "late"
    FILE_UNREAD = "file-unread"
    SCANNED = "scanned"
    CADENCE_UNSTATED = "cadence-unstated"
    CADENCE_UNJUDGED = "cadence-unjudged"
    LISTED_WITHOUT_PERSON = "listed-without-person"

    @property
    def is_fault(self) -> bool:
        """Whether the school has to mend its plan; the rest is for the reviewer to look at or to know."""
        return self in (RemarkKind.TASK_MISSING, RemarkKind.CADENCE_LOOSER, RemarkKind.PERSON_MISSING)

    @property
    def is_doubt(self) -> bool:
        """Whether a person has to judge what this program cannot."""
        return not self.is_fault and self is not RemarkKind.LATE


@attrs.frozen
class Remark:
    """One thing found (审核意见).

    Attributes:
        kind: what.
        task: the county's task it concerns; ``None`` where it concerns the whole plan.
        asked: how often the county asks for it.
        written: the school's words: its own frequency, or the measure that lacks somebody.
        place: where in the filed plan, or in the list; empty where nothing stands there.
        days: by how many days it came late.
    """

    kind: RemarkKind
    task: Task | None = None
    asked: Cadence | None = None
    written: str = ""
    place: str = ""
    days: int = 0


class Verdict(Enum):
    """What the review suggests (审核结论); a person decides."""

    PASS = "通过"
    MEND = "修改后重报"
    UNJUDGED = "由人工审核"


@attrs.frozen
class Review:
    """The review of one filed plan.

    Attributes:
        remarks: what was found: faults, then what a person has to look at.
        asked: how many tasks of the county's plan fall on the school.
        found: how many of them its plan speaks of.
    """

    remarks: tuple[Remark, ...]
    asked: int
    found: int

    @property
    def faults(self) -> tuple[Remark, ...]:
        """What the school has to mend."""
        return tuple(remark for remark in self.remarks if remark.kind.is_fault)

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """What a person has to judge."""
        return tuple(remark for remark in self.remarks if remark.kind.is_doubt)

    @property
    def verdict(self) -> Verdict:
        """What is suggested; lateness is said, and no reason to file again."""
        if any(each.kind in (RemarkKind.FILE_UNREAD, RemarkKind.SCANNED) for each in self.remarks):
            return Verdict.UNJUDGED
        return Verdict.MEND if self.faults else Verdict.PASS
