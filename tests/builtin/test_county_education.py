"""The base plan says what the source plan says: checked against a table typed from the source itself."""

import attrs
import pytest
from base_plan import PLAN
from source_plan import AUDIENCE, CADENCE, EVIDENCE, ROWS, TARGET, WHO

from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.model.outline import Clause
from antifraud_plan.model.task import Consequence, Metric, Submission, Task

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


def test_a_clause_is_printed_in_the_section_its_id_says() -> None:
    assert [c.id for c in PLAN.clauses if not f"{c.id}.".startswith(f"{c.section}.")] == []


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
