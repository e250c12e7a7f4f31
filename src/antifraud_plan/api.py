"""The composition root: open a workspace, check it, build its papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import attrs

from antifraud_plan.model.integrity import find_plan_faults
from antifraud_plan.offers import Brief, Document, DocumentKind, Item
from antifraud_plan.output import OutputFolder, Written
from antifraud_plan.problems import Problem, ProblemsFoundError, Severity, has_errors
from antifraud_plan.registry import Registry
from antifraud_plan.rendering import OwnTemplate, compile_kind, render_items
from antifraud_plan.word import CompiledTemplate, Layout
from antifraud_plan.workspace import Workspace, open_workspace

__all__ = ["Built", "Workspace", "build", "build_documents", "check", "check_brief", "open_workspace"]

OUTPUT_FOLDER = "out"

Progress = Callable[[int, int], None]


@attrs.frozen
class Built:
    """What a build made.

    Attributes:
        written: every paper, by the title of its kind.
        problems: what could not be written, and gaps that drafts show as marked blanks.
    """

    written: tuple[tuple[str, Written], ...]
    problems: tuple[Problem, ...]


def build_documents(
    kind: DocumentKind, brief: Brief, *, own: OwnTemplate | None = None, executor: Executor | None = None
) -> Iterator[Document]:
    """Yield the papers of one kind without touching the disk.

    Args:
        kind: from `Registry.document_kinds`.
        brief: plan, organisations, date; made by `Workspace.brief` or in code.
        own: a Word template that wins over the kind's own.
        executor: shares the work out, a process pool for instance.

    Raises:
        ProblemsFoundError: the template has mistakes.
    """
    template = compile_kind(kind, brief.setting(Layout), own)
    yield from render_items(template, tuple(kind.items(brief)), brief, executor)


def check(workspace: Workspace) -> tuple[Problem, ...]:
    """Return everything there is to say about a workspace: errors, gaps and notes, each once.

    With errors in plan or lists nothing further can be looked at, so only those are returned.
    """
    try:
        brief = workspace.brief()
    except ProblemsFoundError as error:
        return tuple(dict.fromkeys(error.problems))
    found = [*workspace.problems, *workspace.find_strays(), *check_brief(brief, workspace.registry)]
    for kind in workspace.registry.document_kinds:
        try:
            template = compile_kind(kind, brief.setting(Layout), workspace.find_template(kind))
            items = workspace.registry.run(kind, partial(kind.items, brief), found.append)
            for _ in render_items(template, items, brief):
                pass  # what a template asks for in vain shows only when it is filled
        except ProblemsFoundError as error:
            found += error.problems
    for school in brief.tree.schools():
        found += [entry for entry in workspace.read_people(school) if isinstance(entry, Problem)]
    return tuple(dict.fromkeys(found))


def check_brief(brief: Brief, registry: Registry) -> tuple[Problem, ...]:
    """Return what is wrong or missing in a brief, also one made in code: errors, gaps, notes, each once.

    A plan that does not hang together can be asked nothing else, so then only its faults are returned.
    """
    faults = find_plan_faults(brief.plan)
    if faults:
        return tuple(attrs.evolve(fault.problem, location=brief.origin(fault.path)) for fault in faults)
    found: list[Problem] = []
    found += _run_checks(brief, registry, found.append)
    for kind in registry.document_kinds:
        for item in registry.run(kind, partial(kind.items, brief), found.append):
            found += item.gaps
    return tuple(dict.fromkeys(found))


def build(
    workspace: Workspace,
    kinds: Sequence[DocumentKind] = (),
    *,
    units: Iterable[str] = (),
    on: date | None = None,
    out: Path | None = None,
    jobs: int = 1,
    final: bool = False,
    progress: Progress = lambda done, total: None,
) -> Built:
    """Make papers and write them, each whole, none over a file somebody edited.

    Args:
        workspace: see `open_workspace`.
        kinds: all installed kinds if empty.
        units: ids or full names of organisations to make papers for; all if empty.
        on: date the papers carry; the plan's date of issue if not given.
        out: folder to write to; ``out`` in the workspace if not given.
        jobs: processes to share the work between; a script that asks for several needs the usual
            ``if __name__ == "__main__":``.
        final: refuse to build anything while the plan or the papers asked for have gaps.
        progress: told how many of how many papers are done.

    Raises:
        ProblemsFoundError: plan, lists or a template have errors, a check finds some, a unit is unknown,
            gaps remain in a final build, or the folder cannot be written; nothing is written then.
    """
    brief = workspace.brief(on=on, units=units)
    registry = workspace.registry
    is_whole = not kinds and brief.selected is None
    kinds = kinds or registry.document_kinds
    problems: list[Problem] = list(workspace.find_strays())
    items = {kind.name: registry.run(kind, partial(kind.items, brief), problems.append) for kind in kinds}
    gaps = tuple(dict.fromkeys(gap for made in items.values() for item in made for gap in item.gaps))
    checked = _run_checks(brief, registry, problems.append)
    if has_errors(checked):
        raise ProblemsFoundError(each for each in checked if each.severity is Severity.ERROR)
    owed = (*gaps, *(each for each in checked if each.severity is Severity.GAP))
    if final and owed:
        raise ProblemsFoundError(attrs.evolve(gap, severity=Severity.ERROR) for gap in owed)
    templates = _compile_kinds(kinds, items, brief, workspace)
    folder = OutputFolder.open(out or workspace.directory / OUTPUT_FOLDER)
    written: list[tuple[str, Written]] = []
    problems += (*registry.problems, *gaps)
    total, done = sum(map(len, items.values())), 0
    # Started afresh as on Windows: a fork of a program with threads may hang.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) if jobs > 1 else nullcontext()
    with pool as executor, folder:
        for kind in kinds:
            try:
                for document in render_items(templates[kind.name], items[kind.name], brief, executor):
                    outcome = folder.write(document)
                    if isinstance(outcome, Problem):
                        problems.append(outcome)
                    else:
                        written.append((kind.title, outcome))
                    done += 1
                    progress(done, total)
            except ProblemsFoundError as error:
                problems += error.problems
        if is_whole and not has_errors(problems):
            problems += folder.find_left_over()
    return Built(tuple(written), (*problems, *folder.problems))


def _run_checks(brief: Brief, registry: Registry, report: Callable[[Problem], None]) -> tuple[Problem, ...]:
    return tuple(
        problem
        for each in registry.checks
        for problem in registry.run(each, partial(each.run, brief), report)
    )


def _compile_kinds(
    kinds: Sequence[DocumentKind],
    items: Mapping[str, Sequence[Item]],
    brief: Brief,
    workspace: Workspace,
) -> Mapping[str, CompiledTemplate]:
    """Compile the template of every kind and fill it once; raises with the mistakes of all at once."""
    templates: dict[str, CompiledTemplate] = {}
    problems: list[Problem] = []
    for kind in kinds:
        try:
            template = compile_kind(kind, brief.setting(Layout), workspace.find_template(kind))
            # What a template asks for in vain shows only when it is filled: before anything is written.
            tuple(render_items(template, items[kind.name][:1], brief))
            templates[kind.name] = template
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    return templates
