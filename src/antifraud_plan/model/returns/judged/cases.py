"""Holds the cases that the police know (公安通报案件) against what schools reported."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.problems import Problem, Severity

LEEWAY = timedelta(days=3)
"""By how much two dates of the same case may differ: police and school learn of it on different days."""


def find_case_forms(plan: Plan, police: Form) -> tuple[Form, ...]:
    """Return the forms in which schools report what *police* tells: those with all of its columns."""
    wanted = {column.id for column in police.columns}
    return tuple(
        form
        for form in plan.forms
        if form.enabled and form.source is Source.SCHOOL and wanted <= {column.id for column in form.columns}
    )


def compare_cases(
    kept: Iterable[Evidence],
    reported: Iterable[Evidence],
    plan: Plan,
    tree: OrganisationTree,
    is_due: Callable[[Evidence, Form], bool],
) -> Iterator[Problem]:
    """Yield a problem for each case that the school did not report, a note for what the police did not tell.

    Two records are the same case where the school agrees, the dates differ by `LEEWAY` at most and the
    person's role agrees if both give it; each counts once, and as many are paired as can be. Of a school that
    never had to report yet nothing is said; nor the other way while the police told nothing at all.

    Args:
        kept: what the bureau keeps; only what the police told is looked at.
        reported: what schools reported, records with mistakes too.
        plan: tells the forms in which schools report cases.
        tree: names the schools.
        is_due: whether the return that a police case belongs into, for a form, has come or is late.
    """
    cases = [record for record in kept if record.form.source is Source.POLICE and record.day is not None]
    if not cases:
        return
    forms = {form.id: form for case in cases for form in find_case_forms(plan, case.form)}
    own = [record for record in reported if record.form.id in forms and record.day is not None]
    paired = match_cases(cases, own)
    matched_cases = set(paired.values())
    for index, case in enumerate(cases):
        owed = [form for form in find_case_forms(plan, case.form) if is_due(case, form)]
        if index not in matched_cases and owed:
            yield _unreported(case, owed[0], tree)
    for index, record in enumerate(own):
        if index not in paired:
            yield _unnotified(record, tree)


def match_cases(cases: Sequence[Evidence], own: Sequence[Evidence]) -> Mapping[int, int]:
    """Pair as many as can be, so that no school is said to be silent that is not; the nearest first.

    Args:
        cases: what the police told, each with its day.
        own: what schools reported, each with its day.

    Returns:
        Number of a report → number of the case that it is.
    """
    near = [sorted(_candidates(case, own)) for case in cases]
    paired: dict[int, int] = {}  # number of a report → that of its case

    def pair(case: int, tried: set[int]) -> bool:
        for _, report in near[case]:
            if report not in tried:
                tried.add(report)
                if report not in paired or pair(paired[report], tried):
                    paired[report] = case
                    return True
        return False

    for case in sorted(range(len(cases)), key=near.__getitem__):
        pair(case, set())
    return paired


def _candidates(case: Evidence, own: Sequence[Evidence]) -> Iterator[tuple[timedelta, int]]:
    for number, record in enumerate(own):
        if case.day is not None and record.day is not None and _may_be_same(case, record):
            yield abs(case.day - record.day), number


def _may_be_same(case: Evidence, record: Evidence) -> bool:
    if case.day is None or record.day is None or case.unit != record.unit:
        return False
    roles = {each for each in (case.values.get(ROLE), record.values.get(ROLE)) if each}
    return abs(case.day - record.day) <= LEEWAY and len(roles) <= 1


ROLE = "role"
"""Id of the column that says who was cheated, in the police's form as in the schools'."""


def _name(unit: str, tree: OrganisationTree) -> str:
    school = tree.find(unit)
    return school.name if school else unit


def _unreported(case: Evidence, form: Form, tree: OrganisationTree) -> Problem:
    method = case.values.get("method")
    what = f"{case.day} 的案件" + (f"（{method}）" if method else "")
    message = f"公安机关通报了{_name(case.unit, tree)} {what}，学校的“{form.title}”里没有。"
    remedy = f"请向学校核实；前后 {LEEWAY.days} 天之内、当事人身份相同的才算同一起。"
    column = case.form.find_kind(ColumnKind.DAY) or case.form.columns[0]
    return Problem("case-unreported", message, case.locate(column.id), remedy, Severity.GAP)


def _unnotified(record: Evidence, tree: OrganisationTree) -> Problem:
    column = record.form.find_kind(ColumnKind.DAY) or record.form.columns[0]
    message = f"{_name(record.unit, tree)} {record.day} 报的案件或线索，公安机关通报的案件里没有。"
    remedy = "如是案件，请与公安机关核对。"
    return Problem("case-not-notified", message, record.locate(column.id), remedy, Severity.NOTE)
