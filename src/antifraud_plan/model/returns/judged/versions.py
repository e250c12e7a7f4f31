"""Which file counts where several came for one return: the one that bears the latest date (填报日期)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from antifraud_plan.model.returns.evidence import ReturnedBook
from antifraud_plan.problems import Problem, Severity


@attrs.frozen
class Choice:
    """What became of the files of one return.

    Attributes:
        taken: those that count; several where a return came in parts, a CSV file a sheet.
        passed_over: the others.
        problems: which was preferred to which, or that none can be.
    """

    taken: tuple[ReturnedBook, ...] = ()
    passed_over: tuple[ReturnedBook, ...] = ()
    problems: tuple[Problem, ...] = ()


def choose_versions(books: Iterable[ReturnedBook], *, on: date) -> Choice:
    """Choose among the files of one return of one unit and period.

    Files are versions of each other if both are whole workbooks or hold the same form. Of versions the one
    with the latest date counts; a date after *on* is none. Files alike to the byte, or of which
    the same was read, are one. Where the latest date stands on two, or a date is missing, none counts and
    that is a problem. A date after *on* on the only file is said.
    """
    problems: list[Problem] = []
    taken: list[ReturnedBook] = []
    passed_over: list[ReturnedBook] = []
    for versions in _group(sorted(books, key=_name)):
        kept = _without_copies(versions, problems)
        chosen = _latest(kept, on, problems)
        taken += [chosen] if chosen else []
        passed_over += [book for book in versions if book is not chosen]
    return Choice(tuple(taken), tuple(passed_over), tuple(problems))


def _name(book: ReturnedBook) -> str:
    return book.place.file


def _group(books: Sequence[ReturnedBook]) -> Iterator[list[ReturnedBook]]:
    """Yield files that are versions of each other, also by way of a third."""
    groups: list[list[ReturnedBook]] = []
    for book in books:
        near = [any(_compete(book, other) for other in group) for group in groups]
        joined = [each for group, is_near in zip(groups, near, strict=True) if is_near for each in group]
        groups = [group for group, is_near in zip(groups, near, strict=True) if not is_near]
        groups.append([*joined, book])
    yield from groups


def _compete(one: ReturnedBook, other: ReturnedBook) -> bool:
    if one.identity is not None and other.identity is not None:
        return True
    return not find_forms(one).isdisjoint(find_forms(other))


def find_forms(book: ReturnedBook) -> frozenset[str]:
    """Return the ids of the forms of which a file holds a sheet or a record."""
    return book.forms | {evidence.form.id for evidence in book.evidence}


def _without_copies(books: Sequence[ReturnedBook], problems: list[Problem]) -> list[ReturnedBook]:
    kept: list[ReturnedBook] = []
    for book in books:
        same = next((other for other in kept if _is_copy(book, other)), None)
        if same is None:
            kept.append(book)
            continue
        message = f"这份文件的内容与 {same.place.file} 一样，只算一份。"
        problems.append(Problem("same-file", message, book.place, severity=Severity.NOTE))
    return kept


def _is_copy(book: ReturnedBook, other: ReturnedBook) -> bool:
    """Tell files that say the same, such as a CSV file saved in two encodings."""
    return (
        bool(book.evidence) and _what_was_read(book) == _what_was_read(other)
    ) or book.data() == other.data()


def _what_was_read(book: ReturnedBook) -> tuple[object, ...]:
    told = [(problem.code, problem.message) for problem in book.problems]
    return book.evidence, told, [*book.cells.values()], book.forms, book.identity, book.written


def _latest(books: Sequence[ReturnedBook], on: date, problems: list[Problem]) -> ReturnedBook | None:
    if len(books) == 1:
        [only] = books
        if only.written is not None and only.written > on:
            message = f"填报日期 {only.written} 还没有到（现在是 {on}），已照收。"
            remedy = "请核对；再报来一份时，凭这个日期分不出哪一份最新。"
            problems.append(Problem("written-ahead", message, only.place, remedy, Severity.NOTE))
        return only
    dates = [book.written for book in books if book.written is not None and book.written <= on]
    newest = max(dates, default=None)
    latest = [book for book in books if book.written == newest]
    if newest is None or len(dates) < len(books) or len(latest) > 1:
        problems.append(_tie(books, on))
        return None
    for book in books:
        if book is not latest[0]:
            message = (
                f"同一份上报表有几份文件，采用填报日期最晚的 {latest[0].place.file}（{newest}），"
                f"这一份（{book.written}）没有采用。"
            )
            problems.append(Problem("newer-version", message, book.place, severity=Severity.NOTE))
    return latest[0]


def _tie(books: Sequence[ReturnedBook], on: date) -> Problem:
    listed = "、".join(f"{book.place.file}（{_describe(book.written, on)}）" for book in books)
    message = f"同一份上报表有 {len(books)} 份文件，看填报日期分不出哪一份最新，都没有采用：{listed}。"
    remedy = "请移走旧的，或请学校在“填报说明”表写明各自的填报日期。"
    return Problem("version-tie", message, books[0].place, remedy)


def _describe(written: date | None, on: date) -> str:
    if written is None:
        return "没有填报日期"
    return f"{written}，还没有到" if written > on else str(written)
