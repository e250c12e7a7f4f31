"""One school's students and staff as a stream: a row is read, checked and handed on before the next."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Generic, TypeVar

import attrs

from antifraud_plan.loading.lists import forms
from antifraud_plan.loading.lists.rows import Body, find_body, is_example, read_records
from antifraud_plan.loading.lists.table import (
    Cell,
    CellValue,
    ListColumn,
    ListForm,
    ListTable,
    Record,
    is_blank,
)
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.problems import Location, Problem, Severity, find_nearest

P = TypeVar("P", Student, StaffMember)

_CHUNK = 256
# Words of letters and digits this short hold no space, no mark and no telephone or identity number.
_SURELY_NO_NUMBER = 10


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
    name: ListColumn[str]
    words: tuple[ListColumn[str], ...]
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
    glance: _Glance[P] = _Glance(roll, body.positions)
    row = body.first_row
    while chunk := list(islice(body.rows, _CHUNK)):
        people = None if body.has_strays(chunk) else glance.find_people(chunk)
        yield from people or _read_with_care(body, roll, row, chunk)
        row += len(chunk)
    yield from problems


def _read_with_care(
    body: Body, roll: _Roll[P], first_row: int, chunk: Sequence[Sequence[CellValue]]
) -> Iterator[P | Problem]:
    problems: list[Problem] = []
    body = attrs.evolve(body, report=problems.append)
    for row, values in enumerate(chunk, first_row):
        record = body.find_record(row, values)
        person = None if record is None else roll.read(record)
        if person is not None:
            yield person
        yield from dict.fromkeys(problems)
        problems.clear()


class _Glance(Generic[P]):
    """Makes people of a whole chunk of rows in which there is nothing to see to.

    A county has a hundred thousand of these rows, nearly all of them faultless: names of letters alone
    beside words that repeat from row to row, so each word is read with care only once.
    """

    def __init__(self, roll: _Roll[P], positions: Mapping[str, int]) -> None:
        self._roll: _Roll[P] = roll
        self._positions = [positions.get(column.heading, -1) for column in (roll.name, *roll.words)]
        self._known: list[set[CellValue]] = [set() if word.required else {""} for word in roll.words]

    def find_people(self, chunk: Sequence[Sequence[CellValue]]) -> Iterator[P] | None:
        """Return the people of *chunk*, ``None`` when a row of it needs a second look."""
        if min(self._positions) < 0 or min(map(len, chunk)) <= max(self._positions):
            return None
        names, *words = zip(*map(itemgetter(*self._positions), chunk), strict=True)
        if not all(names) or not _are_letters(names):
            return None
        for column, known, written in zip(self._roll.words, self._known, words, strict=True):
            new = set(written) - known
            if not all(_reads_as_written(column, word) for word in new):
                return None
            known.update(new)
        return map(self._roll.make, names, *words)


def _are_letters(names: Iterable[Any]) -> bool:
    try:
        return "".join(names).isalpha()
    except TypeError:  # a number or a date among them
        return False


def _reads_as_written(column: ListColumn[str], word: CellValue) -> bool:
    if isinstance(word, str) and len(word) <= _SURELY_NO_NUMBER and word.isalnum():
        return True
    if not isinstance(word, str) or is_blank(word) or is_example(word):
        return False
    problems: list[Problem] = []
    cell = Cell(word, column.heading, lambda: Location(column.heading), problems.append)
    return column.read(cell) == word and not problems


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
