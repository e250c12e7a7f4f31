"""Build a workspace's papers: look everything through, then write file after file, over several processes."""

import os
import signal
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import date
from functools import partial
from itertools import chain
from multiprocessing import get_context, parent_process
from pathlib import Path

import attrs

from antifraud_plan.checking import compile_kinds, run_checks
from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.offers import Brief, DocumentKind, FileKind, Scope
from antifraud_plan.output import Draft, OutputFolder, Written
from antifraud_plan.papers.gathering import Survey, gather_items, remember_people, survey_items
from antifraud_plan.papers.packing import Bundle, Packing, pack
from antifraud_plan.papers.paper import prepare_papers
from antifraud_plan.papers.rendering import render_item
from antifraud_plan.problems import Problem, ProblemsFoundError, Severity, has_errors
from antifraud_plan.registry import Registry
from antifraud_plan.word import CompiledTemplate, PageStart
from antifraud_plan.workspace import Workspace

OUTPUT_FOLDER = "out"

Progress = Callable[[int, int], None]

# Gaps that no draft shows, because there is no paper of whom they are about.
_LEFT_OUT = frozenset({"no-counterpart", "stage-unknown"})

_STOPPED = Problem(
    "worker-stopped",
    "同时生成的一个进程突然停了，可能是内存不足或被别的程序结束；已经写好的文件都是完整的。",
    remedy="请再运行一次，会接着没有做完的做；还是这样，就把 --jobs 写小一些。",
)


@attrs.frozen
class Built:
    """What a build made.

    Attributes:
        written: every file, by the title of its kind.
        problems: what could not be written, and gaps that drafts show as marked blanks.
    """

    written: tuple[tuple[str, Written], ...]
    problems: tuple[Problem, ...]


def build(
    workspace: Workspace,
    kinds: Sequence[DocumentKind | FileKind] = (),
    *,
    units: Iterable[str] = (),
    periods: Iterable[str] = (),
    on: date | None = None,
    out: Path | None = None,
    packing: Packing = Packing.CLASS,
    start: PageStart = PageStart.NEXT_PAGE,
    jobs: int = 1,
    final: bool = False,
    progress: Progress = lambda done, total: None,
) -> Built:
    """Make papers and write them, each whole, none over a file somebody edited.

    A build that broke off is taken up where it stopped: what is written and still as it was is not made
    again.

    Args:
        workspace: see `open_workspace`.
        kinds: all installed kinds if empty.
        units: ids or full names of organisations to make papers for; all if empty.
        periods: labels such as 3月, of which returns are made; all if empty.
        on: date the papers carry; the plan's date of issue if not given.
        out: folder to write to; ``out`` in the workspace if not given.
        packing: what is put into one file, where papers are made for persons.
        start: where each paper begins when several are in one file.
        jobs: processes to share the work between; a script that asks for several needs the usual
            ``if __name__ == "__main__":``.
        final: refuse to build anything while the plan or the papers asked for have gaps.
        progress: told how many of how many papers are done.

    Raises:
        ProblemsFoundError: plan, lists or a template have errors, a check finds some, a unit is unknown,
            gaps remain in a final build, or the folder cannot be written; nothing is written then.
    """
    brief, registry = workspace.brief(on=on, units=units), workspace.registry
    brief = attrs.evolve(brief, periods=frozenset(periods) or None)
    wanted = tuple({kind.name: kind for kind in kinds}.values()) or registry.kinds
    asked = [kind for kind in wanted if isinstance(kind, DocumentKind)]
    problems: list[Problem] = list(workspace.find_strays())
    listed: list[Problem] = []
    reading = attrs.evolve(brief, people=remember_people(brief.people, listed.append))
    survey = survey_items(asked, reading, registry)
    checked = run_checks(brief, registry, problems.append)
    owed = _find_owed(survey, dict.fromkeys([*checked, *listed]), is_final=final)
    templates, mistakes = compile_kinds(asked, brief, workspace)
    mistakes += tuple(_fill_samples(asked, survey, templates, brief))
    if has_errors(mistakes):
        raise ProblemsFoundError(mistakes)
    folder = OutputFolder.open(out or workspace.directory / OUTPUT_FOLDER)
    problems += (*mistakes, *survey.problems, *registry.problems, *owed)
    problems += _find_nothing(wanted, survey, brief, is_named=bool(kinds))
    problems += (attrs.evolve(gap, severity=Severity.NOTE) for gap in checked if gap.code in _LEFT_OUT)
    report = problems.append
    sound = [kind for kind in asked if kind.name in survey.samples]
    items = gather_items(sound, reading, registry, lambda _, problem: report(problem))
    drafts = map(Bundle.draft, pack(prepare_papers(items, templates, brief), packing, start))
    files = _draft_files([kind for kind in wanted if isinstance(kind, FileKind)], brief, registry, report)
    written: list[tuple[str, Written]] = []
    total, done = survey.counts.total(), 0
    try:
        with (
            _open_pool(jobs) as executor,
            folder,
            closing(folder.write_all(drafts, executor, window=2 * jobs)) as outcomes,
        ):
            for outcome in chain(outcomes, folder.write_all(files)):
                problems += outcome.problems
                if outcome.written:
                    written.append((outcome.label, outcome.written))
                done += outcome.papers
                progress(done, max(total, done))  # how many other files there are shows as they come
            if kinds and not has_errors(problems):
                problems += _find_empty_files(kinds, {label for label, _ in written}, brief)
            if not (kinds or periods) and brief.selected is None and not has_errors(problems):
                problems += folder.find_left_over()
    except BrokenExecutor:
        problems.append(_STOPPED)
    return Built(tuple(written), tuple(dict.fromkeys([*problems, *folder.problems])))


