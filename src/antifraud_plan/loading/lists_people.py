"""One school's students and staff as a stream: a row is read, checked and handed on before the next."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

import attrs

from antifraud_plan.loading import lists_forms as forms
from antifraud_plan.loading.lists_rows import find_body, read_records
from antifraud_plan.loading.lists_table import Column, ListForm, ListTable, Record
from antifraud_plan.loading.nearest import find_nearest
from antifraud_plan.model.organisation import StaffMember, Student
from antifraud_plan.problems import Location, Problem, Severity

P = TypeVar("P", Student, StaffMember)


@attrs.frozen
class _Roll(Generic[P]):
    """One kind of people: how their rows are read with care, and how made when there is nothing to see to.

    Attributes:
        form: their table.
        name: column of the name.
        words: columns that repeat from row to row, in the order *make* takes them after the name.
        read: makes a person of a record, reporting what is wrong.
        make: makes a person of the name and the words.
    """

    form: ListForm
    name: Column[str]
    words: tuple[Column[str], ...]
    read: Callable[[Record], P | None]
    make: Callable[..., P]


def stream_people(
    tables: Mapping[str, ListTable], whole: Location
) -> Iterator[Student | StaffMember | Problem]:
    """Yield every student, then every staff member, and each problem where it is found.

    Args:
        tables: by title, 学生 and 教职工; others are passed over.
        whole: the file, for what is missing.
    """
    titles = (forms.STUDENTS.title, forms.STAFF.title)
    missing = [title for title in titles if title not in tables]
    severity = Severity.ERROR if len(missing) == len(titles) else Severity.GAP
    for title in missing:
        near = find_nearest(title, tables)
        remedy = f"“{near}”是否应为“{title}”？" if near else "请补上。"
        yield Problem("missing-table", f"缺少“{title}”表。", whole, remedy, severity)
    if forms.STUDENTS.title in tables:
        yield from _stream(tables[forms.STUDENTS.title], _STUDENTS)
    if forms.STAFF.title in tables:
        yield from _stream(tables[forms.STAFF.title], _STAFF)


def stream_mixed_people(table: ListTable) -> Iterator[Student | StaffMember | Problem]:
    """Yield students and staff of one table that has both, told apart by its column 类别."""
    problems: list[Problem] = []
    for record in read_records(table, forms.STUDENTS_AND_STAFF, problems.append):
        person: Student | StaffMember | None = None
        kind = record[forms.PERSON_KIND]
        if kind is forms.STUDENTS:
            person = _read_student(record)
        elif kind is forms.STAFF:
            person = _read_staff_member(record)
        yield from dict.fromkeys(problems)
        problems.clear()
        if person is not None:
            yield person
    yield from dict.fromkeys(problems)


def _stream(table: ListTable, roll: _Roll[P]) -> Iterator[P | Problem]:
    problems: list[Problem] = []
    body = find_body(table, roll.form, problems.append)
    yield from problems
    problems.clear()
    if body is None:
        return
    name_at = body.positions[roll.name.heading]
    words_at = [body.positions.get(word.heading, -1) for word in roll.words]
    # A county has a hundred thousand of these rows, nearly all of them faultless. A name of letters alone,
    # beside words that were read before, needs no second look; everything else goes the careful way.
    least = max(name_at, *words_at) + 1 if -1 not in words_at else None
    seen: set[object] = set() if any(word.required for word in roll.words) else {""}
    for row, values in enumerate(body.rows, body.first_row):
        if least is not None and len(values) >= least:
            name = values[name_at]
            words = [values[at] for at in words_at]
            if type(name) is str and name.isalpha() and seen.issuperset(words):
                yield roll.make(name, *words)
                continue
        record = body.find_record(row, values)
        person = None if record is None else roll.read(record)
        if person is not None:
            yield person
            if least is not None and len(values) >= least and not problems:
                seen.update(word for at in words_at if isinstance(word := values[at], str))
        yield from dict.fromkeys(problems)
        problems.clear()
    yield from problems


def _read_student(record: Record) -> Student | None:
    class_name, name = record[forms.STUDENT_CLASS], record[forms.STUDENT_NAME]
    return None if name is None or class_name is None else Student(name, class_name)


def _read_staff_member(record: Record) -> StaffMember | None:
    name, post, class_name = record[forms.STAFF_NAME], record[forms.STAFF_POST], record[forms.STAFF_CLASS]
    return None if name is None else StaffMember(name, post or "", class_name or "")


_STUDENTS = _Roll(forms.STUDENTS, forms.STUDENT_NAME, (forms.STUDENT_CLASS,), _read_student, Student)
_STAFF = _Roll(
    forms.STAFF, forms.STAFF_NAME, (forms.STAFF_POST, forms.STAFF_CLASS), _read_staff_member, StaffMember
)
