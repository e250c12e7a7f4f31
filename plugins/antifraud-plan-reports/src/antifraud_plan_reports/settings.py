"""What a county may set about these papers, in the table ``[reports]`` of plan.toml."""

import attrs


@attrs.frozen
class ReportSettings:
    """Who is named and how long there is time; the source says none of it, so the figures are ours.

    Attributes:
        praise_from: share of its points, in per cent, from which a school is praised.
        criticise_below: share of its points, in per cent, below which a school is criticised.
        unreported_at_most: how many things a school may leave unreported before it is criticised for that
            alone (clause 5.4.2).
        objection_days: days a school has to object before it is named.
        mend_days: days a school has to mend what a rectification notice lists.
        printer: 印发机关 in the imprint; the bureau's office if empty.
    """

    praise_from: int = 95
    criticise_below: int = 60
    unreported_at_most: int = 0
    objection_days: int = 5
    mend_days: int = 15
    printer: str = ""
