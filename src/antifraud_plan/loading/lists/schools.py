"""Rows of 人员, 存在问题 and 工作措施 → people with posts and each school's own facts."""

from collections.abc import Iterable, Mapping

from antifraud_plan.loading.lists import forms
from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.directory import Directory
from antifraud_plan.loading.lists.table import ListColumn, Record, Report
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.people import Person
from antifraud_plan.model.school import Measure, SchoolFacts
from antifraud_plan.problems import Problem, Severity


def read_people(records: Iterable[Record], directory: Directory, report: Report) -> tuple[Person, ...]:
    """Read who holds which post; one without a name is a gap, and keeps its seat in the leading group."""
    people: list[Person] = []
    for record in records:
        written, name = record[forms.PERSON_UNIT], record[forms.PERSON_NAME]
        post, group_role = record[forms.PERSON_POST] or "", record[forms.PERSON_GROUP_ROLE] or ""
        if written is None:
            continue
        unit = directory.find(written, record.place(forms.PERSON_UNIT), report)
        if name is None and record.is_empty(forms.PERSON_NAME):
            message = f"{quote(written)}的{post or group_role or '这一职务'}还没有填姓名。"
            report(Problem("blank-post", message, record.place(forms.PERSON_NAME), "请补填。", Severity.GAP))
            name = "" if group_role else None
        if name is not None and unit is not None:
            people.append(Person(name, unit.id, post, group_role))
    return tuple(people)


def read_facts(
    shortcomings: Iterable[Record], measures: Iterable[Record], directory: Directory, report: Report
) -> Mapping[str, SchoolFacts]:
    """Read each school's own facts, by organisation id, in the order of the schools' first rows."""
    found: dict[str, tuple[list[str], list[Measure]]] = {}
    for record in shortcomings:
        school = _find_school(record, forms.SHORTCOMING_SCHOOL, directory, report)
        text = record[forms.SHORTCOMING]
        if school is not None and text is not None:
            found.setdefault(school.id, ([], []))[0].append(text)
    for record in measures:
        school = _find_school(record, forms.MEASURE_SCHOOL, directory, report)
        measure = _read_measure(record, report)
        if school is not None and measure is not None:
            found.setdefault(school.id, ([], []))[1].append(measure)
    return {school: SchoolFacts(school, tuple(texts), tuple(own)) for school, (texts, own) in found.items()}


def _find_school(
    record: Record, column: ListColumn[str], directory: Directory, report: Report
) -> Organisation | None:
    written = record[column]
    unit = None if written is None else directory.find(written, record.place(column), report)
    if unit is None or unit.kind.is_school:
        return unit
    message = f"{quote(unit.name)}是{unit.kind.value}，不是学校。"
    report(Problem("not-a-school", message, record.place(column), "请填学校或幼儿园。"))
    return None


def _read_measure(record: Record, report: Report) -> Measure | None:
    task = record[forms.MEASURE_TASK]
    start, finish = record[forms.MEASURE_START], record[forms.MEASURE_FINISH]
    text, person = record[forms.MEASURE_TEXT] or "", record[forms.MEASURE_PERSON] or ""
    cadence = record[forms.MEASURE_CADENCE]
    if start and finish and finish < start:
        place = record.place(forms.MEASURE_FINISH)
        report(Problem("dates-reversed", "完成日期早于开始日期。", place, "请核对两个日期。"))
    if task is None:
        return None
    place = record.place(forms.MEASURE_TASK)
    return Measure(task, text, person, start, finish, cadence, location=place)
