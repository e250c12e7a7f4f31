"""The base plan says what the source plan says: checked against a table typed from the source itself."""

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

from antifraud_plan.loading import load_plan
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence_dates import PlanDate, TermTime
from antifraud_plan.model.cadence_rules import (
    Anchor,
    Anchored,
    Deadline,
    Indefinite,
    Per,
    Period,
    Promptness,
    Recurring,
    Rule,
    Scope,
    Triggered,
    Vagueness,
)
from antifraud_plan.model.integrity import find_plan_faults
from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.model.outline import Clause
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.prose import SlotVerb
from antifraud_plan.model.target import AtLeast, Baseline, Goal, NotAbove, Target, Zero
from antifraud_plan.model.task import Consequence, Metric, Submission, Task
from antifraud_plan.model.terms import Audience

BASE = files("antifraud_plan").joinpath("builtin/plans/county-education.toml").read_text(encoding="utf-8")

# A county and a year that no file of the project names.
OWN_FACTS = """
extends = "county-education"
year = 2031
[names]
county = "甲县"
bureau = "甲县教育局"
bureau_short = "县教育局"
system = "教育系统"
section = "安全管理股"
section_short = "安管股"
[issue]
date = 2031-01-09
"""


def load(text: str) -> Plan:
    loaded = load_plan(text.encode(), "plan.toml", bases={"county-education": lambda: BASE}, settings={})
    assert loaded.problems == ()
    assert loaded.plan is not None
    return loaded.plan


PLAN = load(OWN_FACTS)


# ── The table typed from the source ──────────────────────────────────────────────────────────────


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

TASKS = {task.id: task for task in PLAN.tasks}
METRICS = {metric.clause: metric for metric in PLAN.metrics}
SUBMISSIONS = {item.id: item for item in PLAN.submissions}
CONSEQUENCES = {item.id: item for item in PLAN.consequences}
CLAUSES = {clause.id: clause for clause in PLAN.clauses}


def kinds_of(parties: tuple[str, ...]) -> set[OrganisationKind | str]:
    """Every kind the parties consist of; one outside the tree stands for itself."""
    found: set[OrganisationKind | str] = set()
    for party in map(PLAN.party, parties):
        found |= set(party.kinds) or {party.name}
    return found


def kinds_meant(who: frozenset[str]) -> set[OrganisationKind | str]:
    return {kind for word in who for kind in WHO[word]}


def readings_of(row_id: str) -> set[str]:
    """Fields of this row's records that the plan marks as its own reading."""
    records = (table.get(row_id) for table in (TASKS, METRICS, SUBMISSIONS, CONSEQUENCES, CLAUSES))
    return {field for record in records if record is not None for field in record.readings}


def test_every_row_of_the_source_is_a_clause_under_its_id() -> None:
    assert set(CLAUSES) == set(ROWS)
    assert len(PLAN.clauses) == len(ROWS)


def test_clauses_stand_in_the_order_of_their_ids() -> None:
    printed = [
        clause.id for entry in PLAN.outline.entries for clause in PLAN.outline.clauses_of(entry.section)
    ]
    assert printed == sorted(ROWS, key=lambda row_id: [int(number) for number in row_id.split(".")])


def test_the_plan_hangs_together() -> None:
    assert find_plan_faults(PLAN) == ()


@pytest.mark.parametrize("row_id", [row.id for row in ROWS.values() if row.who])
def test_who_does_it(row_id: str) -> None:
    record = TASKS.get(row_id) or METRICS.get(row_id) or CONSEQUENCES.get(row_id)
    assert record is not None
    assert kinds_of(record.responsible) == kinds_meant(ROWS[row_id].who)


@pytest.mark.parametrize("row_id", sorted({*TASKS, *SUBMISSIONS}))
def test_who_reports_it(row_id: str) -> None:
    task, submission = TASKS.get(row_id), SUBMISSIONS.get(row_id)
    reporting = task.reporting if task else submission.reporting if submission else ()
    assert kinds_of(reporting) == kinds_meant(ROWS[row_id].reporter)


