"""One school's students and staff as a stream: a row is read, checked and handed on before the next."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from antifraud_plan.loading.lists_forms import (
    STAFF,
    STAFF_CLASS,
    STAFF_NAME,
    STAFF_POST,
    STUDENT_CLASS,
    STUDENT_NAME,
    STUDENTS,
)
from antifraud_plan.loading.lists_table import Column, Record, ListTable, ListForm, find_body
from antifraud_plan.loading.nearest import find_nearest
from antifraud_plan.model.organisation import StaffMember, Student
from antifraud_plan.problems import Location, Problem, Severity

T = TypeVar("T", Student, StaffMember)


def stream_people(
    tables: Mapping[str, ListTable], whole: Location
) -> Iterator[Student | StaffMember | Problem]:
    """Yield every student, then every staff member, and each problem where it is found.

    Args:
        tables: by title, 学生 and 教职工; others are passed over.
        whole: the file, for what is missing.
    """
    forms = (STUDENTS, STAFF)
    missing = [form for form in forms if form.title not in tables]
    for form in missing:
        near = find_nearest(form.title, tables)
        remedy = f"“{near}”是否应为“{form.title}”？" if near else "请补上。"
        severity = Severity.ERROR if len(missing) == len(forms) else Severity.GAP
        yield Problem("missing-table", f"缺少“{form.title}”表。", whole, remedy, severity)
    if STUDENTS.title in tables:
        yield from _stream(
            tables[STUDENTS.title], STUDENTS, STUDENT_NAME, (STUDENT_CLASS,), _read_student, Student
        )
    if STAFF.title in tables:
        words = (STAFF_POST, STAFF_CLASS)
        yield from _stream(tables[STAFF.title], STAFF, STAFF_NAME, words, _read_staff_member, StaffMember)


def _stream(
    table: ListTable,
    form: ListForm,
    name: Column[str],
    words: tuple[Column[str], ...],
    read: Callable[[Record], T | None],
    make: Callable[..., T],
) -> Iterator[T | Problem]:
    problems: list[Problem] = []
    body = find_body(table, form, problems.append)
    yield from problems
    if body is None:
        return
    name_at = body.positions[name.heading]
    words_at = [body.positions.get(word.heading, 0) for word in words]
    # A county has a hundred thousand of these rows, nearly all of them faultless. A name of letters alone,
    # beside words that were read before, needs no second look; everything else goes the careful way.
    may_shortcut = all(word.heading in body.positions for word in words)
    needed = max(name_at, *words_at)
    seen = {""} if not any(word.required for word in words) else set()
    for row, values in enumerate(body.rows, body.first_row):
        if may_shortcut and len(values) > needed:
            written = values[name_at]
            beside = [values[at] for at in words_at]
            if type(written) is str and written.isalpha() and seen.issuperset(beside):
                yield make(written, *beside)
                continue
        problems.clear()
        record = body.find_record(row, values)
        person = None if record is None else read(record)
        yield from dict.fromkeys(problems)
        if person is not None:
            yield person
            if may_shortcut and not problems:
                seen.update(value for at in words_at if isinstance(value := values[at], str))


def _read_student(record: Record) -> Student | None:
    class_name, name = record[STUDENT_CLASS], record[STUDENT_NAME]
    return None if name is None or class_name is None else Student(name, class_name)


def _read_staff_member(record: Record) -> StaffMember | None:
    name, post, class_name = record[STAFF_NAME], record[STAFF_POST], record[STAFF_CLASS]
    return None if name is None else StaffMember(name, post or "", class_name or "")
