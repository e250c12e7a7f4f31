"""Faults of a plan: each is found, at the path of the value that has it."""

from collections.abc import Callable
from datetime import date

import attrs
import pytest

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.group import GroupOffice, LeadingGroup
from antifraud_plan.model.integrity import Path, find_plan_faults
from antifraud_plan.model.outline import Clause, Section
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.target import Target
from antifraud_plan.model.task import Metric, Party, Submission, Task

PLAN = Plan(
    id="sample",
    title=Prose.parse("{county}{year}年工作方案"),
    year=2023,
    names=Names("示例县", "示例县教育体育局", "县教体局", "教体系统", "政策法规安全股", "法安股"),
    issue=Issue(date(2023, 2, 6)),
    sections=(Section("4", "工作任务"), Section("4.1", "压实责任", under="4")),
    clauses=(Clause("4.1.2", "4.1", Prose.parse("会议{cadence 4.1.2}，达到{target rate}。")),),
    parties=(Party("schools", "各学校"),),
    tasks=(Task("4.1.2", "会议", Cadence.parse("每月至少1次"), responsible=("schools",)),),
    metrics=(Metric("rate", "知晓率", "4.1.2", Target.parse("100%"), responsible=("schools",)),),
    submissions=(Submission("s", "方案", ("schools",), Cadence.parse("2月28日前"), clause="4.1.2"),),
    leading_groups=(
        LeadingGroup("g", "领导小组", "4.1.2", offices=(GroupOffice(Prose.parse("{section}")),)),
    ),
)


def change(**changes: object) -> Callable[[], Plan]:
    return lambda: attrs.evolve(PLAN, **changes)


def task(**changes: object) -> Callable[[], Plan]:
    return change(tasks=(attrs.evolve(PLAN.tasks[0], **changes),))


def test_a_sound_plan_has_no_faults() -> None:
    assert find_plan_faults(PLAN) == ()


@pytest.mark.parametrize(
    ("plan", "code", "path"),
    [
        (change(sections=(*PLAN.sections, PLAN.sections[0])), "duplicate-id", ("section", "4", "id")),
        (change(tasks=PLAN.tasks * 2), "duplicate-id", ("task", "4.1.2", "id")),
        (
            change(sections=(PLAN.sections[0], attrs.evolve(PLAN.sections[1], under="9"))),
            "dangling-reference",
            ("section", "4.1", "under"),
        ),
        (
            change(sections=(attrs.evolve(PLAN.sections[0], under="4.1"), PLAN.sections[1])),
            "section-cycle",
            ("section", "4", "under"),
        ),
        (
            change(clauses=(attrs.evolve(PLAN.clauses[0], section="4.9"),)),
            "dangling-reference",
            ("clause", "4.1.2", "section"),
        ),
        (task(clause="4.1.3"), "dangling-reference", ("task", "4.1.2", "clause")),
        (task(phase="p1"), "dangling-reference", ("task", "4.1.2", "phase")),
        (task(supporting=("schools", "school")), "dangling-reference", ("task", "4.1.2", "supporting", 1)),
        (task(effective_from=date(2024, 1, 1)), "date-outside-plan", ("task", "4.1.2", "effective_from")),
        (change(tasks=()), "unknown-slot", ("clause", "4.1.2", "text")),
        (change(title=Prose.parse("{contry}方案")), "unknown-slot", ("title",)),
        (change(first_day=date(2024, 1, 1)), "dates-reversed", ("first_day",)),
        (
            change(leading_groups=(attrs.evolve(PLAN.leading_groups[0], clause="3.1"),)),
            "dangling-reference",
            ("leading_group", "g", "clause"),
        ),
        (
            change(leading_groups=(attrs.evolve(PLAN.leading_groups[0], members=Prose.parse("{whoever}")),)),
            "unknown-slot",
            ("leading_group", "g", "members"),
        ),
        (
            change(submissions=(attrs.evolve(PLAN.submissions[0], reporting=("reporters",)),)),
            "dangling-reference",
            ("submission", "s", "reporting", 0),
        ),
    ],
)
def test_each_fault_is_found_at_its_path(plan: Callable[[], Plan], code: str, path: Path) -> None:
    found = [(fault.problem.code, fault.path) for fault in find_plan_faults(plan())]
    assert (code, path) in found


def test_the_remedy_offers_the_nearest_name() -> None:
    fault = find_plan_faults(task(responsible=("school",))())[0]
    assert fault.problem.remedy == "是否想写“schools”？"


def test_a_removed_task_that_prose_still_cites_says_what_to_do() -> None:
    fault = find_plan_faults(change(tasks=())())[0]
    assert "正文引用了“{cadence 4.1.2}”，方案里却没有这个任务" in fault.problem.message
    assert "也删去或改写" in fault.problem.remedy


def chain_of(count: int) -> tuple[Section, ...]:
    return tuple(
        Section(f"n{level}", "标题", under=f"n{level - 1}" if level > 1 else None)
        for level in range(1, count + 1)
    )


def test_headings_have_four_levels() -> None:
    assert find_plan_faults(change(sections=(*PLAN.sections, *chain_of(4)))()) == ()
    [fault] = find_plan_faults(change(sections=(*PLAN.sections, *chain_of(5)))())
    assert (fault.problem.code, fault.path) == ("outline-too-deep", ("section", "n5", "under"))


@pytest.mark.parametrize(("count", "codes"), [(98, []), (99, ["outline-too-long"])])
def test_headings_and_items_are_counted_up_to_ninety_nine(count: int, codes: list[str]) -> None:
    headings = (Section(f"h{number}", "标题") for number in range(count))
    clauses = (Clause(f"c{number}", "4.1", Prose.parse("条文。")) for number in range(count))
    itemised = (PLAN.sections[0], attrs.evolve(PLAN.sections[1], itemised=True))
    for plan in (
        change(sections=(*PLAN.sections, *headings)),
        change(sections=itemised, clauses=(*PLAN.clauses, *clauses)),
    ):
        assert [fault.problem.code for fault in find_plan_faults(plan())] == codes


def test_both_ends_of_a_cycle_of_sections_are_named() -> None:
    cycle = change(sections=(attrs.evolve(PLAN.sections[0], under="4.1"), PLAN.sections[1]))()
    assert [fault.path[1] for fault in find_plan_faults(cycle) if fault.problem.code == "section-cycle"] == [
        "4",
        "4.1",
    ]


def test_slots_are_looked_at_though_a_section_hangs_in_the_air() -> None:
    orphan = attrs.evolve(PLAN.sections[1], under="9")
    prose = Prose.parse("{cadence 4.1.9}，见{reference 4}和{reference 4.8}。")
    plan = change(sections=(PLAN.sections[0], orphan), clauses=(attrs.evolve(PLAN.clauses[0], text=prose),))()
    assert [fault.missing for fault in find_plan_faults(plan)] == [
        ("section", "9"),
        ("task", "4.1.9"),
        ("clause", "4.8"),
    ]
