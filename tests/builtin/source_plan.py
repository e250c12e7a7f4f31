"""The source plan's rows as typed by hand, and what their words mean in the model."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import attrs

from antifraud_plan.model.cadence.dates import PlanDate, TermTime
from antifraud_plan.model.cadence.rules import (
    Anchored,
    Deadline,
    Indefinite,
    Recurring,
    Rule,
    Scope,
    Triggered,
)
from antifraud_plan.model.cadence.terms import Anchor, Per, Period, Promptness, Vagueness
from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.model.target import AtLeast, Baseline, Goal, NotAbove, Zero
from antifraud_plan.model.terms import Audience


@attrs.frozen
class Row:
    id: str
    who: frozenset[str]
    audience: frozenset[str]
    cadence: str
    evidence: tuple[str, ...]
    reporter: frozenset[str]
    ours: frozenset[str]


def words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(";") if word.strip())


def read_rows() -> Iterator[Row]:
    with (Path(__file__).parent / "source_plan_rows.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield Row(
                id=line["id"],
                who=frozenset(words(line["who"])),
                audience=frozenset(words(line["audience"])),
                cadence=line["cadence"],
                evidence=words(line["evidence"]),
                reporter=frozenset(words(line["reporter"])),
                ours=frozenset(words(line["ours"])),
            )


ROWS = {row.id: row for row in read_rows()}
EVERY_SCHOOL = {
    OrganisationKind.CENTRAL_SCHOOL,
    OrganisationKind.COUNTY_SCHOOL,
    OrganisationKind.SCHOOL,
    OrganisationKind.KINDERGARTEN,
}
WHO: dict[str, set[OrganisationKind | str]] = {
    "every school": {*EVERY_SCHOOL},
    "every class": {OrganisationKind.CLASS},
    "every level": {OrganisationKind.BUREAU, *EVERY_SCHOOL, OrganisationKind.GRADE, OrganisationKind.CLASS},
    "bureau": {OrganisationKind.BUREAU},
    "county-direct schools": {OrganisationKind.COUNTY_SCHOOL},
    "central schools": {OrganisationKind.CENTRAL_SCHOOL},
    "students": {"学生"},
    "staff": {"教职工"},
    "parents": {"家长"},
}
AUDIENCE = {"students": Audience.STUDENTS, "staff": Audience.STAFF, "parents": Audience.PARENTS}
EACH_HOLIDAY = (Anchor.HOLIDAYS, Anchor.WINTER_VACATION, Anchor.SUMMER_VACATION)
CADENCE: dict[str, Rule] = {
    "standing": Indefinite(Vagueness.ROUTINELY),
    "standing in term": Indefinite(Vagueness.ROUTINELY, window=TermTime()),
    "at least once a month": Recurring(Period.MONTH, 1),
    "at least once a semester": Recurring(Period.SEMESTER, 1),
    "at least once a quarter": Recurring(Period.QUARTER, 1),
    "at least 2 a semester each class": Recurring(Period.SEMESTER, 2, scope=Scope(per=Per.CLASS)),
    "each signer once a year": Recurring(Period.YEAR, 1, scope=Scope(per=Per.PERSON)),
    "once a year": Recurring(Period.YEAR, 1),
    "each public holiday and vacation": Anchored(EACH_HOLIDAY, 1),
    "定期": Indefinite(Vagueness.PERIODICALLY),
    "on a clue 及时": Triggered("遇有案件线索", Promptness.PROMPTLY, "报告"),
    "by 28 February": Deadline(PlanDate(month=2, day=28)),
    "on time": Indefinite(Vagueness.ON_TIME),
}
TARGET: dict[str, Goal] = {
    "100 %": AtLeast(Fraction(1)),
    "not above the same period last year": NotAbove(Baseline.SAME_PERIOD_LAST_YEAR),
    "zero": Zero(),
}
# What a piece of evidence must be called at least.
EVIDENCE = {
    "incident register": "案件登记",
    "self-inspection record": "自查记录",
    "meeting record": "会议记录",
    "record": "记录",
    "push screenshots": "推送截图",
    "record per medium": "分载体",
    "sign-in": "签到",
    "class meeting record": "班会记录",
    "signed pledges": "承诺书",
    "pledge": "承诺书",
    "register": "登记册",
    "group register": "登记表",
    "ledger": "台账",
    "incident and clue register": "线索登记",
    "minutes": "纪要",
    "school plan": "学校工作方案",
    "plan": "工作方案",
    "returns": "上报表",
    "circular": "通报",
    "score": "得分",
    "decision": "决定",
}
