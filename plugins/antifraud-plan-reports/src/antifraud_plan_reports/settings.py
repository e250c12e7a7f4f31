"""What a county may set about these papers, in the table ``[reports]`` of plan.toml."""

from typing import Any

import attrs
from attrs.validators import and_, ge, le, optional

_PER_CENT = and_(ge(0), le(100))
_DAYS = and_(ge(0), le(366))


def _check_order(record: "ReportSettings", _: "attrs.Attribute[Any]", value: int) -> None:
    if value > record.praise_from:
        raise ValueError(f"应当不大于 praise_from（{record.praise_from}），否则同一所学校既表扬又批评")


@attrs.frozen
class ReportSettings:
    """Who is named and by when; the source says none of it, so the figures are ours.

    Attributes:
        praise_from: share of its points, in per cent, from which a school is praised.
        criticise_below: share of its points, in per cent, below which a school is criticised.
        unreported_at_most: how many things a school may leave unreported before it is criticised for that
            alone (clause 5.4.2).
        objection_days: days a school has to object before it is named.
        mend_days: days a school has to mend what a rectification notice lists.
        inspect_share: how many schools of a hundred an inspection visits each quarter, rounded up.
        inspect_items: how many claims it looks at in each.
        circular_serial: 序号 of the circular's document number; ``None`` while none is assigned.
        printer: 印发机关 in the imprint; the bureau's office if empty.
    """

    praise_from: int = attrs.field(default=95, validator=_PER_CENT)
    criticise_below: int = attrs.field(default=60, validator=[_PER_CENT, _check_order])
    unreported_at_most: int = attrs.field(default=0, validator=ge(0))
    objection_days: int = attrs.field(default=5, validator=_DAYS)
    mend_days: int = attrs.field(default=15, validator=_DAYS)
    inspect_share: int = attrs.field(default=25, validator=_PER_CENT)
    inspect_items: int = attrs.field(default=5, validator=ge(1))
    circular_serial: int | None = attrs.field(default=None, validator=optional(ge(1)))
    printer: str = ""
