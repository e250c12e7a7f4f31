"""Signing registers held against the cascade: which pledges are signed, and what does not agree."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Self

import attrs

from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.cascade import Signing
from antifraud_plan.model.pledges.identifiers import was_given
from antifraud_plan.model.pledges.register import Register, RegisterRow
from antifraud_plan.model.pledges.relation import Signer
from antifraud_plan.model.pledges.summary import Summary
from antifraud_plan.problems import Location, Problem, Severity

_SHOWN = 3


@attrs.frozen
class Signed:
    """That a pledge is signed: when, and in how many copies."""

    day: date
    copies: int


@attrs.frozen
class Agreement:
    """What registers and cascade agree upon.

    Attributes:
        signed: id of the pledge → that it is signed.
        keepers: ids of the units of which a register came.
        problems: everything they do not agree upon, with its place.
    """

    signed: Mapping[str, Signed]
    keepers: frozenset[str]
    problems: tuple[Problem, ...]


def match_registers(
    signings: Iterable[Signing], registers: Iterable[Register], plan: Plan, *, on: date | None = None
) -> Agreement:
    """Find each register's line in the cascade by its id or, where the school added it, by its words.

    No line counts for somebody it may not mean: one whose id is one person's and whose words are another's
    is refused, and so is one without an id that is not spelt as exactly one pledge is.

    Args:
        signings: every pledge there is to sign.
        registers: as they came back, in any order; gone through one by one.
        plan: tells which year's registers these are, and the days on which a pledge may be signed.
        on: what was signed later does not count; everything counts if not given.
    """
    matching = _Matching(signings, plan, on)
    for register in registers:
        matching.add(register)
    return matching.finish()


@attrs.define
class _Line:
    """What is known so far of one pledge: its first register line, the first that says it is signed."""

    place: Location
    signed: Signed | None = None
    is_contradicted: bool = False


@attrs.frozen
class _Lines:
    """What the lines of one register may be about.

    Attributes:
        ids: those that stand in it.
        by_words: the pledges of its keepers, by relation, class and signer.
        has_people: whether anybody but units is to sign.
    """

    ids: frozenset[str]
    by_words: Mapping[tuple[str, str, str], list[Signing]]
    has_people: bool

    @classmethod
    def of(cls, signings: Iterable[Signing], rows: Iterable[RegisterRow]) -> Self:
        """Gather them."""
        by_words: dict[tuple[str, str, str], list[Signing]] = {}
        has_people = False
        for signing in signings:
            words = signing.relation.name, signing.class_name, _fold(signing.signer)
            by_words.setdefault(words, []).append(signing)
            has_people = has_people or signing.relation.signer is not Signer.UNIT
        return cls(frozenset(row.id for row in rows), by_words, has_people)

    def spelt_as(self, row: RegisterRow) -> Sequence[Signing]:
        """Return the pledges with the very relation, class and signer a line says."""
        return self.by_words.get((row.relation, row.class_name, _fold(row.signer)), ())


class _Matching:
    def __init__(self, signings: Iterable[Signing], plan: Plan, on: date | None) -> None:
        self._plan = plan
        self._span = plan.span
        self._on = on
        self._by_id: dict[str, Signing] = {}
        self._by_keeper: dict[str, list[Signing]] = {}
        for signing in signings:
            self._by_id[signing.id] = signing
            self._by_keeper.setdefault(signing.keeper.id, []).append(signing)
        self._lines: dict[str, _Line] = {}
        self._came: dict[str, Location] = {}
        self._problems: dict[Problem, None] = {}

    def _report(
        self, code: str, message: str, place: Location, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self._problems.setdefault(Problem(code, message, place, remedy, severity))

    def add(self, register: Register) -> None:
        """Take in one register."""
        plan = self._plan
        if register.plan and (register.plan, register.year) != (plan.id, plan.year):
            message = f"台账是为另一份方案（{register.plan}，{register.year} 年）做的，没有读取。"
            remedy = "请换成今年方案的台账，或核对文件是不是放错了。"
            self._report("register-of-another-plan", message, register.place, remedy)
            return
        listed = {self._by_id[row.id].keeper.id for row in register.rows if row.id in self._by_id}
        keepers = {register.keeper} if register.keeper else listed
        for keeper in keepers | listed:
            self._came.setdefault(keeper, register.place)
        lines = _Lines.of(
            (signing for keeper in keepers for signing in self._by_keeper.get(keeper, ())), register.rows
        )
        summary = Summary()
        for row in register.rows:
            signing = self._find(row, lines, summary)
            if signing is not None:
                self._add_row(row, signing, lines, summary)
        is_due = not register.keeper or register.keeper in self._by_keeper
        for problem in summary.describe(register, on=self._on, is_due=is_due):
            self._problems.setdefault(problem)

    def _find(self, row: RegisterRow, lines: _Lines, summary: Summary) -> Signing | None:
        """Return what a line is about; report it if nobody knows."""
        spelt = lines.spelt_as(row)
        if row.id:
            if row.id not in self._by_id:
                self._report_unknown_id(row, spelt, summary)
            return self._by_id.get(row.id)
        if not row.is_sound:
            return None
        if not lines.has_people and not spelt:
            summary.unlisted.append(row.place)
        elif len(spelt) != 1:
            found = f"有 {len(spelt)} 份，分不清是哪一份" if spelt else "一份也没有"
            message = f"签订关系、班级、签订人都与这一行一样的，应签的名单里{found}，没有计入。"
            remedy = "请照名单写清这三栏，或先把人补进“名单”里学校的名单。"
            self._report("register-unknown-signer", message, row.locate("签订人"), remedy)
        elif spelt[0].id in lines.ids:
            message = f"编号 {spelt[0].id} 的一行已是这个人的，自己加的这一行没有计入。"
            remedy = "是同一个人的，请填在那一行；是同名的另一人，请先补进“名单”里学校的名单。"
            self._report("register-namesake", message, row.locate("签订人"), remedy)
        else:
            return spelt[0]
        return None

    def _report_unknown_id(self, row: RegisterRow, spelt: Sequence[Signing], summary: Summary) -> None:
        relations = [relation.id for relation in self._plan.pledges]
        if was_given(row.id, relations, row.class_name, row.signer):
            summary.left.append(row.place)
            return
        guess = f"名单里这个人的编号是 {spelt[0].id}。" if len(spelt) == 1 else ""
        remedy = guess or "请照程序生成的台账填写，不要改动编号。"
        self._report("register-unknown-id", "编号不在应签的名单里，这一行没有计入。", row.place, remedy)

    def _add_row(self, row: RegisterRow, signing: Signing, lines: _Lines, summary: Summary) -> None:
        signed = None
        spelt = lines.spelt_as(row)
        if row.signer and _fold(row.signer) != _fold(signing.signer):
            # Without the names: a message may be sent on as a picture.
            message = "签订人与名单里这个编号的不一样，这一行没有计入。"
            remedy = "请核对是否串了行、改了字；名单里写错了的，请改名单。"
            self._report("register-other-signer", message, row.locate("签订人"), remedy)
        elif spelt and signing.id not in {each.id for each in spelt}:
            message = "编号是同名的另一人的，或是这个人的另一份承诺书的，这一行没有计入。"
            self._report("register-other-signer", message, row.place, "请核对是否串了行。")
        elif row.is_sound:
            self._note_changes(row, signing, summary)
            signed = self._read_signed(row, signing, summary)
        line = self._lines.get(signing.id)
        if line is None:
            self._lines[signing.id] = _Line(row.place, signed)
        elif line.signed and signed and line.signed != signed:
            line.is_contradicted = True
            message = f"与 {line.place} 是同一份承诺书，签订日期或份数却不一样，两处都没有计入。"
            self._report("register-contradiction", message, row.locate("签订日期"), "请核对后只留一处。")
        else:
            line.signed = line.signed or signed
            summary.repeated.append(line.place)

    def _note_changes(self, row: RegisterRow, signing: Signing, summary: Summary) -> None:
        compared = (
            ("签订关系", row.relation, signing.relation.name),
            ("班级", row.class_name, signing.class_name),
            ("对方", row.counterpart, signing.counterpart),
            ("应签份数", row.copies_due, signing.relation.copies),
        )
        for heading, written, due in compared:
            if written not in ("", None, due):
                summary.changed.setdefault(heading, []).append(row.locate(heading))

    def _read_signed(self, row: RegisterRow, signing: Signing, summary: Summary) -> Signed | None:
        due, span = signing.relation.copies, self._span
        if row.day is None:
            if row.copies:
                message = "填了实签份数，没有填签订日期，没有计入已签。"
                self._report("no-signing-date", message, row.locate("签订日期"), "请补上日期。", Severity.GAP)
            return None
        if row.day not in span:
            message = f"“签订日期”{row.day} 不在方案的 {span.first} 至 {span.last} 之内，没有计入已签。"
            self._report("signing-date-outside", message, row.locate("签订日期"), "请核对年份。")
            return None
        if self._on is not None and row.day > self._on:
            summary.later.append(row.locate("签订日期"))
            return None
        copies = due if row.copies is None else row.copies
        if copies < due:
            message = f"应签 {due} 份，实签 {copies} 份。"
            self._report(
                "copies-short", message, row.locate("实签份数"), "请补签，或核对份数。", Severity.GAP
            )
        elif copies > due:
            message = f"应签 {due} 份，实签 {copies} 份，照实签的计。"
            self._report("copies-over", message, row.locate("实签份数"), "请核对份数。", Severity.NOTE)
        return Signed(row.day, copies) if copies else None

    def finish(self) -> Agreement:
        """Look for lines that never came, and tell what was found."""
        for keeper, place in self._came.items():
            missing = [each for each in self._by_keeper.get(keeper, ()) if each.id not in self._lines]
            if missing:
                shown = "、".join(signing.id for signing in missing[:_SHOWN])
                more = " 等" if len(missing) > _SHOWN else ""
                message = f"台账里少了应签的 {len(missing)} 行（编号 {shown}{more}），按未签计。"
                remedy = "请补上删去的行；名单后来加了人的，请用新生成的台账。"
                self._report("register-row-missing", message, place, remedy, Severity.GAP)
        signed = {
            each: line.signed
            for each, line in self._lines.items()
            if line.signed is not None and not line.is_contradicted
        }
        return Agreement(signed, frozenset(self._came), tuple(self._problems))


def _fold(name: str) -> str:
    """Return a name without the spaces that pad it."""
    return "".join(name.split())
