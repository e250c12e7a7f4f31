"""Papers behind the records (会议记录, 签到表 …): Word forms with the columns of a form and room to write."""

from collections.abc import Mapping

import attrs

from antifraud_plan.model.names import check_line, check_name

_MOST_LINES = 20


def _check_lines(_: object, __: object, value: Mapping[str, int]) -> None:
    wrong = [column for column, lines in value.items() if not 1 <= lines <= _MOST_LINES]
    if wrong:
        raise ValueError(f"“lines”里“{wrong[0]}”的行数应为 1 到 {_MOST_LINES} 的整数")


@attrs.frozen
class RecordField:
    """Something a record paper asks that stays at the school (记录栏目).

    Attributes:
        heading: as printed.
        lines: lines of room to write, 1 to 20; from 2 on it takes the whole width.
        hint: what belongs there, printed small; empty for nothing.
    """

    heading: str = attrs.field(validator=check_name)
    lines: int = attrs.field(default=1, validator=[attrs.validators.ge(1), attrs.validators.le(_MOST_LINES)])
    hint: str = attrs.field(default="", validator=check_line)


@attrs.frozen
class RecordPaper:
    """A paper that a school fills in and keeps (留存记录).

    Attributes:
        id: stable id.
        title: printed title, such as 会议记录.
        form: id of the form whose columns it carries, so that what is reported is what was written down.
        items: ids of the tasks it is for; the first gives the outline reference.
        columns: ids of columns of the form, in the order printed; all that are asked if empty.
        headings: id of a column → what it is called on this paper, where that differs (主持人, 主讲人).
        lines: id of a column → lines of room to write, where one is not enough, 1 to 20.
        fields: what it asks besides.
        sign_in: number of numbered lines for signatures (签到), 0 for none.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    title: str = attrs.field(validator=check_name)
    form: str
    items: tuple[str, ...]
    columns: tuple[str, ...] = ()
    headings: Mapping[str, str] = attrs.Factory(dict)
    lines: Mapping[str, int] = attrs.field(factory=dict, validator=_check_lines)
    fields: tuple[RecordField, ...] = attrs.field(default=(), metadata={"toml": "field"})
    sign_in: int = attrs.field(default=0, validator=[attrs.validators.ge(0), attrs.validators.le(200)])
    readings: Mapping[str, str] = attrs.Factory(dict)
