"""Checks every plan gets: what still has to be filled in, what cannot be counted, what was loosened."""

from collections.abc import Iterator

from antifraud_plan.model.cadence.rules import Indefinite
from antifraud_plan.model.cadence.terms import Vagueness
from antifraud_plan.plugin import Brief, Cadence, Measure, Problem, Severity

_MEANT_TO_RECUR = (Vagueness.PERIODICALLY, Vagueness.IRREGULARLY)


def find_missing_authorities(brief: Brief) -> Iterator[Problem]:
    """Yield a gap for every consequence that needs a document to rest on and names none (clause 5.3.2)."""
    for consequence in brief.plan.consequences:
        if consequence.authority == "":
            yield Problem(
                "authority-missing",
                f"“{consequence.trigger}”的追责没有写明依据的文件。",
                brief.origin(("consequence", consequence.id, "authority")),
                _in_plan_file("consequence", consequence.id, 'authority = "《文件名称》（文号）"'),
                Severity.GAP,
            )


def find_unread_cadences(brief: Brief) -> Iterator[Problem]:
    """Yield a note for a phrase that is printed but not counted, a gap for 定期 nobody has read."""
    for task in brief.plan.tasks:
        path = ("task", task.id, "cadence")
        if task.county_reading is not None:
            yield from _unread(brief, ("task", task.id, "county_reading"), task.county_reading)
        elif _needs_reading(task.cadence):
            yield Problem(
                "reading-missing",
                f"“{task.name}”的频次是“{task.cadence}”，本县多久一次还没有写明。",
                brief.origin(path),
                _in_plan_file("task", task.id, 'county_reading = "每季度1次"'),
                Severity.GAP,
            )
        yield from _unread(brief, path, task.cadence)
    for submission in brief.plan.submissions:
        yield from _unread(brief, ("submission", submission.id, "deadline"), submission.deadline)


def _needs_reading(cadence: Cadence) -> bool:
    """Tell whether it asks for several times and leaves open how often; 常态化 has no such number."""
    return cadence.is_indefinite and any(
        isinstance(rule, Indefinite) and rule.word in _MEANT_TO_RECUR for rule in cadence.rules
    )


def _unread(brief: Brief, path: tuple[str | int, ...], cadence: Cadence) -> Iterator[Problem]:
    if cadence.unread:
        yield Problem(
            "cadence-unread",
            f"频次“{cadence}”里的“{'、'.join(cadence.unread)}”没有读懂，照原文打印，不计次数。",
            brief.origin(path),
            "若要计次数，请改成“每月至少1次”这样的写法。",
            Severity.NOTE,
        )


def find_loosened_cadences(brief: Brief) -> Iterator[Problem]:
    """Yield an error for a school's frequency below the county's, or for a task unknown to the plan."""
    for facts in brief.facts.values():
        for measure in facts.measures:
            task = brief.plan.find_task(measure.task)
            if task is None:
                yield _unknown_task(measure)
            elif measure.cadence is not None and measure.cadence.is_looser(task.counted_cadence):
                yield Problem(
                    "school-loosens",
                    f"学校给“{task.name}”定的“{measure.cadence}”低于县里的“{task.counted_cadence}”。",
                    measure.location,
                    "学校可以从严，不能放宽，请改正频次。",
                )


def _unknown_task(measure: Measure) -> Problem:
    return Problem(
        "unknown-task",
        f"方案里没有名为“{measure.task}”的工作任务。",
        measure.location,
        "请从下拉列表中选择，或写任务编号。",
    )


def _in_plan_file(table: str, entry_id: str, line: str) -> str:
    """Say how to mend a base plan from the county's own file."""
    return f'请在 plan.toml 里写：[[{table}]]，下一行 id = "{entry_id}"，再下一行 {line}。'
