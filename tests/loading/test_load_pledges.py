"""Pledges in plan.toml: laid over the base by id, read strictly, every mistake at its place."""

from importlib.resources import files

import pytest

from antifraud_plan.loading import LoadedPlan, load_plan
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.promise import Promise
from antifraud_plan.model.pledges.relation import PledgePaper, PledgeRelation, Signer

BASE = files("antifraud_plan").joinpath("builtin/plans/county-education.toml").read_text(encoding="utf-8")
COUNTY = """
extends = "county-education"
year = 2023
[names]
county = "某县"
bureau = "某县教育局"
bureau_short = "县教育局"
system = "教育系统"
section = "安全股"
section_short = "安全股"
[issue]
date = 2023-02-06
"""
FIRST_LINE = COUNTY.count("\n") + 1


def read(text: str) -> LoadedPlan:
    return load_plan(COUNTY + text, "plan.toml", bases={"county-education": lambda: BASE}, settings={})


def plan_of(text: str) -> Plan:
    loaded = read(text)
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def relations(text: str) -> dict[str, PledgeRelation]:
    return {relation.id: relation for relation in plan_of(text).pledges}


def promises(text: str) -> dict[str, Promise]:
    return {promise.id: promise for promise in plan_of(text).promises}


def test_a_county_turns_relations_on_and_off_and_changes_copies() -> None:
    changed = relations(
        '[[pledge]]\nid = "students"\nenabled = true\n'
        '[[pledge]]\nid = "families"\nenabled = false\ncopies = 3\nguardian_grades = 4\n'
    )
    assert (changed["students"].enabled, changed["families"].enabled) == (True, False)
    assert (changed["families"].copies, changed["families"].guardian_grades) == (3, 4)
    assert changed["families"].signer is Signer.FAMILY


def test_a_county_adds_a_relation_and_removes_another() -> None:
    changed = relations(
        '[[pledge]]\nid = "bureau-staff"\nname = "局机关"\ntitle = "承诺书"\n'
        'signer = "staff"\nunits = ["schools"]\n'
        '[[pledge]]\nid = "central-schools"\nremove = true\n'
    )
    assert changed["bureau-staff"].signer is Signer.STAFF
    assert "central-schools" not in changed


def test_a_letter_is_on_only_with_its_authority() -> None:
    on = '[[pledge]]\nid = "bureau-letter"\nenabled = true\n'
    assert [problem.code for problem in read(on).problems] == ["letter-without-authority"]
    letter = relations(on + 'authority = "《通知》（示教〔2023〕2号）"\n')["bureau-letter"]
    assert (letter.paper, letter.enabled) == (PledgePaper.RESPONSIBILITY_LETTER, True)


def test_one_wording_is_changed_and_another_left_out() -> None:
    changed = promises('[[promise]]\nid = "loans"\njunior = "不借钱。"\nstaff = ""\n')["loans"]
    assert str(changed.junior) == "不借钱。"
    assert not changed.staff
    assert "校园贷" in str(changed.senior)


def test_a_promise_is_added_where_it_belongs() -> None:
    added = '[[promise]]\nid = "gambling"\nclause = "4.3.2"\nafter = "loans"\nsenior = "不参与网络赌博。"\n'
    ids = list(promises(added))
    assert ids[ids.index("loans") + 1] == "gambling"


def test_a_changed_cadence_changes_the_promise() -> None:
    plan = plan_of('[[task]]\nid = "4.1.2"\ncadence = "每月至少2次"\n')
    (meetings,) = [promise for promise in plan.promises if promise.id == "meetings"]
    assert "每月至少2次" in plan.fill(meetings.unit)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('[[pledge]]\nid = "families"\nsigner = "家长会"', "unknown-word", "2:10"),
        ('[[pledge]]\nid = "families"\ncopies = 0', "bad-value", "2:10"),
        ('[[pledge]]\nid = "families"\ncopies = "两份"', "wrong-type", "2:10"),
        ('[[pledge]]\nid = "families"\nguardian_grades = 7', "bad-value", "2:19"),
        ('[[pledge]]\nid = "families"\ncopy = 2', "unknown-key", "2:1"),
        ('[[pledge]]\nid = "families"\nunits = ["shcools"]', "dangling-reference", "2:10"),
        ('[[pledge]]\nid = "families"\ntitle = "{contry}承诺书"', "unknown-slot", "2:9"),
        ('[[pledge]]\nid = "staff"\nreceivers = ["bureau"]', "pledge-with-receiver", "2:13"),
        ('[[promise]]\nid = "loans"\njunoir = "不借钱。"', "unknown-key", "2:1"),
        ('[[promise]]\nid = "loans"\nclause = "4.9.9"', "dangling-reference", "2:10"),
        ('[[promise]]\nid = "loans"\nsenior = "{cadance 4.1.2}。"', "bad-value", "2:10"),
        ('[[promise]]\nid = "loans"\nsenior = "{cadence 4.9.9}。"', "unknown-slot", "2:10"),
        ('[[promise]]\nid = "loan"\nremove = true', "overlay-unknown-id", "1:6"),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, code: str, place: str) -> None:
    line, column = map(int, place.split(":"))
    found = [(problem.code, str(problem.location)) for problem in read(text).problems]
    assert found == [(code, f"plan.toml:{FIRST_LINE + line}:{column}")]


def test_a_clause_and_a_task_removed_under_a_promise_are_told_where_they_were_removed() -> None:
    removed = '[[clause]]\nid = "4.5.2"\nremove = true\n[[task]]\nid = "4.5.2"\nremove = true\n'
    found = [problem for problem in read(removed).problems if problem.code == "removed-in-use"]
    assert len(found) == 2
    assert all("承诺条款“guardianship”" in problem.message for problem in found)


def test_a_voice_that_there_is_not_is_answered_with_those_there_are() -> None:
    (problem,) = read('[[promise]]\nid = "loans"\nstudent = "不借钱。"').problems
    assert problem.code == "unknown-key"
    assert "可用的键：" in problem.remedy
    assert "guardian、primary、junior、senior、parent" in problem.remedy
