"""Everything there is to say about a workspace before anything is made."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

import attrs

from antifraud_plan.model.integrity import find_plan_faults
from antifraud_plan.offers import Brief, DocumentKind, Item
from antifraud_plan.papers.gathering import gather_items, remember_people, survey_items
from antifraud_plan.papers.rendering import compile_kind, render_item
from antifraud_plan.problems import Problem, ProblemsFoundError, has_errors
from antifraud_plan.registry import Registry
from antifraud_plan.returns import find_unchecked_returns
from antifraud_plan.signing import find_register_problems
from antifraud_plan.templates import check_template
from antifraud_plan.word import CompiledTemplate, Layout
from antifraud_plan.workspace import Workspace


def check(workspace: Workspace, *, on: date | None = None) -> tuple[Problem, ...]:
    """Return everything there is to say about a workspace: errors, gaps and notes, each once.

    With errors in plan or lists nothing further can be looked at, so only those are returned.

    Args:
        workspace: see `open_workspace`.
        on: the day of the papers looked at; the plan's date of issue if not given.
    """
    try:
        brief = workspace.brief(on=on)
    except ProblemsFoundError as error:
        return tuple(dict.fromkeys(error.problems))
    registry = workspace.registry
    found = [*workspace.problems, *workspace.find_strays(), *check_brief(brief, registry)]
    templates, mistakes = compile_kinds(registry.document_kinds, brief, workspace)
    found += mistakes
    reading = attrs.evolve(brief, people=remember_people(brief.people, found.append))
    kinds = [kind for kind in registry.document_kinds if kind.name in templates]
    items = gather_items(kinds, reading, registry, lambda _, problem: found.append(problem))
    for kind, item in _pick_samples(items):
        try:
            render_item(templates[kind.name], item, brief)
        except ProblemsFoundError as error:
            found += error.problems
    for school in brief.tree.schools():
        reading.people(school)
    found += find_register_problems(reading)
    found += find_unchecked_returns(workspace.directory)
    return tuple(dict.fromkeys(found))


def check_brief(brief: Brief, registry: Registry) -> tuple[Problem, ...]:
    """Return what is wrong or missing in a brief, also one made in code: errors, gaps, notes, each once.

    A plan that does not hang together can be asked nothing else, so then only its faults are returned.
    """
    faults = find_plan_faults(brief.plan)
    if faults:
        return tuple(attrs.evolve(fault.problem, location=brief.origin(fault.path)) for fault in faults)
    found: list[Problem] = []
    found += run_checks(brief, registry, found.append)
    reading = attrs.evolve(brief, people=remember_people(brief.people, found.append))
    survey = survey_items(registry.document_kinds, reading, registry)
    return tuple(dict.fromkeys([*found, *survey.gaps, *survey.problems]))


def run_checks(brief: Brief, registry: Registry, report: Callable[[Problem], None]) -> tuple[Problem, ...]:
    """Return what the checks of all plugins find; *report* takes the plugins that failed."""
    return tuple(
        problem
        for each in registry.checks
        for problem in registry.run(each, partial(each.run, brief), report)
    )


def compile_kinds(
    kinds: Iterable[DocumentKind], brief: Brief, workspace: Workspace
) -> tuple[Mapping[str, CompiledTemplate], tuple[Problem, ...]]:
    """Compile the template of every kind; return those in order, by the kind's name, and all mistakes.

    A clerk's own template is held against what its kind prints, which may also be worth a note.
    """
    templates: dict[str, CompiledTemplate] = {}
    problems: list[Problem] = []
    for kind in kinds:
        try:
            own = workspace.find_template(kind)
            found = check_template(kind, own.data, file=own.file) if own else ()
            problems += found
            if not has_errors(found):
                templates[kind.name] = compile_kind(kind, brief.setting(Layout), own)
        except ProblemsFoundError as error:
            problems += error.problems
    return templates, tuple(problems)


def _pick_samples(items: Iterable[tuple[DocumentKind, Item]]) -> Iterator[tuple[DocumentKind, Item]]:
    """Leave out papers that have everything but a person's own values in common with the one before.

    What a template asks for in vain shows only when it is filled, but the names of the values are the same
    for all of them; filling it for every person of a county would find the same mistake 100,000 times.
    """
    latest: dict[str, Mapping[str, object]] = {}
    for kind, item in items:
        if not item.shared or latest.get(kind.name) is not item.shared:
            latest[kind.name] = item.shared
            yield kind, item
