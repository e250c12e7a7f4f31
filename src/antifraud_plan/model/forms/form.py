"""A form (表): a table described once, with the items of the plan that it records."""

from collections.abc import Mapping
from enum import Enum
from functools import cached_property

import attrs

from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.names import check_line, check_name


class RowsPer(Enum):
    """For what a form has a row; the value is the word written in the plan file."""

    OCCASION = "每次"
    """One for every time something is due, for each class where it counts by class."""
    ITEM = "每项"
    """One for each school and item; by audience, relation or paper where the form has such a column."""
    EVENT = "每起"
    """None beforehand but one for each school, to say that there was nothing; the others as they happen."""


class Source(Enum):
    """Who says what stands in a form."""

    SCHOOL = "学校"
    POLICE = "公安"
    BUREAU = "主管局"


@attrs.frozen
class Form:
    """What is asked of whom (表).

    Attributes:
        id: stable id.
        title: name of its sheet, such as 活动开展情况.
        meaning: one Chinese line on what it is for.
        records: ids of the tasks, metrics and submissions that it records; each item stands
            in one enabled form.
        rows: for what it has a row.
        source: who fills it in: a school in its return, or the bureau, which keeps it in ``records``.
        ledger: whether a school keeps it all year as a ledger (台账).
        enabled: whether it is used here.
        columns: in the order they are drawn.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    title: str = attrs.field(validator=check_name)
    columns: tuple[Column, ...] = attrs.field(metadata={"toml": "column"})
    meaning: str = attrs.field(default="", validator=check_line)
    records: tuple[str, ...] = ()
    rows: RowsPer = RowsPer.OCCASION
    source: Source = Source.SCHOOL
    ledger: bool = False
    enabled: bool = True
    readings: Mapping[str, str] = attrs.Factory(dict)

    @cached_property
    def _by_id(self) -> Mapping[str, Column]:
        return {column.id: column for column in self.columns}

    def column(self, column_id: str) -> Column:
        """Return the column with this id; `KeyError` if there is none."""
        return self._by_id[column_id]

    def find_kind(self, kind: ColumnKind) -> Column | None:
        """Return the first column of this kind, ``None`` if there is none."""
        return next((column for column in self.columns if column.kind is kind), None)

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns that somebody is asked to fill in."""
        return tuple(column for column in self.columns if not column.kind.is_given)

    @property
    def completed(self) -> tuple[Column, ...]:
        """The columns that somebody fills in where a row is given: that states its class or concerns all."""
        if self.rows is RowsPer.EVENT:
            return self.asked
        return tuple(column for column in self.asked if column.kind is not ColumnKind.CLASS)
