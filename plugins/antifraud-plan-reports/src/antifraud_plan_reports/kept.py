"""What the bureau keeps in records of one form, with what is wrong with it."""

from pathlib import PurePath

import attrs

from antifraud_plan.plugin import Brief, Evidence, Form, Problem


@attrs.frozen
class Kept:
    """The lines of one form in records.

    Attributes:
        form: the form; ``None`` where the plan has none or has switched it off.
        records: its lines, the wrong ones too.
        problems: what is wrong with them, or with the file.
    """

    form: Form | None
    records: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_kept(brief: Brief, form_id: str) -> Kept:
    """Read what is kept of the form with this id."""
    form = next((each for each in brief.plan.forms if each.id == form_id and each.enabled), None)
    if form is None:
        return Kept(None)
    entries = tuple(brief.kept())
    records = (each for each in entries if isinstance(each, Evidence) and each.form.id == form_id)
    problems = (each for each in entries if isinstance(each, Problem) and _is_about(each, form))
    return Kept(form, tuple(records), tuple(problems))


def _is_about(problem: Problem, form: Form) -> bool:
    return problem.location is not None and PurePath(problem.location.file).stem == form.title