@pytest.mark.parametrize("row_id", sorted({*TASKS, *METRICS}))
def test_for_whom_it_is(row_id: str) -> None:
    record = TASKS.get(row_id) or METRICS.get(row_id)
    assert record is not None
    # Doers who are no organisation are those it is for; where the source is silent, ours is marked.
    meant = ROWS[row_id].audience or ROWS[row_id].who & set(AUDIENCE)
    if "audiences" in record.readings:
        assert not meant
    else:
        assert set(record.audiences) == {AUDIENCE[word] for word in meant}


@pytest.mark.parametrize("row_id", [row.id for row in ROWS.values() if row.cadence])
def test_how_often_or_by_when(row_id: str) -> None:
    meant = ROWS[row_id].cadence
    if metric := METRICS.get(row_id):
        assert (metric.target.goals, metric.target.unread) == ((TARGET[meant],), ())
    else:
        submission = SUBMISSIONS.get(row_id)
        cadence = submission.deadline if submission else TASKS[row_id].cadence
        assert (cadence.rules, cadence.unread) == ((CADENCE[meant],), ())


def test_a_cadence_the_source_does_not_give_is_marked_as_ours() -> None:
    silent = {task.id for task in PLAN.tasks if not ROWS[task.id].cadence}
    assert silent == {"5.3.0"}
    assert "cadence" in TASKS["5.3.0"].readings


@pytest.mark.parametrize("row_id", sorted({*TASKS, *METRICS, *SUBMISSIONS, *CONSEQUENCES} & set(ROWS)))
def test_what_proves_it(row_id: str) -> None:
    submission = SUBMISSIONS.get(row_id)
    record = TASKS.get(row_id) or CONSEQUENCES.get(row_id) or METRICS.get(row_id)
    papers = submission.papers if submission else record.evidence if record else ()
    meant = [EVIDENCE[word] for word in ROWS[row_id].evidence]
    if "evidence" in readings_of(row_id) and not meant:
        return  # the source names none, and ours are marked
    assert len(papers) == len(meant)
    assert all(word in paper for word, paper in zip(meant, papers, strict=True))


@pytest.mark.parametrize("row_id", [row.id for row in ROWS.values() if row.ours])
def test_our_readings_are_marked(row_id: str) -> None:
    assert ROWS[row_id].ours <= readings_of(row_id)


def test_what_the_source_says_itself_is_not_marked_as_ours() -> None:
    stated = ("4.1.2", "4.2.1", "4.2.4", "4.2.5", "4.4.1", "4.5.1")
    assert not [row_id for row_id in stated if "cadence" in TASKS[row_id].readings]
    assert "evidence" not in TASKS["4.4.1"].readings
    assert "target" not in METRICS["2.2"].readings


def test_a_reading_names_a_field_and_gives_a_reason() -> None:
    records: tuple[Task | Metric | Submission | Consequence | Clause, ...] = (
        *PLAN.tasks,
        *PLAN.metrics,
        *PLAN.submissions,
        *PLAN.consequences,
        *PLAN.clauses,
    )
    for record in records:
        assert set(record.readings) <= {field.name for field in attrs.fields(type(record))}
        assert all(record.readings.values())


def test_no_county_reading_is_given_for_the_county() -> None:
    assert [task.id for task in PLAN.tasks if task.county_reading is not None] == []
    assert [item.authority for item in PLAN.consequences if item.id == "5.3.2"] == [""]


def test_posts_are_left_blank() -> None:
    (group,) = PLAN.leading_groups
    assert [(post.role, post.holder) for post in group.posts] == [("组长", ""), ("副组长", "")]
    (office,) = group.offices
    assert PLAN.fill(office.seat) == "安全管理股"
    assert [(post.holder, post.concurrent) for post in office.posts] == [("", True), ("", True)]
    members = PLAN.fill(group.members)
    assert all(
        word in members for word in ("县直学校", "中心学校", "中小学校长", "园长", "股室", "中心负责人")
    )


# ── The prose ────────────────────────────────────────────────────────────────────────────────────


def paragraphs_of(plan: Plan) -> list[str]:
    return [
        "".join(
            lead + plan.fill(clause.text)
            for clause, lead in zip(paragraph.clauses, paragraph.leads, strict=True)
        )
        for entry in plan.outline.entries
        for paragraph in entry.paragraphs
    ]


