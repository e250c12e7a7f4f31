"""A number stands once: change what the plan says, and no paper keeps an old frequency, target or date."""

import re
from collections.abc import Mapping

import attrs
import pytest
from document_papers import PAPERS, markdown

from antifraud_plan.model.school import SchoolFacts
from antifraud_plan.offers import Brief
from antifraud_plan.plugin import Cadence, Plan, Target

# What speaks of how often, how much or until when. No paper may say any of it by itself; no exceptions.
SIGNALS = re.compile(
    r"\d+次|[一两二三]次|\d+%|百分|每(?:日|天|周|月|季度|学期|学年|年|班|名|个|次)|月\d+日前"
    r"|定期|常态化|按时|及时|不高于|零发生|寒暑假"
)


@pytest.fixture(scope="module")
def replaced(demo: Brief) -> Brief:
    return attrs.evolve(
        demo, plan=_replace(demo.plan), facts={key: _strip(facts) for key, facts in demo.facts.items()}
    )


@pytest.fixture(scope="module")
def papers(replaced: Brief) -> Mapping[str, str]:
    return {name: markdown(kind, replaced, school) for name, (kind, school) in PAPERS.items()}


def _replace(plan: Plan) -> Plan:
    return attrs.evolve(
        plan,
        tasks=tuple(
            attrs.evolve(
                task,
                cadence=Cadence.parse(f"频次〈{task.id}〉"),
                county_reading=Cadence.parse(f"明确〈{task.id}〉") if task.county_reading else None,
            )
            for task in plan.tasks
        ),
        metrics=tuple(
            attrs.evolve(metric, target=Target.parse(f"目标〈{metric.id}〉")) for metric in plan.metrics
        ),
        submissions=tuple(
            attrs.evolve(each, deadline=Cadence.parse(f"期限〈{each.id}〉")) for each in plan.submissions
        ),
    )


def _strip(facts: SchoolFacts) -> SchoolFacts:
    """Keep what the school gave but no words of its own, which may speak of time as they like."""
    measures = tuple(
        attrs.evolve(
            measure,
            text="本校措施",
            cadence=Cadence.parse(f"自定〈{measure.task}〉") if measure.cadence else None,
        )
        for measure in facts.measures
    )
    return attrs.evolve(facts, shortcomings=("本校问题",), measures=measures)


@pytest.mark.parametrize("name", PAPERS)
def test_no_old_number_is_left(papers: Mapping[str, str], demo: Brief, name: str) -> None:
    assert SIGNALS.findall(papers[name]) == []
    phrases = {str(task.cadence) for task in demo.plan.tasks}
    phrases |= {str(task.county_reading) for task in demo.plan.tasks if task.county_reading}
    phrases |= {str(metric.target) for metric in demo.plan.metrics}
    phrases |= {str(each.deadline) for each in demo.plan.submissions}
    assert [phrase for phrase in phrases if phrase in papers[name]] == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_signals_are_there_before(demo: Brief, name: str) -> None:
    kind, school = PAPERS[name]
    assert bool(SIGNALS.search(markdown(kind, demo, school))) == (name != "drafting-slip")


@pytest.mark.parametrize("name", ["county-plan", "notice", "schedule"])
def test_every_new_frequency_and_deadline_is_printed(
    papers: Mapping[str, str], replaced: Brief, name: str
) -> None:
    for task in replaced.plan.tasks:
        assert str(task.cadence) in papers[name]
    for submission in replaced.plan.submissions:
        assert str(submission.deadline) in papers[name]


def test_the_county_says_what_it_means_by_now_and_then(papers: Mapping[str, str]) -> None:
    assert "频次〈4.4.1〉（明确〈4.4.1〉）" in papers["schedule"]
    assert "频次〈4.4.1〉（明确〈4.4.1〉）" in papers["school-plan-empty"]


def test_every_new_target_is_printed(papers: Mapping[str, str], replaced: Brief) -> None:
    for metric in replaced.plan.metrics:
        assert str(metric.target) in papers["county-plan"]
    assert "知晓率目标〈awareness-rate〉" in papers["school-plan-complete"]


def test_a_schools_own_frequency_stands_before_the_countys(papers: Mapping[str, str]) -> None:
    assert "频次：自定〈主题班会〉（《方案》要求频次〈4.2.5〉）；" in papers["school-plan-complete"]
