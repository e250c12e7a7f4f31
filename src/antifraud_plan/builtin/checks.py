"""Checks every plan gets: what still has to be filled in, what cannot be counted, what was loosened."""

from collections.abc import Iterator

from antifraud_plan.builtin.places import Path, locate
from antifraud_plan.model.cadence.rules import Indefinite
from antifraud_plan.model.cadence.terms import Vagueness
from antifraud_plan.plugin import Brief, Cadence, Measure, Problem, Severity
from antifraud_plan.problems import suggest

_MEANT_TO_RECUR = (Vagueness.PERIODICALLY, Vagueness.IRREGULARLY)


def find_missing_authorities(brief: Brief) -> Iterator[Problem]:
    """Yield a gap for every consequence that needs a document to rest on and names none (clause 5.3.2)."""
    for consequence in brief.plan.consequences:
        if consequence.authority == "":
            yield Problem(
                "authority-missing",
                f"“{consequence.trigger}”的追责没有写明依据的文件。",
                locate(brief, ("consequence", consequence.id, "authority")),
                _in_plan_file("consequence", consequence.id, 'authority = "《文件名称》（文号）"'),
                Severity.GAP,
            )


def find_unread_cadences(brief: Brief) -> Iterator[Problem]:
    """Yield a note for what is printed and not counted, a gap for 定期 nobody has read or no phrase."""
    for task in brief.plan.tasks:
        path = ("task", task.id, "cadence")
        if task.county_reading is not None:
            yield from _unread(brief, ("task", task.id, "county_reading"), task.county_reading)
        elif _needs_reading(task.cadence):
            yield Problem(
                "reading-missing",
                f"“{task.name}”的频次是“{task.cadence}”，本县多久一次还没有写明。",
                locate(brief, path),
                _in_plan_file("task", task.id, 'county_reading = "每季度1次"'),
                Severity.GAP,
            )
        yield from _unread(brief, path, task.cadence)
    for phase in brief.plan.phases:
        yield from _unread(brief, ("phase", phase.id, "window"), phase.window)
    for submission in brief.plan.submissions:
        yield from _unread(brief, ("submission", submission.id, "deadline"), submission.deadline)
    for metric in brief.plan.metrics:
        if metric.target.unread:
            yield Problem(
                "target-unread",
                f"指标“{metric.name}”的“{'、'.join(metric.target.unread)}”没有读懂，照原文打印，不作比较。",
                locate(brief, ("metric", metric.id, "target")),
                "若要比较，请改成“100%”“不高于上年同期”这样的写法。",
                Severity.NOTE,
            )


def _needs_reading(cadence: Cadence) -> bool:
    """Tell whether it asks for several times and leaves open how often; 常态化 has no such number."""
    return cadence.is_indefinite and any(
        isinstance(rule, Indefinite) and rule.word in _MEANT_TO_RECUR for rule in cadence.rules
    )


def _unread(brief: Brief, path: Path, cadence: Cadence) -> Iterator[Problem]:
    if not str(cadence).strip():
        yield Problem(
            "cadence-missing",
            f"“{path[1]}”还没有写时间或频次。",
            locate(brief, path),
            f'请写上 {path[2]}，例如 "每月至少1次"“2月28日前”。',
            Severity.GAP,
        )
    if cadence.unread:
        yield Problem(
            "cadence-unread",
            f"频次“{cadence}”里的“{'、'.join(cadence.unread)}”没有读懂，照原文打印，不计次数。",
            locate(brief, path),
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


def find_unknown_units(brief: Brief) -> Iterator[Problem]:
    """Yield an error for a unit that a party names and the lists have not.

    The list of a school that works alone has only its own units; nothing is said of others' then.
    """
    if brief.tree.bureau() is None:
        return
    known = {name for unit in brief.tree for name in (unit.id, unit.name)}
    for party in brief.plan.parties:
        for index, unit in enumerate(party.units):
            if unit not in known:
                yield Problem(
                    "unknown-unit",
                    f"单位名册里没有“{unit}”，责任主体“{party.name}”落不到它。",
                    locate(brief, ("party", party.id, "units", index)),
                    suggest(unit, known) or "请写单位名册里的全称或编号。",
                )


def find_unassigned_tasks(brief: Brief) -> Iterator[Problem]:
    """Yield a gap for a duty that nobody is told to do."""
    for task in brief.plan.tasks:
        if not task.responsible and not task.lead:
            yield Problem(
                "nobody-responsible",
                f"任务“{task.name}”没有责任单位，也没有牵头单位。",
                locate(brief, ("task", task.id, "responsible")),
                _in_plan_file("task", task.id, 'responsible = ["schools"]'),
                Severity.GAP,
            )


def find_empty_sections(brief: Brief) -> Iterator[Problem]:
    """Yield a gap for a heading with nothing under it."""
    filled = {clause.section for clause in brief.plan.clauses}
    filled.update(section.under for section in brief.plan.sections if section.under is not None)
    for section in brief.plan.sections:
        if section.title and section.id not in filled:
            yield Problem(
                "section-empty",
                f"章节“{section.title}”下面没有条款，也没有下级章节。",
                locate(brief, ("section", section.id)),
                f'请用 [[clause]] 写上正文（section = "{section.id}"），或删去这一节。',
                Severity.GAP,
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
