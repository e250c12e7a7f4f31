"""Notes on the cells of a returned file (批注): none is read, none is passed over in silence."""

from collections.abc import Container, Iterable, Iterator

from antifraud_plan.loading.lists.personal import has_personal_number
from antifraud_plan.loading.lists.table import ListTable
from antifraud_plan.loading.returns.screening import mask_place, refuse_note
from antifraud_plan.model.forms.form import Form
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity


def find_own_notes(forms: Iterable[Form]) -> frozenset[str]:
    """Return what a workbook made of *forms* has on its headings, without the spaces that get lost."""
    return frozenset(_fold(column.note) for form in forms for column in form.columns)


def screen_notes(tables: Iterable[ListTable], place: Location, ours: Container[str]) -> Iterator[Problem]:
    """Yield what the notes of a file are: those with a personal number one by one, the others by number.

    Args:
        tables: of the file.
        place: the file.
        ours: the notes that are no school's, see `find_own_notes`.
    """
    unread = 0
    try:
        for note in (note for table in tables for note in table.notes()):
            if has_personal_number(note.text):
                yield refuse_note(mask_place(note.locate()))
            elif _fold(note.text) not in ours:
                unread += 1
    except ProblemsFoundError as error:
        yield from error.problems
    if unread:
        message = f"文件里有 {unread} 条批注，没有读。"
        remedy = "批注里如有要报的，请填到格子里。"
        yield Problem("notes-not-read", message, mask_place(place), remedy, Severity.NOTE)


def _fold(text: str) -> str:
    return "".join(text.split())
