"""The headings of a table: which row they are in, what each one heads, what lacks or is misspelt."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.table import CellValue, ListForm, ListTable, Report, Unreadable
from antifraud_plan.problems import Problem, Severity

HEADING_ROWS = 20
_NAMED_AT_MOST = 5
_REMARK = re.compile(r"[(\[].*")


def find_headings(
    table: ListTable, form: ListForm, top: Sequence[Sequence[CellValue]], report: Report
) -> tuple[int, dict[str, int]] | None:
    """Find the row of the headings and the position of each; ``None``, reported, if a needed one lacks.

    Args:
        table: for places.
        form: the columns looked for.
        top: the table's first rows; the one with most of the headings is taken.
        report: takes missing, repeated and misspelt headings.
    """
    wanted = {fold_heading(column.heading): column.heading for column in form.columns}
    headings: list[list[str]] = []
    for values in top:
        headings.append([fold_heading(value) for value in values])
        if wanted.keys() <= set(headings[-1]):
            break  # no row can have more of them
    scores = [len(wanted.keys() & set(row)) for row in headings]
    if not any(scores):
        needed = "、".join(column.heading for column in form.columns if column.required)
        message = f"“{form.title}”表前 {HEADING_ROWS} 行里找不到列标题。"
        report(Problem("no-headings", message, table.whole, f"列标题至少要有：{needed}。"))
        return None
    row = scores.index(max(scores))
    found: dict[str, int] = {}
    strangers: dict[str, int] = {}
    for position, heading in enumerate(headings[row]):
        if wanted.get(heading) in found:
            message = f"列标题“{heading}”出现两次。"
            report(Problem("repeated-heading", message, table.place(row, position), "请删去一列或改名。"))
        elif heading in wanted:
            found[wanted[heading]] = position
        elif heading:
            strangers[heading] = position
    missing = tuple(_find_missing(table, form, row, found, strangers))
    for problem in missing:
        report(problem)
    is_usable = all(problem.severity is not Severity.ERROR for problem in missing)
    return (row, found) if is_usable else None


def _find_missing(
    table: ListTable, form: ListForm, row: int, found: Mapping[str, int], strangers: Mapping[str, int]
) -> Iterator[Problem]:
    absent: list[str] = []
    unread = dict(strangers)
    for column in form.columns:
        if column.heading in found:
            continue
        # Most headings have two characters, so one wrong one leaves them half alike.
        likeness = 0.5 if column.required else 0.6
        near = next(iter(get_close_matches(column.heading, strangers, n=1, cutoff=likeness)), None)
        place = table.place(row, strangers[near] if near else 0)
        guess = f"{quote(near)}是否应为“{column.heading}”？" if near else f"请加上“{column.heading}”列。"
        message = f"“{form.title}”表没有“{column.heading}”列。"
        if near:
            unread.pop(near, None)
        if column.required:
            yield Problem("missing-column", message, place, guess)
        elif near:
            yield Problem("missing-column", message, place, guess, Severity.NOTE)
        else:
            absent.append(column.heading)
    if absent and unread:
        yield Problem(
            "missing-column",
            f"“{form.title}”表里没有读的列：{_enumerate(map(quote, unread))}；"
            f"没有找到的列：{_enumerate(f'“{heading}”' for heading in absent)}。",
            table.place(row, next(iter(unread.values()))),
            "如果是同一列，请把列标题改成要找的；不需要的列不用管。",
            Severity.NOTE,
        )


def _enumerate(words: Iterable[str]) -> str:
    listed = list(words)
    return "、".join(listed[:_NAMED_AT_MOST]) + ("等" if len(listed) > _NAMED_AT_MOST else "")


def fold_heading(value: CellValue) -> str:
    """Return a heading without spaces, remarks in brackets and the asterisk that marks what is required."""
    shown = value.value if isinstance(value, Unreadable) else value
    if not isinstance(shown, str):
        return ""
    folded = "".join(unicodedata.normalize("NFKC", shown).split())
    return _REMARK.sub("", folded).strip("*:")
