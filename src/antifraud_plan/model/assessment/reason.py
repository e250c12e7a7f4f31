"""Why something stands as it does (原因): a code with what it speaks of, worded late."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from antifraud_plan.model.assessment.expectation import Expectation, Proof
from antifraud_plan.model.assessment.finding import Finding
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.owed.items import name_of
from antifraud_plan.model.task import Submission, Task
from antifraud_plan.problems import Location


@attrs.frozen
class Reason:
    """Why something stands as it does.

    Attributes:
        code: which sentence, one of `SENTENCES`.
        values: what fills its gaps, names and numbers as they are printed.
    """

    code: str
    values: Mapping[str, str | int | date] = attrs.Factory(dict)

    def __str__(self) -> str:
        said = {
            name: _say(value) if isinstance(value, date) else value for name, value in self.values.items()
        }
        return SENTENCES[self.code].format_map(said)


SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "exempt": "{granted_by}同意免予完成：{why}",
        "refuted": "{day}督查结论为“{verdict}”：{why}",
        "times-met": "应完成{needed}次，已完成{done}次",
        "times-short": "应完成{needed}次，只完成{done}次，差{missing}次",
        "times-none": "应完成{needed}次，上报表里没有一次可以认定",
        "statement-met": "已按要求说明",
        "statement-short": "只部分落实",
        "statement-none": "上报表里没有说明落实情况",
        "share-met": "应签{needed}份，已签{done}份",
        "share-short": "应签{needed}份，只签{done}份，差{missing}份",
        "share-none": "没有签订，或上报表里没有写应签、已签份数",
        "arrived": "{day}已报送",
        "arrived-late": "{deadline}前应报送，{late}才报送，逾期{days}天",
        "unread": "已报送，文件还不能采用",
        "not-arrived": "{deadline}前应报送，没有报送",
        "unreported": "{deadline}前应上报，没有收到上报表，无法认定",
        "still-due": "还有时间，{last}前完成",
        "still-to-report": "时间已过，{deadline}前上报即可",
        "open-end": "没有规定期限，还没有收到",
        "beyond": "应完成{needed}次，完成{done}次，多{extra}次",
        "measured-count": "发生{count}起",
        "measured-rate": "每万人{rate}起，目标不高于{target}起",
        "measured-share": "{audience}{of}中{count}，{share}%，目标{target}%",
        "veto": "{title}，依据{authority}一票否决",
    }
)
"""Code → sentence, without the full stop."""

_PROOFS = {Proof.TIMES: "times", Proof.STATEMENT: "statement", Proof.SHARE: "share"}
_ENDINGS = {Status.MET: "met", Status.PARTLY: "short", Status.UNMET: "none"}


def find_reason(finding: Finding, on: date) -> Reason:
    """Return why something stands on a day as it does.

    >>> print(Reason("times-short", {"needed": 2, "done": 1, "missing": 1}))
    应完成2次，只完成1次，差1次
    """
    expected = finding.expected
    if finding.status is Status.EXEMPT and finding.exemption is not None:
        granted = finding.exemption
        return Reason("exempt", {"granted_by": granted.granted_by, "why": granted.reason})
    if finding.inspection is not None and finding.inspection.verdict.refutes and finding.status.is_judged:
        found = finding.inspection
        said = {"day": found.day, "verdict": found.verdict.value, "why": found.reason}
        return Reason("refuted", said)
    if finding.status in (Status.NOT_YET_DUE, Status.UNREPORTED):
        return _find_waiting(finding, on)
    if expected.proof is Proof.ARRIVAL:
        return _find_arrival(finding)
    numbers = {
        "needed": finding.needed,
        "done": finding.done,
        "missing": max(0, finding.needed - finding.done),
    }
    return Reason(f"{_PROOFS[expected.proof]}-{_ENDINGS[finding.status]}", numbers)


def _find_waiting(finding: Finding, on: date) -> Reason:
    expected = finding.expected
    deadline = {"deadline": expected.deadline} if expected.deadline else {}
    if finding.status is Status.UNREPORTED:
        return Reason("not-arrived" if expected.proof is Proof.ARRIVAL else "unreported", deadline)
    if on <= expected.period.span.last:
        return Reason("still-due", {"last": expected.period.span.last})
    return Reason("still-to-report", deadline) if deadline else Reason("open-end")


def _find_arrival(finding: Finding) -> Reason:
    arrived, deadline = finding.arrived, finding.expected.deadline
    if arrived is None or deadline is None or arrived <= deadline:
        return Reason("arrived", {"day": arrived}) if arrived else Reason("unread")
    days = (arrived - deadline).days
    return Reason("arrived-late", {"deadline": deadline, "late": arrived, "days": days})


def _say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@attrs.frozen
class Teller:
    """Tells a school where it stands, in sentences with reference and evidence.

    Attributes:
        plan: names what is due.
        tree: names the classes.
    """

    plan: Plan
    tree: OrganisationTree

    def tell(self, finding: Finding, on: date) -> str:
        """Return one sentence: reference, what, of when, where it stands and why, the first of its cells.

        Args:
            finding: of this plan.
            on: the day of judging.
        """
        expected = finding.expected
        reason = str(find_reason(finding, on)).rstrip("。")
        places = find_places(finding)
        more = f" 等 {len(places)} 处" if len(places) > 1 else ""
        seen = f"（见 {places[0].in_words}{more}）" if places else ""
        return f"{self.name(expected)}：{finding.status.value}。{reason}{seen}。"

    def name(self, expected: Expectation) -> str:
        """Return what is due, by its reference, with its part and period: 四（一）防范工作专题会议（3月）."""
        item = self.find_item(expected.item)
        clause = self.plan.reference(item.clause)
        details = [each for each in (self._name_part(expected), _label(expected)) if each]
        return f"{clause}{item.name}" + (f"（{'，'.join(details)}）" if details else "")

    def find_item(self, item_id: str) -> Task | Submission:
        """Return the task or submission; `KeyError` for an id that is none."""
        found = next((each for each in self.plan.submissions if each.id == item_id), None)
        return found or self.plan.task(item_id)

    def _name_part(self, expected: Expectation) -> str:
        if expected.proof is Proof.ARRIVAL:
            spec = next((each for each in self.plan.returns if each.id == expected.hand_in[1]), None)
            return name_of(spec, expected.hand_in[2]) if spec else ""
        relation = next((each for each in self.plan.pledges if each.id == expected.part), None)
        if relation is not None:
            return relation.name
        class_ = self.tree.find(expected.part) if expected.part else None
        return class_.name if class_ else expected.part


def _label(expected: Expectation) -> str:
    # The name of a return says its period already.
    return "" if expected.proof is Proof.ARRIVAL else expected.period.label


def find_places(finding: Finding) -> tuple[Location, ...]:
    """Return the cells of the records that prove it, or lines of the log, by date, each once."""
    return tuple(dict.fromkeys(proof.place for proof in finding.proofs if proof.place is not None))
