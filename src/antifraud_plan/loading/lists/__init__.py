"""A county's lists from whatever supplies their tables: organisations, people, schools' own facts."""

from collections.abc import Mapping

from antifraud_plan.loading.lists.directory import Directory
from antifraud_plan.loading.lists.forms import CLASSES, LISTS, MEASURES, PEOPLE, SHORTCOMINGS, UNITS
from antifraud_plan.loading.lists.rows import read_records
from antifraud_plan.loading.lists.schools import read_facts, read_people
from antifraud_plan.loading.lists.table import ListForm, ListTable, Record
from antifraud_plan.loading.lists.units import read_classes, read_units
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.school import SchoolFacts
from antifraud_plan.problems import Location, Problem, Severity, find_nearest, has_errors


def read_lists(
    tables: Mapping[str, ListTable], whole: Location
) -> tuple[OrganisationTree | None, Mapping[str, SchoolFacts], tuple[Problem, ...]]:
    """Read every table of a county's lists and hold them against each other.

    Args:
        tables: by title, such as 单位; those that are no list are passed over.
        whole: the workbook or folder, for what is missing.

    Returns:
        What `antifraud_plan.plugin.Lists` is made of: the tree, ``None`` if mistakes in 单位 leave none;
        facts by organisation id; every problem, each once.
    """
    problems: dict[Problem, None] = dict.fromkeys(_find_missing(tables, whole))
    report = problems.setdefault

    def records(form: ListForm) -> list[Record]:
        table = tables.get(form.title)
        return [] if table is None else list(read_records(table, form, report))

    units, directory = read_units(records(UNITS), report)
    is_tree = bool(units) and not has_errors(problems)
    rows = {form.title: records(form) for form in LISTS if form is not UNITS}
    if not units:  # every other row would only say that its school is unknown
        return None, {}, tuple(problems)
    classes, refused = read_classes(rows[CLASSES.title], directory, report)
    directory = Directory((*units, *classes), (*directory.refused, *refused))
    people = read_people(rows[PEOPLE.title], directory, report)
    facts = read_facts(rows[SHORTCOMINGS.title], rows[MEASURES.title], directory, report)
    tree = OrganisationTree((*units, *classes), people) if is_tree else None
    return tree, facts, tuple(problems)


def _find_missing(tables: Mapping[str, ListTable], whole: Location) -> list[Problem]:
    strangers = [title for title in tables if title not in {form.title for form in LISTS}]
    problems = []
    for form in LISTS:
        if form.title in tables:
            continue
        near = find_nearest(form.title, strangers)
        guess = f"“{near}”是否应为“{form.title}”？" if near else ""
        if form is UNITS:
            remedy = guess or "可用 antifraud-plan init 另建一份样表对照。"
            problems.append(Problem("missing-table", f"缺少“{form.title}”表。", whole, remedy))
        elif form in (CLASSES, PEOPLE):
            message = f"缺少“{form.title}”表。"
            problems.append(Problem("missing-table", message, whole, guess or "请补上。", Severity.GAP))
        elif near:
            message = f"没有“{form.title}”表。"
            problems.append(Problem("missing-table", message, whole, guess, Severity.NOTE))
    return problems
