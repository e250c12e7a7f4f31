"""The register of what is to be mended (整改台账): carried on, closed when evidence comes, added to."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum

import attrs

from antifraud_plan import find_places
from antifraud_plan.plugin import (
    Assessment,
    Evidence,
    Finding,
    Location,
    Proof,
    Status,
    find_reason,
    mask_personal_numbers,
)
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import print_day

RECTIFICATIONS = "rectifications"
"""Id of the form 整改事项, which the bureau keeps in records."""


class MendState(Enum):
    """Where something to be mended stands; the value is what papers and the register print."""

    OPEN = "未整改"
    """There is still time."""
    OVERDUE = "逾期未整改"
    """The last day to mend it is over."""
    CLOSED = "已整改"
    """Evidence came, or the bureau saw that it was mended."""


@attrs.frozen
class Subject:
    """What is to be mended, by the words that the register prints.

    Attributes:
        unit, item: ids of the school and of the task or submission.
        period: of when, or which return; empty where it has none.
        part: of which class or pledge relation; empty for all.
    """

    unit: str
    item: str
    period: str = ""
    part: str = ""


@attrs.frozen
class Notice:
    """One line of the register as the bureau keeps it.

    Attributes:
        subject: what is to be mended.
        problem: what was wrong when the school was told.
        notified: when it was told.
        mend_by: the last day to mend it.
        closed: when it was found mended; ``None`` while it is not.
        closed_by: by what.
        place: its line in records; ``None`` for a line that is new.
    """

    subject: Subject
    problem: str
    notified: date
    mend_by: date
    closed: date | None = None
    closed_by: str = ""
    place: Location | None = attrs.field(default=None, eq=False)


@attrs.frozen
class Rectification:
    """Where one line of the register stands on a day (整改事项).

    Attributes:
        notice: the line, with what closes it.
        state: where it stands.
        finding: what the assessment says of it now; ``None`` where nothing like it is due.
    """

    notice: Notice
    state: MendState
    finding: Finding | None = None

    @property
    def subject(self) -> Subject:
        """What is to be mended."""
        return self.notice.subject


def find_notices(kept: Iterable[Evidence], on: date) -> Iterator[Notice]:
    """Yield the sound lines of 整改事项 that were notified by a day; what closed later is still open."""
    for record in kept:
        values = record.values
        notified, mend_by, closed = (values.get(each) for each in ("notified", "mend_by", "closed"))
        if record.form.id != RECTIFICATIONS or not record.is_sound or not record.item:
            continue
        if not isinstance(notified, date) or not isinstance(mend_by, date) or notified > on:
            continue
        said = {each: str(values.get(each, "")) for each in ("part", "problem", "closed_by")}
        is_closed = isinstance(closed, date) and closed <= on
        yield Notice(
            Subject(record.unit, record.item, record.period, said["part"]),
            said["problem"],
            notified,
            mend_by,
            closed if isinstance(closed, date) and is_closed else None,
            said["closed_by"] if is_closed else "",
            record.locate("period"),
        )


def carry_on(
    notices: Iterable[Notice], assessment: Assessment, names: Names, mend_days: int
) -> tuple[Rectification, ...]:
    """Say where every line stands now, and add what falls short and stands in none.

    Args:
        notices: the register as it was kept; a line that it says twice counts once, as last written.
        assessment: of the day.
        names: by which lines are told apart.
        mend_days: days to mend what is added.

    Returns:
        The lines kept, in their order; then what is new, in the assessment's.
    """
    found = _find_findings(assessment, names)
    latest = {each.subject: each for each in notices}
    known = [_judge(each, found.get(each.subject), assessment.on) for each in latest.values()]
    mend_by = assessment.on + timedelta(days=mend_days)
    added = (
        Rectification(
            Notice(subject, say_problem(finding, assessment.on), assessment.on, mend_by),
            MendState.OPEN,
            finding,
        )
        for subject, finding in found.items()
        if subject not in latest and needs_mending(finding)
    )
    return (*known, *added)


def needs_mending(finding: Finding) -> bool:
    """Tell whether a school can still do something about it; what came late has come."""
    return finding.status.is_shortfall and not _came_late(finding)


def say_problem(finding: Finding, on: date) -> str:
    """Return what is wrong, in the words of the assessment."""
    reason = str(find_reason(finding, on)).rstrip("。")
    return mask_personal_numbers(f"{finding.status.value}。{reason}。")


def _find_findings(assessment: Assessment, names: Names) -> Mapping[Subject, Finding]:
    found: dict[Subject, Finding] = {}
    for each in assessment.findings:
        subject = Subject(each.expected.unit.id, each.expected.item, *names.detail(each))
        # Of two that print alike the one to be mended speaks.
        if subject not in found or needs_mending(each):
            found[subject] = each
    return found


def _judge(notice: Notice, finding: Finding | None, on: date) -> Rectification:
    if notice.closed is not None and not _is_refuted_since(finding, notice.closed):
        return Rectification(notice, MendState.CLOSED, finding)
    proof = _find_closing(finding)
    if proof:
        return Rectification(
            attrs.evolve(notice, closed=on, closed_by=mask_personal_numbers(proof)), MendState.CLOSED, finding
        )
    state = MendState.OVERDUE if on > notice.mend_by else MendState.OPEN
    return Rectification(attrs.evolve(notice, closed=None, closed_by=""), state, finding)


def _is_refuted_since(finding: Finding | None, day: date) -> bool:
    inspection = finding.inspection if finding else None
    return inspection is not None and inspection.verdict.refutes and inspection.day > day


def _find_closing(finding: Finding | None) -> str:
    """Return by what something is mended: file, cell and day; empty while it is not."""
    if finding is None:
        return ""
    if finding.status is Status.EXEMPT and finding.exemption is not None:
        return f"{finding.exemption.granted_by}同意免予完成"
    if finding.status is not Status.MET and not _came_late(finding):
        return ""
    if finding.expected.proof is Proof.ARRIVAL:
        return f"收文登记，{print_day(finding.arrived)}收到" if finding.arrived else "已收到"
    places = find_places(finding)
    days = [proof.day for proof in finding.proofs if proof.source is not None]
    when = f"（{print_day(max(days))}）" if days else ""
    more = f"等{len(places)}处" if len(places) > 1 else ""
    return f"{places[0].in_words}{more}{when}" if places else "上报表已说明"


def _came_late(finding: Finding) -> bool:
    return finding.expected.proof is Proof.ARRIVAL and finding.status is Status.PARTLY
