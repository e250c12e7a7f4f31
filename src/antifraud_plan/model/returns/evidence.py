"""What came back: one record with its cells, one workbook with what was read of it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

from antifraud_plan.model.forms.form import Form
from antifraud_plan.problems import Location, Problem, has_errors

Value: TypeAlias = str | int | date | Decimal | Fraction

LEDGER = "ledger"
"""What a ledger (台账), which a school keeps and does not hand in, says instead of the id of a return."""


@attrs.frozen
class Evidence:
    """One record that somebody sent back (佐证): a filled row.

    Attributes:
        form: the form it stands in.
        unit: id of the school it concerns; empty where that cannot be told.
        item: id of the task, metric or submission it proves; empty where that cannot be told.
        class_id: id of the class; empty for a whole school.
        day: when it happened; ``None`` while it has not, or where the form asks no date.
        period: label of the period it was asked for, such as 3月; empty where the row says none.
        values: column id → value, only of cells that were filled and could be read.
        locate: column id → the place of its cell, of the row's first cell where it is not there.
        is_sound: whether every cell could be read and nothing contradicts; only then does it count.
    """

    form: Form
    unit: str
    item: str
    values: Mapping[str, Value]
    locate: Callable[[str], Location] = attrs.field(eq=False, repr=False)  # knows the whole sheet
    class_id: str = ""
    day: date | None = None
    period: str = ""
    is_sound: bool = True


@attrs.frozen
class CellCount:
    """What became of the cells that are not empty (单元格去向); added up, nothing is lost.

    Attributes:
        read: headings, instructions and values that were understood.
        reported: those that are named in a problem, or under a heading that is.
    """

    read: int = 0
    reported: int = 0

    def __add__(self, other: "CellCount") -> "CellCount":
        return CellCount(self.read + other.read, self.reported + other.reported)


@attrs.frozen
class ReturnIdentity:
    """For whom and what a workbook was drawn, as its hidden sheet says (上报表标识).

    Attributes:
        plan: id of the plan.
        year: its year.
        unit: id of the reporting unit.
        return_id: id of the return.
        period: label of the period, such as 3月.
        schema: version of the form of the sheets.
        version: what the return asked when it was drawn, see `DueReturn.version`; empty where the file does
            not say.
    """

    plan: str
    year: int
    unit: str
    return_id: str
    period: str
    schema: int = 1
    version: str = ""


@attrs.frozen
class ReturnedBook:
    """One file that came back, and all that was read of it (交来的上报表).

    Attributes:
        place: the file.
        evidence: its records, those that are not sound included.
        problems: what is wrong in it, each with its cell.
        cells: what became of its cells, by the sheet's title.
        forms: ids of the forms whose sheets it holds, filled in or not.
        identity: for whom and what it was drawn; ``None`` where the file no longer says.
        written: the date its first sheet bears (填报日期); ``None`` where there is none.
        data: returns the file's bytes as they are; for the copy that is sent back.
    """

    place: Location
    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]
    cells: Mapping[str, CellCount]
    forms: frozenset[str] = frozenset()
    identity: ReturnIdentity | None = None
    written: date | None = None
    data: Callable[[], bytes] = attrs.field(default=bytes, eq=False, repr=False)

    @property
    def is_sound(self) -> bool:
        """Whether it can be accepted as it is."""
        return not has_errors(self.problems)
