"""Personal numbers in a returned file, wherever they stand: each is reported and none is read or repeated."""

from collections.abc import Callable, Sequence
from functools import partial

import attrs

from antifraud_plan.loading.lists.personal import has_personal_number, mask_personal_numbers
from antifraud_plan.loading.lists.table import CellValue, ListTable, Report, Unreadable
from antifraud_plan.problems import Location, Problem


def mask_place(place: Location) -> Location:
    """Return *place* with personal numbers masked in the names of the file and the sheet."""
    file = mask_personal_numbers(place.file)
    sheet = None if place.sheet is None else mask_personal_numbers(place.sheet)
    return (
        place if (file, sheet) == (place.file, place.sheet) else attrs.evolve(place, file=file, sheet=sheet)
    )


def screen_table(table: ListTable, report: Report) -> ListTable:
    """Return *table* with its rows at hand, every cell that holds a personal number made unreadable."""
    rows = tuple(table.rows)
    screened = attrs.evolve(
        table,
        title=mask_personal_numbers(table.title),
        whole=mask_place(table.whole),
        rows=rows,
        place=partial(_place, table.place),
    )
    if screened.title != table.title:
        report(_refuse(screened.whole, "工作表的名称", _REMOVE))
    if not _may_hold_any(rows):
        return screened
    kept = tuple(_screen_row(row, values, screened.place, report) for row, values in enumerate(rows))
    return attrs.evolve(screened, rows=kept)


def _place(place: Callable[[int, int], Location], row: int, column: int) -> Location:
    return mask_place(place(row, column))


def _may_hold_any(rows: Sequence[Sequence[CellValue]]) -> bool:
    """Tell in a glance; nearly no file holds any."""
    distinct = set[CellValue]().union(*rows)  # most of what stands in a return stands there many times
    texts = "|".join([value for value in distinct if isinstance(value, str)])
    others = (value for value in distinct if not isinstance(value, str))
    return has_personal_number(texts) or "E+" in texts.upper() or any(map(has_personal_number, others))


def _screen_row(
    row: int, values: Sequence[CellValue], place: Callable[[int, int], Location], report: Report
) -> Sequence[CellValue]:
    kept = list(values)
    for column, value in enumerate(values):
        if has_personal_number(value):
            problem = _refuse(place(row, column), "这一格", _REMOVE)
            report(problem)
            kept[column] = Unreadable(problem)
    return kept


def refuse_name(place: Location) -> Problem:
    """Word that the name of a file holds a personal number; *place* no longer does."""
    return _refuse(place, "文件名", "请改名后重新报送。")


def refuse_note(place: Location) -> Problem:
    """Word that the note on a cell holds a personal number."""
    return _refuse(place, "这一格的批注", _REMOVE)


_REMOVE = "上报表不收这类号码，请删去。"


def _refuse(place: Location, what: str, remedy: str) -> Problem:
    message = f"{what}里有11位以上的数字，疑似电话、证件或银行卡号。"
    return Problem("personal-number", message, place, remedy)
