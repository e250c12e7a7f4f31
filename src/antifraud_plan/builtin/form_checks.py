"""Checks of what schools are asked: nothing twice, nothing that is a sum, nothing nobody can tell."""

from collections.abc import Iterator

from antifraud_plan.builtin.places import locate
from antifraud_plan.model.cadence.rules import Duration, Triggered
from antifraud_plan.model.forms.facts import find_asked_twice, find_summable
from antifraud_plan.plugin import Brief, Problem, Severity


def find_needless_questions(brief: Brief) -> Iterator[Problem]:
    """Yield a note for every fact that schools are asked twice, or that others they hand in sum to."""
    for first, again in find_asked_twice(brief.plan):
        yield Problem(
            "fact-asked-twice",
            f"“{again.form.title}”的“{again.column.heading}”问的是“{first.form.title}”的"
            f"“{first.column.heading}”已经问过的（{again.fact}），学校要填两遍。",
            locate(brief, ("form", again.form.id, "column", again.column.id)),
            "请删去其中一栏；问的不是一回事，请改 fact。",
            Severity.NOTE,
        )
    for asked, others in find_summable(brief.plan):
        headings = "、".join(f"“{each.column.heading}”" for each in others)
        yield Problem(
            "fact-summable",
            f"“{asked.form.title}”的“{asked.column.heading}”由{headings}相加就能得到，不必让学校填。",
            locate(brief, ("form", asked.form.id, "column", asked.column.id)),
            "请删去这一栏。",
            Severity.NOTE,
        )


def find_repeated_returns(brief: Brief) -> Iterator[Problem]:
    """Yield a note for every item that stands in two returns."""
    first: dict[str, str] = {}
    for spec in brief.plan.returns:
        for place, item in enumerate(spec.items):
            if item in first:
                yield Problem(
                    "item-returned-twice",
                    f"“{item}”在“{first[item]}”里报了，“{spec.title}”里又报一遍。",
                    locate(brief, ("return", spec.id, "items", place)),
                    "请从其中一个的 items 里删去。",
                    Severity.NOTE,
                )
            first.setdefault(item, spec.title)


def find_unknown_traits(brief: Brief) -> Iterator[Problem]:
    """Yield a gap for every rule that falls on schools of a kind which no list tells (寄宿制学校)."""
    for task in brief.plan.tasks:
        for rule in task.counted_cadence.rules:
            if isinstance(rule, Triggered | Duration) or not rule.scope.traits:
                continue
            traits = "、".join(trait.value for trait in rule.scope.traits)
            key = "cadence" if task.county_reading is None else "county_reading"
            yield Problem(
                "school-type-unknown",
                f"“{task.name}”对{traits}另有要求，单位名册却没有写哪些学校是{traits}，这一条没有列入应完成事项。",
                locate(brief, ("task", task.id, key)),
                "请另写一项任务，responsible 用点名的责任主体（[[party]] 写 units）。",
                Severity.GAP,
            )
