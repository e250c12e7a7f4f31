"""What the bureau finds on site (督查) and what it lets go (免予完成), from the files it keeps."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from antifraud_plan.model.assessment.status import InspectionVerdict
from antifraud_plan.model.exemption import Exemption
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.problems import Location

INSPECTIONS, EXEMPTIONS = "inspections", "exemptions"
"""Ids of the forms 到校督查记录 and 免予完成, which the bureau keeps in records."""


@attrs.frozen
class Inspection:
    """One verdict of an inspection on something due (到校督查记录).

    Attributes:
        unit, item, part, period: what was looked at, as an `Expectation` has them; the period by its label,
            every one where that is empty.
        day: when.
        verdict: what was found.
        reason: why, in a sentence that the school may read.
        place: where it is recorded.
    """

    unit: str
    item: str
    part: str
    period: str
    day: date
    verdict: InspectionVerdict
    reason: str
    place: Location


def find_inspections(kept: Iterable[Evidence]) -> Iterator[Inspection]:
    """Yield the sound lines of 到校督查记录."""
    for record in kept:
        if record.form.id != INSPECTIONS or not record.is_sound or record.day is None:
            continue
        yield Inspection(
            record.unit,
            record.item,
            record.class_id,
            record.period,
            record.day,
            InspectionVerdict(str(record.values["verdict"])),
            str(record.values.get("reason", "")),
            record.locate("verdict"),
        )


def find_exemptions(kept: Iterable[Evidence]) -> Iterator[Exemption]:
    """Yield the sound lines of 免予完成; each bears its place as id."""
    for record in kept:
        first, last = record.values.get("first"), record.values.get("last")
        if record.form.id != EXEMPTIONS or not isinstance(first, date) or not isinstance(last, date):
            continue
        if record.is_sound:
            yield Exemption(
                str(record.locate("")),
                (record.item,),
                first,
                last,
                str(record.values.get("reason", "")),
                str(record.values.get("granted_by", "")),
                (record.unit,),
            )