def text_of(plan: Plan) -> str:
    """Everything printed: title, headings with their numbers, prose, members."""
    headings = [entry.number + entry.section.title for entry in plan.outline.entries]
    members = [plan.fill(group.members) for group in plan.leading_groups]
    return "\n".join([plan.fill(plan.title), *headings, *paragraphs_of(plan), *members])


TEXT = text_of(PLAN)


def test_five_sections_are_numbered() -> None:
    top = [entry.number + entry.section.title for entry in PLAN.outline.entries if entry.level == 1]
    assert top == ["一、指导思想", "二、工作目标", "三、组织领导", "四、工作任务", "五、工作要求"]
    assert PLAN.outline.reference("4.2.5") == "四（二）"


def test_propaganda_work_is_counted_off_to_six() -> None:
    leads = [
        lead
        for entry in PLAN.outline.entries
        for paragraph in entry.paragraphs
        for lead in paragraph.leads
        if lead
    ]
    assert leads == ["一是", "二是", "三是", "四是", "五是", "六是"]


def test_it_prints_on_a_few_pages() -> None:
    assert 2000 <= len(re.sub(r"\s", "", TEXT)) <= 3000


def test_clauses_flow_into_paragraphs() -> None:
    paragraphs = paragraphs_of(PLAN)
    assert len(paragraphs) <= len(PLAN.clauses) * 3 // 4
    line = 28
    assert [text for text in paragraphs if len(text) + 2 <= line] == []


def test_fixed_terms_stand_in_quotation_marks() -> None:
    terms = (
        "党政同责、一岗双责、齐抓共管、失职追责",
        "管行业必须管安全、管业务必须管安全、管安全生产必须管安全",
        "平安校园",
        "阳光校园",
        "五进五级覆盖",
        "国家反诈中心APP",
    )
    assert [term for term in terms if f"“{term}”" not in TEXT] == []


def test_the_guiding_formula_is_a_field_and_is_printed_once() -> None:
    assert PLAN.guiding_formula == "以习近平新时代中国特色社会主义思想为指导"
    assert TEXT.count("习近平") == 1
    assert PLAN.guiding_formula in TEXT
    assert "习近平" not in "".join(str(clause.text) for clause in PLAN.clauses)


def test_punctuation_is_full_width_and_in_its_place() -> None:
    assert re.findall(r"[,;:!?()\[\]\"'~<> \u3000]|\.(?!\d)", text_of(PLAN).replace("\n", "")) == []
    for opening, closing in ("“”", "（）", "《》"):
        assert TEXT.count(opening) == TEXT.count(closing)
    assert re.findall(r"[，。；：、]{2,}|”、“|》、《|[，、；：。]”|“[，、；：。]", TEXT) == []
    assert all(text.endswith(("。", "：")) for text in paragraphs_of(PLAN))
    assert all(str(clause.text).endswith(("。", "：")) for clause in PLAN.clauses)


def test_a_heading_has_no_end_mark() -> None:
    assert [section.title for section in PLAN.sections if re.search(r"[，。；：]", section.title)] == []


# ── A number stands once ─────────────────────────────────────────────────────────────────────────

# Chinese numerals that are no number of the plan: slogans, fixed words, the leads of counted items.
ALLOWED = (
    "五进五级覆盖",
    "一岗双责",
    "一人多卡",
    "一律",
    "进一步",
    "下一步",
    *(f"{numeral}是" for numeral in "一二三四五六"),
    *(f"{numeral}、" for numeral in "一二三四五"),
    *(f"（{numeral}）" for numeral in "一二三四五"),
)
OLD_NUMBERS = re.compile(
    r"[0-9０-９%％零一二两三四五六七八九十百]|每[日天周月季年学班]|[日天周月季年]前|至少|不少于|不高于|以上"
    r"|同期|上年|去年|年底|月底|定期|及时|按时|按期|常态化|经常|长期(?!未)|杜绝|节假日、"
)


