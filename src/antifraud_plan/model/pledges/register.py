"""Signing registers (签订台账) as schools sent them back."""

from collections.abc import Callable
from datetime import date

import attrs

from antifraud_plan.problems import Location


@attrs.frozen
class RegisterRow:
    """One line of a register, as written.

    Attributes:
        id: 编号; empty in a line the school added.
        relation: 签订关系, the relation's name.
        class_name: 班级.
        signer: 签订人.
        counterpart: 对方.
        copies_due: 应签份数.
        day: 签订日期; ``None`` while it is not signed.
        copies: 实签份数; ``None`` stands for as many as are due.
        remark: 备注.
        is_sound: whether every cell could be read; a line with a mistake counts as unsigned.
        locate: heading of a column → the place of its cell, of the line's first cell where it is not there.
    """

    id: str
    relation: str
    class_name: str
    signer: str
    locate: Callable[[str], Location] = attrs.field(eq=False)
    counterpart: str = ""
    copies_due: int | None = None
    day: date | None = None
    copies: int | None = None
    remark: str = ""
    is_sound: bool = True

    @property
    def place(self) -> Location:
        """The line, at its 编号."""
        return self.locate("编号")


@attrs.frozen
class Register:
    """One register: a sheet of a workbook, or a CSV file.

    Attributes:
        place: file and sheet.
        rows: its lines.
        plan: id of the plan it was drawn for; empty where the file no longer says.
        year: year of that plan.
        keeper: id of the unit it was drawn for.
    """

    place: Location
    rows: tuple[RegisterRow, ...]
    plan: str = ""
    year: int | None = None
    keeper: str = ""