def _open_pool(jobs: int) -> AbstractContextManager[Executor | None]:
    if jobs == 1:
        return nullcontext()
    # Started afresh as on Windows: a fork of a program with threads may hang.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin_worker)


def _begin_worker() -> None:
    # Ctrl+C reaches every process of a terminal; only the first should hear it, which then stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone: nobody would ever give it work again."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _find_owed(survey: Survey, checked: Iterable[Problem], *, is_final: bool) -> tuple[Problem, ...]:
    """Return what the papers say is amiss; raises for errors and, in a final build, for gaps of any kind."""
    errors = [each for each in checked if each.severity is Severity.ERROR]
    if is_final:
        gaps = [each for each in (*survey.gaps, *checked) if each.severity is not Severity.NOTE]
        errors = errors or [attrs.evolve(gap, severity=Severity.ERROR) for gap in gaps]
    if errors:
        raise ProblemsFoundError(errors)
    return survey.gaps


def _fill_samples(
    kinds: Iterable[DocumentKind], survey: Survey, templates: Mapping[str, CompiledTemplate], brief: Brief
) -> Iterator[Problem]:
    """Yield what templates ask for in vain, which shows only when they are filled."""
    for kind in kinds:
        if kind.name in templates and kind.name in survey.samples:
            try:
                render_item(templates[kind.name], survey.samples[kind.name], brief)
            except ProblemsFoundError as error:
                yield from error.problems


def _draft_files(
    kinds: Iterable[FileKind], brief: Brief, registry: Registry, report: Callable[[Problem], None]
) -> Iterator[Draft]:
    for kind in kinds:
        for document in registry.stream(kind, partial(kind.documents, brief), report):
            for note in document.notes:
                report(note)
            yield Draft(document.path, kind.title, partial(iter, document.chunks))


def _find_empty_files(
    kinds: Iterable[DocumentKind | FileKind], written: Container[str], brief: Brief
) -> Iterator[Problem]:
    """Yield a note on kinds asked for by name whose code had no file to make."""
    empty = [kind for kind in kinds if isinstance(kind, FileKind) and kind.title not in written]
    if empty:
        yield from _tell_nothing(empty, brief)


def _find_nothing(
    kinds: Iterable[DocumentKind | FileKind], survey: Survey, brief: Brief, *, is_named: bool
) -> Iterator[Problem]:
    """Yield a note on kinds of which there is no paper to make.

    Where kinds are named, each is worth a word; else some may well be switched off, and only that nobody
    at all gets a paper is worth one.
    """
    looked_at = [kind for kind in kinds if isinstance(kind, DocumentKind) and kind.name not in survey.failed]
    if not is_named:
        looked_at = [kind for kind in looked_at if kind.scope is Scope.PERSON]
    empty = [kind for kind in looked_at if not survey.counts[kind.name]]
    if is_named or len(empty) == len(looked_at):
        yield from _tell_nothing(empty, brief)


def _tell_nothing(kinds: Iterable[DocumentKind | FileKind], brief: Brief) -> Iterator[Problem]:
    """Yield that there is nothing to make of *kinds*, in one sentence for those of which the same is said."""
    alike: dict[tuple[bool, str], list[DocumentKind | FileKind]] = {}
    for kind in kinds:
        alike.setdefault((kind.scope is not Scope.PERSON, kind.awaits), []).append(kind)
    for _, found in sorted(alike.items(), key=lambda each: each[0]):
        yield _describe_nothing(found, brief)


def _describe_nothing(kinds: Sequence[DocumentKind | FileKind], brief: Brief) -> Problem:
    """Word that there is nothing to make of *kinds*, all for persons or none, which await the same."""
    titles = "、".join(kind.title for kind in kinds)
    if kinds[0].scope is Scope.PERSON:
        message = f"{titles} 0 份：没有要写的人，或没有名单。"
        remedy = "请看名单文件夹里有没有学校的名单；承诺书还要看方案里的 [[pledge]] 是否启用了它。"
    else:
        message = f"{titles} 0 份：没有可以写进去的内容。"
        awaited = kinds[0].awaits
        remedy = awaited or "请看方案里有没有用到它的条目。"
        if brief.selected:
            names = "、".join(unit.name for unit in brief.selected)
            remedy = f"这次只为{names}生成；{awaited or '由上级汇总报送的学校，请写汇总的单位。'}"
    return Problem("nothing-to-make", message, None, _ask_for_schools(brief) or remedy, Severity.NOTE)


def _ask_for_schools(brief: Brief) -> str:
    """Word that papers are made for schools, where a class was asked for."""
    kinds = (OrganisationKind.GRADE, OrganisationKind.CLASS)
    names = [f"“{unit.name}”是{unit.kind.value}" for unit in brief.selected or () if unit.kind in kinds]
    return f"{'，'.join(names)}，请写学校的名称，文件每班一个。" if names else ""