def with_sentinels(plan: Plan) -> Plan:
    """Every frequency, reading, target and deadline replaced by a word of its own."""
    return attrs.evolve(
        plan,
        tasks=tuple(
            attrs.evolve(task, cadence=Cadence.parse(f"〔频{task.id}〕"), county_reading=None)
            for task in plan.tasks
        ),
        metrics=tuple(
            attrs.evolve(metric, target=Target.parse(f"〔标{metric.id}〕")) for metric in plan.metrics
        ),
        submissions=tuple(
            attrs.evolve(item, deadline=Cadence.parse(f"〔限{item.id}〕")) for item in plan.submissions
        ),
    )


def old_numbers_in(text: str) -> list[str]:
    text = re.sub(r"〔.*?〕", "", text).replace(f"{PLAN.year}年", "")
    for word in ALLOWED:
        text = text.replace(word, "")
    return OLD_NUMBERS.findall(text)


def test_no_old_number_remains_when_every_number_changes() -> None:
    assert old_numbers_in(text_of(with_sentinels(PLAN))) == []


def test_the_search_for_old_numbers_finds_those_of_the_plan_as_it_is() -> None:
    found = old_numbers_in(TEXT)
    assert {"1", "2", "常态化", "定期", "及时", "按时", "同期"} <= set(found)


def test_every_number_is_printed_once_through_its_slot() -> None:
    changed = text_of(with_sentinels(PLAN))
    sentinels = [
        *(f"〔频{task.id}〕" for task in PLAN.tasks),
        *(f"〔标{metric.id}〕" for metric in PLAN.metrics),
        *(f"〔限{item.id}〕" for item in PLAN.submissions),
    ]
    assert {sentinel: changed.count(sentinel) for sentinel in sentinels} == dict.fromkeys(sentinels, 1)


def test_a_number_is_printed_in_the_clause_it_belongs_to() -> None:
    for clause in PLAN.clauses:
        for slot in clause.text.slots:
            if slot.verb in (SlotVerb.CADENCE, SlotVerb.DEADLINE):
                assert slot.argument == clause.id
            if slot.verb is SlotVerb.TARGET:
                assert METRICS[clause.id].id == slot.argument


# ── Neutral of county and year ───────────────────────────────────────────────────────────────────


def test_the_base_alone_lacks_only_what_a_county_must_say() -> None:
    loaded = load_plan(BASE.encode(), "plan.toml", bases={}, settings={})
    assert loaded.plan is None
    missing = {key for problem in loaded.problems for key in re.findall(r"year|names|issue", problem.message)}
    assert (len(loaded.problems), missing) == (3, {"year", "names", "issue"})


def test_title_is_made_of_the_county_s_own_names() -> None:
    assert TEXT.startswith("甲县教育系统2031年防范电信网络诈骗工作实施方案\n")


def test_prose_names_no_county_and_no_year_itself() -> None:
    prose = [str(clause.text) for clause in PLAN.clauses] + [section.title for section in PLAN.sections]
    assert [text for text in prose if re.search(r"县|20\d\d|〔", text)] == []


def test_every_term_is_used() -> None:
    used = {slot.argument for clause in PLAN.clauses for slot in clause.text.slots}
    assert set(PLAN.terms) <= used


def test_base_holds_no_date_but_those_of_laws() -> None:
    def dates(value: object) -> list[date]:
        match value:
            case dict():
                return [found for key, item in value.items() if key != "legal_basis" for found in dates(item)]
            case list():
                return [found for item in value for found in dates(item)]
            case date():
                return [value]
            case _:
                return []

    assert dates(tomllib.loads(BASE)) == []


def test_laws_cited_are_listed_and_were_in_force_when_the_source_was_issued() -> None:
    in_force = {law.title: law.in_force for law in PLAN.legal_basis}
    cited = re.findall(r"《(.*?)》", TEXT)
    assert cited == ["中华人民共和国反电信网络诈骗法"]
    assert all(in_force[title] < date(2023, 1, 1) for title in cited)
    later = [law.title for law in PLAN.legal_basis if law.in_force > date(2023, 2, 28)]
    assert later == ["未成年人网络保护条例", "电信网络诈骗及其关联违法犯罪联合惩戒办法"]
